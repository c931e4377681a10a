"""The server that clients are measured with: a process of its own that sends prepared bytes.

The first part of the path says what it sends: `/json`, `/refused`, `/events`, `/pieces`, `/tool`.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager

from .measure import ROOT
from .payloads import MESSAGE, REFUSAL, text_events, tool_events

_PIECE = 65536


def _whole(status: str, value: object) -> bytes:
    body = json.dumps(value).encode()
    return f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body


def _chunked(chunks: Iterable[bytes]) -> bytes:
    """An answer whose chunks are `chunks`. The kernel is given all at once."""
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def _answers() -> dict[bytes, bytes]:
    whole = b"".join(text_events())
    return {
        b"json": _whole("200 OK", MESSAGE),
        b"refused": _whole("401 Unauthorized", REFUSAL),
        b"events": _chunked(text_events()),
        b"pieces": _chunked(whole[at : at + _PIECE] for at in range(0, len(whole), _PIECE)),
        b"tool": _chunked(tool_events()),
    }


class _Connection(asyncio.Protocol):
    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        self._received = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = bytes(self._received).partition(b"\r\n\r\n")
        if not end:
            return
        fields = (line.partition(b":") for line in head.lower().split(b"\r\n"))
        length = next((int(value) for name, _, value in fields if name == b"content-length"), 0)
        if len(body) >= length:
            self._received.clear()
            self._transport.write(self._answers[head.split(b"/", 2)[1]])


async def _serve() -> None:
    answers = _answers()
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(answers), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def running() -> Generator[str]:
    """The URL of the server."""
    command = [sys.executable, "-m", "bench.loopback"]
    env = {"PYTHONPATH": str(ROOT / "tests")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    asyncio.run(_serve())
