"""A program for the official SDK, of which only the imports were changed."""

from __future__ import annotations

from typing import Literal, assert_type

from isogloss import Anthropic, AnthropicError, AsyncAnthropic, BaseModel, Timeout, beta_tool, types
from isogloss.types import Message, MessageParam, RawMessageStreamEvent, TextBlock, ToolParam, ToolUnionParam
from isogloss.types.beta import (
    BetaContentBlock,
    BetaMessage,
    BetaMessageParam,
    BetaRawMessageStreamEvent,
    BetaTextBlock,
    BetaToolParam,
    BetaToolUnionParam,
    BetaToolUseBlock,
    BetaUsage,
)

nothing: types.beta.BetaNothing  # error


class Order(BaseModel):
    name: str


@beta_tool
def weather(city: str, unit: Literal["c", "f"] = "c") -> str:
    """Tells the weather."""
    return f"{city}: 20 {unit}"


client = Anthropic(api_key="k", timeout=Timeout(5.0), max_retries=0)
history: list[MessageParam] = [{"role": "user", "content": "hello"}]
tool: ToolParam = {"name": "weather", "input_schema": {"type": "object"}}
wrong: ToolParam = {"name": "weather"}  # error
offered: list[ToolUnionParam] = [tool, {"type": "web_search_20250305", "name": "web_search"}]
message: Message = client.messages.create(model="m", max_tokens=64, messages=history, tools=offered)
history.append({"role": message.role, "content": message.content})
assert_type(message.content[0].type == "text", bool)
for block in message.content:
    if isinstance(block, TextBlock):
        assert_type(block.text, str)

beta_history: list[BetaMessageParam] = [{"role": "user", "content": [{"type": "text", "text": "hello"}]}]
beta_tool_param: BetaToolParam = {"name": "weather", "input_schema": {"type": "object", "properties": {}}}
beta_tools: list[BetaToolUnionParam] = [beta_tool_param, {"type": "bash_20250124", "name": "bash"}]


def shown(answer: BetaMessage) -> list[str]:
    blocks: list[BetaContentBlock] = answer.content
    usage: BetaUsage = answer.usage
    names = [each.name for each in blocks if isinstance(each, BetaToolUseBlock)]
    return [*names, *(each.text for each in blocks if isinstance(each, BetaTextBlock)), str(usage.output_tokens)]


def read(event: RawMessageStreamEvent) -> BetaRawMessageStreamEvent:
    return event


beta_message: types.beta.BetaMessage = client.beta.messages.create(
    model="m", max_tokens=64, messages=beta_history, tools=beta_tools, betas=["context-management-2025-06-27"]
)
shown(beta_message)
parsed = client.beta.messages.parse(model="m", max_tokens=64, messages=history, output_format=Order)
assert_type(parsed.parsed_output, Order | None)
with client.messages.stream(model="m", max_tokens=64, messages=history) as stream:
    for event in stream:
        if event.type == "text":
            assert_type(event.text, str)
for turn in client.beta.messages.tool_runner(model="m", max_tokens=64, messages=history, tools=[weather]):
    assert_type(turn.id, str)
raw = client.messages.with_raw_response.create(model="m", max_tokens=64, messages=history)
assert_type(raw.parse(), Message)
assert_type(raw.parse(to=Order), Order)
assert_type(client.post("/v1/orders", body={"name": "tea"}, cast_to=Order), Order)


async def main() -> None:
    try:
        async with AsyncAnthropic() as other:
            answer = await other.beta.messages.create(model="m", max_tokens=64, messages=beta_history)
            assert_type(answer, BetaMessage)
            await other.get("/v1/orders", cast_to=object)
    except AnthropicError as error:
        print(error.message)
