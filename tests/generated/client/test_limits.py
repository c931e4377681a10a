"""A client keeps a bounded part of an answer in memory, and the error names the bound."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from isogloss import AnswerLimits, AnswerTooLargeError, APIError

from .wire import HELLO, WHOLE, Chunks, Server, Side, answer, events, sse, start

LIMITS = AnswerLimits(body=10_000, event=5_000, stream=20_000)
MOST = 100_000


class Endless:
    """Pieces of a body without end; how many were taken tells how much a client reads."""

    def __init__(self, first: bytes, piece: bytes) -> None:
        self.first = first
        self.piece = piece
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        yield self.first
        while True:
            self.taken += len(self.piece)
            assert self.taken <= MOST
            yield self.piece


def stopped(
    side: Side, response: httpx2.Response, *, limits: AnswerLimits = LIMITS, **options: Any
) -> AnswerTooLargeError:
    """The error of a call whose answer is too large; its connection is free again."""
    client = side.client(Server(response), answer_limits=limits, max_retries=0)
    with pytest.raises(AnswerTooLargeError) as info:
        side.listed(side.wait(client.messages.create(**HELLO, **options)))
    assert response.is_closed
    return info.value


@pytest.mark.parametrize("status", [200, 400, 500])
@pytest.mark.parametrize("streaming", [False, True])
def test_a_body_without_end(side: Side, status: int, streaming: bool) -> None:
    body = Endless(b'{"a": "', b"x" * 1000)
    response = httpx2.Response(status, headers={"content-type": "application/json"}, stream=Chunks(body))
    error = stopped(side, response, stream=streaming)
    assert (error.limit, error.size) == ("body", 10_000)
    assert error.message == (
        "The body of the answer is larger than 10000 bytes: "
        "to raise the limit, give the client answer_limits=AnswerLimits(body=...)"
    )


@pytest.mark.parametrize(
    ("first", "piece", "limit"),
    [
        (b"data: ", b"x" * 1000, "event"),
        (b"", b": a comment\n", "event"),
        (b"", b"data: 1\n", "event"),
        (b"", b"event: x\n", "event"),
        (b"", b"y" * 1000, "event"),
    ],
    ids=["line", "comments", "data", "names", "nothing"],
)
def test_an_event_without_end(side: Side, first: bytes, piece: bytes, limit: str) -> None:
    error = stopped(side, _stream(Endless(sse(start()) + first, piece)), stream=True)
    assert (error.limit, error.size) == (limit, 5_000)
    assert error.message.startswith("An event of the stream is larger than 5000 bytes: ")


def _stream(body: Any, **headers: str) -> httpx2.Response:
    kind = {"content-type": "text/event-stream"}
    return httpx2.Response(200, headers={**kind, **headers}, stream=Chunks(body))


def test_a_stream_that_is_gathered(side: Side) -> None:
    delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "x" * 50}}
    opening = sse(start(), {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
    client = side.client(Server(_stream(Endless(opening, sse(delta)))), answer_limits=LIMITS)
    with pytest.raises(AnswerTooLargeError) as info:
        side.within(client.messages.stream(**HELLO), side.listed)
    assert (info.value.limit, info.value.size) == ("stream", 20_000)
    assert info.value.partial.text.startswith("xxx")


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("kind", ["body", "event", "error"])
def test_what_grows_when_it_is_decompressed(side: Side, kind: str, times: int) -> None:
    packed = b"data: " * (kind == "event") + b"x" * 20_000_000
    for _ in range(times):
        packed = gzip.compress(packed)
    headers = {"content-encoding": ", ".join(["gzip"] * times)}
    if kind == "event":
        response = _stream([packed], **headers)
    else:
        response = httpx2.Response(200 if kind == "body" else 400, headers=headers, stream=Chunks([packed]))
    error = stopped(side, response, limits=AnswerLimits(body=10_000, event=5_000), stream=kind == "event")
    assert error.limit == ("event" if kind == "event" else "body")


def test_what_fits_is_read(side: Side) -> None:
    client = side.client(Server(answer(), events(WHOLE)), answer_limits=LIMITS)
    assert side.wait(client.messages.create(**HELLO)).id == "msg_1"
    assert side.within(client.messages.stream(**HELLO), lambda s: side.wait(s.get_final_text())) == "Hi there"


def test_the_limits_without_a_word() -> None:
    assert AnswerLimits() == AnswerLimits(body=64 * 2**20, event=16 * 2**20, stream=256 * 2**20)
    assert issubclass(AnswerTooLargeError, APIError)
