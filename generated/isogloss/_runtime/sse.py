# Copied by isogloss from render/runtime/sse.py. Do not edit: change that, then generate.
"""Reads and writes server-sent events as bytes."""

from __future__ import annotations

import re
from typing import TypeAlias

ServerSentEvent: TypeAlias = tuple[bytes | None, bytes]
"""The name of an event (None without an `event:` line) and its data, with lines joined by LF."""

_BOM = b"\xef\xbb\xbf"
# The usual form of an event: a name, then one line of data.
_USUAL = re.compile(rb"(?:\A|(?<=\n\n))event: ([^\n]+)\ndata: ([^\n]+)\n\n")


def encode_event(name: str, data_json: bytes) -> bytes:
    """One event with JSON data on a single line."""
    return b"event: %b\ndata: %b\n\n" % (name.encode(), data_json)


class LongEventError(ValueError):
    """An event is longer than the limit."""


class EventReader:
    """Splits a stream of bytes, in pieces of any size, into events.

    Lines end with CR, LF or CRLF. Comments, `id`, `retry` and events without data are skipped. The time is linear in
    the number of bytes, for events and pieces of any size. An incomplete event takes little more than `limit` bytes of
    memory.
    """

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit
        self._size = 0
        self._pending: list[bytes] = []
        self._ends_line = False
        self._skip_lf = False
        self._at_start = True

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """The events that `chunk` completes.

        Raises:
            LongEventError: an incomplete event is longer than `limit` bytes.
        """
        # Nearly all pieces are whole events in the usual form.
        if not self._pending and not self._skip_lf and chunk.endswith(b"\n\n"):
            usual: list[ServerSentEvent] = _USUAL.findall(chunk)
            if len(usual) == chunk.count(b"\n\n") and b"\r" not in chunk:
                self._at_start = False
                return usual
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
            self._size = 0
        end = chunk.rindex(b"\n\n") + 2
        self._ends_line = False
        if end < len(chunk):
            self._keep(chunk[end:])
        usual = _USUAL.findall(chunk, 0, end)
        if len(usual) == chunk.count(b"\n\n", 0, end):
            self._at_start = False
            return usual
        return self._events(chunk[:end].split(b"\n\n"))

    def end(self) -> list[ServerSentEvent]:
        """The event at the end of the stream without its empty line; it may be incomplete."""
        block = b"".join(self._pending)
        self._pending = []
        return self._events([block])

    def _keep(self, chunk: bytes) -> None:
        self._pending.append(chunk)
        self._size += len(chunk)
        if self._limit is not None and self._size > self._limit:
            raise LongEventError
        self._ends_line = chunk.endswith(b"\n")

    def _events(self, blocks: list[bytes]) -> list[ServerSentEvent]:
        if self._at_start:
            blocks[0] = blocks[0].removeprefix(_BOM)
            self._at_start = False
        return [event for event in map(_parse, blocks) if event is not None]


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
    return (name, b"\n".join(data)) if any(data) else None
