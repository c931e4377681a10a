"""First calls from many threads of a fresh process, and calls after a fork."""

from __future__ import annotations

import asyncio
import inspect
import multiprocessing
import subprocess
import sys
from typing import Any

import pytest

from isogloss import AsyncClient, Client

from .sockets import SocketServer

_PREAMBLE = """
import asyncio, sys, threading, warnings
warnings.simplefilter("ignore")
sys.setswitchinterval(1e-5)
ready, failures = threading.Barrier(32), []
def first_use(number):
    ready.wait()
    try:
        use(number)
    except BaseException as error:
        failures.append(f"{type(error).__name__}: {error}")
def run():
    threads = [threading.Thread(target=first_use, args=(number,)) for number in range(32)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    sys.exit(f"{len(failures)} of 32 failed: {failures[0]}" if failures else 0)
hello = {"model": "m", "max_tokens": 1, "messages": [{"role": "user", "content": "hello"}]}
def answer(request):
    import httpx2
    return httpx2.Response(200, json={"id": "msg_1", "type": "message", "role": "assistant", "model": "m",
        "content": [], "stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 2}})
"""
_BLOCKING = """
import httpx2
from {package} import Client
client = Client(api_key="k", http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))
def use(number):
    assert client.messages.create(**hello).id == "msg_1"
run()
"""
_ASYNC = """
def use(number):
    import httpx2
    from {package} import AsyncClient
    client = AsyncClient(api_key="k", http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(answer)))
    async def call():
        assert (await client.messages.create(**hello)).id == "msg_1"
    asyncio.run(call())
run()
"""
_NAMES = """
import importlib, random
package = importlib.import_module("{package}")
def use(number):
    for name in random.Random(number).sample(package.__all__, 60):
        found = getattr(package, name)
        if hasattr(found, "model_fields"):
            try:
                found.model_validate({{}})
            except ValueError:
                pass
run()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "package"),
    [
        pytest.param(_BLOCKING, "isogloss", id="blocking"),
        pytest.param(_BLOCKING, "isogloss.providers.minimax", id="blocking-provider"),
        pytest.param(_ASYNC, "isogloss", id="async"),
        pytest.param(_NAMES, "isogloss.providers.minimax", id="names"),
    ],
)
def test_first_uses_from_many_threads(script: str, package: str) -> None:
    code = _PREAMBLE + script.format(package=package)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


fork = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this platform does not fork")


def _call(client: Any, loop: asyncio.AbstractEventLoop) -> str:
    hello: Any = {"model": "m", "max_tokens": 1, "messages": [{"role": "user", "content": "hello"}]}
    answer = client.messages.create(**hello)
    return (loop.run_until_complete(answer) if inspect.isawaitable(answer) else answer).id


def _child(clients: list[Client | AsyncClient], said: Any) -> None:
    loop = asyncio.new_event_loop()
    try:
        said.put([_call(client, loop) for client in clients for _ in range(2)])
    except Exception as error:
        said.put(repr(error))


@fork
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_a_forked_child_has_connections_of_its_own(
    kind: type[Client | AsyncClient], socket_server: SocketServer
) -> None:
    loop = asyncio.new_event_loop()
    client = kind(api_key="k", base_url=socket_server.url, max_retries=0, timeout=20)
    clients: list[Any] = [client, client.with_options(max_retries=0)]
    assert [_call(each, loop) for each in clients] == ["msg_1"] * 2
    assert socket_server.connections == 1
    context = multiprocessing.get_context("fork")
    said = context.SimpleQueue()
    child = context.Process(target=_child, args=(clients, said))
    child.start()
    assert said.get() == ["msg_1"] * 4
    child.join()
    assert socket_server.connections == 2
    assert _call(client, loop) == "msg_1"
    assert socket_server.connections == 2
    if isinstance(client, Client):
        client.close()
    else:
        loop.run_until_complete(client.close())
    loop.close()


@fork
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_client_that_is_closed_stays_closed_in_a_child() -> None:
    client = Client(api_key="k")
    client.close()
    context = multiprocessing.get_context("fork")
    said = context.SimpleQueue()
    child = context.Process(target=lambda: said.put(client.is_closed()))
    child.start()
    assert said.get() is True
    child.join()
