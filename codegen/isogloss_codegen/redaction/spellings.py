"""Finds secrets in bytes in any spelling: escaped, percent-encoded, in base64, in part, and in pieces.

Text and secret are both brought to one form, in which they are compared: escapes are resolved (those of JSON at any
depth, percent, HTML), backslashes are gone, letters are in lower case, and what differs between base64, base64url and
forms (`+`, `-`, blank; `/`, `_`) is one byte. A map leads from there back to the bytes that were read.
"""

from __future__ import annotations

import base64
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple

from ..limits import MAX_ROUNDS, MIN_PART, MIN_SECRET, MIN_TAIL

Span = tuple[int, int]

_SAME = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ+ _", b"abcdefghijklmnopqrstuvwxyz--/")
_ESCAPE = re.compile(
    rb"(?<!\\)\\++(?:u([dD][89abAB][0-9a-fA-F]{2})\\+u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))"
    rb"|%([0-9a-fA-F]{2})"
    rb"|&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z]{2,8}));"
)
_BACKSLASHES = re.compile(rb"\\+")
# What a cut may leave of a character or an escape.
_BEGUN = re.compile(
    rb"(?:(?<!\\)\\++u[dD][89abAB][0-9a-fA-F]{2})?"
    rb"(?:(?<!\\)\\++(?:u[0-9a-fA-F]{0,3})?|%[0-9a-fA-F]?|&[#\w]{0,8}|(?:\xef\xbf\xbd)+)?\Z"
)
_PIECE = re.compile(rb'"(\w{1,64})"\s*:\s*"((?:[^"\\]++|\\.)*+)', re.DOTALL)


class Needle(NamedTuple):
    """One spelling of a secret in the form for comparing; its first bytes, `head`, are enough to be found."""

    head: bytes
    whole: bytes


@lru_cache(1024)
def needles_of(secret: bytes) -> tuple[Needle, ...]:
    """All spellings under which a secret is looked for; none for one that is too short."""
    if len(secret) < MIN_SECRET:
        return ()
    found: dict[bytes, None] = {}
    for raw in _encoded(secret):
        found |= dict.fromkeys((_same(raw), *map(_same, _resolved(raw)), raw.hex().encode()))
        for shift in range(3):  # where a secret begins within what is in base64 decides how it looks there
            text = base64.b64encode(b"\0" * shift + raw)
            start, end = (0, 2, 3)[shift], (len(raw) + shift) * 8 // 6
            found[_same(text[start:end])] = None
    return tuple(Needle(text[: _least(text)], text) for text in found if len(text) >= MIN_TAIL)


def is_in(data: bytes, needles: Iterable[Needle]) -> bool:
    """True if a text contains a secret, or the beginning of one."""
    views = [_same(text) for text in (data, *_resolved(data))]
    return any(needle.head in view for needle in needles for view in views)


def spans_in(data: bytes, needles: Collection[Needle], *, is_cut: bool = False) -> list[Span]:
    """The spans of secrets in a text, and of beginnings of them. If the text is cut, shorter beginnings at its end
    count too."""
    found: list[Span] = []
    for view in _views(data):
        for needle in needles:
            found += (view.back(span) for span in _occurrences(view.text, needle))
        if is_cut:
            found += (view.back(span) for span in _tails(view.text, needles))
    if is_cut and (begun := _BEGUN.search(data)) and 0 < begun.start() < len(data):
        cut = data[: begun.start()]
        found += ((start, len(data)) for view in _views(cut) for start, _ in map(view.back, _tails(view.text, needles)))
    return merged(found)


def spans_in_pieces(data: bytes, needles: Collection[Needle], *, is_cut: bool = False) -> list[Span]:
    """The spans of secrets in the joined strings of one name: clients join the pieces of a stream like this."""
    pieces: dict[bytes, list[Span]] = {}
    for piece in _PIECE.finditer(data):
        pieces.setdefault(piece[1], []).append(piece.span(2))
    found: list[Span] = []
    for spans in pieces.values():
        joined = b"".join(data[start:end] for start, end in spans)
        if len(spans) == 1 or not (is_cut or is_in(joined, needles)):
            continue
        ends: list[int] = []
        for start, end in spans:
            ends.append((ends[-1] if ends else 0) + end - start)
        for first, last in spans_in(joined, needles, is_cut=is_cut):
            at = bisect_right(ends, first)
            while at < len(ends) and (begin := ends[at] - (spans[at][1] - spans[at][0])) < last:
                offset = spans[at][0] - begin
                found.append((max(first, begin) + offset, min(last, ends[at]) + offset))
                at += 1
    return merged(span for span in found if span[0] < span[1])


def without(text: str, needles: Collection[Needle], mark: str, *, is_cut: bool = False) -> str:
    """A text with a mark in place of each secret."""
    data = as_bytes(text)
    if not (is_cut or is_in(data, needles)):
        return text
    return marked(data, spans_in(data, needles, is_cut=is_cut), mark)


def marked(data: bytes, spans: Iterable[Span], mark: str) -> str:
    """A text with a mark in place of each span."""
    pieces: list[bytes] = []
    at = 0
    for start, end in spans:
        pieces += (data[at:start], mark.encode())
        at = end
    result = b"".join((*pieces, data[at:]))
    try:
        return result.decode(errors="surrogatepass")
    except UnicodeDecodeError:  # a secret in Latin-1 may have been found in the middle of a character
        return result.decode(errors="replace")


