"""The promises of the request models: strict, and exact about absent, null and default."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
import warnings
from typing import Any

import pytest
from pydantic import ValidationError

from isogloss import (
    CacheControlEphemeralParam,
    ContentBlock,
    CreateMessageRequest,
    CustomToolParam,
    Message,
    TextBlock,
    TextBlockParam,
    URLImageSourceParam,
    UserMessageParam,
    WebSearchTool20250305Param,
)

SMALLEST: dict[str, Any] = {"model": "m", "max_tokens": 1, "messages": [{"role": "user", "content": "Hi."}]}
TOOL: dict[str, Any] = {"name": "look_up", "input_schema": {"type": "object"}}


def wire(body: Any) -> Any:
    """A body as it would be sent, after it went through the models."""
    return json.loads(CreateMessageRequest.model_validate(body).model_dump_json())


@pytest.mark.parametrize("value", ["5", True, 1.5, None, [1]])
def test_an_integer_is_a_json_integer(value: object) -> None:
    with pytest.raises(ValidationError, match="max_tokens"):
        CreateMessageRequest.model_validate({**SMALLEST, "max_tokens": value})


def test_one_point_zero_is_an_integer() -> None:
    assert wire({**SMALLEST, "max_tokens": 7.0}) == {**SMALLEST, "max_tokens": 7}
    assert (
        CreateMessageRequest.model_validate_json(
            '{"model":"m","max_tokens":7.0,"messages":[{"role":"user","content":"Hi."}]}'
        ).max_tokens
        == 7
    )


@pytest.mark.parametrize("value", ["true", 1, 0, None])
def test_a_boolean_is_a_json_boolean(value: object) -> None:
    with pytest.raises(ValidationError, match="stream"):
        CreateMessageRequest.model_validate({**SMALLEST, "stream": value})


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_that_json_lacks_are_refused(value: float) -> None:
    with pytest.raises(ValidationError, match="temperature"):
        CreateMessageRequest.model_validate({**SMALLEST, "temperature": value})


@pytest.mark.parametrize(
    ("field", "value"),
    [("max_tokens", -1), ("temperature", 1.01), ("temperature", -0.01), ("top_p", 1.5), ("top_k", -1)],
)
def test_ranges_are_enforced(field: str, value: float) -> None:
    with pytest.raises(ValidationError, match=field):
        CreateMessageRequest.model_validate({**SMALLEST, field: value})


def test_zero_tokens_are_legal() -> None:
    assert wire({**SMALLEST, "max_tokens": 0})["max_tokens"] == 0


@pytest.mark.parametrize(
    "body",
    [
        {**SMALLEST, "tempperature": 1},
        {**SMALLEST, "messages": [{"role": "user", "content": "a", "name": "b"}]},
        {**SMALLEST, "messages": [{"role": "user", "content": [{"type": "text", "text": "a", "bold": True}]}]},
    ],
)
def test_unknown_fields_are_refused_at_every_level(body: Any) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        CreateMessageRequest.model_validate(body)


def test_absent_null_and_given_stay_apart() -> None:
    for control in ({}, {"cache_control": None}, {"cache_control": {"type": "ephemeral"}}):
        assert wire({**SMALLEST, **control}) == {**SMALLEST, **control}


def test_what_is_absent_reads_as_none() -> None:
    absent = CreateMessageRequest(model="m", max_tokens=1, messages=[UserMessageParam(content="Hi.")])
    null = CreateMessageRequest(model="m", max_tokens=1, messages=[UserMessageParam(content="Hi.")], cache_control=None)
    for body in (absent, null):
        assert not body.stream
        assert (body.temperature or 1.0, list(body.tools or ()), body.cache_control) == (1.0, [], None)
    assert "cache_control" not in absent.model_fields_set
    assert "cache_control" in null.model_fields_set
    assert dict(absent) == dict(null)
    assert absent != null
    shown = "messages=[UserMessageParam(role='user', content='Hi.')]"
    assert repr(absent) == f"CreateMessageRequest(model='m', max_tokens=1, {shown})"
    assert repr(null) == f"CreateMessageRequest(model='m', max_tokens=1, {shown}, cache_control=None)"


@pytest.mark.parametrize("field", ["stream", "temperature", "system", "tools", "tool_choice", "service_tier"])
def test_null_is_refused_where_only_absent_is_legal(field: str) -> None:
    body: dict[str, Any] = {**SMALLEST, field: None}
    for read in (
        lambda: CreateMessageRequest.model_validate(body),
        lambda: CreateMessageRequest.model_validate_json(json.dumps(body)),
        lambda: CreateMessageRequest(**body),
    ):
        with pytest.raises(ValidationError) as error:
            read()
        assert error.value.errors()[0]["loc"][0] == field


def test_a_field_that_is_given_later_is_sent() -> None:
    body = CreateMessageRequest(model="m", max_tokens=1, messages=[UserMessageParam(content="Hi.")])
    body.temperature = 0.5
    body.cache_control = None
    assert (body.temperature, body.cache_control) == (0.5, None)
    assert body.model_dump() == {**SMALLEST, "temperature": 0.5, "cache_control": None}


def test_what_is_made_without_validation_keeps_absent_and_null_apart() -> None:
    said = UserMessageParam(content="Hi.")
    body = CreateMessageRequest.model_construct(model="m", max_tokens=1, messages=[said], cache_control=None)
    assert body.stream is None
    assert json.loads(body.model_dump_json()) == {**SMALLEST, "cache_control": None}
    assert body.model_copy(update={"stream": True}).model_dump() == {**SMALLEST, "cache_control": None, "stream": True}


def test_classes_of_ones_own_read_alike() -> None:
    class Extended(CreateMessageRequest):
        trace: str | None = None

    body = Extended.model_validate(SMALLEST)
    assert (body.trace, body.stream, body.model_dump()) == (None, None, SMALLEST)
    assert Extended(**SMALLEST, trace="a").model_dump() == {**SMALLEST, "trace": "a"}


def test_no_default_of_the_document_reaches_the_wire() -> None:
    assert wire({**SMALLEST, "cache_control": {"type": "ephemeral"}})["cache_control"] == {"type": "ephemeral"}


def test_tags_are_always_written() -> None:
    assert TextBlockParam(text="a").model_dump() == {"type": "text", "text": "a"}
    assert CacheControlEphemeralParam().model_dump() == {"type": "ephemeral"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("system", [{"text": "a"}]),
        ("cache_control", {}),
        ("tools", [{"type": "bash_20250124"}]),
        ("messages", [{"role": "user", "content": [{"type": "image", "source": {"type": "url"}}]}]),
    ],
)
def test_a_constant_is_not_made_up_for_what_is_validated(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match="Field required"):
        CreateMessageRequest.model_validate({**SMALLEST, field: value})
    with pytest.raises(ValidationError, match="Field required"):
        CreateMessageRequest.model_validate_json(json.dumps({**SMALLEST, field: value}))


@pytest.mark.parametrize("url", ["example", "//example/a.png", "https://example/a b"])
def test_an_address_is_one(url: str) -> None:
    with pytest.raises(ValidationError, match="url"):
        URLImageSourceParam(url=url)
    assert URLImageSourceParam(url="https://example/a.png?b=c#d").model_dump()["type"] == "url"


@pytest.mark.parametrize("tag", [{}, {"type": None}, {"type": "custom"}])
def test_a_tool_without_a_tag_is_a_custom_one(tag: dict[str, Any]) -> None:
    body = {**SMALLEST, "tools": [{**TOOL, **tag}]}
    request = CreateMessageRequest.model_validate(body)
    assert request.tools
    assert isinstance(request.tools[0], CustomToolParam)
    assert wire(body) == body


def test_an_unknown_tag_names_the_known_ones() -> None:
    turn = {"role": "user", "content": [{"type": "txt", "text": "a"}]}
    with pytest.raises(ValidationError, match=r"'txt'.*'text'"):
        CreateMessageRequest.model_validate({**SMALLEST, "messages": [turn]})


def test_fields_that_exclude_each_other() -> None:
    with pytest.raises(ValidationError, match="at most one of allowed_domains, blocked_domains may be given"):
        WebSearchTool20250305Param(allowed_domains=["a.example"], blocked_domains=["b.example"])
    assert WebSearchTool20250305Param(blocked_domains=["b.example"]).model_dump() == {
        "type": "web_search_20250305",
        "name": "web_search",
        "blocked_domains": ["b.example"],
    }


def test_free_objects_keep_whatever_they_hold() -> None:
    schema = {"type": "object", "properties": {"a": {"type": ["string", "null"]}}, "$defs": {}, "x-y": [1.5, None]}
    body = {**SMALLEST, "tools": [{"name": "n", "input_schema": schema}]}
    assert wire(body) == body


RECEIVED: dict[str, Any] = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "m",
    "content": [
        {"type": "text", "text": "a", "citations": None, "colour": "blue"},
        {"type": "hologram", "frames": [1, 2.5, None]},
        {"type": "thinking", "thinking": "b", "signature": "c"},
        {"type": "tool_use", "id": "toolu_1", "name": "look_up", "input": {"a": [1]}, "caller": {"type": "novel"}},
    ],
    "usage": {"input_tokens": 1, "output_tokens": 1},
}


def test_what_was_received_is_sent_back_as_it_was() -> None:
    content = Message.model_validate(RECEIVED).content
    body = {**SMALLEST, "messages": [{"role": "assistant", "content": content}]}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert wire(body)["messages"][0]["content"] == RECEIVED["content"]
        assert CreateMessageRequest.model_validate(body).model_dump()["messages"][0]["content"] == RECEIVED["content"]


def test_only_a_twin_passes_for_a_request_object() -> None:
    usage = Message.model_validate(RECEIVED).usage
    body = {**SMALLEST, "messages": [{"role": "assistant", "content": [usage]}]}
    with pytest.raises(ValidationError):
        CreateMessageRequest.model_validate(body)
    blocks: list[ContentBlock] = [TextBlock(text="a")]
    assert wire({**SMALLEST, "messages": [{"role": "user", "content": blocks}]})["messages"][0]["content"] == [
        {"type": "text", "text": "a"}
    ]


def test_an_unknown_block_from_elsewhere_is_refused() -> None:
    """Only what a response held may be sent back unknown; a dict with a tag that nobody knows is a mistake."""
    turn: dict[str, Any] = {"role": "assistant", "content": [{"type": "hologram", "frames": []}]}
    with pytest.raises(ValidationError, match="hologram"):
        CreateMessageRequest.model_validate({**SMALLEST, "messages": [turn]})


def test_requests_survive_copies_and_pickles() -> None:
    request = CreateMessageRequest.model_validate({**SMALLEST, "tools": [TOOL], "cache_control": None})
    for twin in (copy.deepcopy(request), pickle.loads(pickle.dumps(request)), request.model_copy(deep=True)):
        assert twin == request
        assert twin.model_dump_json() == request.model_dump_json()
        assert twin.temperature is None


@pytest.mark.parametrize("message", [{"role": "system"}, {"role": "system", "clear_at": "never"}])
def test_a_system_message_says_or_sets_something(message: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="at least one of content, output_config is required"):
        CreateMessageRequest.model_validate({**SMALLEST, "messages": [message]})
    for more in ({"content": "Hi."}, {"output_config": {"effort": "low"}}):
        body = {**SMALLEST, "messages": [{**message, **more}]}
        assert wire(body) == body


@pytest.mark.parametrize("first", ["UserMessageParam", "TextBlockParam", "SystemMessageParam", "CreateMessageRequest"])
def test_what_a_model_takes_does_not_depend_on_which_is_built_first(first: str) -> None:
    """Models are built on first use, and take with them what others were built of: each order is a fresh process."""
    program = f"""
import pydantic
from isogloss import TextBlock, models
models.{first}.model_rebuild()
for content in ([TextBlock(text="a")], None):
    message = {{"role": "system" if content is None else "assistant", **({{"content": content}} if content else {{}})}}
    try:
        models.CreateMessageRequest.model_validate({{"model": "m", "max_tokens": 1, "messages": [message]}})
        print("accepted")
    except pydantic.ValidationError:
        print("refused")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["accepted", "refused"]
