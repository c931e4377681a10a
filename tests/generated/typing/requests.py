"""Bodies as dict literals and as model instances."""

from isogloss import CreateMessageRequest, Message, TextBlockParam, params

literal: params.CreateMessageRequest = {
    "model": "m",
    "max_tokens": 1,
    "system": [{"type": "text", "text": "a", "cache_control": {"type": "ephemeral", "ttl": "1h"}}],
    "messages": [
        {"role": "user", "content": "a"},
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "a"},
                {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AA=="}},
                {"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "text", "text": "b"}]},
            ],
        },
        {
            "role": "assistant",
            "content": [{"type": "tool_use", "id": "toolu_1", "name": "n", "input": {"a": [1, None]}}],
        },
    ],
    "tools": [
        {"name": "n", "input_schema": {"type": "object", "properties": {"a": {"type": "array"}}, "$defs": {}}},
        {"type": "web_search_20250305", "name": "web_search", "max_uses": 3},
    ],
    "tool_choice": {"type": "tool", "name": "n"},
    "thinking": {"type": "enabled", "budget_tokens": 1024},
}

instance: params.CreateMessageRequest = {
    "model": "m",
    "max_tokens": 1,
    "messages": [{"role": "user", "content": [TextBlockParam(text="a")]}],
}


def replay(answer: Message) -> params.CreateMessageRequest:
    """An answer goes back as it came, whole or block by block."""
    return {
        "model": "m",
        "max_tokens": 1,
        "messages": [
            {"role": "assistant", "content": answer.content},
            {"role": "assistant", "content": [*answer.content, {"type": "text", "text": "b"}]},
        ],
    }


def read(body: CreateMessageRequest) -> float:
    """An absent field reads as None."""
    names = [tool.type for tool in body.tools or ()]
    if body.stream and names:
        return 0.0
    return body.temperature or 1.0


tuples: params.CreateMessageRequest = {"model": "m", "max_tokens": 1, "messages": ({"role": "user", "content": "a"},)}
model = CreateMessageRequest(model="m", max_tokens=1, messages=[])

wrong_type: params.CreateMessageRequest = {"model": "m", "max_tokens": "1", "messages": []}  # error
unknown_key: params.CreateMessageRequest = {"model": "m", "max_tokens": 1, "messages": [], "tempo": 1}  # error
missing_key: params.CreateMessageRequest = {"model": "m", "messages": []}  # error
wrong_tag: params.ContentBlockParam = {"type": "txt", "text": "a"}  # error
wrong_field: params.TextBlockParam = {"type": "text", "txt": "a"}  # error
wrong_choice: params.ToolChoiceParam = {"type": "tool"}  # error
null: params.CreateMessageRequest = {"model": "m", "max_tokens": 1, "messages": [], "temperature": None}  # error
no_argument = CreateMessageRequest(model="m", messages=[])  # error
unguarded = (model.temperature + 1, model.tools[0])  # error
