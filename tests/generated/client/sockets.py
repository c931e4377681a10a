"""A server on a real socket."""

from __future__ import annotations

import json
import socket
import socketserver
import struct
import threading
from collections.abc import Sequence
from typing import cast

import httpx2

from isogloss import AsyncClient, Client, params

from .wire import MESSAGE, WHOLE


class Handler(socketserver.StreamRequestHandler):
    """Answers every request; a stream gets its first events, then waits for the client to go."""

    def handle(self) -> None:
        server = cast("SocketServer", self.server)
        server.connections += 1
        if server.hangs_up:
            self.rfile.read(1)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        while True:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = self.rfile.readline()
                if not line:
                    server.left.release()
                    return
                head += line
            server.heads.append(head)
            headers = dict(line.lower().split(b": ") for line in head.split(b"\r\n")[1:-2])
            body = json.loads(self.rfile.read(int(headers[b"content-length"])))
            if body["model"] == "silent":
                continue
            if body.get("stream"):
                first = WHOLE[: WHOLE.index(b"event: content_block_delta")]
                self.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n")
                self.wfile.write(b"transfer-encoding: chunked\r\n\r\n%x\r\n%b\r\n" % (len(first), first))
            else:
                content = json.dumps(MESSAGE).encode()
                self.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n")
                self.wfile.write(
                    b"".join(b"set-cookie: %b\r\n" % cookie.encode("latin-1") for cookie in server.cookies)
                )
                self.wfile.write(b"content-length: %d\r\n\r\n%b" % (len(content), content))


class SocketServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64
    connections = 0
    hangs_up = False
    cookies: Sequence[str] = ()

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.left = threading.Semaphore(0)
        self.heads: list[bytes] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


# One connection: a stream that kept it would starve the next call.
ONE = httpx2.Limits(max_connections=1)


def say_hello(client: Client) -> str:
    """The id of a whole answer."""
    return client.messages.create(model="m", max_tokens=1, messages=[{"role": "user", "content": "hello"}]).id


async def say_hello_async(client: AsyncClient) -> str:
    """The id of a whole answer."""
    turn: params.MessageParam = {"role": "user", "content": "hello"}
    return (await client.messages.create(model="m", max_tokens=1, messages=[turn])).id
