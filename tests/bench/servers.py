"""Our server and a FastAPI application with the same models: what a request costs, without and with uvicorn."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from isogloss import CreateMessageRequest, Message
from isogloss.server import MessagesService, create_app

from .clients import MESSAGE, REQUEST
from .measure import Case, cpu_of

_HEADERS = {"content-type": "application/json", "x-api-key": "any", "anthropic-version": "2023-06-01"}
_PATH = "/v1/messages"


class _Service(MessagesService):
    async def messages_create(self, body: Any, parameters: Any, context: Any) -> Message:
        return _answer(body)


def _answer(body: CreateMessageRequest) -> Message:
    return Message.model_validate({**MESSAGE, "model": body.model})


def isogloss_app() -> Any:
    """The generated server."""
    return create_app(_Service())


def fastapi_app() -> Any:
    """The least that FastAPI does with the same models."""
    import warnings

    # It puts each body into a model of its own, with an alias that pydantic wonders about.
    warnings.filterwarnings("ignore", message="The 'alias' attribute")
    app: Any = import_module("fastapi").FastAPI()

    async def create(body: CreateMessageRequest) -> Message:
        return _answer(body)

    # Annotations that are text would be looked up in this module, where the local ones are not.
    create.__annotations__ = {"body": CreateMessageRequest, "return": Message}
    app.post(_PATH, response_model_exclude_unset=True)(create)
    return app


def request_body(messages: int, words: int = 3) -> bytes:
    """A request with so many messages, of so many words each."""
    turn = {"role": "user", "content": [{"type": "text", "text": "river " * words}]}
    return json.dumps({**REQUEST, "messages": [turn] * messages}).encode()


def requests(count: int, body: bytes) -> list[Case]:
    """Requests handed to the applications by an ASGI server that does nothing else."""

    def answered(app: Any) -> None:
        asyncio.run(_many(app, count, body))

    ours, theirs = isogloss_app(), fastapi_app()
    return [Case("isogloss", cpu_of(lambda: answered(ours))), Case("fastapi", cpu_of(lambda: answered(theirs)))]


async def _many(app: Any, count: int, body: bytes) -> None:
    headers = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": _PATH,
        "raw_path": _PATH.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [*headers, (b"content-length", str(len(body)).encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }
    for _ in range(count):
        received = iter([{"type": "http.request", "body": body, "more_body": False}])
        statuses: list[int] = []

        async def receive(received: Any = received) -> Any:
            message = next(received, None)
            return message if message is not None else await asyncio.Future()

        async def send(message: Any, statuses: list[int] = statuses) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        await app(dict(scope), receive, send)
        assert statuses == [200], statuses


@contextmanager
def behind_uvicorn(count: int, body: bytes) -> Generator[list[Case]]:
    """The same with uvicorn, each in a process of its own: only its CPU time counts."""
    with _running("isogloss_app") as ours, _running("fastapi_app") as theirs:
        yield [
            Case("isogloss", lambda: _cpu_of_server(*ours, count, body)),
            Case("fastapi", lambda: _cpu_of_server(*theirs, count, body)),
        ]


@contextmanager
def _running(name: str) -> Generator[tuple[int, int]]:
    """The process id and the port of a server."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    number = listening.fileno()
    code = f"from bench import servers; servers.serve(servers.{name}(), {number})"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen([sys.executable, "-c", code], pass_fds=[number], env=environment)
    try:
        _ask(port, 1, request_body(1))
        yield process.pid, port
    finally:
        process.terminate()
        process.wait()
        listening.close()


def serve(app: Any, number: int) -> None:
    """Serves an application on the socket with that file descriptor."""
    import uvicorn

    config = uvicorn.Config(app, log_level="error", access_log=False)
    # `fd=` would take it for a Unix socket, which answers late: it does without TCP_NODELAY.
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=number)])


def _cpu_of_server(pid: int, port: int, count: int, body: bytes) -> float:
    before = _cpu(pid)
    _ask(port, count, body)
    return _cpu(pid) - before


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _ask(port: int, count: int, body: bytes) -> None:
    """Sends requests over one connection, the next when the answer to the last is there."""
    headers = {"host": "127.0.0.1", "content-length": str(len(body)), **_HEADERS}
    head = "".join([f"POST {_PATH} HTTP/1.1\r\n", *(f"{name}: {value}\r\n" for name, value in headers.items()), "\r\n"])
    with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rb") as answers:
        for _ in range(count):
            connection.sendall(head.encode() + body)
            status = answers.readline()
            assert status.startswith(b"HTTP/1.1 200"), status
            length = 0
            while (line := answers.readline()) != b"\r\n":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            answers.read(length)
