"""A body of bytes that a service reads while it arrives."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from .request import ClientGoneError, Receive
from .response import ServiceError


class UploadedBody:
    """The body of a request in pieces, as they arrive. It can be read once: `async for piece in body`.

    `media_type` is its content-type, `size` its number of bytes if the client said it.

    Raises:
        ServiceError: 413, it is larger than the server allows; 408, it takes too long. Do not catch it.
        ClientGoneError: the client disconnected before the body was complete.
    """

    def __init__(self, receive: Receive, headers: Mapping[bytes, bytes], *, limit: int, seconds: float | None) -> None:
        length = headers.get(b"content-length", b"")
        self.media_type = headers.get(b"content-type", b"").decode("latin-1")
        self.size = int(length) if length.isdigit() else None
        self._too_large = ServiceError(413, f"the body is larger than {limit} bytes")
        if self.size is not None and self.size > limit:
            raise self._too_large
        self._receive = receive
        self._limit = limit
        self._seconds = seconds
        self._is_read = False

    async def read(self) -> bytes:
        """The whole body."""
        return b"".join([piece async for piece in self])

    async def write_to(self, path: str | os.PathLike[str]) -> int:
        """Writes the body to a file, and returns its number of bytes."""
        size = 0
        with Path(path).open("wb") as file:
            async for piece in self:
                size += file.write(piece)
        return size

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._is_read:
            raise RuntimeError("the body was read before; keep what you need of it")
        self._is_read = True
        loop = asyncio.get_running_loop()
        deadline = None if self._seconds is None else loop.time() + self._seconds
        size = 0
        more = True
        while more:
            try:
                async with asyncio.timeout_at(deadline):
                    message = await self._receive()
            except TimeoutError:
                reason = f"the body was not complete after {self._seconds:g} seconds"
                raise ServiceError(408, reason, headers={"connection": "close"}) from None
            if message["type"] == "http.disconnect":
                raise ClientGoneError
            piece: bytes = message.get("body", b"")
            size += len(piece)
            if size > self._limit:
                raise self._too_large
            if piece:
                yield piece
            more = message.get("more_body", False)
