# Copied by isogloss from messages/_messages/mock_faults.py. Do not edit: change that, then generate.
"""Answers gone wrong, for those who ask for them with a header."""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from typing import Any

from .._runtime.asgi import Application
from .._runtime.reply import Reply
from .._runtime.request import Receive, Scope, Send
from .._runtime.response import ServiceError
from .._runtime.sse import encode_event
from .mock_hints import HintedErrors

HEADER = "x-mock-fault"

FAULTS = {
    "status-<code>": "answers with an error of that status, 400 to 599; 429 comes with retry-after",
    "error-after-<n>": "sends an error event after n events of a stream, and ends it",
    "cut-after-<n>": "closes the connection after n events",
    "stall-after-<n>": "sends nothing more after n events, for a minute at most, then closes the connection",
    "no-message-stop": "ends the stream without its last event",
    "truncated-delta": "sends only the first half of the data of the first delta",
}
"""Names that the header `x-mock-fault` takes, and what each does."""

_LONGEST_STALL = 60.0
_STATUS = re.compile(r"status-([45][0-9][0-9])")
_STREAM = re.compile(r"(error-after|cut-after|stall-after)-([0-9]{1,9})|(no-message-stop|truncated-delta)")


class FaultyApplication:
    """An ASGI application around another, which it spoils on demand."""

    def __init__(self, app: Application) -> None:
        self.app = app
        bodies = app.api.error_response
        app.errors = HintedErrors(app.api, None if bodies is None else app.model(bodies))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        name = _asked_for(scope.get("headers", ()))
        if name is None:
            await self.app(scope, receive, send)
        elif found := _STATUS.fullmatch(name):
            status = int(found[1])
            headers = {"retry-after": "1"} if status == 429 else {}
            await self._refuse(send, ServiceError(status, f"{HEADER}: {name}", headers=headers))
        elif found := _STREAM.fullmatch(name):
            await self.app(
                scope, receive, _SpoiledStream(self.app, send, found[1] or found[3], int(found[2] or 0)).send
            )
        else:
            known = ", ".join(FAULTS)
            await self._refuse(send, ServiceError(400, f"header.{HEADER}: there is no fault {name}, only {known}"))

    async def _refuse(self, send: Send, error: ServiceError) -> None:
        await self.app.refuse(Reply(send, self.app.new_request_id()), error)


class _SpoiledStream:
    """Stands in for the `send` of one request, and spoils the stream that is sent with it."""

    def __init__(self, app: Application, send: Send, fault: str, after: int) -> None:
        self._app = app
        self._send = send
        self._fault = fault
        self._after = after
        self._request_id = ""
        self._events = 0
        self._over = False
        self._spoils = True

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """Takes an ASGI message of the response."""
        if self._over:
            return
        if message["type"] == "http.response.start":
            await self._start(message)
        elif not self._spoils:
            await self._send(message)
        elif self._fault.endswith("-after") and self._events == self._after:
            await self._break_off()
        else:
            await self._pass_on(message)

    async def _start(self, message: MutableMapping[str, Any]) -> None:
        headers = dict(message["headers"])
        self._request_id = headers[b"request-id"].decode()
        self._spoils = headers.get(b"content-type", b"").startswith(b"text/event-stream")
        if self._spoils or message["status"] >= 400:
            await self._send(message)
            return
        self._over = True
        error = ServiceError(400, f"header.{HEADER}: {self._fault} needs a request for a stream")
        await self._app.refuse(Reply(self._send, self._request_id), error)

    async def _break_off(self) -> None:
        self._over = True
        if self._fault == "error-after":
            body = self._app.errors.encode(ServiceError(529, "overloaded, as asked for"), self._request_id)
            await self._send({"type": "http.response.body", "body": encode_event("error", body)})
        elif self._fault == "stall-after":
            await self._app.sleep(_LONGEST_STALL)

    async def _pass_on(self, message: MutableMapping[str, Any]) -> None:
        body: bytes = message["body"]
        if self._fault == "no-message-stop" and body.startswith(b"event: message_stop"):
            return
        if self._fault == "truncated-delta" and body.startswith(b"event: content_block_delta"):
            self._spoils = False
            body = body[: len(body) // 2] + b"\n\n"
        self._events += body.startswith(b"event: ") and not body.startswith(b"event: ping")
        await self._send({**message, "body": body})


def _asked_for(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    return next((value.decode("latin-1").strip() for name, value in headers if name == HEADER.encode()), None)
