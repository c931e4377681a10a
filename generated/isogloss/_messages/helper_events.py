# Copied by isogloss from messages/_messages/helper_events.py. Do not edit: change that, then generate.
"""Events that a message stream adds to those of the server: what they come to, ready to use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias, cast

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from .accumulator import MessageAccumulator

if TYPE_CHECKING:
    from .. import models


class _Dumped:
    """The dumping methods that events of the server have too."""

    __slots__ = ()

    _shown: ClassVar[tuple[str, ...]] = ()

    def model_dump(self, *, mode: Literal["json", "python"] = "python") -> dict[str, Any]:
        """The event as a dict, with all that is in it as dicts, lists and plain values."""
        return {name: _plain(getattr(self, name), mode) for name in self._shown}

    to_dict = model_dump

    def model_dump_json(self, *, indent: int | None = None) -> str:
        """The event as JSON."""
        return to_json(self.model_dump(mode="json"), indent=indent).decode()

    def to_json(self, *, indent: int | None = 2) -> str:
        """The event as JSON, made for reading."""
        return self.model_dump_json(indent=indent)


def _plain(value: Any, mode: Literal["json", "python"]) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode=mode)
    return [_plain(item, mode) for item in cast("list[Any]", value)] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class _Grown(_Dumped):
    _accumulator: MessageAccumulator = field(repr=False, compare=False)
    index: int

    @property
    def _block(self) -> Any:
        return self._accumulator.block(self.index)


@dataclass(frozen=True, slots=True)
class TextEvent(_Grown):
    """More text; `snapshot` is all the text of the block so far."""

    text: str
    type: Literal["text"] = "text"
    _shown = ("type", "index", "text", "snapshot")

    @property
    def snapshot(self) -> str:
        return self._block.text

    def parsed_snapshot(self) -> Any:
        """The text so far as JSON values, as far as it can be read."""
        return from_json(self.snapshot, allow_partial="trailing-strings")


@dataclass(frozen=True, slots=True)
class ThinkingEvent(_Grown):
    """More reasoning; `snapshot` is all the reasoning of the block so far."""

    thinking: str
    type: Literal["thinking"] = "thinking"
    _shown = ("type", "index", "thinking", "snapshot")

    @property
    def snapshot(self) -> str:
        return self._block.thinking


@dataclass(frozen=True, slots=True)
class SignatureEvent(_Grown):
    """The signature of a block of reasoning."""

    signature: str
    type: Literal["signature"] = "signature"
    _shown = ("type", "index", "signature")


@dataclass(frozen=True, slots=True)
class CitationEvent(_Grown):
    """One more citation; `snapshot` is all citations of the block so far."""

    citation: models.TextCitation
    type: Literal["citation"] = "citation"
    _shown = ("type", "index", "citation", "snapshot")

    @property
    def snapshot(self) -> list[models.TextCitation]:
        return self._block.citations


@dataclass(frozen=True, slots=True)
class InputJsonEvent(_Grown):
    """More of a tool's arguments; `snapshot` is as much of them as can be read so far."""

    partial_json: str
    type: Literal["input_json"] = "input_json"
    _shown = ("type", "index", "partial_json", "snapshot")

    @property
    def snapshot(self) -> object:
        return self._block.input


@dataclass(frozen=True, slots=True)
class CompactionEvent(_Dumped):
    """A summary of older turns, whole; and its opaque details, to send back unchanged."""

    index: int
    content: str | None
    encrypted_content: str | None
    type: Literal["compaction"] = "compaction"
    _shown = ("type", "index", "content", "encrypted_content")


@dataclass(frozen=True, slots=True)
class BlockCompleteEvent(_Dumped):
    """A block has ended; `content_block` is all of it."""

    index: int
    content_block: models.ContentBlock
    type: Literal["content_block_stop"] = "content_block_stop"
    _shown = ("type", "index", "content_block")


@dataclass(frozen=True, slots=True)
class MessageCompleteEvent(_Dumped):
    """The message has ended; `message` is all of it."""

    message: models.Message
    type: Literal["message_stop"] = "message_stop"
    _shown = ("type", "message")


if TYPE_CHECKING:
    MessageStreamEvent: TypeAlias = (
        models.MessageStartEvent
        | models.ContentBlockStartEvent
        | models.ContentBlockDeltaEvent
        | models.MessageDeltaEvent
        | models.UnknownVariant
        | TextEvent
        | ThinkingEvent
        | SignatureEvent
        | CitationEvent
        | InputJsonEvent
        | CompactionEvent
        | BlockCompleteEvent
        | MessageCompleteEvent
    )
    """An event of the server, or one that says what it came to; the ends of blocks and message hold the whole thing."""


def with_helpers(event: Any, accumulator: MessageAccumulator) -> Iterator[Any]:
    """`event` and what it comes to; or in its place, where it ends something."""
    if event.type == "content_block_stop":
        yield BlockCompleteEvent(event.index, accumulator.block(event.index))
        return
    if event.type == "message_stop":
        message = accumulator.snapshot
        yield event if message is None else MessageCompleteEvent(message)
        return
    yield event
    if event.type == "content_block_delta":
        delta, index = event.delta, event.index
        match delta.type:
            case "text_delta":
                yield TextEvent(accumulator, index, delta.text)
            case "input_json_delta":
                yield InputJsonEvent(accumulator, index, delta.partial_json)
            case "thinking_delta":
                yield ThinkingEvent(accumulator, index, delta.thinking)
            case "signature_delta":
                yield SignatureEvent(accumulator, index, delta.signature)
            case "citations_delta":
                yield CitationEvent(accumulator, index, delta.citation)
            case "compaction_delta":
                yield CompactionEvent(index, delta.content, delta.encrypted_content)
            case _:
                pass
