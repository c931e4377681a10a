"""The official SDK, as it is installed, against the mock."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any, cast

import anthropic
import pytest
from anthropic.types import Message, MessageParam, ThinkingConfigParam, ToolParam

WEATHER: ToolParam = {
    "name": "get_weather",
    "description": "Get the weather",
    "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}
HELLO: list[MessageParam] = [{"role": "user", "content": "hello there"}]


@pytest.fixture
def client(isogloss_server: str) -> Iterator[anthropic.Anthropic]:
    with anthropic.Anthropic(base_url=isogloss_server, api_key="any", max_retries=0) as client:
        yield client


def text(message: Message) -> str:
    return "".join(block.text for block in message.content if block.type == "text")


def test_create(client: anthropic.Anthropic) -> None:
    message = client.messages.create(model="mock-large", max_tokens=64, messages=HELLO)
    assert text(message) == "You said: hello there"
    assert message.stop_reason == "end_turn"
    assert message.usage.output_tokens == 4
    assert message._request_id is not None  # pyright: ignore[reportPrivateUsage] (the SDK's documented name)


def test_raw_events(client: anthropic.Anthropic) -> None:
    with client.messages.create(model="m", max_tokens=64, messages=HELLO, stream=True) as stream:
        kinds = [event.type for event in stream]
    assert (kinds[0], kinds[-2], kinds[-1]) == ("message_start", "message_delta", "message_stop")


def test_the_stream_helper_gathers_the_same_message(client: anthropic.Anthropic) -> None:
    thinking: ThinkingConfigParam = {"type": "adaptive"}
    whole = client.messages.create(model="m", max_tokens=64, messages=HELLO, thinking=thinking)
    with client.messages.stream(model="m", max_tokens=64, messages=HELLO, thinking=thinking) as stream:
        assert "".join(stream.text_stream) == "You said: hello there"
        final = stream.get_final_message()
    assert final.id != whole.id
    same: Any = {"model", "stop_reason", "usage"}
    assert final.model_dump(include=same) == whole.model_dump(include=same)
    assert [block.type for block in final.content] == [block.type for block in whole.content] == ["thinking", "text"]
    assert text(final) == text(whole)


def test_a_tool_goes_round(client: anthropic.Anthropic) -> None:
    messages: list[MessageParam] = [{"role": "user", "content": "get_weather please"}]
    asked = client.messages.create(model="m", max_tokens=64, messages=messages, tools=[WEATHER])
    call = asked.content[0]
    assert call.type == "tool_use"
    assert (asked.stop_reason, call.name, call.input) == ("tool_use", "get_weather", {"city": "mock"})
    messages.append({"role": "assistant", "content": asked.content})
    result: Any = {"type": "tool_result", "tool_use_id": call.id, "content": "sunny"}
    messages.append({"role": "user", "content": [result]})
    done = client.messages.create(model="m", max_tokens=64, messages=messages, tools=[WEATHER])
    assert (text(done), done.stop_reason) == ("The tool said: sunny", "end_turn")


@pytest.mark.parametrize("thread", [None, False])
def test_the_tool_runner_goes_round(client: anthropic.Anthropic, thread: Any) -> None:
    @anthropic.beta_tool
    def get_tide(harbour: str) -> str:
        """Tell how high the tide is."""
        return f"high at six in {harbour}"

    options: Any = {} if thread is None else {"thread": thread}
    # The overloads of the SDK leave types open that pyright calls unknown.
    runner: Any = cast("Any", client.beta.messages).tool_runner(
        model="m",
        max_tokens=64,
        tools=[get_tide],
        messages=[{"role": "user", "content": "Call get_tide, please."}],
        **options,
    )
    last: Any = runner.until_done()
    assert [block.type for block in last.content] == ["text"]
    assert last.content[0].text == "The tool said: high at six in mock"


def test_a_streamed_tool_call_has_its_arguments(client: anthropic.Anthropic) -> None:
    choice: Any = {"type": "any"}
    with client.messages.stream(
        model="m", max_tokens=64, messages=HELLO, tools=[WEATHER], tool_choice=choice
    ) as stream:
        pieces = [event.partial_json for event in stream if event.type == "input_json"]
        call = stream.get_final_message().content[0]
    assert "".join(pieces) == '{"city":"mock"}'
    assert call.type == "tool_use"
    assert call.input == {"city": "mock"}


def test_structured_output(client: anthropic.Anthropic) -> None:
    schema = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    config: Any = {"format": {"type": "json_schema", "schema": schema}}
    message = client.messages.create(model="m", max_tokens=64, messages=HELLO, output_config=config)
    assert text(message) == '{"city": "mock"}'


@pytest.mark.parametrize("thinking", [{"type": "enabled", "budget_tokens": 1024}, {"type": "adaptive"}])
def test_thinking_is_replayed(client: anthropic.Anthropic, thinking: Any) -> None:
    first = client.messages.create(model="m", max_tokens=2048, messages=HELLO, thinking=thinking)
    assert [block.type for block in first.content] == ["thinking", "text"]
    more: MessageParam = {"role": "user", "content": "more"}
    messages: list[MessageParam] = [*HELLO, {"role": "assistant", "content": first.content}, more]
    second = client.messages.create(model="m", max_tokens=2048, messages=messages, thinking=thinking)
    assert text(second) == "You said: more"
    changed: Any = [first.content[0].model_copy(update={"signature": "YWJj"}), *first.content[1:]]
    with pytest.raises(anthropic.BadRequestError, match=r"messages\[1\]\.content\[0\]\.signature"):
        client.messages.create(
            model="m", max_tokens=64, messages=[*HELLO, {"role": "assistant", "content": changed}, more]
        )


def test_models_are_paged(client: anthropic.Anthropic) -> None:
    page = client.models.list(limit=1)
    assert page.has_more
    assert [model.id for model in page] == ["mock-large", "mock-medium", "mock-small"]
    backwards = client.models.list(limit=1, before_id="mock-small")
    assert [model.id for model in backwards] == ["mock-medium", "mock-large"]
    assert [model.id for model in client.models.list(lifecycle=["retired"])] == []
    assert client.models.retrieve("any/model").id == "any/model"


def test_counted_tokens_are_those_of_the_usage(client: anthropic.Anthropic) -> None:
    message = client.messages.create(model="m", max_tokens=64, messages=HELLO, tools=[WEATHER], system="be kind")
    count = client.messages.count_tokens(model="m", messages=HELLO, tools=[WEATHER], system="be kind")
    assert count.input_tokens == message.usage.input_tokens


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, anthropic.BadRequestError),
        (401, anthropic.AuthenticationError),
        (402, anthropic.PaymentRequiredError),
        (403, anthropic.PermissionDeniedError),
        (404, anthropic.NotFoundError),
        (409, anthropic.ConflictError),
        (413, anthropic.ContentTooLargeError),
        (429, anthropic.RateLimitError),
        (500, anthropic.InternalServerError),
        (529, anthropic.OverloadedError),
    ],
)
def test_every_status_is_its_error(
    client: anthropic.Anthropic, status: int, error: type[anthropic.APIStatusError]
) -> None:
    with pytest.raises(error) as caught:
        client.messages.create(
            model="m", max_tokens=1, messages=HELLO, extra_headers={"x-mock-fault": f"status-{status}"}
        )
    assert caught.value.status_code == status
    assert caught.value.request_id is not None


def test_a_refusal_says_where(client: anthropic.Anthropic) -> None:
    message: Any = {"role": "user", "content": [{"type": "image", "source": {"type": "url"}}]}
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.messages.create(model="m", max_tokens=1, messages=[message])
    assert caught.value.type == "invalid_request_error"
    assert "messages[0].content[0].source.url: is required" in str(caught.value)
    with pytest.raises(anthropic.NotFoundError):
        client.messages.create(model="no-such-model", max_tokens=1, messages=HELLO)


def test_an_error_in_mid_stream(client: anthropic.Anthropic) -> None:
    headers = {"x-mock-fault": "error-after-3"}
    with (
        pytest.raises(anthropic.APIStatusError) as caught,
        client.messages.stream(model="m", max_tokens=64, messages=HELLO, extra_headers=headers) as stream,
    ):
        stream.until_done()
    assert caught.value.type == "overloaded_error"


def test_twenty_streams_at_once(isogloss_server: str) -> None:
    async def run() -> list[str]:
        async with anthropic.AsyncAnthropic(base_url=isogloss_server, api_key="any", max_retries=0) as client:

            async def one(number: int) -> str:
                said: list[MessageParam] = [{"role": "user", "content": f"number {number}"}]
                async with client.messages.stream(model="m", max_tokens=64, messages=said) as stream:
                    return await stream.get_final_text()

            return await asyncio.gather(*map(one, range(20)))

    assert asyncio.run(run()) == [f"You said: number {number}" for number in range(20)]
