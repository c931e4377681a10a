"""Writes requests and answers to a log for `isogloss check`: one exchange per line, without keys and cookies."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlunsplit

from ..limits import MAX_TEXT
from ..redaction import secrets
from ..traffic.frames import MEDIA_TYPE
from ..traffic.text import media_type, unpacked, value_of
from .exchange_log import ExchangeLog

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

UNREACHED = "isogloss.unreached"
"""The key in the scope of a request that got no answer; its value is the reason."""


class RecordingMiddleware:
    """An ASGI application that passes everything on to another and back, untouched and at once, and logs it.

    Args:
        app: The application.
        log: Where to.
        upstream: The base URL that is written before the paths, without secrets; none by default.
    """

    def __init__(self, app: Application, log: ExchangeLog, *, upstream: str = "") -> None:
        self.app = app
        self._log = log
        self.upstream = upstream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = _Exchange(scope, self._log, self.upstream)
        try:
            await self.app(scope, exchange.received(receive), exchange.sent(send))
        finally:
            exchange.write()

    def __getattr__(self, name: str) -> Any:
        """The other attributes of the application."""
        return getattr(self.app, name)


class _Body:
    """The bytes of a body, up to a limit."""

    def __init__(self, limit: int) -> None:
        self.bytes = bytearray()
        self.size = 0
        self._limit = limit

    def add(self, piece: bytes) -> None:
        self.size += len(piece)
        self.bytes += piece[: max(0, self._limit - len(self.bytes))]

    @property
    def is_cut(self) -> bool:
        return self.size > len(self.bytes)


class _Exchange:
    """One request and its answer, as they go by."""

    def __init__(self, scope: Scope, log: ExchangeLog, upstream: str) -> None:
        self._log = log
        self._scope = scope
        self._upstream = upstream
        self._begun = time.monotonic()
        self._at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        self._asked, self._answered = _Body(log.max_body), _Body(log.max_body)
        self._status: int | None = None
        self._headers: list[tuple[bytes, bytes]] = []
        self._first: float | None = None
        self._is_asked = False
        self._is_whole = False
        self._is_client_gone = False
        self._found = secrets.Found()

    def received(self, receive: Receive) -> Receive:
        """`receive`, listened to."""

        async def listen() -> Message:
            message = await receive()
            if message["type"] == "http.request":
                self._asked.add(message.get("body", b""))
                self._is_asked = not message.get("more_body", False)
            else:
                self._is_client_gone = True
            return message

        return listen

    def sent(self, send: Send) -> Send:
        """`send`, listened to after what is sent is on its way."""

        async def listen(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.start":
                self._status, self._headers = message["status"], list(message["headers"])
            elif message["type"] == "http.response.body":
                body = message.get("body", b"")
                if body and self._first is None:
                    self._first = time.monotonic() - self._begun
                self._answered.add(body)
                self._is_whole = not message.get("more_body", False)

        return listen

    def write(self) -> None:
        """Appends the exchange to the log."""
        asked_headers = [(bytes(name), bytes(value)) for name, value in self._scope["headers"]]
        secrets.of_headers(asked_headers, self._found)
        secrets.of_headers(self._headers, self._found)
        asked = unpacked(self._asked.bytes, _header(asked_headers, b"content-encoding"))
        secrets.of_form(asked or b"", _media(asked_headers), self._found)
        request = {
            "method": self._scope["method"],
            "url": self._upstream.rstrip("/") + self._url(),
            "headers": self._log.headers(asked_headers),
            "size": self._asked.size,
            "body": self._json(asked or b""),
        }
        # An application may answer without having asked for all that is sent.
        is_part = not self._is_asked and {b"content-length", b"transfer-encoding"} & {name for name, _ in asked_headers}
        cut = ["request"] if self._asked.is_cut or is_part or asked is None else []
        entry: dict[str, Any] = {"recorded": self._at, "request": request}
        if UNREACHED in self._scope:
            entry["unreached"] = self._scope[UNREACHED]
        elif self._status is not None:
            answered = unpacked(self._answered.bytes, _header(self._headers, b"content-encoding"))
            is_left = self._is_client_gone and not self._is_whole
            if self._answered.is_cut or is_left or answered is None:
                cut.append("response")
            entry["response"] = self._response(answered or b"", is_cut="response" in cut or not self._is_whole)
        if cut:
            entry["cut"] = cut
        self._log.redactor.learn(self._found)
        self._log.write(entry)

    def _response(self, body: bytes, *, is_cut: bool) -> dict[str, Any]:
        response: dict[str, Any] = {
            "status": self._status,
            "headers": self._log.headers(self._headers),
            "size": self._answered.size,
            "seconds": round(time.monotonic() - self._begun, 3),
        }
        if self._first is not None:
            response["first_byte"] = round(self._first, 3)
        if not self._is_whole:
            response["broken"] = True
        redactor = self._log.redactor
        if _media(self._headers) == MEDIA_TYPE:
            stream = secrets.of_stream(body, self._found).decode(errors="replace")
            redactor.learn(self._found)
            response["stream"] = redactor.stream(stream, is_cut=is_cut)
        else:
            response["body"] = self._json(body)
            if response["body"] is None and body:
                text = secrets.of_lines(body.decode(errors="replace"), self._found)
                redactor.learn(self._found)
                response["text"] = redactor.text(text, is_cut=is_cut)[:MAX_TEXT]  # what is cut is no longer found
        return response

    def _url(self) -> str:
        path = bytes(self._scope.get("raw_path") or self._scope["path"].encode()).decode("latin-1").partition("?")[0]
        query = secrets.of_query(bytes(self._scope.get("query_string", b"")).decode("latin-1"), self._found)
        return urlunsplit(("", "", secrets.of_text(path, self._found), query, ""))

    def _json(self, body: bytes) -> Any:
        """The body for the log; None if it is not JSON, or nested too deeply."""
        try:
            return secrets.of_json(value_of(body, replaces_halves=True), self._found)
        except RecursionError:
            return None


def _header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str:
    return next((value.decode("latin-1") for each, value in headers if each.lower() == name), "")


def _media(headers: Iterable[tuple[bytes, bytes]]) -> str:
    return media_type({"content-type": _header(headers, b"content-type")})
