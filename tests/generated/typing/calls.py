"""Calls of both clients, and the types of what they return."""

from typing import assert_type

from isogloss import (
    APIResponse,
    AsyncAPIResponse,
    AsyncClient,
    AsyncStream,
    Client,
    ContentBlock,
    Message,
    MessageTokensCount,
    ModelInfo,
    Stream,
    StreamEvent,
    TextBlockParam,
    omit,
    params,
)
from isogloss._messages.parsed import ParsedMessage

client = Client(api_key="k")
turns: list[params.MessageParam] = [{"role": "user", "content": "hello"}]
flag = bool(turns)

whole = client.messages.create(model="m", max_tokens=1, messages=turns)
assert_type(whole, Message)
assert_type(client.messages.create(model="m", max_tokens=1, messages=turns, stream=False), Message)
assert_type(client.messages.create(model="m", max_tokens=1, messages=turns, stream=True), Stream[StreamEvent])
assert_type(client.messages.create(model="m", max_tokens=1, messages=turns, stream=flag), Message | Stream[StreamEvent])
for event in client.messages.create(model="m", max_tokens=1, messages=turns, stream=True):
    if event.type == "content_block_delta" and event.delta.type == "text_delta":
        assert_type(event.delta.text, str)
assert_type(client.messages.count_tokens(model="m", messages=turns), MessageTokensCount)
assert_type(client.messages.with_raw_response.create(model="m", max_tokens=1, messages=turns), APIResponse[Message])
assert_type(client.models.retrieve("m"), ModelInfo)
assert_type(client.models.list().data, list[ModelInfo])
assert_type(list(client.models.list(limit=5)), list[ModelInfo])
assert_type(client.with_options(max_retries=5), Client)

with client.messages.stream(model="m", max_tokens=1, messages=turns) as stream:
    for step in stream:
        if step.type == "text":
            assert_type(step.snapshot, str)
        elif step.type == "content_block_stop":
            assert_type(step.content_block, ContentBlock)
        elif step.type == "message_stop":
            assert_type(step.message, Message)
    for piece in stream.text_stream:
        assert_type(piece, str)
    assert_type(stream.get_final_message(), ParsedMessage[None])
    assert_type(stream.get_final_text(), str)
    assert_type(stream.current_message_snapshot.text, str)
client.messages.stream(model="m", max_tokens=1, messages=turns, stream=True)  # error: it always streams

client.messages.create(
    model="m",
    max_tokens=1,
    messages=[
        {"role": "user", "content": [{"type": "text", "text": "a"}, TextBlockParam(text="b")]},
        whole,
        {"role": "assistant", "content": whole.content},
    ],
    system="s",
    temperature=omit,
    betas=["a"],
    tools=[{"name": "n", "input_schema": {"type": "object"}}],
    extra_headers={"x": "1", "y": None},
    timeout=1.5,
)
client.messages.create(model="m", messages=turns)  # error: max_tokens
client.messages.create(model="m", max_tokens="1", messages=turns)  # error: no integer
client.messages.create(model="m", max_tokens=1, messages=turns, top_m=1)  # error: unknown
client.messages.create(model="m", max_tokens=1, messages=[{"role": "user", "content": [{"type": "txt"}]}])  # error
client.messages.create("m", 1, turns)  # error: names are needed
client.models.retrieve()  # error: model_id
client.models.list(lifecycle=["old"])  # error: no stage


async def main() -> None:
    client = AsyncClient(api_key="k")
    assert_type(await client.messages.create(model="m", max_tokens=1, messages=turns), Message)
    stream = await client.messages.create(model="m", max_tokens=1, messages=turns, stream=True)
    assert_type(stream, AsyncStream[StreamEvent])
    assert_type([event async for event in stream], list[StreamEvent])
    raw = await client.messages.with_raw_response.create(model="m", max_tokens=1, messages=turns)
    assert_type(raw, AsyncAPIResponse[Message])
    assert_type([model async for model in client.models.list()], list[ModelInfo])
    page = await client.models.list()
    assert_type(page.data, list[ModelInfo])
    async with client.messages.stream(model="m", max_tokens=1, messages=turns) as helper:
        assert_type([piece async for piece in helper.text_stream], list[str])
        assert_type(await helper.get_final_message(), ParsedMessage[None])
    late: Message = client.messages.create(model="m", max_tokens=1, messages=turns)  # error: not awaited
    assert late
