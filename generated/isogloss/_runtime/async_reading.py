# Copied by isogloss from render/runtime/async_reading.py. Do not edit: change that, then generate.
"""Reads the whole body of an answer within a limit."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2

from .errors import AnswerTooLargeError
from .options import AnswerLimits


async def async_read(response: httpx2.Response, limits: AnswerLimits) -> None:
    """Reads and decompresses a body into `response.content`, and releases the connection.

    It decompresses in pieces of at most 1 MiB, so that a small body that becomes large in memory is stopped early.

    Raises:
        AnswerTooLargeError: it is larger than `limits.body`.
    """
    try:
        if response.is_stream_consumed:  # a hook of the HTTP client read it
            await response.aread()
            return
        pieces: list[bytes] = []
        size = 0
        async for piece in pieces_of(response):
            size += len(piece)
            if size > limits.body:
                raise AnswerTooLargeError("body", limits.body)
            pieces.append(piece)
        # The HTTP library has no public way to set the content.
        response._content = b"".join(pieces)  # pyright: ignore[reportPrivateUsage]
    finally:
        await response.aclose()


def pieces_of(response: httpx2.Response) -> AsyncIterator[bytes]:
    """The body as it arrives, decompressed; one that is not compressed goes through fewer hands."""
    if response.is_stream_consumed or response.headers.get("content-encoding") is not None:
        return response.aiter_bytes()
    return response.aiter_raw()