def as_bytes(text: str) -> bytes:
    """A text in UTF-8, halves of characters and all."""
    return text.encode(errors="surrogatepass")


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in their order, those that overlap or touch made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


class _View:
    """A text in the form for comparing, and how its places lead back to the bytes that were read.

    It is made of segments, each of which begins at a byte of the view, and has a first and an end in the text before:
    as long as in the view where it was read as it is, of another length where it was an escape.
    """

    def __init__(self, text: bytes, before: _View | None = None) -> None:
        self.text = text
        self._before = before
        self._begins: list[int] = [0]
        self._first: list[int] = [0]
        self._end: list[int] = [len(text)]

    def resolved(self, pattern: re.Pattern[bytes], meant: Callable[[re.Match[bytes]], bytes]) -> _View:
        """This view with what a pattern matches in the bytes that it means."""
        view = _View(b"", self)
        view._begins, view._first, view._end = [], [], []
        pieces: list[bytes] = []
        at = size = 0
        for escape in pattern.finditer(self.text):
            for piece, first, end in (
                (self.text[at : escape.start()], at, escape.start()),
                (meant(escape), *escape.span()),
            ):
                if piece:
                    view._segment(size, first, end)
                    pieces.append(piece)
                    size += len(piece)
            at = escape.end()
        view._segment(size, at, len(self.text))
        view.text = b"".join((*pieces, self.text[at:]))
        return view

    def same(self) -> _View:
        """This view without backslashes, and with bytes that are compared alike made one."""
        view = self.resolved(_BACKSLASHES, lambda _: b"") if b"\\" in self.text else _View(self.text, self)
        view.text = view.text.translate(_SAME)
        return view

    def back(self, span: Span) -> Span:
        """The span in the original bytes for a span of this view."""
        if self._before is None:
            return span
        start, end = span
        first, last = bisect_right(self._begins, start) - 1, bisect_right(self._begins, end - 1) - 1
        begin = self._first[first] + (0 if self._is_escape(first) else start - self._begins[first])
        stop = self._end[last] if self._is_escape(last) else self._first[last] + end - self._begins[last]
        return self._before.back((begin, stop))

    def _is_escape(self, segment: int) -> bool:
        begins = self._begins[segment + 1] if segment + 1 < len(self._begins) else len(self.text)
        return begins - self._begins[segment] != self._end[segment] - self._first[segment]

    def _segment(self, begins: int, first: int, end: int) -> None:
        self._begins.append(begins)
        self._first.append(first)
        self._end.append(end)


def _views(data: bytes) -> Iterator[_View]:
    view = _View(data)
    yield view.same()
    for _ in range(MAX_ROUNDS):
        before, view = view, view.resolved(_ESCAPE, _meant)
        if view.text == before.text:
            return
        yield view.same()


def _resolved(data: bytes) -> Iterator[bytes]:
    """A text with its escapes resolved, once, twice and so on, as long as there are any."""
    for _ in range(MAX_ROUNDS):
        if b"%" not in data and b"&" not in data and b"\\u" not in data and b"\\x" not in data:
            return
        before, data = data, _ESCAPE.sub(_meant, data)
        if data == before:
            return
        yield data


def _meant(escape: re.Match[bytes]) -> bytes:
    high, low, four, two, percent, hexadecimal, decimal, name = escape.groups()
    if percent or two:
        return bytes.fromhex((percent or two).decode())
    if high:
        return (bytes.fromhex((high + low).decode())).decode("utf-16-be").encode()
    if name:
        known = html5.get(f"{name.decode()};")
        return escape[0] if known is None else known.encode()
    number = int(four or hexadecimal, 16) if four or hexadecimal else int(decimal)
    return chr(number).encode(errors="surrogatepass") if number < 0x110000 else escape[0]


def _same(data: bytes) -> bytes:
    return data.translate(_SAME, b"\\")


def _encoded(secret: bytes) -> Iterable[bytes]:
    """A secret in UTF-8 and in Latin-1, whichever of them it came in, and in letters of the other case."""
    if secret.isascii():
        return [secret]
    found = {secret: None, secret.decode("latin-1").encode(): None}
    with suppress(UnicodeError):
        found[secret.decode().encode("latin-1")] = None
    for each in list(found):
        with suppress(UnicodeError):
            text = each.decode()
            found |= dict.fromkeys((text.upper().encode(), text.lower().encode()))
    return found


def _least(text: bytes) -> int:
    return min(len(text), max(MIN_SECRET, min(MIN_PART, -(-len(text) * 3 // 4))))


def _occurrences(text: bytes, needle: Needle) -> Iterator[Span]:
    """The spans of a secret, as far as the text agrees with it from its beginning on."""
    at = text.find(needle.head)
    while at >= 0:
        end = at + len(needle.head)
        if text.startswith(needle.whole, at):
            end = at + len(needle.whole)
        else:
            size = len(needle.head)
            while end < len(text) and text[end] == needle.whole[size]:
                end, size = end + 1, size + 1
        yield at, end
        at = text.find(needle.head, end)


def _tails(text: bytes, needles: Iterable[Needle]) -> Iterator[Span]:
    """The spans at the end of a text that are the beginning of a secret."""
    for needle in needles:
        longest = min(len(needle.whole) - 1, len(text))
        for size in range(longest, MIN_TAIL - 1, -1):
            if text.endswith(needle.whole[:size]):
                yield len(text) - size, len(text)
                break
