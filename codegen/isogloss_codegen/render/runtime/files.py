"""Files that clients send, and those that a server receives."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TypeAlias, cast

Content: TypeAlias = "bytes | bytearray | IO[bytes] | os.PathLike[str] | Iterable[bytes] | AsyncIterable[bytes]"
"""Bytes, a file that is open for reading bytes, the path of a file, or an iterator of bytes. Only a body by itself, of
an asynchronous client, may be an asynchronous iterator."""
File: TypeAlias = "Content | tuple[str, Content] | tuple[str, Content, str]"
"""A file of a form; in a tuple with its name and, if it cannot be told from that, its media type."""


@dataclass(frozen=True)
class UploadedFile:
    """A file of a form that a server received."""

    content: bytes = field(repr=False)
    name: str | None = None
    media_type: str | None = None


def content_of(value: Content) -> bytes:
    """The bytes of a value.

    Raises:
        TypeError: it has none.
    """
    if isinstance(value, bytes | bytearray):
        return bytes(value)
    if isinstance(value, os.PathLike):
        return Path(value).read_bytes()
    read = getattr(value, "read", None)
    content: object = read() if read is not None else None
    if read is None and isinstance(value, Iterable) and not isinstance(value, str):
        pieces: list[object] = list(value)
        kept = [piece for piece in pieces if isinstance(piece, bytes)]
        content = b"".join(kept) if len(kept) == len(pieces) else None
    if not isinstance(content, bytes):
        raise TypeError(f"a file must be bytes, a path or a file that is open for bytes, not {type(value).__name__}")
    return content


def part_of(value: File) -> tuple[str, object] | tuple[str, object, str]:
    """A file as the HTTP library takes it: its name, its content and, if it is known, its media type.

    A file that is open is read in pieces when the request is sent.
    """
    parts = cast("tuple[str, Content] | tuple[str, Content, str]", value) if isinstance(value, tuple) else (None, value)
    name, content = parts[0], parts[1]
    if isinstance(content, os.PathLike):
        name = name or Path(content).name
        content = Path(content).read_bytes()
    is_open = hasattr(content, "read")
    name = name or (Path(str(getattr(content, "name", "upload"))).name if is_open else "upload")
    sent = content if is_open else content_of(content)
    return (name, sent, parts[2]) if len(parts) == 3 else (name, sent)
