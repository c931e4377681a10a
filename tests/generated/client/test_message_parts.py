"""Messages and parts of messages: their text, their way back into a request, and what an error keeps of them."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest

import isogloss
from isogloss import APITimeoutError, AsyncClient, Client, StreamInterruptedError

from .sockets import ONE, SocketServer, say_hello, say_hello_async
from .wire import HELLO, MESSAGE, WHOLE, Server, Side, answer, events, sse


def opened(side: Side, *pieces: bytes | Exception) -> Any:
    """A stream of these bytes."""
    return side.wait(side.client(Server(events(*pieces))).messages.create(**HELLO, stream=True))


def cut_after(body: bytes, count: int) -> bytes:
    """The first few events."""
    return b"".join(piece + b"\n\n" for piece in body.split(b"\n\n")[:count])


def test_a_message_knows_its_text(side: Side) -> None:
    assert side.wait(side.client(Server(answer())).messages.create(**HELLO)).text == "Hi"


def test_a_message_is_replayed_as_received(side: Side) -> None:
    content = [
        {"type": "text", "text": "a", "citations": None, "later": {"x": [1]}},
        {"type": "from_the_future", "x": None},
    ]
    server = Server(answer({**MESSAGE, "content": content, "new": True}), answer())
    client = side.client(server)
    message = side.wait(client.messages.create(**HELLO))
    side.wait(client.messages.create(**{**HELLO, "messages": [message, *HELLO["messages"]]}))
    side.wait(client.messages.create(**{**HELLO, "messages": [{"role": "assistant", "content": message.content}]}))
    turn = {"role": "assistant", "content": content}
    assert json.loads(server.requests[1].content)["messages"] == [turn, *HELLO["messages"]]
    assert json.loads(server.requests[2].content)["messages"] == [turn]


@pytest.mark.parametrize("cause", [None, httpx2.RemoteProtocolError("cut"), httpx2.ReadError("reset")])
def test_a_stream_that_is_cut_raises_with_the_message_so_far(side: Side, cause: Exception | None) -> None:
    with pytest.raises(StreamInterruptedError, match="message_stop") as caught:
        side.listed(opened(side, cut_after(WHOLE, 4), *([cause] if cause else [])))
    partial = caught.value.partial
    assert isinstance(partial, isogloss.Message)
    assert (partial.text, partial.stop_reason) == ("Hi there", None)


def test_nothing_has_come_of_an_empty_stream(side: Side) -> None:
    with pytest.raises(StreamInterruptedError) as caught:
        side.listed(opened(side, b""))
    assert caught.value.partial is None


def test_a_silent_stream_times_out_with_the_message_so_far(side: Side) -> None:
    with pytest.raises(APITimeoutError, match="sent nothing for longer than the timeout") as caught:
        side.listed(opened(side, cut_after(WHOLE, 3), httpx2.ReadTimeout("slow")))
    assert caught.value.partial.text == "Hi"


def test_an_error_event_keeps_the_message_so_far(side: Side) -> None:
    event = {"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}
    with pytest.raises(isogloss.OverloadedError) as caught:
        side.listed(opened(side, cut_after(WHOLE, 3) + sse(event)))
    assert caught.value.partial.text == "Hi"


def test_a_malformed_event_keeps_the_message_so_far(side: Side) -> None:
    event = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta"}}
    with pytest.raises(isogloss.APIResponseValidationError) as caught:
        side.listed(opened(side, cut_after(WHOLE, 3) + sse(event)))
    assert caught.value.partial.text == "Hi"


def test_a_message_stream_left_early_frees_its_connection(socket_server: SocketServer) -> None:
    with (
        httpx2.Client(limits=ONE, trust_env=False) as http,
        Client(api_key="k", base_url=socket_server.url, http_client=http, timeout=5) as client,
    ):
        with client.messages.stream(**HELLO) as stream:
            assert next(stream).type == "message_start"
        assert socket_server.left.acquire(timeout=5)
        assert say_hello(client) == "msg_1"


def test_a_cancelled_message_stream_frees_its_connection(socket_server: SocketServer) -> None:
    async def scenario() -> None:
        async with (
            httpx2.AsyncClient(limits=ONE, trust_env=False) as http,
            AsyncClient(api_key="k", base_url=socket_server.url, http_client=http, timeout=5) as client,
        ):
            started = asyncio.Event()

            async def consume() -> None:
                async with client.messages.stream(**HELLO) as stream:
                    async for _ in stream:
                        started.set()

            task = asyncio.create_task(consume())
            await asyncio.wait_for(started.wait(), timeout=5)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await say_hello_async(client) == "msg_1"

    asyncio.run(scenario())
