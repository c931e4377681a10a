"""Calls: the request on the wire, and the answer to the caller."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

import httpx2
import pytest

import isogloss
from isogloss import APIResponseValidationError, Message, RequestValidationError, TextBlock, TextBlockParam, omit

from .wire import HELLO, MESSAGE, WHOLE, Server, Side, answer, events, failure


def test_create_sends_the_fields_and_reads_a_message(side: Side) -> None:
    server = Server(answer())
    message = side.wait(side.client(server).messages.create(**HELLO))
    assert (server.request.method, str(server.request.url)) == ("POST", "https://api.anthropic.com/v1/messages")
    assert server.request.content == (b'{"model":"m","max_tokens":64,"messages":[{"role":"user","content":"hello"}]}')
    assert server.request.headers["content-type"] == "application/json"
    assert server.request.headers["accept"] == "application/json"
    assert server.request.headers["anthropic-version"] == "2023-06-01"
    assert isinstance(message, Message)
    assert message.content[1] == TextBlock(text="Hi")
    assert message.stop_reason == "end_turn"


def test_absent_null_and_default_stay_apart(side: Side) -> None:
    server = Server(answer())
    side.wait(side.client(server).messages.create(**HELLO, cache_control=None, speed="standard", system=omit))
    assert server.body == {**HELLO, "cache_control": None, "speed": "standard"}


def test_numbers_and_text_travel_as_given(side: Side) -> None:
    server = Server(answer())
    tool = {"type": "tool_use", "id": "t", "name": "n", "input": {"a": 1.0, "b": 10**30, "c": "ü\u2028", "d": "NaN"}}
    turns = [{"role": "assistant", "content": [tool]}]
    side.wait(side.client(server).messages.create(model="m", max_tokens=1, messages=turns))
    assert '{"a":1.0,"b":1000000000000000000000000000000,"c":"ü\u2028","d":"NaN"}'.encode() in server.request.content


def test_a_value_that_json_cannot_express_is_refused(side: Side) -> None:
    server = Server(answer())
    tool = {"type": "tool_use", "id": "t", "name": "n", "input": {"a": float("nan")}}
    turns = [{"role": "assistant", "content": [tool]}]
    with pytest.raises(RequestValidationError, match="NaN"):
        side.wait(side.client(server).messages.create(model="m", max_tokens=1, messages=turns))
    assert server.requests == []


def test_models_and_any_sequence_or_mapping_are_taken(side: Side) -> None:
    server = Server(answer())
    turn = MappingProxyType({"role": "user", "content": (TextBlockParam(text="a"), {"type": "text", "text": "b"})})
    side.wait(side.client(server).messages.create(model="m", max_tokens=1, messages=(turn,)))
    blocks = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    assert server.body["messages"] == [{"role": "user", "content": blocks}]


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"max_tokens": "5"}, "max_tokens"),
        ({"temperature": 2.0}, "temperature"),
        ({"messages": [{"role": "user", "content": [{"type": "text"}]}]}, "messages[0].content[0].text"),
        ({"betas": [1]}, "betas[0]"),
    ],
)
def test_a_bad_request_is_refused_before_the_network(side: Side, changed: dict[str, Any], path: str) -> None:
    server = Server(answer())
    with pytest.raises(RequestValidationError) as caught:
        side.wait(side.client(server).messages.create(**{**HELLO, **changed}))
    assert [problem.path for problem in caught.value.problems] == [path]
    assert path in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert server.requests == []


def test_header_and_query_arguments(side: Side) -> None:
    server = Server(answer())
    side.wait(
        side.client(server).messages.create(
            **HELLO, betas=["a", "b"], beta=True, workspace_id="w", user_profile_id="u", anthropic_version="2026-10-21"
        )
    )
    headers = server.request.headers
    assert headers["anthropic-beta"] == "a,b"
    assert headers["anthropic-workspace-id"] == "w"
    assert headers["anthropic-user-profile-id"] == "u"
    assert headers["anthropic-version"] == "2026-10-21"
    assert server.request.url.query == b"beta=true"
    assert server.body == HELLO


def test_extras_of_one_call(side: Side) -> None:
    server = Server(answer())
    side.wait(
        side.client(server).messages.create(
            **HELLO,
            betas=["a"],
            beta=False,
            extra_headers={"Anthropic-Beta": "b", "x-new": "1", "user-agent": None},
            extra_query={"beta": "maybe", "n": [1, 2]},
            extra_body={"max_tokens": "many", "made_up": {"a": 1}},
        )
    )
    headers = server.request.headers
    assert headers["anthropic-beta"] == "b"
    assert headers["x-new"] == "1"
    assert "isogloss" not in headers.get("user-agent", "")
    assert server.request.url.query == b"beta=maybe&n=1&n=2"
    assert server.body == {**HELLO, "max_tokens": "many", "made_up": {"a": 1}}


def test_timeouts(side: Side) -> None:
    server = Server(answer())
    client = side.client(server)
    side.wait(client.messages.create(**HELLO))
    side.wait(client.messages.create(**HELLO, timeout=3))
    side.wait(client.with_options(timeout=4).messages.create(**HELLO))
    side.wait(client.messages.create(**HELLO, timeout=None))
    found = [request.extensions["timeout"] for request in server.requests]
    assert found[0] == {"connect": 5.0, "read": 600.0, "write": 600.0, "pool": 600.0}
    assert [timeout["read"] for timeout in found[1:]] == [3, 4, None]


def test_count_tokens(side: Side) -> None:
    server = Server(answer({"input_tokens": 7}))
    count = side.wait(side.client(server).messages.count_tokens(model="m", messages=HELLO["messages"]))
    assert server.request.url.path == "/v1/messages/count_tokens"
    assert count.input_tokens == 7


def test_a_path_parameter_is_one_segment(side: Side) -> None:
    server = Server(answer({"id": "a/b ü?"}))
    assert side.wait(side.client(server).models.retrieve("a/b ü?")).id == "a/b ü?"
    assert server.request.url.raw_path == b"/v1/models/a%2Fb%20%C3%BC%3F"
    assert server.request.content == b""
    assert "content-type" not in server.request.headers


@pytest.mark.parametrize("model_id", ["", ".", ".."])
def test_a_path_parameter_cannot_leave_its_place(side: Side, model_id: str) -> None:
    server = Server(answer())
    with pytest.raises(RequestValidationError, match="model_id"):
        side.wait(side.client(server).models.retrieve(model_id))
    assert server.requests == []


def test_the_raw_response_comes_with_its_surroundings(side: Side) -> None:
    server = Server(failure(529), answer(request_id="req_1"))
    response = side.wait(side.client(server).messages.with_raw_response.create(**HELLO))
    assert isinstance(response, side.response_class)
    assert (response.status_code, response.request_id, response.retries_taken) == (200, "req_1", 1)
    assert response.headers["Request-Id"] == "req_1"
    assert side.wait(response.json()) == MESSAGE
    assert side.wait(response.text()) == side.wait(response.read()).decode()
    assert side.wait(response.parse()) == Message.model_validate(MESSAGE)
    response = side.wait(side.client(Server(answer())).with_raw_response.messages.create(**HELLO))
    assert side.wait(response.json()) == MESSAGE


def test_a_raw_stream(side: Side) -> None:
    response = side.wait(side.client(Server(events(WHOLE))).messages.with_raw_response.create(**HELLO, stream=True))
    assert response.headers["content-type"] == "text/event-stream"
    assert side.listed(side.wait(response.parse()))[-1].type == "message_stop"


def test_an_answer_that_breaks_the_description_says_where(side: Side) -> None:
    server = Server(answer({**MESSAGE, "content": [{"type": "text", "text": 5}]}, request_id="req_1"))
    with pytest.raises(APIResponseValidationError) as caught:
        side.wait(side.client(server).messages.create(**HELLO))
    assert caught.value.path == "content[0].text"
    assert "content[0].text" in caught.value.message
    assert (caught.value.status_code, caught.value.request_id) == (200, "req_1")
    assert len(server.requests) == 1


@pytest.mark.parametrize("kind", ["text/event-stream", "text/html; charset=utf-8", "application/json", "text/plain"])
def test_a_whole_answer_of_another_kind_is_named(side: Side, kind: str) -> None:
    page = b"<html>\n  <h1>Welcome</h1></html>"
    server = Server(httpx2.Response(200, content=page, headers={"content-type": kind}))
    with pytest.raises(APIResponseValidationError) as caught:
        side.wait(side.client(server).messages.create(**HELLO))
    assert kind.partition(";")[0] in caught.value.message
    assert "<h1>Welcome</h1>" in caught.value.message
    assert caught.value.body == page


def test_an_error_in_a_successful_answer_is_an_error(side: Side) -> None:
    body = {"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}
    for options in ({}, {"stream": True}):
        server = Server(answer(body))
        with pytest.raises((isogloss.OverloadedError, APIResponseValidationError)) as caught:
            side.wait(side.client(server).messages.create(**HELLO, **options))
        assert isinstance(caught.value, isogloss.OverloadedError)
        assert caught.value.status_code == 529


def test_a_block_is_replayed_as_received(side: Side) -> None:
    content = [{"type": "text", "text": "a", "citations": None, "later": {"x": [1]}}, {"type": "new", "x": None}]
    server = Server(answer({**MESSAGE, "content": content}), answer())
    client = side.client(server)
    message = side.wait(client.messages.create(**HELLO))
    side.wait(client.messages.create(**{**HELLO, "messages": [{"role": "assistant", "content": message.content}]}))
    assert json.loads(server.requests[1].content)["messages"] == [{"role": "assistant", "content": content}]
