"""Answers of bytes that are read in pieces."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from types import TracebackType

import httpx2

from .async_client import AsyncAPIClient
from .call import Call


class AsyncDownload:
    """A body that is read in pieces, in a `with` block of its own."""

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response

    def iter_bytes(self) -> AsyncIterator[bytes]:
        """The body in pieces, as they arrive."""
        return self.response.aiter_bytes()

    async def write_to(self, path: str | os.PathLike[str]) -> int:
        """Writes the body to a file, and returns its number of bytes."""
        size = 0
        with Path(path).open("wb") as file:
            async for piece in self.iter_bytes():
                size += file.write(piece)
        return size


class AsyncDownloadManager:
    """Makes its call when its `with` block is entered, and closes the response when the block is left."""

    def __init__(self, client: AsyncAPIClient, call: Call) -> None:
        self._client = client
        self._call = call

    async def __aenter__(self) -> AsyncDownload:
        self._download = AsyncDownload(await self._client.open(self._call))
        return self._download

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._download.response.aclose()
