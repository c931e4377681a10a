"""Requests to a provider under a type checker: a part that it does not accept is an error."""

from typing import Any, assert_type

from isogloss import APIResponse, Message, Stream, StreamEvent, adapt, omit
from isogloss.providers import infercom, llama_cpp, minimax
from isogloss.providers.minimax import params

client = minimax.Client(api_key="k", region="china", unsupported="error")
turns: list[params.MessageParam] = [{"role": "user", "content": [{"type": "text", "text": "hello"}]}]
whole = client.messages.create(model="MiniMax-M2", max_tokens=1, messages=turns)
assert_type(whole, Message)
assert_type(client.messages.create(model="m", max_tokens=1, messages=turns, stream=True), Stream[StreamEvent])
client.messages.create(model="m", max_tokens=1, messages=[{"role": "user", "content": "hello"}, whole])
client.messages.create(  # error
    model="m",
    max_tokens=1,
    messages=[{"role": "user", "content": [{"type": "image", "source": {"type": "url", "url": "https://a"}}]}],  # error
)
picture: params.ContentBlockParam = {"type": "image", "source": {"type": "url", "url": "https://a"}}  # error
minimax.Client(api_key="k", unsupported="maybe")  # error
assert_type(client.with_options(unsupported="send"), minimax.Client)

other = infercom.Client()
other.messages.create(model="m", max_tokens=1, messages=[{"role": "user", "content": "hello"}])
other.messages.create(  # error
    model="m",
    max_tokens=1,
    messages=[{"role": "user", "content": "hello"}],
    thinking={"type": "disabled"},
)
other.messages.stream(
    model="m",
    max_tokens=1,
    messages=[{"role": "user", "content": "hello"}],
    thinking={"type": "disabled"},  # error
)
with other.messages.stream(model="m", max_tokens=1, messages=[{"role": "user", "content": "hello"}]) as stream:
    assert_type(stream.get_final_text(), str)
other.messages.count_tokens(model="m", messages=[{"role": "user", "content": "hello"}], cache_control=None)  # error
other.messages.create(max_tokens=1, messages=[], model="m", temperature=omit, timeout=5, extra_headers={"x": None})
other.messages.create(max_tokens=1, messages=[], model="m", temperature="hot")  # error
other.messages.create(max_tokens=1, messages=[])  # error: model
assert_type(other.messages.with_raw_response.create(max_tokens=1, messages=[], model="m"), APIResponse[Message])
local = llama_cpp.Client()
local.messages.create(model="m", messages=[{"role": "user", "content": "hello"}], chat_template_kwargs={"a": 1})
body: dict[str, Any] = {}
other.messages.create(**body)
adapted, dropped = adapt(body, to="minimax")
assert_type(adapted, dict[str, Any])
assert_type(dropped[0].path, str)
assert_type(minimax.DIALECT.title, str)
