"""A stream of events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

import httpx2

from .async_reading import pieces_of
from .call import Call
from .errors import request_id_of
from .events import Collector, EventDecoder
from .secrets import hide_secrets

E = TypeVar("E")


class AsyncStream(Generic[E]):
    """The events of one answer, in order, each as soon as it is complete.

    Leave it early with `close()` or a `with` block. Iterating raises `StreamInterruptedError` if the stream breaks off
    before its end, and the error of an error event. The `partial` of both is what came before.
    """

    def __init__(self, response: httpx2.Response, decoder: EventDecoder) -> None:
        self.response = response
        self._decoder = decoder
        self._events: AsyncIterator[E] = _read(response, decoder)

    @property
    def request_id(self) -> str | None:
        """The id that the server gave the request."""
        return request_id_of(self.response)

    @property
    def collector(self) -> Collector | None:
        """The collector of the events, if there is one."""
        return self._decoder.collector

    def __aiter__(self) -> AsyncIterator[E]:
        return self._events

    async def __anext__(self) -> E:
        return await anext(self._events)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Stops reading, and releases the connection."""
        await self.response.aclose()


class AsyncCollectedStream(Protocol):
    """A stream, and the value that its events form."""

    def __init__(self, stream: AsyncStream[Any], /) -> None: ...

    @staticmethod
    def check(call: Call) -> None:
        """Refuses a call at once that could not be sent later."""
        ...

    @staticmethod
    def collector() -> Collector:
        """Makes the collector of a stream's events."""
        ...

    async def close(self) -> None:
        """Stops reading, and releases the connection."""
        ...


S = TypeVar("S", bound=AsyncCollectedStream)


class AsyncStreamManager(Generic[S]):
    """Makes its call when its `with` block is entered, and closes the stream when the block is left."""

    def __init__(self, send: Callable[..., Any], call: Call, kind: type[S]) -> None:
        kind.check(call)
        self._send = send
        self._call = call
        self._kind = kind

    async def __aenter__(self) -> S:
        self._stream = self._kind(await self._send(self._call, collector=self._kind.collector()))
        return self._stream

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stream.close()


async def _read(response: httpx2.Response, decoder: EventDecoder) -> AsyncIterator[Any]:
    # Not a method: an abandoned stream must not be a reference cycle, so that its connection is released at once.
    try:
        async for chunk in pieces_of(response):
            for event in decoder.feed(chunk):
                yield event
        for event in decoder.finish():
            yield event
    except httpx2.TimeoutException as error:
        if not decoder.ended:
            hide_secrets(error)
            raise decoder.timed_out() from error
    except httpx2.RequestError as error:
        if not decoder.ended:
            hide_secrets(error)
            raise decoder.interrupted() from error
    finally:
        await response.aclose()
