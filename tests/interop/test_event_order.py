"""The checker of streams passes the examples of the spec, and finds each way to spoil one."""

from __future__ import annotations

from pathlib import Path

import pytest

from .event_order import DisorderError, message_of

STREAMS = Path(__file__).parents[2] / "spec" / "examples" / "streams"
TOOLS = (STREAMS / "tool-use.sse").read_text(encoding="utf-8")
THINKING = (STREAMS / "thinking.sse").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted({*STREAMS.glob("*.sse")} - {STREAMS / "error.sse"}), ids=lambda path: path.stem)
def test_examples_are_in_order(path: Path) -> None:
    message = message_of(path.read_bytes())
    assert message["stop_reason"] is not None


def test_it_puts_the_message_together() -> None:
    text, *calls = message_of(TOOLS.encode())["content"]
    assert text == {"type": "text", "text": "I will look."}
    assert [(call["id"], call["input"]) for call in calls] == [
        ("toolu_1", {"harbour": "Brest", "hour": 6}),
        ("toolu_2", {}),
    ]


def frames(stream: str) -> list[str]:
    return [frame for frame in stream.strip("\n").split("\n\n") if "event: " in frame]


def without(stream: str, name: str) -> str:
    """The stream without the first event of a name."""
    given = frames(stream)
    given.remove(next(frame for frame in given if f"event: {name}\n" in frame))
    return "\n\n".join(given) + "\n\n"


def twice(stream: str, name: str) -> str:
    """The stream with the first event of a name twice."""
    given = frames(stream)
    first = next(index for index, frame in enumerate(given) if f"event: {name}\n" in frame)
    return "\n\n".join([*given[: first + 1], *given[first:]]) + "\n\n"


SPOILT = {
    "error": ((STREAMS / "error.sse").read_text(encoding="utf-8"), "with an error"),
    "nothing": ("", "without message_stop"),
    "no start": (without(TOOLS, "message_start"), "message_start comes first"),
    "two starts": (twice(TOOLS, "message_start"), "message_start comes first"),
    "block not opened": (without(TOOLS, "content_block_start"), "block 0 is not open"),
    "block opened twice": (twice(TOOLS, "content_block_start"), "still open"),
    "block not closed": (without(TOOLS, "content_block_stop"), "still open"),
    "block closed twice": (twice(TOOLS, "content_block_stop"), "not open"),
    "index skipped": (TOOLS.replace('"index": 1', '"index": 2'), "index 2 instead of 1"),
    "delta for another block": (
        TOOLS.replace('"index": 0, "delta"', '"index": 1, "delta"'),
        "block 1 is not open",
    ),
    "delta of another kind": (TOOLS.replace('"input_json_delta"', '"text_delta"'), "text_delta in a block"),
    "arguments that are no JSON": (TOOLS.replace('{\\"harbo', '{\\"harbo\\"'), "are no JSON"),
    "arguments that are no object": (
        TOOLS.replace('{\\"harbo', '[{\\"harbo').replace(": 6}", ": 6}]"),
        "are no object",
    ),
    "a block after the end": (
        TOOLS.replace("event: message_stop\n", "event: content_block_start\n").replace(
            '{"type": "message_stop"}',
            '{"type": "content_block_start", "index": 3, "content_block": {"type": "text", "text": ""}}',
        ),
        "after the stop reason",
    ),
    "arguments at once": (TOOLS.replace('"input": {}', '"input": {"a": 1}'), "begins with its arguments"),
    "two signatures": (THINKING.replace('"signature": ""', '"signature": "c2ln"'), "after its signature"),
    "no end": (without(TOOLS, "message_stop"), "without message_stop"),
    "two ends": (twice(TOOLS, "message_stop"), "after message_stop"),
    "no stop reason": (without(TOOLS, "message_delta"), "no stop reason"),
    "empty stop reason": (TOOLS.replace('"stop_reason": "tool_use"', '"stop_reason": null'), "no stop reason"),
    "no usage": (TOOLS.replace('"usage": {"output_tokens"', '"usage": {"tokens"'), "output_tokens"),
    "another name": (TOOLS.replace("event: message_stop", "event: message_end"), "has data of the type"),
    "no name": (TOOLS.replace("event: message_stop\n", ""), "not an event and its data"),
    "torn off": (TOOLS.strip("\n"), "breaks off in"),
    "half a delta": (TOOLS.replace('"text": "I will look."}}', '"text": "I wi'), "is no JSON"),
    "no JSON": (TOOLS.replace('"output_tokens": ', '"output_tokens": NaN, "more": '), "NaN is not JSON"),
}


@pytest.mark.parametrize(("stream", "reason"), SPOILT.values(), ids=SPOILT)
def test_spoilt_streams_are_found_out(stream: str, reason: str) -> None:
    with pytest.raises(DisorderError, match=reason):
        message_of(stream.encode())
