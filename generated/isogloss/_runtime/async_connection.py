# Copied by isogloss from render/runtime/async_connection.py. Do not edit: change that, then generate.
"""A connection of the fast transport in clients for asyncio."""

from __future__ import annotations

import asyncio
import select
import ssl
from typing import Any, cast

_MOST_UNREAD = 1 << 18


class AsyncConnection(asyncio.Protocol):
    """A connection to a server or a proxy."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._pieces: list[bytes] = []
        self._unread = 0
        self._ended = False
        self._error: Exception | None = None
        self._read: asyncio.Future[None] | None = None
        self._written: asyncio.Future[None] | None = None
        self._connecting: float | None = None

    @classmethod
    async def open(cls, host: str, port: int, seconds: float | None) -> AsyncConnection:
        """Connects.

        Raises:
            OSError: that is not possible; a `TimeoutError` if it takes longer than `seconds`.
        """
        loop = asyncio.get_running_loop()
        # The loops of asyncio can try the next address of a host after a quarter of a second.
        options: dict[str, Any] = {"happy_eyeballs_delay": 0.25} if isinstance(loop, asyncio.BaseEventLoop) else {}
        async with asyncio.timeout(seconds):
            _, connection = await loop.create_connection(cls, host, port, **options)
        connection._connecting = seconds
        return connection

    @classmethod
    def home(cls) -> object:
        """The object that connections belong to: the event loop that runs."""
        return asyncio.get_running_loop()

    async def encrypt(self, context: ssl.SSLContext, host: str) -> None:
        """Begins TLS with the server `host`, within the timeout of the connection.

        Raises:
            OSError: the handshake fails.
        """
        async with asyncio.timeout(self._connecting):
            transport = await self._loop.start_tls(self._transport, self, context, server_hostname=host)
        self._transport = cast("asyncio.Transport", transport)

    async def write(self, data: bytes, seconds: float | None) -> None:
        """Sends. There is no timeout."""
        self._transport.write(data)
        if self._written is not None:
            await self._written

    async def read(self, seconds: float | None) -> bytes:
        """Returns the bytes that have come, or come next; none at the end.

        Raises:
            OSError: that is not possible; a `TimeoutError` if nothing comes within `seconds`.
        """
        if not self._pieces and not self._ended:
            self._read = self._loop.create_future()
            limit = None if seconds is None else self._loop.call_later(seconds, _expire, self._read)
            try:
                await self._read
            finally:
                self._read = None
                if limit is not None:
                    limit.cancel()
        if not self._pieces and self._error is not None:
            raise self._error
        data = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        self._pieces.clear()
        if self._unread > _MOST_UNREAD:
            self._transport.resume_reading()
        self._unread = 0
        return data

    def is_stale(self) -> bool:
        """True if an idle connection has something to read: the server has closed it."""
        if self._pieces or self._ended:
            return True
        # The loop may not have looked since then.
        number: int = self._transport.get_extra_info("socket").fileno()
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(number, select.POLLIN)
            return bool(poll.poll(0))
        return bool(select.select([number], [], [], 0)[0])

    def close(self) -> None:
        """Closes at once."""
        self._transport.abort()

    # ---- called by the loop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._pieces.append(data)
        self._unread += len(data)
        if self._unread > _MOST_UNREAD:
            self._transport.pause_reading()
        _wake(self._read)

    def eof_received(self) -> None:
        self._ended = True
        _wake(self._read)

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended = True
        self._error = exc
        _wake(self._read)
        _wake(self._written)

    def pause_writing(self) -> None:
        self._written = self._loop.create_future()

    def resume_writing(self) -> None:
        _wake(self._written)
        self._written = None


def _wake(waiting: asyncio.Future[None] | None) -> None:
    if waiting is not None and not waiting.done():
        waiting.set_result(None)


def _expire(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_exception(TimeoutError())
