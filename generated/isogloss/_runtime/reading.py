# Made by isogloss from render/runtime/async_reading.py, its async twin. Do not edit: change that file, then run `isogloss generate`.

"""The whole body of an answer, as far as it may be large."""

from __future__ import annotations

import httpx2

from .errors import AnswerTooLargeError
from .options import AnswerLimits


def read(response: httpx2.Response, limits: AnswerLimits) -> None:
    """Reads and decompresses a body, so that `response.content` has it. The connection is free again afterwards.

    The pieces come decompressed, of 1 MiB at most: what is small on the wire and large in memory is stopped in time.

    Raises:
        AnswerTooLargeError: it is larger than `limits.body`.
    """
    try:
        if response.is_stream_consumed:  # a hook of the HTTP client has read it
            response.read()
            return
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > limits.body:
                raise AnswerTooLargeError("body", limits.body)
            pieces.append(piece)
        # The HTTP library has no other way to be given what was read from it.
        response._content = b"".join(pieces)  # pyright: ignore[reportPrivateUsage]
    finally:
        response.close()
