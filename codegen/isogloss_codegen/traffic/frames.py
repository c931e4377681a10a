"""The frames of a stream of server-sent events, each with its place in the capture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..limits import MAX_EVENT, MAX_NAME

MEDIA_TYPE = "text/event-stream"

_BOM = b"\xef\xbb\xbf"
_FIELD = re.compile(rb"(?:\xef\xbb\xbf)?(?:event|data)")
_BREAK = re.compile(rb"\r\n|\n|\r")


class Frame(NamedTuple):
    """One event as it is on the wire.

    `number` counts from 1, `offset` bytes of the capture from 0, `line` its lines from 1: all of where the frame
    begins. `name` is None without an `event:` line. `data` has its lines joined by LF; it is None where it was larger
    than MAX_EVENT.
    """

    number: int
    offset: int
    line: int
    name: bytes | None
    data: bytes | None


class FrameReader:
    """Splits bytes, cut anywhere, into frames: lines end with CR, LF or CRLF, comments and other fields are skipped."""

    def __init__(self, offset: int = 0, line: int = 1) -> None:
        self._pieces: list[bytes] = []
        self._length = 0
        self._line = line
        self._offset = offset
        self._number = 0
        self._held = False
        self._fresh = True
        self._size = 0
        self._start: tuple[int, int] | None = None
        self._name: bytes | None = None
        self._data = bytearray()  # each line with its LF: as pieces, empty ones would take eight times as much
        self._is_event = False

    @property
    def is_silent(self) -> bool:
        """True if no frame has come so far."""
        return self._number == 0

    @property
    def position(self) -> tuple[int, int]:
        """Offset and line of what comes next."""
        return self._offset, self._line

    def feed(self, chunk: bytes) -> Iterator[Frame]:
        """The frames that are complete with `chunk`."""
        if self._held:
            chunk = b"\r" + chunk
            self._held = False
        if chunk.endswith(b"\r"):  # the LF that belongs to it may be in the next chunk
            self._held = True
            chunk = chunk[:-1]
        yield from self._split(chunk)

    def end(self) -> Iterator[Frame]:
        """The frame that a CR at the very end completes."""
        if self._held:
            self._held = False
            yield from self._split(b"\r")

    @property
    def unfinished(self) -> Frame | None:
        """The part of an unfinished frame that has come; None if there is none."""
        rest = b"".join(self._pieces)
        if not self._is_event and not _FIELD.match(rest):
            return None
        offset, line = self._start or self.position
        return Frame(self._number + 1, offset, line, self._name, bytes(self._data) + rest)

    def _split(self, chunk: bytes) -> Iterator[Frame]:
        start = 0
        for found in _BREAK.finditer(chunk):
            line = chunk[start : found.start()]
            length = self._length + found.end() - start
            if self._pieces:
                line = b"".join((*self._pieces, line))
                self._pieces.clear()
                self._length = 0
            frame = self._take(line)
            self._offset += length
            self._line += 1
            if frame is not None:
                yield frame
            start = found.end()
        if start < len(chunk):
            self._pieces.append(chunk[start:])
            self._length += len(chunk) - start
            if self._length > MAX_EVENT:  # enough is kept to tell what kind of line it is
                self._pieces[:] = [b"".join(self._pieces)[:16]]
                self._size = MAX_EVENT + 1

    def _take(self, line: bytes) -> Frame | None:
        if self._fresh:
            self._fresh = False
            if line.startswith(_BOM):
                line = line[3:]
        if not line:
            return self._dispatch()
        if line.startswith(b":"):
            return None
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field not in (b"event", b"data"):
            return None
        if self._start is None:
            self._start = self.position
        self._is_event = True
        if field == b"event":
            self._name = value[:MAX_NAME] or None
        else:
            self._size += len(value) + 1
            if self._size <= MAX_EVENT:
                self._data += value
                self._data += b"\n"
            else:
                self._data.clear()
        return None

    def _dispatch(self) -> Frame | None:
        if not self._is_event:
            return None
        self._number += 1
        offset, line = self._start or self.position
        data = bytes(self._data[:-1]) if self._size <= MAX_EVENT else None
        frame = Frame(self._number, offset, line, self._name, data)
        self._data.clear()
        self._start, self._name, self._is_event, self._size = None, None, False, 0
        return frame
