"""A body of bytes that is sent in pieces, not from memory."""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import httpx2

_PIECE = 65536


class Upload(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """The body of one call: a file, the path of one, or an iterator of bytes. It is read while the request is sent.

    A file is read from where it stands. An attempt after the first reads it again; an iterator cannot be read again, so
    a call with one has no further attempt once it was read.

    Raises:
        TypeError: it is none of these, or a file that is open for text.
        OSError: there is no such file.
    """

    def __init__(self, source: object) -> None:
        kinds = os.PathLike | Iterable | AsyncIterable
        if isinstance(source, str | io.TextIOBase) or not (hasattr(source, "read") or isinstance(source, kinds)):
            what = "a file that is open for text" if isinstance(source, io.TextIOBase) else type(source).__name__
            raise TypeError(f"must be bytes, a path, a file that is open for bytes or an iterator of bytes, not {what}")
        self._source: Any = source
        self._start: int | None = self._source.tell() if _is_seekable(source) else None
        self.size = self._find_size()
        self.is_spent = False

    def attach(self, request: httpx2.Request) -> None:
        """Makes this the body of a request."""
        request.stream = self
        vars(request).pop("_content", None)  # who reads the request reads this body
        request.headers.pop("content-length", None)
        if self.size is None:
            request.headers["transfer-encoding"] = "chunked"
        else:
            request.headers["content-length"] = str(self.size)

    def __iter__(self) -> Iterator[bytes]:
        if isinstance(self._source, AsyncIterable):
            raise TypeError("an asynchronous iterator needs the asynchronous client")
        for piece in self._pieces():
            yield _checked(piece)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if isinstance(self._source, AsyncIterable):
            self._begin()
            async for piece in cast("AsyncIterable[object]", self._source):
                yield _checked(piece)
        else:
            for piece in self._pieces():
                yield _checked(piece)

    def _pieces(self) -> Iterator[object]:
        source = self._source
        if isinstance(source, os.PathLike):
            with Path(cast("os.PathLike[str]", source)).open("rb") as file:
                yield from _read(file)
            return
        self._begin()
        if hasattr(source, "read"):
            yield from _read(source)
        else:
            yield from source

    def _begin(self) -> None:
        """Goes back to the beginning.

        Raises:
            httpx2.WriteError: the source was read before and cannot go back.
        """
        if self._start is not None:
            self._source.seek(self._start)
        elif self.is_spent:
            raise httpx2.WriteError("the body is an iterator, which cannot be sent twice")
        else:
            self.is_spent = True

    def _find_size(self) -> int | None:
        if isinstance(self._source, os.PathLike):
            return Path(cast("os.PathLike[str]", self._source)).stat().st_size
        if self._start is None:
            return None
        end = self._source.seek(0, os.SEEK_END)
        self._source.seek(self._start)
        return end - self._start


def _is_seekable(source: object) -> bool:
    return hasattr(source, "read") and bool(getattr(source, "seekable", bool)())


def _read(file: IO[bytes]) -> Iterator[object]:
    while piece := file.read(_PIECE):
        yield piece


def _checked(piece: object) -> bytes:
    if not isinstance(piece, bytes | bytearray):
        raise TypeError(f"a piece of the body must be bytes, not {type(piece).__name__}")
    return bytes(piece)
