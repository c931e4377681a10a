"""A server on a real socket that does to each request what a test says."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from .wire import MESSAGE, WHOLE


class Received(NamedTuple):
    """A request: its first line, its headers with lower-case names, and its body."""

    line: str
    headers: dict[str, str]
    body: bytes


Act = Callable[[socket.socket, Received], bool]
"""Answers a request; False closes the connection."""


class Scripted:
    """Acts in turn on the requests that come, the last act again and again."""

    def __init__(self, acts: tuple[Act, ...], tls: ssl.SSLContext | None) -> None:
        self._acts = list(acts)
        self._tls = tls
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.requests: list[Received] = []
        self.connections = 0
        self.left = threading.Semaphore(0)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{'http' if self._tls is None else 'https'}://127.0.0.1:{self.port}"

    def run(self) -> None:
        """Serves until it is closed."""
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def close(self) -> None:
        """Stops."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError):
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection.makefile("rb") as file:
                while True:
                    line = file.readline().decode().strip()
                    if not line:
                        break
                    headers = dict[str, str]()
                    while (field := file.readline().decode().strip()) != "":
                        name, _, value = field.partition(": ")
                        headers[name.lower()] = value
                    received = Received(line, headers, file.read(int(headers.get("content-length", 0))))
                    self.requests.append(received)
                    act = self._acts.pop(0) if len(self._acts) > 1 else self._acts[0]
                    if not act(connection, received):
                        break
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()
        self.left.release()


@contextmanager
def scripted(*acts: Act, tls: ssl.SSLContext | None = None) -> Generator[Scripted]:
    """A running server."""
    server = Scripted(acts, tls)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()


def send(data: bytes, *, keep: bool = True) -> Act:
    """Sends these bytes, then keeps the connection or closes it."""

    def act(connection: socket.socket, received: Received) -> bool:
        connection.sendall(data)
        return keep

    return act


def head(status: str = "200 OK", **headers: str) -> bytes:
    """The head of an answer; underscores in the names of headers stand for hyphens."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode()


def whole(value: object = MESSAGE, status: str = "200 OK", **headers: str) -> bytes:
    """An answer of JSON."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return head(status, content_type="application/json", content_length=str(len(body)), **headers) + body


def chunked(*pieces: bytes, ends: bool = True) -> bytes:
    """A stream of events, in these pieces."""
    body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    start = head(content_type="text/event-stream", transfer_encoding="chunked")
    return start + body + (b"0\r\n\r\n" if ends else b"")


ANSWER = send(whole())
STREAM = send(chunked(WHOLE))


def silence(connection: socket.socket, received: Received) -> bool:
    """Sends nothing, and waits until the client goes."""
    connection.recv(1)
    return False
