"""A connection of the fast transport in blocking clients: a socket of the standard library."""

from __future__ import annotations

import select
import socket
import ssl
from contextlib import suppress

_PIECE = 65536


class Connection:
    """A connection to a server or a proxy."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock

    @classmethod
    def open(cls, host: str, port: int, seconds: float | None) -> Connection:
        """Connects.

        Raises:
            OSError: that is not possible; a `TimeoutError` if it takes longer than `seconds`.
        """
        sock = socket.create_connection((host, port), seconds)
        with suppress(OSError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return cls(sock)

    @classmethod
    def home(cls) -> object:
        """The object that connections belong to: the class, because any thread may use any of them."""
        return cls

    def encrypt(self, context: ssl.SSLContext, host: str) -> None:
        """Begins TLS with the server `host`, within the timeout of the connection.

        Raises:
            OSError: the handshake fails.
        """
        self._socket = context.wrap_socket(self._socket, server_hostname=host)

    def write(self, data: bytes, seconds: float | None) -> None:
        """Sends.

        Raises:
            OSError: that is not possible; a `TimeoutError` if it takes longer than `seconds`.
        """
        self._socket.settimeout(seconds)
        self._socket.sendall(data)

    def read(self, seconds: float | None) -> bytes:
        """Returns the bytes that have come, or come next; none at the end.

        Raises:
            OSError: that is not possible; a `TimeoutError` if nothing comes within `seconds`.
        """
        if self._socket.gettimeout() != seconds:
            self._socket.settimeout(seconds)
        return self._socket.recv(_PIECE)

    def is_stale(self) -> bool:
        """True if an idle connection has something to read: the server has closed it."""
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(self._socket, select.POLLIN)
            return bool(poll.poll(0))
        return bool(select.select([self._socket], [], [], 0)[0])

    def close(self) -> None:
        """Closes at once."""
        self._socket.close()
