"""Connections against a server on a real socket: what is given up early does no harm to what follows."""

from __future__ import annotations

import asyncio

import httpx2
import pytest

from isogloss import APITimeoutError, AsyncClient, Client

from .sockets import ONE, SocketServer, say_hello, say_hello_async
from .wire import HELLO, SILENT


def test_a_connection_is_used_again(socket_server: SocketServer) -> None:
    with Client(api_key="k", base_url=socket_server.url) as client:
        for _ in range(3):
            assert say_hello(client) == "msg_1"
    assert socket_server.connections == 1


def test_a_stream_left_early_frees_its_connection(socket_server: SocketServer) -> None:
    with (
        httpx2.Client(limits=ONE, trust_env=False) as http,
        Client(api_key="k", base_url=socket_server.url, http_client=http, timeout=5) as client,
    ):
        with client.messages.create(**HELLO, stream=True) as stream:
            assert next(stream).type == "message_start"
        assert socket_server.left.acquire(timeout=5)
        for event in client.messages.create(**HELLO, stream=True):
            assert event.type == "message_start"
            break
        assert socket_server.left.acquire(timeout=5)
        assert say_hello(client) == "msg_1"


def test_a_cancelled_task_frees_its_connection(socket_server: SocketServer) -> None:
    async def scenario() -> None:
        async with (
            httpx2.AsyncClient(limits=ONE, trust_env=False) as http,
            AsyncClient(api_key="k", base_url=socket_server.url, http_client=http, timeout=5) as client,
        ):
            started = asyncio.Event()

            async def consume() -> None:
                async for _ in await client.messages.create(**HELLO, stream=True):
                    started.set()

            async def whole() -> None:
                started.set()
                await client.messages.create(**SILENT)

            for work in (consume, whole):
                started.clear()
                task = asyncio.create_task(work())
                await asyncio.wait_for(started.wait(), timeout=5)
                await asyncio.sleep(0)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            assert await say_hello_async(client) == "msg_1"

    asyncio.run(scenario())


def test_many_streams_at_once(socket_server: SocketServer) -> None:
    async def scenario() -> None:
        async with AsyncClient(api_key="k", base_url=socket_server.url) as client:

            async def one() -> str:
                async with await client.messages.create(**HELLO, stream=True) as stream:
                    return (await anext(stream)).type

            assert set(await asyncio.gather(*(one() for _ in range(20)))) == {"message_start"}

    asyncio.run(scenario())


def test_a_server_that_says_nothing_times_out(socket_server: SocketServer) -> None:
    with Client(api_key="k", base_url=socket_server.url, timeout=0.05, max_retries=0) as client:
        with pytest.raises(APITimeoutError):
            client.messages.create(**SILENT)
        with client.messages.create(**HELLO, stream=True) as stream, pytest.raises(APITimeoutError):
            list(stream)
