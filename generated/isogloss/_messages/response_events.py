# Copied by isogloss from messages/_messages/response_events.py. Do not edit: change that, then generate.
"""A whole message as the events that stream it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import MISSING, BaseModel

from ..models import (
    CitationsDelta,
    ContentBlock,
    ContentBlockDelta,
    ContentBlockDeltaEvent,
    ContentBlockStartEvent,
    ContentBlockStopEvent,
    InputJSONDelta,
    Message,
    MessageDelta,
    MessageDeltaEvent,
    MessageDeltaUsage,
    MessageStartEvent,
    MessageStopEvent,
    ServerToolUseBlock,
    SignatureDelta,
    StreamEvent,
    TextBlock,
    TextDelta,
    ThinkingBlock,
    ThinkingDelta,
    ToolUseBlock,
)

ResponseT = TypeVar("ResponseT", bound=BaseModel)


def response_events(message: Message, *, whole_input: bool = False) -> Iterator[StreamEvent]:
    """The events that add up to `message`: text and reasoning word by word, the arguments of a tool in pieces.

    With `whole_input`, those come in one piece.
    """
    usage = message.usage
    unspent = _begun(usage, {"output_tokens": 0}, without="output_tokens_details")
    empty: dict[str, Any] = {"content": [], "stop_reason": None, "stop_sequence": None, "usage": unspent}
    yield MessageStartEvent(message=_begun(message, empty, without="stop_details"))
    for index, block in enumerate(message.content):
        start, deltas = _split(block, whole_input=whole_input)
        yield ContentBlockStartEvent(index=index, content_block=start)
        for delta in deltas:
            yield ContentBlockDeltaEvent(index=index, delta=delta)
        yield ContentBlockStopEvent(index=index)
    yield MessageDeltaEvent(delta=_shared(MessageDelta, message), usage=_shared(MessageDeltaUsage, usage))
    yield MessageStopEvent()


def _begun(whole: ResponseT, update: dict[str, Any], *, without: str) -> ResponseT:
    """A copy with other values, in which a field that is only known at the end is absent."""
    begun = whole.model_copy(update={**update, without: MISSING})
    begun.model_fields_set.discard(without)
    return begun


def _shared(model: Any, source: Any) -> Any:
    """An instance of `model` with those of its fields that `source` was given."""
    names = [name for name in model.model_fields if name in source.model_fields_set]
    return model.model_validate({name: getattr(source, name) for name in names})


def _split(block: ContentBlock, *, whole_input: bool) -> tuple[ContentBlock, Iterator[ContentBlockDelta]]:
    """The block as it starts, and what completes it; only some kinds come in pieces."""
    if isinstance(block, TextBlock):
        empty: dict[str, Any] = {"text": ""} | ({"citations": []} if block.citations else {})
        return block.model_copy(update=empty), _text(block)
    if isinstance(block, ThinkingBlock):
        empty = {"thinking": ""} | ({"signature": ""} if block.signature else {})
        return block.model_copy(update=empty), _thinking(block)
    if isinstance(block, ToolUseBlock | ServerToolUseBlock):
        return block.model_copy(update={"input": {}}), _arguments(block, whole=whole_input)
    return block, iter(())


def _text(block: TextBlock) -> Iterator[ContentBlockDelta]:
    for citation in block.citations or ():
        yield CitationsDelta(citation=citation)
    for piece in _words(block.text):
        yield TextDelta(text=piece)


def _thinking(block: ThinkingBlock) -> Iterator[ContentBlockDelta]:
    for piece in _words(block.thinking):
        yield ThinkingDelta(thinking=piece)
    if block.signature:
        yield SignatureDelta(signature=block.signature)


def _arguments(block: ToolUseBlock | ServerToolUseBlock, *, whole: bool) -> Iterator[ContentBlockDelta]:
    text = json.dumps(block.input, ensure_ascii=False, separators=(",", ":"))
    if whole:
        yield InputJSONDelta(partial_json=text)
        return
    yield InputJSONDelta(partial_json="")
    for piece in re.findall(r".{1,24}", text, flags=re.DOTALL):
        yield InputJSONDelta(partial_json=piece)


def _words(text: str) -> list[str]:
    return re.findall(r"\s*\S+|\s+$", text)
