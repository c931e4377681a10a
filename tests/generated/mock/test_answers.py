"""The answers of the mock, and the order of its rules."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import httpx2
import pytest

from isogloss import Message
from isogloss.testing import mock_app

from .mock_client import HEADERS, ask, create, post, refuse, request, stream

WEATHER: dict[str, Any] = {
    "name": "get_weather",
    "input_schema": {
        "type": "object",
        "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 2}},
        "required": ["days"],
    },
}
TIME: dict[str, Any] = {"name": "get_time", "input_schema": {"type": "object"}}
CITY: Any = {
    "type": "json_schema",
    "schema": {"type": "object", "properties": {"city": {"const": "Paris"}}, "required": ["city"]},
}


def result(*content: Any) -> list[Any]:
    """A conversation that ends with the result of a tool."""
    call = {"type": "tool_use", "id": "toolu_1", "name": "get_weather", "input": {"days": 2}}
    return [
        {"role": "user", "content": "USE_TOOL:get_weather {}"},
        {"role": "assistant", "content": [call]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "sunny"}, *content]},
    ]


def text(message: Message) -> str:
    assert message.content[-1].type == "text"
    return message.content[-1].text


def call_of(message: Message) -> tuple[str, Any]:
    block = message.content[-1]
    assert block.type == "tool_use"
    assert message.stop_reason == "tool_use"
    return block.name, block.input


def test_a_text_comes_back_word_for_word() -> None:
    said = "Zwei  Räume\n\tund 'drei' 🙂"
    message = create(said)
    assert said in text(message)
    assert (message.stop_reason, message.stop_sequence, message.model) == ("end_turn", None, "mock-large")


def test_the_last_text_of_the_last_turn_counts() -> None:
    messages = [
        {"role": "user", "content": "first"},
        {"role": "assistant", "content": "answer"},
        {"role": "user", "content": [{"type": "text", "text": "second"}]},
        {"role": "user", "content": [{"type": "text", "text": "third"}, {"type": "text", "text": "fourth"}]},
        {"role": "system", "content": "be kind"},
    ]
    assert text(create(messages)) == "You said: fourth"
    assert text(create([*messages, {"role": "assistant", "content": "You"}])) == "You said: fourth"


def test_use_tool_forces_a_call() -> None:
    said = 'Please. USE_TOOL:get_time {"zone": "UTC"}'
    assert call_of(create(said, tools=[WEATHER, TIME])) == ("get_time", {"zone": "UTC"})
    assert call_of(create("USE_TOOL:get_time", tools=[TIME])) == ("get_time", {})


@pytest.mark.parametrize(
    "options",
    [
        {"output_config": {"format": CITY}},
        {"tool_choice": {"type": "tool", "name": "get_weather"}},
        {"tool_choice": {"type": "none"}},
    ],
)
def test_use_tool_goes_before_all_else(options: dict[str, Any]) -> None:
    assert call_of(create("USE_TOOL:get_time {}", tools=[WEATHER, TIME], **options))[0] == "get_time"
    after = result({"type": "text", "text": "USE_TOOL:get_time {}"})
    assert call_of(create(after, tools=[WEATHER, TIME], **options))[0] == "get_time"


def test_use_tool_in_the_middle_of_a_text_is_text() -> None:
    assert text(create("What does USE_TOOL:get_time do?")).endswith("What does USE_TOOL:get_time do?")


def test_use_tool_without_json_is_refused() -> None:
    assert refuse("USE_TOOL:get_time {zone}").startswith("USE_TOOL:get_time is followed by what is no JSON object: ")


DEEP = '{"a":' * 100_000 + "1" + "}" * 100_000


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (DEEP, "is followed by what is no JSON object: it is nested too deeply at line 1 column 1006"),
        ('{"a":' + "[" * 300, "is followed by what is no JSON object: it is nested too deeply at line 1 column 206"),
        (
            f'{{"a":{"9" * 5000}}}',
            "is followed by what is no JSON object: a number has too many digits at line 1 column ",
        ),
        ('{"a":NaN}', "is followed by what is no JSON object: expected value at line 1 column 6"),
        (
            '{"a":"\\ud83d"}',
            "is followed by what is no JSON object: an escape such as \\ud83d is only half of a character",
        ),
        ('{"a":[1e999]}', ": has a number that is too large for an answer"),
    ],
    ids=["objects", "arrays", "digits", "NaN", "half", "huge"],
)
def test_use_tool_with_json_that_cannot_be_sent_is_refused(arguments: str, problem: str) -> None:
    assert f"USE_TOOL:get_time{': ' if problem[0] == ':' else ' '}{problem.removeprefix(': ')}" in refuse(
        f"USE_TOOL:get_time {arguments}"
    )


def test_arguments_as_deep_as_a_request_may_be_are_sent() -> None:
    deep = "[" * 197 + "]" * 197
    assert call_of(create(f'USE_TOOL:get_time {{"a":{deep}}}')) == ("get_time", {"a": json.loads(deep)})
    assert refuse(f'USE_TOOL:get_time {{"a":[{deep}]}}') == "USE_TOOL:get_time: is nested too deeply for an answer"


@pytest.mark.parametrize("keyword", ["const", "default", "minimum"])
def test_a_schema_that_asks_for_too_large_a_number_is_refused(keyword: str) -> None:
    schema = {"type": "object", "properties": {"a": {keyword: 0}}, "required": ["a"]}
    body = request("x", tools=[{"name": "n", "input_schema": schema}], tool_choice={"type": "any"})
    content = json.dumps(body).replace(f'"{keyword}": 0', f'"{keyword}": 1e999').encode()
    answer = post(content)
    assert answer.status_code == 400, answer.text
    where = f"tools[0].input_schema.properties.a.{keyword}"
    assert answer.json()["error"]["message"] == f"{where}: is a number that is too large"


@pytest.mark.parametrize(
    "options",
    [{}, {"output_config": {"format": CITY}}, {"tool_choice": {"type": "any"}}, {"tool_choice": {"type": "auto"}}],
)
def test_results_of_tools_are_answered_with_text(options: dict[str, Any]) -> None:
    assert text(create(result(), tools=[WEATHER], **options)) == "The tool said: sunny"
    said = text(create(result({"type": "text", "text": "get_weather?"}), tools=[WEATHER], **options))
    assert said == "The tool said: sunny\n\nYou said: get_weather?"


def test_a_format_goes_before_tools() -> None:
    options: dict[str, Any] = {"tools": [WEATHER], "output_config": {"format": CITY}}
    assert json.loads(text(create("get_weather", **options))) == {"city": "Paris"}
    assert json.loads(text(create("x", tool_choice={"type": "any"}, **options))) == {"city": "Paris"}


def test_tool_choice_decides_which_tool_is_called() -> None:
    tools = [WEATHER, TIME]
    assert call_of(create("hello", tools=tools, tool_choice={"type": "any"})) == ("get_weather", {"days": 2})
    assert call_of(create("hello", tools=tools, tool_choice={"type": "tool", "name": "get_time"}))[0] == "get_time"


def test_a_tool_that_cannot_be_called_is_refused() -> None:
    search = {"type": "web_search_20250305", "name": "web_search"}
    choice = {"type": "tool", "name": "web_search"}
    assert (
        refuse("x", tools=[search], tool_choice=choice) == "tool_choice.name: the mock has no tool web_search to call"
    )
    assert refuse("x", tools=[search], tool_choice={"type": "any"}) == "tool_choice: the mock has no tool to call"


def test_a_text_that_names_a_tool_calls_it() -> None:
    tools = [WEATHER, TIME]
    assert call_of(create("Use get_time, then get_weather.", tools=tools))[0] == "get_time"
    assert text(create("forget_time", tools=tools)) == "You said: forget_time"
    assert text(create("get_time", tools=tools, tool_choice={"type": "none"})) == "You said: get_time"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("What's the weather in Rome?", "get_weather"),
        ("The WEATHER, please", "get_weather"),
        ("A stock, and its price?", "get_stock_price"),
        ("Which stock is best?", None),
        ("Get it!", None),
        ("weatherproof", None),
        ("First the time, then the weather", "get_time"),
    ],
)
def test_a_text_that_speaks_of_a_tool_calls_it(said: str, name: str | None) -> None:
    tools = [WEATHER, TIME, {**TIME, "name": "get_stock_price"}, {**TIME, "name": "fetch"}]
    message = create(said, tools=tools)
    assert (text(message) == f"You said: {said}") if name is None else (call_of(message)[0] == name)


def test_tools_without_a_schema_get_arguments_they_know() -> None:
    assert call_of(create("bash", tools=[{"type": "bash_20250124", "name": "bash"}])) == (
        "bash",
        {"command": "echo mock"},
    )


def test_a_tool_that_no_arguments_satisfy_is_refused_only_when_it_would_be_called() -> None:
    properties = {"x": {"type": "string", "pattern": "^a", "maxLength": 0}}
    schema = {"type": "object", "properties": properties, "required": ["x"]}
    odd = {"name": "odd", "input_schema": schema}
    assert text(create("hello", tools=[odd])) == "You said: hello"
    said = refuse("odd", tools=[TIME, odd])
    assert said.startswith("tools[1].input_schema.properties.x.pattern: the mock found no value that satisfies this")


def test_a_format_that_is_no_schema_is_refused() -> None:
    schema: Any = {"type": "object", "patternProperties": []}
    said = refuse("x", output_config={"format": {"type": "json_schema", "schema": schema}})
    assert said == "output_config.format.schema.patternProperties: is not what `patternProperties` takes"


def test_arguments_satisfy_every_keyword() -> None:
    code = {"type": "string", "pattern": "^[A-Z]{2}[0-9]$"}
    schema = {"type": "object", "properties": {"code": code, "on": {"type": "string", "format": "date"}}}
    assert call_of(create("book", tools=[{"name": "book", "input_schema": schema}])) == (
        "book",
        {"code": "AA1", "on": "2026-01-31"},
    )


@pytest.mark.parametrize("thinking", [{"type": "adaptive"}, {"type": "enabled", "budget_tokens": 1024}])
def test_reasoning_comes_first_and_is_signed(thinking: Any) -> None:
    first, second = create("hello", thinking=thinking).content
    assert (first.type, second.type) == ("thinking", "text")
    assert first.type == "thinking"
    assert first.thinking
    assert first.signature


@pytest.mark.parametrize("thinking", [{"type": "disabled"}, {"type": "between_tools"}])
def test_there_is_no_reasoning_unless_it_is_asked_for(thinking: Any) -> None:
    assert [block.type for block in create("hello", thinking=thinking).content] == ["text"]


def test_reasoning_may_be_left_out_but_for_its_signature() -> None:
    first = create("hello", thinking={"type": "adaptive", "display": "omitted"}).content[0]
    assert first.type == "thinking"
    assert first.thinking == ""
    assert first.signature


def replay(**change: Any) -> list[Any]:
    message = create("hello", thinking={"type": "adaptive"})
    content: list[Any] = [block.model_dump() for block in message.content]
    content[0] |= change
    return [
        {"role": "user", "content": "hello"},
        {"role": "assistant", "content": content},
        {"role": "user", "content": "more"},
    ]


def test_reasoning_comes_back_unchanged() -> None:
    assert text(create(replay())) == "You said: more"
    assert text(create(replay(signature="bW9jay1zaWduYXR1cmU=", thinking="x"))) == "You said: more"


@pytest.mark.parametrize(
    "change", [{"thinking": "other"}, {"signature": "YWJj"}, {"signature": "?"}, {"signature": ""}]
)
def test_reasoning_that_was_changed_is_refused(change: dict[str, str]) -> None:
    place = "messages[1].content[0].signature: does not belong to this thinking"
    assert refuse(replay(**change)).startswith(place)
    assert refuse(replay(**change), path="/v1/messages/count_tokens").startswith(place)


def test_a_budget_has_to_leave_room() -> None:
    thinking = {"type": "enabled", "budget_tokens": 1024}
    assert refuse("x", max_tokens=1024, thinking=thinking) == "thinking.budget_tokens: must be less than max_tokens"
    assert create("x", max_tokens=1025, thinking=thinking).stop_reason == "end_turn"


def test_stop_sequences_cut_the_text() -> None:
    message = create("one two three", stop_sequences=["three", "two", ""])
    assert text(message) == "You said: one "
    assert (message.stop_reason, message.stop_sequence) == ("stop_sequence", "two")
    assert create("one", stop_sequences=["two"]).stop_sequence is None
    assert create("one", stop_sequences=["You"]).content == []


def test_max_tokens_counts_words() -> None:
    message = create("one  two three", max_tokens=4)
    assert text(message) == "You said: one  two"
    assert (message.stop_reason, message.usage.output_tokens) == ("max_tokens", 4)
    assert create("one two three", max_tokens=5).stop_reason == "end_turn"
    cut = create("one two three", max_tokens=3, stop_sequences=["three"])
    assert (cut.stop_reason, cut.stop_sequence) == ("max_tokens", None)


def test_no_tokens_are_no_output() -> None:
    message = create("x", max_tokens=0, thinking={"type": "adaptive"})
    assert (message.content, message.stop_reason, message.usage.output_tokens) == ([], "max_tokens", 0)


def test_what_cannot_be_cut_is_left_out() -> None:
    said = 'USE_TOOL:t {"a": "one two three"}'
    message = create(said, max_tokens=3)
    assert (message.content, message.stop_reason) == ([], "max_tokens")
    assert call_of(create(said, max_tokens=4)) == ("t", {"a": "one two three"})


def test_usage_counts_words() -> None:
    message = create("one two", thinking={"type": "adaptive"}, system="three")
    assert message.usage.output_tokens_details is not None
    thinking = message.usage.output_tokens_details.thinking_tokens
    assert thinking == 11
    assert message.usage.output_tokens == thinking + 4
    assert create("one two", system="three four").usage.input_tokens == message.usage.input_tokens + 1


def test_equal_requests_to_new_servers_have_equal_answers() -> None:
    def answer(text: str, seed: int = 0) -> Message:
        return create(text, app=mock_app(seed=seed))

    assert answer("x") == answer("x")
    assert answer("x").id != answer("y").id
    assert answer("x").id != answer("x", 1).id
    assert answer("x").id.startswith("msg_")


def test_ids_never_repeat_within_a_server() -> None:
    def asked() -> list[Message]:
        app = mock_app()
        choice = {"tools": [WEATHER], "tool_choice": {"type": "any"}}
        return [create(text, app=app, **choice) for text in ("x", "y", "x", "x")]

    answers = asked()
    assert len({message.id for message in answers}) == 4
    assert len({block.id for message in answers for block in message.content if block.type == "tool_use"}) == 4
    assert answers == asked()


def test_an_answer_has_no_null_for_what_is_absent() -> None:
    """`stop_sequence` is what the service sends as null."""
    whole = create("hello", app=mock_app()).model_dump()
    assert [name for name, value in whole.items() if value is None] == ["stop_sequence"]
    assert [name for name, value in whole["usage"].items() if value is None] == []
    assert whole["content"] == [{"type": "text", "text": "You said: hello"}]
    written = ask("POST", "/v1/messages", request("hello", stream=True)).text
    assert set(re.findall(r'"(\w+)":null', written)) == {"stop_reason", "stop_sequence"}


def test_a_request_without_messages_is_refused() -> None:
    assert refuse([]) == "messages: must have at least 1 item, not 0"


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"thinking": {"type": "adaptive"}},
        {"thinking": {"type": "adaptive", "display": "omitted"}, "tools": [WEATHER], "tool_choice": {"type": "any"}},
        {"stop_sequences": ["there"]},
        {"max_tokens": 2},
        {"max_tokens": 0},
        {"output_config": {"format": CITY}},
    ],
)
def test_a_stream_adds_up_to_the_whole_message(options: dict[str, Any]) -> None:
    streamed = stream("hello there", app=mock_app(), **options)
    assert streamed.model_dump() == create("hello there", app=mock_app(), **options).model_dump()


def test_a_thread_is_kept() -> None:
    app = mock_app()
    first = create("Call get_weather.", app=app, tools=[WEATHER], system="be kind", thread={"type": "create"})
    assert call_of(first)[0] == "get_weather"
    result = {"type": "tool_result", "tool_use_id": "toolu_1", "content": "sunny"}
    thread = {"type": "continue", "previous_message_id": first.id}
    second = create([{"role": "user", "content": [result]}], app=app, thread=thread)
    assert text(second) == "The tool said: sunny"
    assert second.usage.input_tokens > first.usage.input_tokens
    third = create("get_weather again", app=app, thread={"type": "continue", "previous_message_id": second.id})
    assert call_of(third)[0] == "get_weather"


def test_a_thread_that_is_not_there_is_told_by_its_code() -> None:
    body = request("hello", thread={"type": "continue", "previous_message_id": "msg_x"})
    response = ask("POST", "/v1/messages", body)
    assert response.status_code == 404
    assert response.json()["error"]["message"] == "thread.previous_message_id: no thread ends with msg_x"
    assert response.json()["error"]["details"] == {"error_code": "thread_not_found"}


def test_what_a_header_lacks_is_said_with_how_to_go_without() -> None:
    def without(name: str, app: Any) -> Any:
        headers = {key: value for key, value in HEADERS.items() if key != name}

        async def send() -> Any:
            async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://mock") as client:
                return await client.post("/v1/messages", json=request("x"), headers=headers)

        return asyncio.run(send())

    for name, help in (
        ("x-api-key", "any key is accepted unless one was chosen; "),
        ("anthropic-version", "send `anthropic-version: 2023-06-01`; "),
    ):
        said = without(name, mock_app()).json()["error"]["message"]
        assert f'({help}`isogloss serve --provider vllm` and `mock_app("vllm")` need neither' in said
        assert without(name, mock_app("vllm")).status_code == 200
