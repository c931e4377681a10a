"""Answers of success that are more than one model of JSON, for clients and servers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

from .answer import read_model
from .failure import media_type, stated_error, text_of, unexpected_body
from .json_lines import SEPARATOR, LineDecoder
from .operation import Api
from .options import AnswerLimits
from .result import is_model
from .text_events import TextEventDecoder, write_event

if TYPE_CHECKING:
    import httpx2

    from .operation import Operation


@dataclass(frozen=True)
class Answer:
    """An answer: its status (`200`, `2XX`, `default`), its media type, and the model of JSON, or of each value of a
    stream of JSON. Without a body, the media type is empty."""

    status: str
    media: str = ""
    format: Literal["json", "text", "binary", "events", "lines"] = "json"
    model: str | None = None

    @property
    def code(self) -> int:
        """The status that a service answers with."""
        return int(self.status.upper().replace("X", "0")) if self.status != "default" else 200

    @property
    def is_stream(self) -> bool:
        """True if the answer is a stream: of events, or of JSON values."""
        return self.format in ("events", "lines")

    @property
    def is_sequence(self) -> bool:
        """True if the values of a stream have a byte before each."""
        return self.media.partition(";")[0].strip().lower().endswith("json-seq")

    def fits(self, status: int) -> int:
        """2 if this is the answer for a status, 1 if it is one for several that include it, else 0."""
        if self.status == str(status):
            return 2
        return int(self.status == "default" or (self.status.upper() == f"{status // 100}XX"))


@dataclass(frozen=True)
class Answers:
    """The answers of an operation, in the order of the document."""

    each: tuple[Answer, ...]

    @property
    def accept(self) -> str:
        """The header `accept` of a request."""
        kinds = (answer.media.partition(";")[0].strip() for answer in self.each if answer.media)
        return ", ".join(dict.fromkeys(kinds)) or "*/*"

    @property
    def described(self) -> str:
        """The values that a service may return, for a message."""
        kinds = {"text": "str", "binary": "bytes", "json": "JSON"}
        return " or ".join(
            dict.fromkeys(
                "an asynchronous iterator"
                if each.is_stream
                else (each.model or kinds[each.format])
                if each.media
                else "None"
                for each in self.each
            )
        )

    @property
    def streams(self) -> bool:
        """True if an answer may be a stream."""
        return any(answer.is_stream for answer in self.each)

    def is_stream(self, response: httpx2.Response) -> bool:
        """True if a response is a stream."""
        if not self.streams:
            return False
        kind = media_type(response)
        if kind in ("text/event-stream", "text/html"):
            return kind == "text/event-stream"
        answer = self.of(response)
        return answer is not None and answer.format == "lines"

    def decoder(
        self, response: httpx2.Response, models: ModuleType, limits: AnswerLimits
    ) -> TextEventDecoder | LineDecoder:
        """Makes events or values of the bytes of a stream."""
        answer = self.of(response)
        if answer is None or answer.format != "lines":
            return TextEventDecoder(limits)
        return LineDecoder(answer.model, models, response, limits, is_sequence=answer.is_sequence)

    def of_items(self, write_value: Callable[[Any, str | None], bytes]) -> tuple[Answer, ItemWriter] | None:
        """The answer that a service means with an iterator, and what writes its items; None if there is none.

        `write_value` makes JSON of a value of the model with a name.
        """
        answer = next((answer for answer in self.each if answer.is_stream), None)
        return None if answer is None else (answer, ItemWriter(answer, write_value))

    def of(self, response: httpx2.Response) -> Answer | None:
        """The answer that a response is; None if it has no body, or none that the API describes."""
        ranked = [(answer.fits(response.status_code), answer) for answer in self.each]
        best = max(fit for fit, _ in ranked)
        # A status that is not described is read like the others.
        candidates = [answer for fit, answer in ranked if fit == best and answer.media]
        kind = media_type(response)
        found = next((answer for answer in candidates if _matches(answer.media, kind)), None)
        is_json = kind.endswith("json") and not kind.endswith("ndjson")
        alike = (answer for answer in candidates if (answer.format == "json") == is_json or not kind)
        return found or next(alike, None) or (candidates[0] if len(candidates) == 1 else None)

    def read(self, response: httpx2.Response, operation: Operation, models: ModuleType, api: Api) -> Any:
        """The value of a response: a model, JSON, text or bytes; None if it has no body.

        Raises:
            APIResponseValidationError: it is not as the API describes it.
        """
        answer = self.of(response)
        if answer is None or (not response.content and answer.format != "binary"):
            return None
        if answer.is_stream:
            raise stated_error(response, api) or unexpected_body(response, "a stream")
        if answer.format == "binary":
            return response.content
        if answer.format != "json":
            return text_of(response)
        if media_type(response) == "text/html":
            raise unexpected_body(response, "JSON")
        return response.json() if answer.model is None else read_model(response, answer.model, operation, models, api)

    def of_result(self, result: object) -> Answer | None:
        """The answer that a service means with its result; None if there is no such answer."""
        for answer in self.each:
            if isinstance(result, str | bytes):
                if answer.format == ("text" if isinstance(result, str) else "binary"):
                    return answer
            elif result is None:
                if not answer.media:
                    return answer
            elif answer.format == "json" and (answer.model is None or is_model(result, answer.model)):
                return answer
        return next((answer for answer in self.each if answer.format == "json" and answer.media), None)


@dataclass(frozen=True)
class ItemWriter:
    """Writes the items of a stream."""

    answer: Answer
    write_value: Callable[[Any, str | None], bytes]

    def write(self, item: Any) -> bytes:
        """The bytes of an item. Bytes are sent as they are.

        Raises:
            TypeError, ValueError: it is no item of this stream, or cannot be written.
        """
        if isinstance(item, bytes):
            return item
        if self.answer.format == "events":
            return write_event(item)
        return (SEPARATOR if self.answer.is_sequence else b"") + self.write_value(item, self.answer.model) + b"\n"


def _matches(media: str, kind: str) -> bool:
    known = media.partition(";")[0].strip().lower()
    return known in (kind, "*/*") or (known.endswith("/*") and kind.startswith(known[:-1]))
