"""Rows 9 and 10: the generated server and a FastAPI application, whose processes are measured from outside."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from .. import peers
from ..measure import Case, Cost, Measured, compare, cpu_of, memory_of
from ..payloads import small_request
from ..row import Goal, Rows, times
from ..worker import workers

_REQUESTS, _CONNECTIONS, _ALONE, _STREAMS, _EVENTS, _OPEN = 4096, 32, 500, 5, 2000, 1000
_NAMES = ("isogloss", "fastapi")
_BOUNDS = ("bare", "models")
"""Applications that do less than any framework: they show how much of the figures is not the framework's."""
_APPLICATIONS = {"isogloss": "/v1/messages", "fastapi": "/stream/v1/messages"}


class _Running(NamedTuple):
    name: str
    pid: int
    port: int


def rows() -> Rows:
    """Small requests, then streams."""
    work = "a small JSON request and answer, the same pydantic models; CPU of the server per request"
    loaded = f"{work}, {_CONNECTIONS} connections at once"
    each = {_peer(name): ("bench.work.servers:alone", name, str(_ALONE)) for name in (*_NAMES, "models")}
    with workers(peers.PYTHON, peers.environment(), each) as cases:
        ours, theirs, models = compare(cases, 9, per=_ALONE)
    row = times(9, "server, application alone", work, Goal("at least", 3.3), ours, theirs)
    yield replace(row, note=_bound(models, theirs))
    for server in ("uvicorn", "granian"):
        with _servers(server, (*_NAMES, *_BOUNDS)) as running:
            ours, theirs, *bounds = _compare(running, _small, _REQUESTS)
        row = times(9, f"server behind {server}", loaded, Goal("at least", 2.5), ours, theirs)
        yield replace(row, note="; ".join(_bound(bound, theirs) for bound in bounds))
    work = f"streams of {_EVENTS:,} events made of the same pydantic models, under uvicorn; CPU of the server per event"
    with _servers("uvicorn") as running:
        ours, theirs = _compare(running, _stream, _STREAMS, per=_STREAMS * _EVENTS)
    yield times(10, "server, events", work, Goal("at least", 1.3), ours, theirs)
    work = f"{_OPEN:,} streams open at once under uvicorn, all events counted; memory of the server per stream"
    held: list[Measured] = []
    for name in _NAMES:
        with _servers("uvicorn", [name]) as (server,):
            held.append(Measured(_peer(name), (_held(server),)))
    yield times(10, "server, memory of an open stream", work, Goal("at most", 0.5), *held, memory=True)


def _bound(bound: Measured, theirs: Measured) -> str:
    """The cost of an application that does less than any framework, and so the most that a framework could reach."""
    done = {"bare": "with fixed bytes for an answer", "models": "with the models and no more"}
    return f"{done[bound.name]}: {bound.median.cpu * 1e6:.3g} us, {bound.ratio(theirs):.3g} x"


def _peer(name: str) -> str:
    return name if name == "isogloss" or name in _BOUNDS else f"{name} {peers.version(name)}"


def _compare(
    running: Sequence[_Running], ask: Callable[[_Running, int], None], count: int, *, per: int | None = None
) -> list[Measured]:
    def case(server: _Running) -> Case:
        def run() -> Cost:
            cpu, wall = cpu_of(server.pid), time.perf_counter()
            ask(server, count)
            return Cost(cpu_of(server.pid) - cpu, time.perf_counter() - wall)

        return Case(_peer(server.name), run)

    return compare([case(server) for server in running], 5, per=per or count)


@contextmanager
def _servers(server: str, names: Sequence[str] = _NAMES) -> Generator[list[_Running]]:
    with ExitStack() as stack:
        yield [stack.enter_context(_running(server, name)) for name in names]


@contextmanager
def _running(server: str, name: str) -> Generator[_Running]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    command = [str(peers.PYTHON), "-m", "bench.work.servers", server, name, str(port)]
    process = subprocess.Popen(command, env=peers.environment())
    try:
        _await(port)
        yield _Running(name, process.pid, port)
    finally:
        process.terminate()
        process.wait()


def _await(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")


def _head(path: str, body: bytes) -> bytes:
    fields = (
        f"POST {path} HTTP/1.1", "host: 127.0.0.1", "content-type: application/json", "x-api-key: any",
        "anthropic-version: 2023-06-01", f"content-length: {len(body)}",
    )  # fmt: skip
    return "\r\n".join([*fields, "", ""]).encode()


def _small(server: _Running, count: int) -> None:
    """Requests over some connections at once; each has its next one when the answers to all are there.

    With one connection, a server would wait after each request, and waiting costs it more than an answer does.
    """
    body = small_request()
    sent = _head("/v1/messages", body) + body
    with ExitStack() as stack:
        address = ("127.0.0.1", server.port)
        connections = [stack.enter_context(socket.create_connection(address)) for _ in range(_CONNECTIONS)]
        answers = [stack.enter_context(connection.makefile("rb")) for connection in connections]
        for _ in range(count // _CONNECTIONS):
            for connection in connections:
                connection.sendall(sent)
            for answer in answers:
                _read(answer)


def _read(answer: BinaryIO) -> None:
    status = answer.readline()
    assert status.startswith(b"HTTP/1.1 200"), status
    length = 0
    while (line := answer.readline()) != b"\r\n":
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    answer.read(length)


def _streaming(**more: object) -> bytes:
    return json.dumps({**json.loads(small_request()), "stream": True, **more}).encode()


def _stream(server: _Running, count: int) -> None:
    """Streams one after the other; each has all its events."""
    body = _streaming()
    sent = _head(_APPLICATIONS[server.name], body) + body
    for _ in range(count):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(sent)
            received, tail = 0, b""
            while not tail.endswith(b"0\r\n\r\n"):
                data = connection.recv(1 << 20)
                assert data, "the stream broke off"
                tail = (tail + data)[-_LONGEST:]
                received += data.count(b"text_delta")
            assert received >= _EVENTS * 0.99, received  # one at the border of two pieces is not seen


_LONGEST = 16


def _held(server: _Running) -> Cost:
    """The memory of a stream while `_OPEN` of them are open.

    Raises:
        RuntimeError: one of them did not end as it should.
    """
    _stream(server, 1)
    body = _streaming(metadata={"user_id": "held"})
    sent = _head(_APPLICATIONS[server.name], body) + body
    before, cpu, started = memory_of(server.pid), cpu_of(server.pid), time.perf_counter()
    with ExitStack() as stack:
        connections: list[socket.socket] = []
        for _ in range(_OPEN):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            connection.sendall(sent)
            connections.append(connection)
        received = [connection.recv(65536) for connection in connections]
        memory = memory_of(server.pid) - before
        for index, connection in enumerate(connections):
            while not received[index].endswith(b"0\r\n\r\n"):
                data = connection.recv(65536)
                if not data:
                    raise RuntimeError("a stream broke off")
                received[index] += data
    counts = {answer.count(b"text_delta") for answer in received}
    if len(counts) != 1 or 0 in counts:
        raise RuntimeError(f"streams lost events: {counts}")
    return Cost(cpu_of(server.pid) - cpu, time.perf_counter() - started, memory / _OPEN)
