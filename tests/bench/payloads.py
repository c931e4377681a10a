"""The requests and answers that all are measured with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

MESSAGE: dict[str, Any] = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "local-test-model",
    "content": [{"type": "text", "text": "Three rivers: the Elbe, the Oder and the Spree."}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 12, "output_tokens": 16},
}
REQUEST: dict[str, Any] = {
    "model": "local-test-model",
    "max_tokens": 256,
    "messages": [{"role": "user", "content": "Name three rivers."}],
}
EVENTS = 5000
"""Deltas of a stream of text."""
TOOL_BYTES = 1_000_000
"""Bytes of the JSON text of a tool's input, in a stream."""
REFUSAL = {"type": "error", "error": {"type": "authentication_error", "message": "no such key"}}


def large_message() -> bytes:
    """An answer of 116 KB: 200 blocks of text and of tools."""
    blocks: list[dict[str, Any]] = []
    for index in range(100):
        blocks.append({"type": "text", "text": "A river flows through the plain and meets the sea. " * 18})
        inputs = {"city": "Magdeburg", "days": index, "units": ["metric", "nautical"]}
        blocks.append({"type": "tool_use", "id": f"toolu_{index}", "name": "weather", "input": inputs})
    return json.dumps({**MESSAGE, "content": blocks, "stop_reason": "tool_use"}).encode()


def large_request() -> bytes:
    """A request of 270 KB: a conversation of 200 turns with tools."""
    turns: list[dict[str, Any]] = []
    for index in range(100):
        use = {"type": "tool_use", "id": f"toolu_{index}", "name": "weather", "input": {"city": "Dresden"}}
        text = {"type": "text", "text": "The river is high today, says the gauge. " * 28}
        turns.append({"role": "assistant", "content": [text, use]})
        result = {"type": "tool_result", "tool_use_id": f"toolu_{index}", "content": "eleven degrees and rain " * 50}
        turns.append({"role": "user", "content": [result]})
    opening = {"role": "user", "content": "How is the weather along the Elbe?"}
    return json.dumps({**REQUEST, "messages": [opening, *turns]}).encode()


def small_request() -> bytes:
    """A request of one turn."""
    return json.dumps(REQUEST).encode()


def text_events() -> list[bytes]:
    """The frames of a stream with `EVENTS` deltas of text."""
    block = {"type": "text", "text": ""}
    delta = {"type": "text_delta", "text": " and a river"}
    return _stream(block, [delta] * EVENTS, "end_turn")


def tool_events() -> list[bytes]:
    """The frames of a stream whose tool input is `TOOL_BYTES` of JSON in pieces of about 100 bytes."""
    text = json.dumps({"rows": ["a river, its length and its mouth"] * (TOOL_BYTES // 37)})
    pieces = [text[at : at + 100] for at in range(0, len(text), 100)]
    block: dict[str, Any] = {"type": "tool_use", "id": "toolu_1", "name": "store", "input": {}}
    return _stream(block, ({"type": "input_json_delta", "partial_json": piece} for piece in pieces), "tool_use")


def _stream(block: dict[str, Any], deltas: Iterable[dict[str, Any]], stop_reason: str) -> list[bytes]:
    message: dict[str, Any] = {**MESSAGE, "content": [], "stop_reason": None}
    start = {"type": "message_start", "message": message}
    usage = {"output_tokens": EVENTS}
    values: Sequence[dict[str, Any]] = [
        start,
        {"type": "content_block_start", "index": 0, "content_block": block},
        *({"type": "content_block_delta", "index": 0, "delta": delta} for delta in deltas),
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": stop_reason, "stop_sequence": None}, "usage": usage},
        {"type": "message_stop"},
    ]
    return [f"event: {value['type']}\ndata: {json.dumps(value)}\n\n".encode() for value in values]
