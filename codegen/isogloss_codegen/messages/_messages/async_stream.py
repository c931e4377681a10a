"""A message while it is streamed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any, Generic, cast

from .._runtime.async_stream import AsyncStream
from .._runtime.call import Call
from .._runtime.options import OutputT
from .accumulator import MessageAccumulator
from .output import OUTPUT_TYPE, refuse_schema

if TYPE_CHECKING:
    import httpx2

    from .helper_events import MessageStreamEvent
    from .parsed import ParsedMessage


class AsyncMessageStream(Generic[OutputT]):
    """The events of a message, and the message that they add up to; what `messages.stream` gives.

    Iterating yields the server's events, each followed by what it comes to: `text`, `thinking`, `input_json`,
    `signature`, `citation` and `compaction` events. The events that end a block or the message hold all of it.
    """

    def __init__(self, stream: AsyncStream[Any], /) -> None:
        self._stream = stream
        self._accumulator = cast("MessageAccumulator", stream.collector)
        self._received: AsyncIterator[Any] = stream
        self._events = _with_helpers(stream, self._accumulator)

    @staticmethod
    def check(call: Call) -> None:
        """Refuses an output that is not a Python type.

        Raises:
            TypeError: it is a JSON Schema.
        """
        refuse_schema(cast("Any", call.body).get(OUTPUT_TYPE))

    @staticmethod
    def collector() -> MessageAccumulator:
        """Makes the accumulator that gathers the events of one stream."""
        return MessageAccumulator()

    @property
    def response(self) -> httpx2.Response:
        """The response of the HTTP library."""
        return self._stream.response

    @property
    def request_id(self) -> str | None:
        """The server's id of the request; None if it sent none."""
        return self._stream.request_id

    @property
    def workspace_id(self) -> str | None:
        """The workspace of the request."""
        return self.response.headers.get("anthropic-workspace-id")

    @property
    def text_stream(self) -> AsyncIterator[str]:
        """The text, piece by piece."""
        return _texts(self._received)

    @property
    def current_message_snapshot(self) -> ParsedMessage[OutputT]:
        """The message as far as it has come.

        Raises:
            RuntimeError: nothing has come yet.
        """
        message = cast("ParsedMessage[OutputT] | None", self._accumulator.snapshot)
        if message is None:
            raise RuntimeError("The message has not started: iterate over the stream first")
        return message

    def __aiter__(self) -> AsyncIterator[MessageStreamEvent]:
        return self._events

    async def __anext__(self) -> MessageStreamEvent:
        return await anext(self._events)

    async def until_done(self) -> None:
        """Reads all that is left."""
        async for _ in self._received:
            pass

    async def get_final_message(self) -> ParsedMessage[OutputT]:
        """Reads all that is left, and returns the whole message."""
        await self.until_done()
        return self.current_message_snapshot

    async def get_final_text(self) -> str:
        """Reads all that is left, and returns the text of the whole message."""
        message = await self.get_final_message()
        return message.text

    def before_each(self, act: Callable[[Any, Any], Any]) -> None:
        """Calls `act` with each event of the server before the reader gets it, and with the block that it completes."""
        self._received = _after(self._received, self._accumulator, act)
        self._events = _with_helpers(self._received, self._accumulator)

    async def close(self) -> None:
        """Stops reading and gives the connection back."""
        await self._stream.close()


async def _with_helpers(
    stream: AsyncIterator[Any], accumulator: MessageAccumulator
) -> AsyncIterator[MessageStreamEvent]:
    from .helper_events import with_helpers  # a dozen classes that only this kind of stream needs

    async for event in stream:
        for each in with_helpers(event, accumulator):
            yield each


async def _after(
    stream: AsyncIterator[Any], accumulator: MessageAccumulator, act: Callable[[Any, Any], Any]
) -> AsyncIterator[Any]:
    async for event in stream:
        await act(event, accumulator.block(event.index) if event.type == "content_block_stop" else None)
        yield event


async def _texts(stream: AsyncIterator[Any]) -> AsyncIterator[str]:
    async for event in stream:
        if event.type == "content_block_delta" and event.delta.type == "text_delta":
            yield event.delta.text
