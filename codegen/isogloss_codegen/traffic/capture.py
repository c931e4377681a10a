"""Reads the heads that `curl -i` prints in front of a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..limits import MAX_HEAD

_HEAD = re.compile(rb"HTTP/[\d.]+ +(\d{3})[^\r\n]*(?:\r\n|\n)((?:[^\r\n]+(?:\r\n|\n))*)(?:\r\n|\n)")


@dataclass
class Head:
    """Status and headers (names in lower case) of an answer; `size` bytes and `lines` lines of the capture."""

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict[str, str])
    size: int = 0
    lines: int = 0


def split_head(chunks: Iterable[bytes]) -> tuple[Head, Iterator[bytes]]:
    """The last head at the beginning of a capture, empty if there is none, and the rest of it.

    Of interim answers and redirects only the last head counts.
    """
    head, source, pending = Head(), iter(chunks), b""
    while True:
        found = _HEAD.match(pending)
        if found is not None:
            lines = [line.partition(b":") for line in found[2].splitlines()]
            values = {name.decode("latin-1").lower(): value.strip().decode("latin-1") for name, _, value in lines}
            size, count = head.size + found.end(), head.lines + pending[: found.end()].count(b"\n")
            head = Head(int(found[1]), values, size, count)
            pending = pending[found.end() :]
        elif b"HTTP/".startswith(pending[:5]) and len(pending) < MAX_HEAD:
            chunk = next(source, None)
            if chunk is None:
                break
            pending += chunk
        else:
            break
    return head, _with(pending, source)


def _with(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest
