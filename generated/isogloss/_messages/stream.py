# Made by isogloss from messages/_messages/async_stream.py, its async twin. Do not edit: change that, then generate.
# ruff: noqa: UP028 (async generators have no `yield from`)
"""A message while it is streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, cast

from .._runtime.call import Call
from .._runtime.options import OutputT
from .._runtime.stream import Stream
from .accumulator import MessageAccumulator
from .output import OUTPUT_TYPE, refuse_schema

if TYPE_CHECKING:
    import httpx2

    from .helper_events import MessageStreamEvent
    from .parsed import ParsedMessage


class MessageStream(Generic[OutputT]):
    """The events of a message, and the message that they add up to; what `messages.stream` gives.

    Iterating yields the server's events, each followed by what it comes to: `text`, `thinking`, `input_json`,
    `signature`, `citation` and `compaction` events. The events that end a block or the message hold all of it.
    """

    def __init__(self, stream: Stream[Any], /) -> None:
        self._stream = stream
        self._accumulator = cast("MessageAccumulator", stream.collector)
        self._received: Iterator[Any] = stream
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
    def text_stream(self) -> Iterator[str]:
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

    def __iter__(self) -> Iterator[MessageStreamEvent]:
        return self._events

    def __next__(self) -> MessageStreamEvent:
        return next(self._events)

    def until_done(self) -> None:
        """Reads all that is left."""
        for _ in self._received:
            pass

    def get_final_message(self) -> ParsedMessage[OutputT]:
        """Reads all that is left, and returns the whole message."""
        self.until_done()
        return self.current_message_snapshot

    def get_final_text(self) -> str:
        """Reads all that is left, and returns the text of the whole message."""
        message = self.get_final_message()
        return message.text

    def before_each(self, act: Callable[[Any, Any], Any]) -> None:
        """Calls `act` with each event of the server before the reader gets it, and with the block that it completes."""
        self._received = _after(self._received, self._accumulator, act)
        self._events = _with_helpers(self._received, self._accumulator)

    def close(self) -> None:
        """Stops reading and gives the connection back."""
        self._stream.close()


def _with_helpers(stream: Iterator[Any], accumulator: MessageAccumulator) -> Iterator[MessageStreamEvent]:
    from .helper_events import with_helpers  # a dozen classes that only this kind of stream needs

    for event in stream:
        for each in with_helpers(event, accumulator):
            yield each


def _after(stream: Iterator[Any], accumulator: MessageAccumulator, act: Callable[[Any, Any], Any]) -> Iterator[Any]:
    for event in stream:
        act(event, accumulator.block(event.index) if event.type == "content_block_stop" else None)
        yield event


def _texts(stream: Iterator[Any]) -> Iterator[str]:
    for event in stream:
        if event.type == "content_block_delta" and event.delta.type == "text_delta":
            yield event.delta.text
