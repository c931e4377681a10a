"""`messages.stream`: events, text, and the message that they add up to."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from pydantic import TypeAdapter

import isogloss
from isogloss import AsyncMessageStream, Message, MessageStream, StreamInterruptedError
from isogloss._messages.accumulator import MessageAccumulator

from .wire import HELLO, MESSAGE, WHOLE, Chunks, Server, Side, block, end, events, failure, sse, start, text, types


def dumped(value: Any) -> Any:
    return value.model_dump()


Use = Callable[[Any], Any]


def streaming(side: Side, use: Use, body: bytes = WHOLE) -> Any:
    """The result of `use` inside the block of a stream of `body`."""
    return side.within(side.client(Server(events(body, request_id="req_1"))).messages.stream(**HELLO), use)


def whole(side: Side, body: bytes = WHOLE) -> Message:
    """The final message of a stream of `body`."""

    def use(stream: Any) -> Message:
        return side.wait(stream.get_final_message())

    return streaming(side, use, body)


def final(side: Side, *middle: dict[str, Any]) -> Message:
    """The final message of a stream with these events in the middle."""
    return whole(side, sse(start(), *middle, *end()))


def test_the_request_asks_for_a_stream(side: Side) -> None:
    server = Server(events(WHOLE))
    manager = side.client(server).messages.stream(**HELLO, betas=["a"], extra_body={"x": 1})
    assert server.requests == []
    side.within(manager, lambda stream: side.wait(stream.until_done()))
    assert server.body == {**HELLO, "stream": True, "x": 1}
    assert server.request.headers["anthropic-beta"] == "a"


def test_events_are_followed_by_what_they_come_to(side: Side) -> None:
    found = streaming(side, side.listed)
    assert types(found) == [
        "message_start",
        "content_block_start",
        "content_block_delta",
        "text",
        "content_block_delta",
        "text",
        "content_block_stop",
        "message_delta",
        "message_stop",
    ]
    assert (found[3].text, found[5].text, found[5].snapshot) == ("Hi", " there", "Hi there")
    assert found[6].content_block.text == "Hi there"
    assert found[8].message.stop_reason == "end_turn"


def test_every_kind_of_delta_has_its_event(side: Side) -> None:
    citation: dict[str, Any] = {
        "type": "char_location",
        "cited_text": "a",
        "document_index": 0,
        "document_title": None,
        "start_char_index": 0,
        "end_char_index": 1,
    }
    body = sse(
        start(),
        *block(
            0,
            {"type": "thinking", "thinking": "", "signature": ""},
            {"type": "thinking_delta", "thinking": "let me "},
            {"type": "thinking_delta", "thinking": "see"},
            {"type": "signature_delta", "signature": "sig"},
        ),
        *block(1, {"type": "text", "text": "", "citations": None}, {"type": "citations_delta", "citation": citation}),
        *block(
            2,
            {"type": "tool_use", "id": "t", "name": "n", "input": {}},
            {"type": "input_json_delta", "partial_json": ""},
            {"type": "input_json_delta", "partial_json": '{"city": "Par'},
            {"type": "input_json_delta", "partial_json": 'is", "n": [1]}'},
        ),
        *end(stop_reason="tool_use"),
    )
    seen: list[tuple[str, Any]] = []

    def watch(stream: Any) -> None:
        for event in (side.taken(stream, 1)[0] for _ in range(21)):
            if event.type in ("thinking", "citation", "input_json"):
                seen.append((event.type, json.loads(json.dumps(event.snapshot, default=dumped))))
            elif event.type == "signature":
                seen.append((event.type, event.signature))

    streaming(side, watch, body)
    assert seen == [
        ("thinking", "let me "),
        ("thinking", "let me see"),
        ("signature", "sig"),
        ("citation", [citation]),
        ("input_json", {}),
        ("input_json", {"city": "Par"}),
        ("input_json", {"city": "Paris", "n": [1]}),
    ]
    assert [block.model_dump() for block in whole(side, body).content] == [
        {"type": "thinking", "thinking": "let me see", "signature": "sig"},
        {"type": "text", "text": "", "citations": [citation]},
        {"type": "tool_use", "id": "t", "name": "n", "input": {"city": "Paris", "n": [1]}},
    ]


def test_a_summary_and_the_model_after_a_fallback(side: Side) -> None:
    summary = {"content": "So far.", "encrypted_content": "opaque"}
    fallback = {"type": "fallback", "from": {"model": "m"}, "to": {"model": "n"}}
    body = sse(
        start(),
        *block(0, {"type": "compaction", "content": None}, {"type": "compaction_delta", **summary}),
        *block(1, fallback),
        *text("Hi", index=2),
        *end(),
    )

    def use(stream: Any) -> tuple[list[Any], Message]:
        return side.listed(stream), side.wait(stream.get_final_message())

    seen, message = streaming(side, use, body)
    [event] = [event for event in seen if event.type == "compaction"]
    assert event.to_dict() == {"type": "compaction", "index": 0, **summary}
    assert message.model == "n"
    assert message.content[0].model_dump() == {"type": "compaction", **summary}


def test_the_text_stream(side: Side) -> None:
    assert streaming(side, lambda stream: side.listed(stream.text_stream)) == ["Hi", " there"]


def test_the_final_message_is_the_one_a_whole_answer_would_have_been(side: Side) -> None:
    def use(stream: Any) -> tuple[Message, str]:
        return side.wait(stream.get_final_message()), side.wait(stream.get_final_text())

    message, words = streaming(side, use)
    assert message.model_dump() == {
        **MESSAGE,
        "content": [{"type": "text", "text": "Hi there"}],
        "usage": {"input_tokens": 1, "output_tokens": 2},
    }
    assert words == message.text == "Hi there"


def test_the_snapshot_follows_the_stream(side: Side) -> None:
    def use(stream: Any) -> None:
        with pytest.raises(RuntimeError, match="not started"):
            _ = stream.current_message_snapshot
        side.taken(stream, 1)
        assert stream.current_message_snapshot.content == []
        side.taken(stream, 2)
        assert stream.current_message_snapshot.text == "Hi"
        side.taken(stream, 2)
        assert stream.current_message_snapshot.text == "Hi there"
        side.wait(stream.until_done())
        assert stream.current_message_snapshot.stop_reason == "end_turn"

    streaming(side, use)


def test_events_are_left_as_they_came(side: Side) -> None:
    found = streaming(side, side.listed)
    assert found[0].message.content == []
    assert found[0].message.usage.output_tokens == 0
    assert found[1].content_block.text == ""


def test_the_stream_knows_its_request(side: Side) -> None:
    def use(stream: Any) -> tuple[str | None, int]:
        assert isinstance(stream, MessageStream if side.name == "blocking" else AsyncMessageStream)
        return stream.request_id, stream.response.status_code

    assert streaming(side, use) == ("req_1", 200)


def test_leaving_the_block_closes_the_response(side: Side) -> None:
    body = Chunks([WHOLE])
    server = Server(httpx2.Response(200, headers={"content-type": "text/event-stream"}, stream=body))
    side.within(side.client(server).messages.stream(**HELLO), lambda stream: side.taken(stream, 1))
    assert body.closed


def test_an_error_response_is_raised_when_the_block_is_entered(side: Side) -> None:
    with pytest.raises(isogloss.BadRequestError):
        side.within(side.client(Server(failure(400))).messages.stream(**HELLO), lambda stream: stream)


def test_a_cut_stream_raises_everywhere(side: Side) -> None:
    cut = WHOLE[: WHOLE.index(b"event: content_block_stop")]
    uses: tuple[Use, ...] = (
        lambda stream: side.wait(stream.get_final_message()),
        lambda stream: side.wait(stream.get_final_text()),
        lambda stream: side.wait(stream.until_done()),
        lambda stream: side.listed(stream),
        lambda stream: side.listed(stream.text_stream),
    )
    for use in uses:
        with pytest.raises(StreamInterruptedError) as caught:
            streaming(side, use, cut)
        assert caught.value.partial.text == "Hi there"


def test_blocks_and_deltas_that_nobody_knows(side: Side) -> None:
    message = final(
        side,
        *block(0, {"type": "hologram", "light": 1}, {"type": "hologram_delta", "light": 2}),
        {"type": "content_block_dream", "index": 0},
        *block(1, {"type": "hologram_use", "id": "x"}, {"type": "input_json_delta", "partial_json": '{"a":1}'}),
        *text("a", index=2),
    )
    assert [block.model_dump() for block in message.content] == [
        {"type": "hologram", "light": 1},
        {"type": "hologram_use", "id": "x", "input": {"a": 1}},
        {"type": "text", "text": "a"},
    ]


def test_arguments_that_were_cut_off_are_read_as_far_as_they_go(side: Side) -> None:
    tool: dict[str, Any] = {"type": "tool_use", "id": "t", "name": "n", "input": {}}
    message = final(side, *block(0, tool, {"type": "input_json_delta", "partial_json": '{"a": [1, 2], "b": "x'}))
    assert message.content[0].model_dump()["input"] == {"a": [1, 2], "b": "x"}


def test_arguments_without_pieces_are_those_of_the_start(side: Side) -> None:
    tool: dict[str, Any] = {"type": "tool_use", "id": "t", "name": "n", "input": {"a": 1}}
    assert final(side, *block(0, tool)).content[0].model_dump() == tool
    message = final(side, *block(0, tool, {"type": "input_json_delta", "partial_json": ""}))
    assert message.content[0].model_dump() == tool


def test_arguments_that_are_no_json_are_an_error(side: Side) -> None:
    tool: dict[str, Any] = {"type": "tool_use", "id": "t", "name": "n", "input": {}}
    with pytest.raises(isogloss.APIResponseValidationError, match=r"content\[0\].input") as caught:
        final(side, *block(0, tool, {"type": "input_json_delta", "partial_json": "{]"}))
    assert caught.value.partial.content[0].type == "tool_use"


def test_totals_replace_and_null_says_nothing(side: Side) -> None:
    usage = {"input_tokens": 9, "output_tokens": 1, "cache_read_input_tokens": 4}
    last = {"type": "message_delta", "delta": {"stop_reason": "refusal", "later": 1}, "usage": {"output_tokens": 5}}
    early = {
        "type": "message_delta",
        "delta": {"container": {"id": "c"}},
        "usage": {"output_tokens": 3, "input_tokens": 10, "cache_read_input_tokens": None, "new": 2},
    }
    last["delta"]["container"] = None  # type: ignore[index]
    body = sse(start(usage=usage), early, last, {"type": "message_stop"})
    message = whole(side, body)
    dump = message.model_dump()
    assert dump["usage"] == {"input_tokens": 10, "output_tokens": 5, "cache_read_input_tokens": 4, "new": 2}
    assert (dump["stop_reason"], dump["container"], dump["later"]) == ("refusal", {"id": "c"}, 1)


def test_a_summary_comes_whole_and_edits_come_at_the_end(side: Side) -> None:
    edits: dict[str, Any] = {"applied_edits": []}
    end_of_it = {"type": "message_delta", "delta": {"stop_reason": "compaction"}, "context_management": edits}
    summary = {"type": "compaction_delta", "content": "Rivers were named.", "encrypted_content": "x"}
    begun = {"type": "compaction", "content": None, "encrypted_content": None}
    body = sse(
        start(), *block(0, begun, summary), {**end_of_it, "usage": {"output_tokens": 5}}, {"type": "message_stop"}
    )
    dump = whole(side, body).model_dump()
    assert dump["content"] == [{"type": "compaction", "content": "Rivers were named.", "encrypted_content": "x"}]
    assert (dump["stop_reason"], dump["context_management"]) == ("compaction", edits)


def test_content_of_the_start_counts(side: Side) -> None:
    body = sse(start(content=[{"type": "text", "text": "a"}]), *text("b", index=1), *end())
    assert whole(side, body).text == "ab"


class Piece(str):
    """A piece that may be joined with others, all at once."""

    def __add__(self, other: str) -> str:
        raise AssertionError("pieces are added up one by one")


def test_pieces_are_joined_at_once() -> None:
    events_of: TypeAdapter[Any] = TypeAdapter(isogloss.StreamEvent)
    accumulator = MessageAccumulator()
    accumulator.add(events_of.validate_python(start()))
    first, delta, last = block(
        0, {"type": "tool_use", "id": "t", "name": "n", "input": {}}, {"type": "input_json_delta", "partial_json": ""}
    )
    accumulator.add(events_of.validate_python(first))
    event = events_of.validate_python(delta)
    for piece in ["{", *['"a": 1,'] * 50_000, '"b": 2}']:
        event.delta.partial_json = Piece(piece)
        accumulator.add(event)
    accumulator.add(events_of.validate_python(last))
    assert accumulator.block(0).input == {"a": 1, "b": 2}


TOOL: dict[str, Any] = {"type": "tool_use", "id": "t", "name": "n", "input": {}}


def _opened(index: int, content_block: dict[str, Any]) -> dict[str, Any]:
    return {"type": "content_block_start", "index": index, "content_block": content_block}


def _delta(index: int, **delta: Any) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": index, "delta": delta}


def _closed(index: int) -> dict[str, Any]:
    return {"type": "content_block_stop", "index": index}


_EMPTY: dict[str, Any] = {"type": "text", "text": ""}
_HI = _delta(0, type="text_delta", text="Hi")
_ARGUMENTS = _delta(1, type="input_json_delta", partial_json='{"a": 1}')


@pytest.mark.parametrize(
    ("sent", "message", "partial"),
    [
        (
            [start(), _opened(0, _EMPTY), _HI, _opened(0, _EMPTY)],
            "block 0 starts a second time, before it has ended",
            "Hi",
        ),
        ([start(), _opened(0, _EMPTY), _HI, _opened(0, TOOL), _ARGUMENTS], "block 0 starts a second time", "Hi"),
        (
            [start(), _opened(0, _EMPTY), _HI, _closed(0), _opened(0, TOOL), _ARGUMENTS],
            "content_block_delta is for block 1, which has not started",
            "Hi",
        ),
        ([start(), _HI], "content_block_delta is for block 0, which has not started", ""),
        ([start(), *text("Hi"), _HI], "content_block_delta is for block 0, which has ended", "Hi"),
        ([start(), *text("Hi"), _closed(0)], "content_block_stop is for block 0, which has ended", "Hi"),
        ([start(), *text("Hi"), start()], "message_start comes a second time", "Hi"),
        ([_opened(0, _EMPTY)], "content_block_start comes before message_start", None),
        ([_HI], "content_block_delta comes before message_start", None),
        ([{"type": "message_stop"}], "message_stop comes before message_start", None),
    ],
)
def test_an_order_that_would_lose_something(
    side: Side, sent: list[dict[str, Any]], message: str, partial: str | None
) -> None:
    with pytest.raises(isogloss.APIResponseValidationError, match=message) as caught:
        whole(side, sse(*sent, *end()))
    assert (None if caught.value.partial is None else caught.value.partial.text) == partial


def test_blocks_may_be_interleaved_and_indexes_used_again(side: Side) -> None:
    both: Any = final(side, _opened(0, _EMPTY), _opened(1, TOOL), _HI, _ARGUMENTS, _closed(0), _closed(1))
    assert [getattr(each, "text", None) or each.input for each in both.content] == ["Hi", {"a": 1}]
    again: Any = final(side, *text("a"), *text("b"))
    assert [each.text for each in again.content] == ["a", "b"]


def test_every_event_can_be_dumped(side: Side) -> None:
    cited = {"type": "char_location", "cited_text": "c", "document_index": 0, "document_title": None}
    middle: list[dict[str, Any]] = [
        *block(0, {"type": "thinking", "thinking": "", "signature": ""}, {"type": "thinking_delta", "thinking": "hm"}),
        *block(1, _EMPTY, {"type": "text_delta", "text": "Hi"}),
        *block(2, TOOL, {"type": "input_json_delta", "partial_json": '{"a": 1}'}),
        *block(3, {"type": "new", "x": 1}, {"type": "new_delta"}),
        {"type": "new_event", "y": [1]},
    ]
    middle[2:2] = [_delta(0, type="signature_delta", signature="s")]
    middle[6:6] = [
        _delta(1, type="citations_delta", citation={**cited, "start_char_index": 0, "end_char_index": 1}),
    ]

    def dump(stream: Any) -> list[Any]:
        return side.listed(_dumps(stream)) if side.name == "blocking" else side.wait(_async_dumps(stream))

    dumps = streaming(side, dump, sse(start(), *middle, *end()))
    found = {value["type"]: value for value in dumps}
    assert set(found) > {"message_start", "new_event", "message_delta", "content_block_start", "content_block_delta"}
    assert found["text"] == {"type": "text", "index": 1, "text": "Hi", "snapshot": "Hi"}
    assert found["input_json"]["snapshot"] == {"a": 1}
    assert found["thinking"]["thinking"] == "hm"
    assert found["signature"] == {"type": "signature", "index": 0, "signature": "s"}
    assert found["citation"]["snapshot"] == [found["citation"]["citation"]]
    assert found["content_block_stop"]["content_block"] == {"type": "new", "x": 1}
    assert found["message_stop"]["message"]["content"][1]["text"] == "Hi"


def _dumped_alike(event: Any) -> Any:
    value = event.to_dict()
    assert value == event.model_dump() == event.to_dict(mode="json")
    assert json.loads(event.to_json()) == json.loads(event.model_dump_json()) == value
    return value


def _dumps(stream: Any) -> Any:
    return (_dumped_alike(event) for event in stream)


async def _async_dumps(stream: Any) -> list[Any]:
    return [_dumped_alike(event) async for event in stream]
