# Made by isogloss from render/runtime/async_kept_alive.py, its async twin. Do not edit: change that, then generate.

"""The HTTP client that a client makes by default."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import httpx2

LIMITS = httpx2.Limits(max_connections=1000, max_keepalive_connections=100)
_SECONDS = 60
# Routers forget a connection without traffic, and an answer may take minutes before its first byte.
KEEP_ALIVE: list[tuple[int, int, int]] = [
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    *(
        (socket.IPPROTO_TCP, option, value)
        for name, value in (
            ("TCP_KEEPIDLE" if hasattr(socket, "TCP_KEEPIDLE") else "TCP_KEEPALIVE", _SECONDS),
            ("TCP_KEEPINTVL", _SECONDS),
            ("TCP_KEEPCNT", 5),
        )
        if (option := getattr(socket, name, None)) is not None
    ),
]


class KeptAliveClient(httpx2.Client):
    """A client of the HTTP library whose connections send a sign of life while they wait."""

    # The HTTP library has no public way to set options of sockets and to read proxies from the environment as well.

    if not TYPE_CHECKING:

        def _init_transport(self, transport=None, **given):
            return transport or httpx2.HTTPTransport(**given, socket_options=KEEP_ALIVE)

        def _init_proxy_transport(self, proxy, **given):
            return httpx2.HTTPTransport(**given, proxy=proxy, socket_options=KEEP_ALIVE)
