# Copied by isogloss from messages/_messages/mock_application.py. Do not edit: change that, then generate.
"""An ASGI application that speaks as a provider does: below the path of its address, and in its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, MutableMapping
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from .._runtime.operation import Api, Operation
from .._runtime.request import Receive, Scope, Send
from .._runtime.response import ServiceError
from .._runtime.routing import Router
from .._runtime.sse import encode_event
from .mock_faults import FaultyApplication
from .mock_overlooked import Overlooking
from .mock_speech import Speech


class SpokenApplication:
    """An ASGI application around another, whose answers it words as a provider does.

    Args:
        app: The application that answers in the base dialect.
        api: Which operations it has, and what they answer with.
        models: The models of requests, in its dialect.
        speech: The provider's wording.
        servers: The provider's addresses: requests below their paths are taken as well as others.
    """

    def __init__(
        self, app: FaultyApplication, api: Api, models: ModuleType, speech: Speech, servers: Iterable[str]
    ) -> None:
        self.app = app
        self._models = models
        self._speech = speech
        self._prefixes = sorted({urlsplit(url).path.rstrip("/") for url in servers} - {""}, key=len, reverse=True)
        self._operations: Router[Operation] = Router()
        for operation in api.operations:
            self._operations.add(operation.method, operation.path, operation)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "http":
            scope = self._below(scope)
            operation = self._operation(scope)
            send = _Wording(self._speech, send, operation.response if operation else None).send
            if operation is not None and operation.body is not None:
                named = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
                limit = self.app.app.max_body
                receive = Overlooking(self._speech.dialect, self._models, operation, named, receive, limit).receive
        await self.app(scope, receive, send)

    def _below(self, scope: Scope) -> Scope:
        """The request as if it were for the root, where it is for the path of an address."""
        root = scope.get("root_path", "").rstrip("/")
        path = scope["path"].removeprefix(root)
        prefix = next((prefix for prefix in self._prefixes if path.startswith(f"{prefix}/")), "")
        return {**scope, "root_path": f"{root}{prefix}"} if prefix else scope

    def _operation(self, scope: Scope) -> Operation | None:
        try:
            return self._operations.find(scope)[0]
        except ServiceError:
            return None


class _Wording:
    """Stands in for the `send` of one request, and words what is sent with it."""

    def __init__(self, speech: Speech, send: Send, component: str | None) -> None:
        self._speech = speech
        self._send = send
        self._component = component
        self._start: MutableMapping[str, Any] = {}
        self._content = b""
        self._is_stream = False
        self._block: int | None = None

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """Takes an ASGI message of the response."""
        if message["type"] == "http.response.start":
            self._start = message
            self._is_stream = any(value.startswith(b"text/event-stream") for _, value in message["headers"])
            if self._is_stream:
                await self._send(message)
        elif message["type"] != "http.response.body":
            await self._send(message)
        elif self._is_stream:
            await self._send({**message, "body": self._worded_events(message)})
        else:
            self._content += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_whole()

    async def _send_whole(self) -> None:
        body = self._worded(self._start["status"], self._content)
        # A response to HEAD has the length of what it does not contain.
        length = {b"content-length": b"%d" % len(body)} if self._content else {}
        headers = [(name, length.get(name, value)) for name, value in self._start["headers"]]
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})

    def _worded(self, status: int, content: bytes) -> bytes:
        if (status < 400 and self._component is None) or not content:
            return content
        value: Any = json.loads(content)
        worded = self._speech.error(status, value) if status >= 400 else self._speech.whole(str(self._component), value)
        return json.dumps(worded, ensure_ascii=False, separators=(",", ":")).encode()

    def _worded_events(self, message: MutableMapping[str, Any]) -> bytes:
        body: bytes = message.get("body", b"")
        is_last = not message.get("more_body", False)
        end = self._speech.sentinel if is_last else b""
        name, _, rest = body.decode().partition("\n")
        if not name.startswith("event: "):
            return body + end
        try:
            data: Any = json.loads(rest.removeprefix("data: "))
        except ValueError:
            return body + end  # an event that was spoiled on demand
        name = name.removeprefix("event: ")
        events = list(self._speech.events(name, data))
        if name == "error":
            events += self._speech.after_error(self._block)
        self._block = data["index"] if name in ("content_block_start", "content_block_delta") else None
        written = (encode_event(name, _dumped(data)) for name, data in events)
        return b"".join(written) + end


def _dumped(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
