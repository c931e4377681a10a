"""One message, one stream, one round trip of a tool; the base URL comes from the environment."""

import json

from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool

TOKENS = ("input_tokens", "output_tokens")


@tool
def get_tide(harbour: str) -> str:
    """Tell how high the tide is."""
    assert harbour
    return "high at six"


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

print(
    json.dumps(
        {
            "message": message.text,
            "streamed": streamed.text,
            "usage": [[each.usage_metadata[name] for name in TOKENS] for each in (message, streamed)],
            "called": [asked.response_metadata["stop_reason"], call["name"], call["args"]],
            "told": told.text,
        }
    )
)
