"""Writes what goes over the wire to a log for `isogloss check`: one exchange per line, without keys and cookies."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlunsplit

from .secrets import LEFT_OUT, hidden, is_secret, secrets_of, without_secrets
from .streams import MEDIA_TYPE
from .text import unpacked

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

UNREACHED = "isogloss.unreached"
"""In the scope of a request that was to be passed on, and to which nobody answered: why not."""

MAX_BODY = 8 * 1024 * 1024
"""The most bytes of a body that are written, unless told otherwise; `cut` names the bodies that were longer."""

# The values of these are written; of any other header only that it was there.
_PLAIN = frozenset(
    (
        *("accept", "content-type", "content-length", "content-encoding", "user-agent", "date", "server"),
        *("retry-after", "retry-after-ms", "allow", "cache-control", "request-id", "x-request-id", "x-should-retry"),
    )
)


class ExchangeLog:
    """A log that exchanges are appended to, each at once; nobody else may read the file.

    Args:
        path: The file.
        headers: The names of headers whose values are written besides those that any API has.
        max_body: The most bytes of a body that are written.
        failed: Is told why nothing can be written any more, once; what goes by is passed on all the same.

    Raises:
        OSError: the file cannot be written.
    """

    def __init__(
        self,
        path: Path,
        *,
        headers: Iterable[str] = (),
        max_body: int = MAX_BODY,
        failed: Callable[[OSError], None] | None = None,
    ) -> None:
        self.max_body = max_body
        self.written = 0
        self._failed = failed
        self._is_over = False
        self._plain = _PLAIN | {name.lower() for name in headers}
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._file = os.fdopen(descriptor, "ab", buffering=0)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def write(self, entry: Mapping[str, Any], secrets: Iterable[str] = ()) -> None:
        """Appends an exchange; wherever one of `secrets` stands in its texts, something else is written."""
        text = json.dumps(entry, ensure_ascii=False)
        spelled = {each for secret in secrets for each in (secret, json.dumps(secret, ensure_ascii=False)[1:-1])}
        if any(each in text for each in spelled):
            text = json.dumps(hidden(entry, sorted(spelled, key=len, reverse=True), depth=2), ensure_ascii=False)
        if self._is_over:
            return
        try:
            line = memoryview(f"{text}\n".encode(errors="replace"))
            while line:
                line = line[self._file.write(line) :]
        except OSError as error:
            self._is_over = True
            if self._failed is None:
                raise
            self._failed(error)
        else:
            self.written += 1

    def headers(self, pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
        """Headers as they are written; what stands in several of one name is one list."""
        values: dict[str, str] = {}
        for name, value in ((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in pairs):
            if name in self._plain:
                values[name] = f"{values[name]}, {value}" if name in values else value
            else:
                values[name] = LEFT_OUT
        return values


class RecordingMiddleware:
    """An ASGI application that passes everything on to another and back, untouched and at once, and logs it.

    Args:
        app: The application.
        log: Where to.
        upstream: The base URL that is written before the paths; none by default.
    """

    def __init__(self, app: Application, log: ExchangeLog, *, upstream: str = "") -> None:
        self.app = app
        self._log = log
        self._upstream = upstream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = _Exchange(scope, self._log, self._upstream)
        try:
            await self.app(scope, exchange.received(receive), exchange.sent(send))
        finally:
            exchange.write()

    def __getattr__(self, name: str) -> Any:
        """Whatever else the application has."""
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
        asked = unpacked(self._asked.bytes, _encoding(asked_headers))
        request = {
            "method": self._scope["method"],
            "url": self._upstream.rstrip("/") + self._url(),
            "headers": self._log.headers(asked_headers),
            "size": self._asked.size,
            "body": _json(asked or b""),
        }
        # An application may answer without having asked for all that is sent.
        is_part = not self._is_asked and {b"content-length", b"transfer-encoding"} & {name for name, _ in asked_headers}
        cut = ["request"] if self._asked.is_cut or is_part or asked is None else []
        entry: dict[str, Any] = {"recorded": self._at, "request": request}
        if UNREACHED in self._scope:
            entry["unreached"] = self._scope[UNREACHED]
        elif self._status is not None:
            answered = unpacked(self._answered.bytes, _encoding(self._headers))
            entry["response"] = self._response(answered or b"")
            is_left = self._is_client_gone and not self._is_whole
            cut += ["response"] if self._answered.is_cut or is_left or answered is None else []
        if cut:
            entry["cut"] = cut
        self._log.write(entry, [*secrets_of(asked_headers), *secrets_of(self._headers)])

    def _response(self, body: bytes) -> dict[str, Any]:
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
        media = response["headers"].get("content-type", "").partition(";")[0].strip().lower()
        if media == MEDIA_TYPE:
            response["stream"] = body.decode(errors="replace")
        else:
            response["body"] = _json(body)
            if response["body"] is None and body:
                response["text"] = body[:4096].decode(errors="replace")
        return response

    def _url(self) -> str:
        path = bytes(self._scope.get("raw_path") or self._scope["path"].encode()).decode("latin-1").partition("?")[0]
        query = parse_qsl(bytes(self._scope.get("query_string", b"")).decode("latin-1"), keep_blank_values=True)
        kept = [(name, LEFT_OUT if is_secret(name) else value) for name, value in query]
        return urlunsplit(("", "", path, urlencode(kept), ""))


def _encoding(headers: Iterable[tuple[bytes, bytes]]) -> str:
    return next((value.decode("latin-1") for name, value in headers if name.lower() == b"content-encoding"), "")


def _json(body: bytes) -> Any:
    """A body as it is written; None if it is no JSON, or nested too deeply to be looked through."""
    try:
        return without_secrets(json.loads(body))
    except (ValueError, RecursionError):
        return None
