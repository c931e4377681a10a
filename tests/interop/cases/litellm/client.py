"""LiteLLM: a message, a stream, a round trip of a tool, reasoning; the base URL comes from the environment."""

import json
import os

import litellm

litellm.suppress_debug_info = True
shared = {
    "model": "anthropic/mock-large",
    "api_base": os.environ["ANTHROPIC_BASE_URL"],
    "max_tokens": 64,
    "num_retries": 0,
}
rivers = [{"role": "user", "content": "Name three rivers."}]
parameters = {"type": "object", "properties": {"harbour": {"type": "string"}}, "required": ["harbour"]}
tools = [{"type": "function", "function": {"name": "get_tide", "description": "Tide.", "parameters": parameters}}]

message = litellm.completion(messages=rivers, **shared)
stream = litellm.completion(messages=rivers, stream=True, stream_options={"include_usage": True}, **shared)
chunks = list(stream)
streamed = litellm.stream_chunk_builder(chunks, messages=rivers)

conversation = [{"role": "user", "content": "Call get_tide, please."}]
asked = litellm.completion(messages=conversation, tools=tools, **shared).choices[0]
(call,) = asked.message.tool_calls
result = {"role": "tool", "tool_call_id": call.id, "content": "high at six"}
told = litellm.completion(messages=[*conversation, asked.message, result], tools=tools, **shared)
thinking = {"type": "enabled", "budget_tokens": 1024}
room = {"max_tokens": 2048, "allowed_openai_params": ["thinking"]}  # it does not know the model
reasoned = litellm.completion(messages=rivers, thinking=thinking, **{**shared, **room})

print(
    json.dumps(
        {
            "message": message.choices[0].message.content,
            "streamed": streamed.choices[0].message.content,
            "usage": [[each.usage.prompt_tokens, each.usage.completion_tokens] for each in (message, streamed)],
            "called": [asked.finish_reason, call.function.name, json.loads(call.function.arguments)],
            "told": told.choices[0].message.content,
            "reasoned": bool(reasoned.choices[0].message.reasoning_content),
        }
    )
)
