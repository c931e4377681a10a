"""Our client and the official SDK on the same transport: a call, and streams in small and in large pieces."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import anthropic
import httpx2

import isogloss

from .measure import Case, cpu_of

MESSAGE = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "local-test-model",
    "content": [{"type": "text", "text": "Three rivers: the Elbe, the Oder and the Spree."}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 12, "output_tokens": 16},
}
REQUEST: dict[str, Any] = {
    "model": "local-test-model",
    "max_tokens": 256,
    "messages": [{"role": "user", "content": "Name three rivers."}],
}
_URL = "http://127.0.0.1:9"


class _Pieces(httpx2.SyncByteStream):
    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)


def events(count: int) -> list[bytes]:
    """A stream of so many deltas, as the frames that it is sent in."""
    start = {"type": "message_start", "message": {**MESSAGE, "content": [], "stop_reason": None}}
    block = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": " and a river"}}
    stop = {"type": "content_block_stop", "index": 0}
    change = {
        "type": "message_delta",
        "delta": {"stop_reason": "end_turn", "stop_sequence": None},
        "usage": {"output_tokens": count},
    }
    values = [start, block, *[delta] * count, stop, change, {"type": "message_stop"}]
    return [f"event: {value['type']}\ndata: {json.dumps(value)}\n\n".encode() for value in values]


def _pair(answer: Callable[[], httpx2.Response]) -> tuple[Any, Any]:
    """Our client and theirs, which get an answer without a network."""

    def transport() -> httpx2.MockTransport:
        return httpx2.MockTransport(lambda request: answer())

    ours = isogloss.Client(
        api_key="any", base_url=_URL, max_retries=0, http_client=httpx2.Client(transport=transport())
    )
    theirs = anthropic.Anthropic(
        api_key="any",
        base_url=_URL,
        max_retries=0,
        http_client=anthropic.DefaultHttpxClient(transport=transport()),
    )
    return ours, theirs


def calls(count: int) -> list[Case]:
    """A call that is answered with JSON."""
    body = json.dumps(MESSAGE).encode()
    headers = {"content-type": "application/json"}

    def called(client: Any) -> None:
        for _ in range(count):
            assert client.messages.create(**REQUEST).content[0].text

    ours, theirs = _pair(lambda: httpx2.Response(200, headers=headers, content=body))
    return [Case("isogloss", cpu_of(lambda: called(ours))), Case("anthropic", cpu_of(lambda: called(theirs)))]


def streams(count: int, piece: int | None) -> list[Case]:
    """A stream of so many events, each in a piece of its own or in pieces of some bytes."""
    frames = events(count)
    whole = b"".join(frames)
    pieces = frames if piece is None else [whole[at : at + piece] for at in range(0, len(whole), piece)]
    headers = {"content-type": "text/event-stream"}

    def read(client: Any) -> None:
        with client.messages.create(**REQUEST, stream=True) as stream:
            assert sum(1 for _ in stream) == len(frames)

    ours, theirs = _pair(lambda: httpx2.Response(200, headers=headers, stream=_Pieces(pieces)))
    return [Case("isogloss", cpu_of(lambda: read(ours))), Case("anthropic", cpu_of(lambda: read(theirs)))]
