"""Calls an ASGI application as a server would, without sockets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

KEY = {"x-api-key": "k", "anthropic-version": "2023-06-01"}
JSON = {"content-type": "application/json"}
HELLO: dict[str, Any] = {"model": "m", "max_tokens": 64, "messages": [{"role": "user", "content": "hello"}]}


@dataclass
class Answer:
    """The messages that an application sent: the start of the response and every body message, in order."""

    messages: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    @property
    def status(self) -> int:
        return self.messages[0]["status"]

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.messages[0]["headers"]}

    @property
    def chunks(self) -> list[bytes]:
        return [message["body"] for message in self.messages[1:] if message["body"]]

    @property
    def body(self) -> bytes:
        return b"".join(self.chunks)

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def complete(self) -> bool:
        return bool(self.messages) and not self.messages[-1].get("more_body", False)

    @property
    def events(self) -> list[tuple[str, Any]]:
        """The names and data of the server-sent events."""
        pairs: list[tuple[str, Any]] = []
        for block in self.body.decode().split("\n\n")[:-1]:
            lines = dict(line.split(": ", 1) for line in block.split("\n") if line != ":")
            if lines:
                pairs.append((lines["event"], json.loads(lines["data"])))
        return pairs

    @property
    def error(self) -> str:
        """The message of an error of the Messages API."""
        assert self.json["type"] == "error"
        return self.json["error"]["message"]


async def acall(
    app: Any,
    method: str,
    path: str,
    *,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
    more_headers: Iterable[tuple[str, str]] = (),
    query: str = "",
    chunks: Iterable[bytes] | None = None,
    root_path: str = "",
    leave: asyncio.Event | None = None,
    on_message: Callable[[dict[str, Any]], None] | None = None,
) -> Answer:
    """One request. `body` is JSON unless it is bytes; the client stays until it has its answer, or until `leave`."""
    if chunks is None:
        chunks = [body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()]
    parts = list(chunks)
    incoming = [{"type": "http.request", "body": part, "more_body": i < len(parts) - 1} for i, part in enumerate(parts)]
    given = KEY | (JSON if body is not None else {}) if headers is None else headers
    pairs = [*given.items(), *more_headers]
    answer = Answer()
    done = leave or asyncio.Event()

    async def receive() -> dict[str, Any]:
        if incoming:
            return incoming.pop(0)
        await done.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        answer.messages.append(message)
        if on_message is not None:
            on_message(message)

    path, raw_path = _paths(path)
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "path": root_path + path,
        "raw_path": root_path.encode() + raw_path,
        "root_path": root_path,
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in pairs],
    }
    await app(scope, receive, send)
    return answer


def call(app: Any, method: str, path: str, **options: Any) -> Answer:
    """`acall`, in an event loop of its own."""
    return asyncio.run(acall(app, method, path, **options))


def _paths(path: str) -> tuple[str, bytes]:
    from urllib.parse import unquote

    return unquote(path), path.encode()


async def iterate(events: Iterable[Any]) -> AsyncIterator[Any]:
    """`events`, as an asynchronous iterator."""
    for event in events:
        yield event
