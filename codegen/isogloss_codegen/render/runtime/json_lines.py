"""Streams of JSON values: one a line (`application/x-ndjson`, `application/jsonl`), or as `application/json-seq`."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import from_json

from .call import adapter_of
from .errors import AnswerTooLargeError, APIResponseValidationError, APITimeoutError, StreamInterruptedError
from .failure import excerpt, invalid_answer, split_character
from .options import AnswerLimits
from .validation import describe

if TYPE_CHECKING:
    import httpx2

SEPARATOR = b"\x1e"
"""The byte before each value of `application/json-seq`."""


class LineDecoder:
    """Turns the bytes of one response into values. A stream may end after any value.

    A value of `application/json-seq` may have several lines: it ends at the next one, or where it is complete. The time
    is linear in the number of bytes.
    """

    collector = None
    ended = False

    def __init__(
        self,
        model: str | None,
        models: ModuleType,
        response: httpx2.Response,
        limits: AnswerLimits,
        *,
        is_sequence: bool,
    ) -> None:
        self._model = model
        self._models = models
        self._response = response
        self._limit = limits.event
        self._end = SEPARATOR if is_sequence else b"\n"
        self._pending: list[bytes] = []
        self._size = 0
        self._next_try = 1 if is_sequence else limits.event + 1

    def feed(self, chunk: bytes) -> Iterator[Any]:
        """The values that `chunk` completes.

        Raises:
            APIResponseValidationError: one of them is not as the API describes it.
            AnswerTooLargeError: one of them is larger than the client's limit.
        """
        *complete, rest = chunk.split(self._end)
        for piece in complete:
            yield from self._value(self._taken(piece))
        self._pending.append(rest)
        self._size += len(rest)
        if self._size > self._limit:
            raise AnswerTooLargeError("event", self._limit)
        if self._size >= self._next_try and rest.endswith(b"\n"):
            value = self._taken(b"")
            if _is_json(value):
                yield from self._value(value)
            else:
                self._pending, self._size, self._next_try = [value], len(value), 2 * len(value)

    def finish(self) -> Iterator[Any]:
        """The last value, if the bytes end without a line break after it.

        Raises:
            StreamInterruptedError: it is not complete.
        """
        rest = self._taken(b"")
        if rest.strip() and not _is_json(rest):
            raise StreamInterruptedError("The stream broke off within a value")
        yield from self._value(rest)

    def _taken(self, last: bytes) -> bytes:
        """The pieces before `last`, with it."""
        whole = b"".join([*self._pending, last])
        self._pending, self._size = [], 0
        self._next_try = 1 if self._end == SEPARATOR else self._next_try
        return whole

    def _value(self, text: bytes) -> Iterator[Any]:
        if not text.strip():
            return
        try:
            if self._model is None:
                yield from_json(text)
            else:
                yield adapter_of(self._models, self._model).validate_json(text)
        except ValidationError as error:
            if not _is_json(text):
                raise self._unreadable(text) from error
            problems = describe(error, adapter_of(self._models, str(self._model)))
            raise invalid_answer("A value of the stream", problems, self._response, text) from error
        except ValueError as error:
            raise self._unreadable(text) from error

    def _unreadable(self, text: bytes) -> APIResponseValidationError:
        message = f"A value of the stream is not JSON{split_character(text)}: {excerpt(text)}"
        return APIResponseValidationError(message, response=self._response, body=text)

    def interrupted(self) -> StreamInterruptedError:
        """The error for a stream that broke off."""
        return StreamInterruptedError("The stream broke off")

    def timed_out(self) -> APITimeoutError:
        """The error for a stream that sent nothing within the timeout."""
        return APITimeoutError("The stream sent nothing for longer than the timeout")


def _is_json(text: bytes) -> bool:
    try:
        from_json(text)
    except ValueError:
        return False
    return True
