"""Texts as they come from others: unpacked, and of JSON what any parser takes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any, NoReturn

from ..document.values import half_character
from ..limits import MAX_UNPACKED


class HalfCharacterError(ValueError):
    """A text has half of a surrogate pair, as of a character that was cut in two: many parsers refuse it."""


def parsed(text: bytes | bytearray | str, *, replaces_halves: bool = False) -> Any:
    """The value that a JSON text stands for; with `replaces_halves`, a `?` stands for half a character.

    Raises:
        ValueError: it is no JSON, or not UTF-8.
        HalfCharacterError: there is half a character in it.
        RecursionError: it is nested too deeply.
    """
    if not isinstance(text, str):
        text = text.decode(_encoding(text))
    value = DECODER.decode(text)
    if replaces_halves and half_character(value, text) is not None:
        return json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
    refuse_halves(value, text)
    return value


def _encoding(text: bytes | bytearray) -> str:
    # Objects and arrays in UTF-8 begin so: nearly always.
    return "utf-8" if text[:1] in (b"{", b"[") and text[1:2] > b"\0" else json.detect_encoding(text)


def value_of(text: bytes | bytearray | str, *, replaces_halves: bool = False) -> Any:
    """The value that a JSON text stands for, as `parsed` has it; None if it cannot be read."""
    try:
        return parsed(text, replaces_halves=replaces_halves)
    except (ValueError, RecursionError):
        return None


def refuse_halves(value: Any, text: str) -> None:
    """Raises HalfCharacterError if there is half a character in a value that was read from a text."""
    half = half_character(value, text)
    if half is not None:
        raise HalfCharacterError(f"{half} is half a character")


def media_type(headers: Mapping[str, str], default: str = "") -> str:
    """The media type that headers (names in lower case) say, without parameters and in lower case."""
    return headers.get("content-type", default).partition(";")[0].strip().lower()


def unpacked(body: bytes | bytearray, encoding: str) -> bytes | None:
    """A body unpacked from its `content-encoding`, as far as it has come; None where that cannot be done."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return bytes(body)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return None
    # Some send deflate without its head.
    for form in (zlib.MAX_WBITS | 32, *([-zlib.MAX_WBITS] if encoding == "deflate" else [])):
        unpacking = zlib.decompressobj(form)
        try:
            text = unpacking.decompress(bytes(body), MAX_UNPACKED)
        except zlib.error:
            continue
        return None if unpacking.unconsumed_tail else text
    return None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


DECODER = json.JSONDecoder(parse_constant=_no_constant)
"""Reads what any parser takes: no NaN, no Infinity."""
