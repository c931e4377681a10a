"""Pydantic AI: a text, a stream, a run with a tool, an object, reasoning; the base URL comes from the environment."""

import asyncio
import json
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field
from pydantic_ai import Agent
from pydantic_ai.messages import ThinkingPart
from pydantic_ai.models.anthropic import AnthropicModel, AnthropicModelSettings

model = AnthropicModel("mock-large")
few: AnthropicModelSettings = {"max_tokens": 64}
agent = Agent(model, model_settings=few)
with_tool = Agent(model, model_settings=few)
calls: list[str] = []


class River(BaseModel):
    name: Annotated[str, Field(pattern="^[A-Z][a-z]+$")]
    day: date
    length: Annotated[int, Field(ge=100)]


@with_tool.tool_plain
def get_tide(harbour: str) -> str:
    """Tell how high the tide is."""
    calls.append(harbour)
    return "high at six"


async def main() -> None:
    text = await agent.run("Name three rivers.")
    async with agent.run_stream("Name three rivers.") as stream:
        pieces = [piece async for piece in stream.stream_text(delta=True)]
    told = await with_tool.run("Call get_tide, please.")
    river = await Agent(model, output_type=River, model_settings=few).run("Describe a river.")
    thinking: AnthropicModelSettings = {
        "max_tokens": 2048,
        "anthropic_thinking": {"type": "enabled", "budget_tokens": 1024},
    }
    reasoned = await agent.run("Think.", model_settings=thinking)
    more = await agent.run("Think more.", model_settings=thinking, message_history=reasoned.all_messages())
    said = {
        "text": text.output,
        "streamed": "".join(pieces),
        "calls": calls,
        "told": told.output,
        "river": river.output.model_dump(mode="json"),
        "reasoned": [part.has_content() for part in reasoned.response.parts if isinstance(part, ThinkingPart)],
        "more": more.output,
    }
    print(json.dumps(said))


asyncio.run(main())
