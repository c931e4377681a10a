"""A server in memory and both clients in front of it, so that every test says once what holds for both."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from typing import Any

import httpx2

from isogloss import APIResponse, AsyncAPIResponse, AsyncClient, Client

HELLO: dict[str, Any] = {"model": "m", "max_tokens": 64, "messages": [{"role": "user", "content": "hello"}]}
SILENT: dict[str, Any] = {**HELLO, "model": "silent"}
MESSAGE: dict[str, Any] = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "m",
    "content": [{"type": "thinking", "thinking": "hm", "signature": "s"}, {"type": "text", "text": "Hi"}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 1, "output_tokens": 2},
}
Handler = Callable[[httpx2.Request], httpx2.Response]


class Chunks(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A response body in pieces, which knows whether it was closed; an exception among the pieces is raised."""

    def __init__(self, pieces: Iterable[bytes | Exception]) -> None:
        self._pieces = pieces
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


class Server:
    """Answers in turn, the last answer again and again, and remembers what it was asked."""

    def __init__(self, *answers: httpx2.Response | Exception | Handler) -> None:
        self._answers = list(answers)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer(request) if callable(answer) else answer

    @property
    def request(self) -> httpx2.Request:
        """The only request."""
        [request] = self.requests
        return request

    @property
    def body(self) -> Any:
        """The JSON of the only request."""
        return json.loads(self.request.content)


def answer(body: object = MESSAGE, status: int = 200, **headers: str) -> httpx2.Response:
    """A JSON response; underscores in the names of headers stand for hyphens."""
    return httpx2.Response(status, json=body, headers={name.replace("_", "-"): v for name, v in headers.items()})


def failure(status: int, error_type: str = "api_error", **headers: str) -> httpx2.Response:
    """An error in the format of the API."""
    return answer({"type": "error", "error": {"type": error_type, "message": "no"}}, status, **headers)


def sse(*events: dict[str, Any]) -> bytes:
    """Events as they travel."""
    return b"".join(
        b"event: %b\ndata: %b\n\n" % (event["type"].encode(), json.dumps(event).encode()) for event in events
    )


def events(*pieces: bytes | Exception, **headers: str) -> httpx2.Response:
    """A stream of events."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(200, headers={"content-type": "text/event-stream", **named}, stream=Chunks(pieces))


def start(**fields: Any) -> dict[str, Any]:
    """The first event of a message."""
    usage = {"input_tokens": 1, "output_tokens": 0}
    message: dict[str, Any] = {**MESSAGE, "content": [], "stop_reason": None, "usage": usage, **fields}
    return {"type": "message_start", "message": message}


def block(index: int, content_block: dict[str, Any], *deltas: dict[str, Any]) -> list[dict[str, Any]]:
    """The events of one content block."""
    return [
        {"type": "content_block_start", "index": index, "content_block": content_block},
        *({"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas),
        {"type": "content_block_stop", "index": index},
    ]


def text(*pieces: str, index: int = 0) -> list[dict[str, Any]]:
    """The events of a block of text."""
    return block(index, {"type": "text", "text": ""}, *({"type": "text_delta", "text": piece} for piece in pieces))


def end(**delta: Any) -> list[dict[str, Any]]:
    """The last events of a message."""
    changed = {"stop_reason": "end_turn", "stop_sequence": None, **delta}
    return [{"type": "message_delta", "delta": changed, "usage": {"output_tokens": 2}}, {"type": "message_stop"}]


WHOLE = sse(start(), *text("Hi", " there"), *end())


class Blocking:
    """The blocking client."""

    name = "blocking"
    client_class: Any = Client
    response_class: Any = APIResponse

    def client(self, server: Handler, **options: Any) -> Any:
        options.setdefault("api_key", "k")
        options.setdefault("http_client", self.http(server))
        return Client(**options)

    def http(self, server: Handler) -> Any:
        return httpx2.Client(transport=httpx2.MockTransport(server))

    def wait(self, value: Any) -> Any:
        return value

    def listed(self, values: Any) -> list[Any]:
        return list(values)

    def taken(self, values: Any, count: int) -> list[Any]:
        """The first few values, the rest is left where it is."""
        iterator = iter(values)
        return [next(iterator) for _ in range(count)]

    def within(self, manager: Any, use: Callable[[Any], Any]) -> Any:
        """The result of `use` inside the block."""
        with manager as entered:
            return use(entered)


class NonBlocking:
    """The client for `async` code, driven step by step."""

    name = "async"
    client_class: Any = AsyncClient
    response_class: Any = AsyncAPIResponse

    def __init__(self) -> None:
        self._runner = asyncio.Runner()

    def client(self, server: Handler, **options: Any) -> Any:
        options.setdefault("api_key", "k")
        options.setdefault("http_client", self.http(server))
        return AsyncClient(**options)

    def http(self, server: Handler) -> Any:
        return httpx2.AsyncClient(transport=httpx2.MockTransport(server))

    def wait(self, value: Any) -> Any:
        async def waiting() -> Any:
            return await value

        return self._runner.run(waiting())

    def listed(self, values: Any) -> list[Any]:
        async def collect() -> list[Any]:
            return [value async for value in values]

        return self._runner.run(collect())

    def taken(self, values: Any, count: int) -> list[Any]:
        async def take() -> list[Any]:
            iterator = aiter(values)
            return [await anext(iterator) for _ in range(count)]

        return self._runner.run(take())

    def within(self, manager: Any, use: Callable[[Any], Any]) -> Any:
        entered = self.wait(manager.__aenter__())
        try:
            return use(entered)
        finally:
            self.wait(manager.__aexit__(None, None, None))

    def close(self) -> None:
        self._runner.close()


Side = Blocking | NonBlocking


def types(values: Sequence[Any]) -> list[str]:
    """The tags of events."""
    return [value.type for value in values]
