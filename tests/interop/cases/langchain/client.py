"""LangChain: a message, a stream, a tool's round trip, an agent, an object; the base URL comes from the environment."""

import json
from datetime import date
from typing import Annotated

from langchain.agents import create_agent
from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool
from pydantic import BaseModel, Field

TOKENS = ("input_tokens", "output_tokens")


@tool
def get_tide(harbour: str) -> str:
    """Tell how high the tide is."""
    assert harbour
    return "high at six"


class River(BaseModel):
    """A river."""

    name: Annotated[str, Field(pattern="^[A-Z][a-z]+$")]
    day: date
    length: Annotated[int, Field(ge=100)]


model = ChatAnthropic(model="mock-large", api_key="any", max_tokens=64, max_retries=0)

message = model.invoke("Name three rivers.")

streamed = None
for chunk in model.stream("Name three rivers."):
    streamed = chunk if streamed is None else streamed + chunk

with_tools = model.bind_tools([get_tide])
conversation = [HumanMessage("Call get_tide, please.")]
asked = with_tools.invoke(conversation)
(call,) = asked.tool_calls
conversation += [asked, ToolMessage(get_tide.invoke(call["args"]), tool_call_id=call["id"])]
told = with_tools.invoke(conversation)

# Its reducer merges messages by their ids: what is asked twice must not be lost.
agent = create_agent(model, [get_tide])
state = agent.invoke({"messages": [HumanMessage("Call get_tide, please.")]})
state = agent.invoke({"messages": [*state["messages"], HumanMessage("Call get_tide, please.")]})
assert [message.type for message in state["messages"]] == ["human", "ai", "tool", "ai"] * 2

river = model.with_structured_output(River).invoke("Describe a river.")

print(
    json.dumps(
        {
            "message": message.text,
            "streamed": streamed.text,
            "usage": [[each.usage_metadata[name] for name in TOKENS] for each in (message, streamed)],
            "called": [asked.response_metadata["stop_reason"], call["name"], call["args"]],
            "told": told.text,
            "agent": state["messages"][-1].text,
            "river": river.model_dump(mode="json"),
        }
    )
)
