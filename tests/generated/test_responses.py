"""The promises of the response models: the core is checked, everything else is tolerated and kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st
from pydantic import TypeAdapter, ValidationError

from isogloss import ErrorResponse, Message, ModelInfo, ModelList, StreamEvent, TextBlock, UnknownVariant, Usage

CORE: dict[str, Any] = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "m",
    "content": [],
    "usage": {"input_tokens": 1, "output_tokens": 2},
}
EVENT: TypeAdapter[StreamEvent] = TypeAdapter(StreamEvent)


def test_the_core_is_enough() -> None:
    message = Message.model_validate(CORE)
    assert (message.stop_reason, message.container, message.usage.cache_read_input_tokens) == (None, None, None)
    assert message.model_dump() == CORE


@pytest.mark.parametrize("field", ["id", "model", "content", "usage"])
def test_the_core_is_asked_for(field: str) -> None:
    rest = {name: value for name, value in CORE.items() if name != field}
    with pytest.raises(ValidationError, match=field):
        Message.model_validate(rest)


def test_a_missing_constant_is_what_it_must_be() -> None:
    """Some servers leave constants out; where only one value is legal, nothing is guessed by filling it in."""
    message = Message.model_validate({name: value for name, value in CORE.items() if name not in ("type", "role")})
    assert (message.type, message.role) == ("message", "assistant")
    with pytest.raises(ValidationError, match="role"):
        Message.model_validate({**CORE, "role": "user"})


def test_absent_and_null_are_told_apart() -> None:
    absent = Message.model_validate(CORE)
    null = Message.model_validate({**CORE, "stop_reason": None})
    assert absent.stop_reason is null.stop_reason is None
    assert "stop_reason" not in absent.model_fields_set
    assert "stop_reason" in null.model_fields_set
    assert "stop_reason" not in absent.model_dump()
    assert null.model_dump()["stop_reason"] is None


def test_an_object_made_by_hand_has_its_tags_and_what_was_given() -> None:
    message = Message(id="1", model="m", content=[TextBlock(text="a")], usage=Usage(input_tokens=1, output_tokens=2))
    assert json.loads(message.model_dump_json()) == {**CORE, "id": "1", "content": [{"type": "text", "text": "a"}]}


def test_an_assigned_field_is_dumped() -> None:
    message = Message.model_validate(CORE)
    message.stop_reason = "end_turn"
    assert message.model_dump()["stop_reason"] == "end_turn"


def test_unknown_enum_values_fields_and_blocks_are_kept() -> None:
    body = {
        **CORE,
        "stop_reason": "bored",
        "mood": {"a": [1]},
        "content": [{"type": "hologram", "frames": 3}, {"type": "text", "text": "a", "font": None}],
    }
    message = Message.model_validate(body)
    assert message.stop_reason == "bored"
    assert isinstance(message.content[0], UnknownVariant)
    assert message.model_dump() == json.loads(message.model_dump_json()) == body


@pytest.mark.parametrize(
    ("event", "unknown"),
    [
        ({"type": "confetti", "pieces": 3}, True),
        ({"type": "content_block_delta", "index": 0, "delta": {"type": "smell_delta", "smell": "tea"}}, False),
        ({"type": "content_block_start", "index": 0, "content_block": {"type": "hologram"}}, False),
        ({"type": "ping", "at": 1.5}, False),
    ],
)
def test_unknown_events_deltas_and_blocks_of_a_stream_are_kept(event: dict[str, Any], unknown: bool) -> None:
    parsed = EVENT.validate_json(json.dumps(event))
    assert isinstance(parsed, UnknownVariant) == unknown
    assert json.loads(EVENT.dump_json(parsed)) == event


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ([{"type": "text", "text": 5}], ("content", 0, "text", "text")),
        ([{"type": "text"}], ("content", 0, "text", "text")),
        ([{"type": "tool_use", "id": "1", "name": "n"}], ("content", 0, "tool_use", "input")),
        ([{"text": "a"}], ("content", 0)),
        (["a"], ("content", 0)),
        ([{"type": 5}], ("content", 0)),
    ],
)
def test_a_malformed_known_block_is_an_error_with_its_place(content: list[Any], place: tuple[Any, ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        Message.model_validate({**CORE, "content": content})
    assert [error["loc"] for error in caught.value.errors()] == [place]


def test_values_are_not_converted() -> None:
    with pytest.raises(ValidationError, match="input_tokens"):
        Usage.model_validate({"input_tokens": "1", "output_tokens": 2})
    stamp = "2026-11-20T00:00:00.000+00:00"
    assert ModelInfo.model_validate({"id": "m", "created_at": stamp}).model_dump() == {"id": "m", "created_at": stamp}


def test_a_list_of_nothing_but_ids_is_a_models_list() -> None:
    page = ModelList.model_validate({"data": [{"id": "a"}]})
    assert (page.data[0].id, page.has_more, page.data[0].display_name) == ("a", None, None)


def test_an_error_of_a_kind_nobody_knows() -> None:
    body = {"type": "error", "error": {"type": "teapot_error", "message": "short and stout"}, "request_id": None}
    assert ErrorResponse.model_validate(body).model_dump() == body


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
EXTRA = st.dictionaries(st.text(min_size=1, max_size=8).map(lambda name: f"new_{name}"), JSON, max_size=3)


@given(message=EXTRA, usage=EXTRA, text=EXTRA, block=EXTRA, tag=st.text(min_size=1).map(lambda tag: f"new_{tag}"))
def test_whatever_is_added_comes_back_equal(
    message: dict[str, Any], usage: dict[str, Any], text: dict[str, Any], block: dict[str, Any], tag: str
) -> None:
    body = {
        **CORE,
        **message,
        "usage": {**CORE["usage"], **usage},
        "content": [{"type": "text", "text": "a", **text}, {"type": tag, **block}],
    }
    assert json.loads(Message.model_validate_json(json.dumps(body)).model_dump_json()) == body
