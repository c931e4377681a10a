"""Server-sent events that nothing describes: their names and texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .errors import AnswerTooLargeError, APITimeoutError, StreamInterruptedError
from .options import AnswerLimits
from .sse import EventReader, LongEventError, ServerSentEvent


@dataclass(frozen=True)
class TextEvent:
    """An event of a stream: its name (None without an `event:` line), and its data."""

    name: str | None
    data: str

    def json(self) -> Any:
        """The data as JSON values.

        Raises:
            ValueError: they are not JSON, as the `[DONE]` of some services.
        """
        return json.loads(self.data)


class TextEventDecoder:
    """Turns the bytes of one response into events. A stream may end at any event."""

    collector = None
    ended = False

    def __init__(self, limits: AnswerLimits) -> None:
        self._reader = EventReader(limits.event)
        self._limit = limits.event

    def feed(self, chunk: bytes) -> Iterator[TextEvent]:
        """The events that `chunk` completes.

        Raises:
            AnswerTooLargeError: an event is larger than the client's limit.
        """
        try:
            return _events(self._reader.feed(chunk))
        except LongEventError:
            raise AnswerTooLargeError("event", self._limit) from None

    def finish(self) -> Iterator[TextEvent]:
        """The last event, if the bytes end without the empty line after it."""
        return _events(self._reader.end())

    def interrupted(self) -> StreamInterruptedError:
        """The error for a stream that broke off."""
        return StreamInterruptedError("The stream broke off")

    def timed_out(self) -> APITimeoutError:
        """The error for a stream that sent nothing within the timeout."""
        return APITimeoutError("The stream sent nothing for longer than the timeout")


def write_event(event: object) -> bytes:
    """The bytes of an event that a service sends.

    Raises:
        TypeError: it is no `TextEvent`.
        ValueError: its name has several lines.
    """
    if not isinstance(event, TextEvent):
        raise TypeError(f"an event of this stream must be a TextEvent or bytes, not {type(event).__name__}")
    if event.name is not None and ("\n" in event.name or "\r" in event.name):
        raise ValueError("the name of an event must be on one line")
    lines = [] if event.name is None else [f"event: {event.name}"]
    lines += [f"data: {line}" for line in event.data.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join([*lines, "", ""]).encode()


def _events(events: Iterable[ServerSentEvent]) -> Iterator[TextEvent]:
    for name, data in events:
        yield TextEvent(None if name is None else name.decode(errors="replace"), data.decode(errors="replace"))
