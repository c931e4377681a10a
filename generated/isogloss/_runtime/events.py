# Copied by isogloss from render/runtime/events.py. Do not edit: change that, then generate.
"""Turns the bytes of a stream into typed events."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import from_json

from .call import adapter_of
from .errors import AnswerTooLargeError, APIError, APIResponseValidationError, APITimeoutError, StreamInterruptedError
from .failure import event_error, excerpt, invalid_answer, split_character
from .operation import Api, EventStream
from .options import AnswerLimits
from .sse import EventReader, LongEventError, ServerSentEvent
from .validation import Problem, describe

if TYPE_CHECKING:
    import httpx2

E = TypeVar("E", bound=APIError)

_EVENT = "An event of the stream"


class Collector(Protocol):
    """Collects the events of a stream into one value."""

    def add(self, event: Any, /) -> None:
        """Adds one event; the event is not changed."""
        ...

    @property
    def snapshot(self) -> Any:
        """The value so far; None before the first event."""
        ...


class EventDecoder:
    """Turns the bytes of one response into typed events, and checks that they are complete.

    Pings, and data after the last event, are dropped. An error event raises its error. An event with an unknown tag is
    an unknown member of the union of events. Errors have the value that `collector` has so far as `partial`.
    """

    def __init__(
        self,
        stream: EventStream,
        models: ModuleType,
        api: Api,
        response: httpx2.Response,
        collector: Collector | None,
        limits: AnswerLimits,
    ) -> None:
        self.collector = collector
        self.ended = False
        self._stream = stream
        self._models = models
        self._api = api
        self._response = response
        self._reader = EventReader(limits.event)
        self._limits = limits
        # Without a collector, no event is kept.
        self._left = limits.stream if collector is not None else sys.maxsize
        roles = (stream.ping, stream.error)
        self._validators = _validators_of(tuple(e for e in stream.events.items() if e[0] not in roles), models)
        self._end = None if stream.end is None else stream.end.encode()
        self._silent = True

    def feed(self, chunk: bytes) -> Iterator[Any]:
        """The events that `chunk` completes.

        Raises:
            APIStatusError: one of them is an error.
            APIResponseValidationError: one of them is not as the API describes it.
            AnswerTooLargeError: one of them, or the collected value, is larger than the client's limits.
        """
        self._left -= len(chunk)
        if self._left < 0:
            raise self.failed(AnswerTooLargeError("stream", self._limits.stream))
        try:
            events = self._reader.feed(chunk)
        except LongEventError:
            raise self.failed(AnswerTooLargeError("event", self._limits.event)) from None
        return self._decode(events)

    def _decode(self, events: Iterable[ServerSentEvent]) -> Iterator[Any]:
        collector = self.collector
        for name, data in events:
            if self.ended:
                return
            self._silent = False
            validate = self._validators[name]
            try:
                event = self._by_content(name, data) if validate is None else validate(data)
            except ValidationError:
                event = self._by_content(name, data)
            if event is None:
                continue
            if name == self._end and name is not None:
                self.ended = True
            if collector is not None:
                try:
                    collector.add(event)
                except ValueError as error:
                    problem = Problem("stream", str(error))
                    raise self.failed(invalid_answer(_EVENT, [problem], self._response, data)) from error
            yield event

    def finish(self) -> Iterator[Any]:
        """The last event, if the bytes end without the empty line after it.

        Raises:
            StreamInterruptedError: the last event has not arrived.
        """
        # An incomplete event is not JSON.
        yield from self._decode(event for event in self._reader.end() if _is_json(event[1]))
        if self._silent:
            raise self.failed(StreamInterruptedError("The stream ended before its first event"))
        if not self.ended and self._end is not None:
            raise self.interrupted()

    def interrupted(self) -> StreamInterruptedError:
        """The error for a stream that broke off."""
        return self.failed(StreamInterruptedError(f"The stream broke off before its end{self._awaited()}"))

    def timed_out(self) -> APITimeoutError:
        """The error for a stream that sent nothing within the timeout."""
        return self.failed(APITimeoutError(f"The stream sent nothing for longer than the timeout{self._awaited()}"))

    def failed(self, error: E) -> E:
        """`error` with the collected value."""
        if self.collector is not None:
            error.partial = self.collector.snapshot
        return error

    def _awaited(self) -> str:
        return (
            f" (`{self._stream.end}` did not arrive); the error's `partial` is what arrived" if self._stream.end else ""
        )

    def _by_content(self, name: bytes | None, data: bytes) -> Any:
        """An event whose name is missing, has a role, or differs from its data."""
        stream = self._stream
        label = name.decode(errors="replace") if name is not None else None
        if label is not None and label == stream.ping:
            return None
        if label is not None and label == stream.error:
            raise self.failed(event_error(data, self._response, self._api))
        try:
            content: Any = from_json(data)
        except ValueError as error:
            message = f"An event of the stream is not JSON{split_character(data)}: {excerpt(data)}"
            raise self.failed(APIResponseValidationError(message, response=self._response, body=data)) from error
        found: Any = cast("dict[str, Any]", content).get(stream.tag) if isinstance(content, dict) else None
        tag = found if isinstance(found, str) else label
        if tag is not None and tag == stream.ping:
            return None
        if tag is not None and tag == stream.error:
            raise self.failed(event_error(data, self._response, self._api))
        model = stream.events.get(tag or "", stream.union)
        try:
            event = adapter_of(self._models, model).validate_json(data)
        except ValidationError as error:
            problems = [
                Problem(".".join(part for part in ("stream", tag, problem.path) if part), problem.message)
                for problem in describe(error, adapter_of(self._models, model))
            ]
            raise self.failed(invalid_answer(_EVENT, problems, self._response, data)) from error
        if tag == stream.end:
            self.ended = True
        return event


class _Validators(dict[bytes | None, Callable[[bytes], Any] | None]):
    """The validators of event data by event name, built on first use; None if the name is not enough."""

    def __init__(self, events: dict[bytes, str], models: ModuleType) -> None:
        super().__init__({None: None})
        self._events = events
        self._models = models

    def __missing__(self, name: bytes | None) -> Callable[[bytes], Any] | None:
        model = self._events.get(name) if name is not None else None
        if model is None:
            return None
        adapter = adapter_of(self._models, model)
        adapter.rebuild()
        # The validator itself, because an adapter would cost a third of the time.
        validate: Callable[[bytes], Any] = adapter.validator.validate_json
        self[name] = validate
        return validate


@cache
def _validators_of(events: tuple[tuple[str, str], ...], models: ModuleType) -> _Validators:
    return _Validators({tag.encode(): model for tag, model in events}, models)


def _is_json(data: bytes) -> bool:
    try:
        from_json(data)
    except ValueError:
        return False
    return True
