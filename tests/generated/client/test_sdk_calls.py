"""Calls and names of the official SDK: with the import changed, programs run."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import httpx2
import pydantic
import pytest

import isogloss
from isogloss import RequestValidationError, transform_schema, types
from isogloss.types import beta

from .wire import HELLO, MESSAGE, Chunks, Server, Side, answer, end, events, sse, start, text


class Order(pydantic.BaseModel):
    name: str
    price: float = pydantic.Field(ge=0)


ORDER = {**MESSAGE, "content": [{"type": "text", "text": '{"name": "tea", "price": 5.5}'}]}
FORMAT = {
    "type": "json_schema",
    "schema": {
        "title": "Order",
        "type": "object",
        "properties": {
            "name": {"title": "Name", "type": "string"},
            "price": {"title": "Price", "type": "number", "description": "{minimum: 0}"},
        },
        "required": ["name", "price"],
        "additionalProperties": False,
    },
}


def test_parse_reads_the_text_as_a_type(side: Side) -> None:
    server = Server(answer(ORDER, request_id="req_1"))
    message = side.wait(side.client(server).beta.messages.parse(output_format=Order, **HELLO))
    assert message.parsed_output == Order(name="tea", price=5.5)
    assert message._request_id == "req_1"
    assert server.body["output_config"] == {"format": FORMAT}
    assert message.to_dict() == json.loads(message.to_json()) == ORDER
    replay = Server(answer())
    side.wait(side.client(replay).messages.create(**HELLO | {"messages": [message.to_param()]}))
    assert replay.body["messages"] == [{"role": "assistant", "content": ORDER["content"]}]


def test_parse_with_its_raw_response(side: Side) -> None:
    client = side.client(Server(answer(ORDER)))
    response = side.wait(client.messages.with_raw_response.parse(output_format=Order, **HELLO))
    assert side.wait(response.parse()).parsed_output == Order(name="tea", price=5.5)


def test_two_formats_are_refused(side: Side) -> None:
    with pytest.raises(RequestValidationError, match="Both output_format and output_config"):
        side.wait(
            side.client(Server(answer())).messages.parse(output_format=Order, output_config={"format": FORMAT}, **HELLO)
        )


def test_a_stream_reads_its_text_as_a_type(side: Side) -> None:
    server = Server(events(sse(start(), *text('{"name": "te', 'a", "price": 5.5}'), *end())))

    def use(stream: Any) -> Any:
        seen = side.listed(stream)
        # Events look at the message as it is now.
        assert {"name": "tea", "price": 5.5} in [event.parsed_snapshot() for event in seen if event.type == "text"]
        return side.wait(stream.get_final_message())

    message = side.within(side.client(server).messages.stream(output_format=Order, **HELLO), use)
    assert message.parsed_output == Order(name="tea", price=5.5)
    assert server.body["output_config"] == {"format": FORMAT}


def test_a_schema_keeps_what_servers_enforce() -> None:
    given = {
        "type": "array",
        "minItems": 2,
        "items": {"oneOf": [{"type": "string", "format": "odd"}, {"enum": [1, None]}]},
    }
    assert transform_schema(given) == {
        "type": "array",
        "items": {"anyOf": [{"type": "string", "description": "{format: odd}"}, {"enum": [1, None]}]},
        "description": "{minItems: 2}",
    }
    with pytest.raises(ValueError, match="needs type"):
        transform_schema({"description": "anything"})


def test_a_streaming_response_is_read_on_demand(side: Side) -> None:
    pieces = Chunks([json.dumps(MESSAGE).encode()])
    server = Server(httpx2.Response(200, headers={"request-id": "req_1"}, stream=pieces))

    def use(response: Any) -> None:
        assert not pieces.closed
        assert response.headers["request-id"] == "req_1"
        assert json.loads("".join(side.listed(response.iter_lines()))) == MESSAGE

    side.within(side.client(server).messages.with_streaming_response.create(**HELLO), use)
    assert pieces.closed
    second = side.client(Server(answer())).with_streaming_response.messages.create(**HELLO)
    assert side.within(second, lambda response: side.wait(response.parse())).id == "msg_1"


@pytest.mark.parametrize(("tokens", "options"), [(21_333, {}), (30_000, {"timeout": 900})])
def test_a_long_answer_needs_a_stream_or_a_timeout(side: Side, tokens: int, options: dict[str, Any]) -> None:
    client = side.client(Server(answer()))
    side.wait(client.messages.create(**HELLO | {"max_tokens": tokens}, **options))
    with pytest.raises(ValueError, match=r"max_tokens is 21334: .* Use `stream`"):
        side.wait(client.messages.create(**HELLO | {"max_tokens": 21_334}))


def test_files_are_sent_as_base64(side: Side, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"png")
    source = {"type": "base64", "media_type": "image/png", "data": tmp_path / "a.png"}
    turns = [{"role": "user", "content": [{"type": "image", "source": source}]}]
    server = Server(answer())
    side.wait(side.client(server).messages.create(**HELLO | {"messages": turns}))
    assert server.body["messages"][0]["content"][0]["source"]["data"] == "cG5n"
    assert source["data"] == tmp_path / "a.png"


def test_what_is_outside_says_so(side: Side) -> None:
    client = side.client(Server(answer()))
    for owner, name in ((client.messages, "batches"), (client, "files"), (client.beta, "skills")):
        with pytest.raises(AttributeError, match=f"has no `{name}`: .* use the official SDK"):
            getattr(owner, name)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = client.nothing
    with pytest.raises(ImportError, match="clients of clouds are not part of this package"):
        from isogloss import AnthropicBedrock  # pyright: ignore # noqa: F401


def test_names() -> None:
    assert issubclass(isogloss.BadRequestError, isogloss.AnthropicError)
    assert isinstance(isogloss.Message.model_validate(MESSAGE), isogloss.BaseModel)
    assert isogloss.Timeout is httpx2.Timeout
    assert isogloss.DefaultHttpxClient(headers={"a": "b"}).timeout == isogloss.DEFAULT_TIMEOUT
    names: Any = types
    assert names.RawMessageStartEvent is isogloss.MessageStartEvent
    assert names.ToolParam is isogloss.params.CustomToolParam
    assert (beta.BetaMessage, beta.BetaToolUnionParam) == (isogloss.Message, isogloss.params.ToolParam)
    with pytest.raises(AttributeError, match="the spec describes no such type"):
        _ = names.Nothing


def test_objects_of_another_library_are_refused(side: Side) -> None:
    with pytest.raises(
        TypeError, match=r"Invalid `http_client` argument: it is a builtins.object. Use `httpx2\.\w*Client` instead"
    ):
        side.client_class(api_key="k", http_client=object())


@pytest.mark.parametrize("module", [types, beta])
def test_type_checkers_see_the_names_that_programs_find(module: Any) -> None:
    [guarded] = [node for node in ast.parse(Path(module.__file__).read_text()).body if isinstance(node, ast.If)]
    assignments = [node for node in guarded.body if isinstance(node, ast.Assign)]
    assert len(assignments) > 250
    for each in assignments:
        name, place = ast.unparse(each.targets[0]), ast.unparse(each.value)
        home, _, ours = place.partition(".")
        assert getattr(module, name) is getattr(getattr(isogloss, home), ours), name
