# Copied by isogloss from render/runtime/sse.py. Do not edit: change it there, then generate again.
"""Server-sent events, read and written as bytes."""

from __future__ import annotations

from typing import NamedTuple

_BOM = b"\xef\xbb\xbf"


class ServerSentEvent(NamedTuple):
    """One event: its name (None where there is no `event:` line) and its data, lines joined by LF."""

    name: bytes | None
    data: bytes


def encode_event(name: str, data_json: bytes) -> bytes:
    """One event whose data is JSON on a single line."""
    return b"event: %b\ndata: %b\n\n" % (name.encode(), data_json)


class EventReader:
    """Splits a stream of bytes, cut anywhere, into events.

    Lines end with CR, LF or CRLF. Comments, `id` and `retry` are skipped, and so is an event without data. Every byte
    is looked at a bounded number of times, however large an event is and however small the pieces are.
    """

    def __init__(self) -> None:
        self._pending: list[bytes] = []
        self._ends_line = False
        self._skip_lf = False
        self._at_start = True

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """The events that are complete with `chunk`."""
        if self._skip_lf and chunk:
            chunk = chunk.removeprefix(b"\n")
            self._skip_lf = False
        if b"\r" in chunk:
            self._skip_lf = chunk.endswith(b"\r")
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if not chunk:
            return []
        if not (b"\n\n" in chunk or (self._ends_line and chunk.startswith(b"\n"))):
            self._keep(chunk)
            return []
        if self._pending:
            chunk = b"".join((*self._pending, chunk))
            self._pending = []
        *blocks, rest = chunk.split(b"\n\n")
        self._ends_line = False
        if rest:
            self._keep(rest)
        return self._events(blocks)

    def end(self) -> list[ServerSentEvent]:
        """The event that the stream ended in, without the empty line that should close it; possibly cut short."""
        block = b"".join(self._pending)
        self._pending = []
        return self._events([block])

    def _keep(self, chunk: bytes) -> None:
        self._pending.append(chunk)
        self._ends_line = chunk.endswith(b"\n")

    def _events(self, blocks: list[bytes]) -> list[ServerSentEvent]:
        if self._at_start and blocks:
            blocks[0] = blocks[0].removeprefix(_BOM)
            self._at_start = False
        events: list[ServerSentEvent] = []
        for block in blocks:
            # What nearly every event looks like: a name, then one line of data.
            first, _, second = block.partition(b"\n")
            if first.startswith(b"event: ") and second.startswith(b"data: ") and b"\n" not in second:
                events.append(ServerSentEvent(first[7:], second[6:]))
            elif (event := _parse(block)) is not None:
                events.append(event)
        return events


def _parse(block: bytes) -> ServerSentEvent | None:
    name: bytes | None = None
    data: list[bytes] = []
    for line in block.split(b"\n"):
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"data":
            data.append(value)
        elif field == b"event":
            name = value or None
    return ServerSentEvent(name, b"\n".join(data)) if any(data) else None
