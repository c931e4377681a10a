"""What a type checker says of requests to a provider: what it does not take is an error."""

from typing import Any, assert_type

from isogloss import Message, Stream, StreamEvent, adapt
from isogloss.providers import infercom, minimax
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
    thinking={"type": "disabled"},  # error
)
body: dict[str, Any] = {}
other.messages.create(**body)
adapted, dropped = adapt(body, to="minimax")
assert_type(adapted, dict[str, Any])
assert_type(dropped[0].path, str)
assert_type(minimax.DIALECT.title, str)
