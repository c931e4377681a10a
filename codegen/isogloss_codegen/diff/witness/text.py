"""Texts that a conjunction of schemas may accept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...schema import leaves
from ...schema.leaves import Conjunction

_FORMATS = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00Z",
    "uri": "https://example.com/a",
    "uri-reference": "/a",
    "url": "https://example.com/a",
    "email": "a@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
}
_USUAL = ("x", "", "a", "A", "1", "ab", "a1", "a-b", "0", "-", " ", "é", "a b", "2026-01-31", "https://example.com/a")


def texts(schemas: Conjunction, size: int | None = None) -> Iterator[str]:
    """Texts that the schemas may accept, the simplest first; with `size` of so many characters."""
    said = leaves.texts(schemas)
    least, most = said.sizes.least, said.sizes.most
    wanted = [*(_FORMATS[name] for name in sorted(said.formats) if name in _FORMATS)]
    wanted += [text for pattern in sorted(said.patterns) for text in _of_pattern(pattern, size or least)]
    for text in (*wanted, *_USUAL):
        if size is not None:
            text = _resized(text, size)
        elif len(text) < least and least <= 5000:
            text = _resized(text, least)
        elif most is not None and len(text) > most:
            text = text[:most]
        yield text


def _resized(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size] if text else "x" * size


def _of_pattern(pattern: str, size: int) -> Iterator[str]:
    """Texts for patterns of usual kinds: a sequence of characters and classes, repeated or not."""
    alternative = pattern.split("|")[0].strip("()") if not pattern.startswith("^(") else pattern
    for repeat in dict.fromkeys((0, 1, 2, size)):
        text = _expanded(alternative, repeat)
        if text is not None:
            yield text


_ATOM = re.compile(
    r"(?P<atom>\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?:)?[^()]*\)|\\.|[^\\\[\]()*+?{}|])"
    r"(?P<times>\*|\+|\?|\{\d+(?:,\d*)?\})?\??"
)


def _expanded(pattern: str, repeat: int) -> str | None:
    """A text for a pattern, what may be repeated as often as said; None if the pattern is of another kind."""
    result = ""
    rest = pattern
    while rest:
        found = _ATOM.match(rest)
        if found is None:
            return None
        rest = rest[found.end() :]
        atom = found["atom"]
        if atom in ("^", "$", r"\b", r"\A", r"\Z"):
            continue
        one: str | None
        if atom.startswith("("):
            one = _expanded(re.sub(r"^\((\?:)?|\)$", "", atom).split("|")[0], repeat)
        else:
            one = _character(atom)
        if one is None:
            return None
        result += one * _times(found["times"], repeat)
    return result


def _times(text: str | None, repeat: int) -> int:
    if text is None:
        return 1
    if text in ("*", "?"):
        return min(repeat, 1) if text == "?" else repeat
    if text == "+":
        return max(repeat, 1)
    least, _, most = text[1:-1].partition(",")
    upper: Any = int(most) if most else max(repeat, int(least))
    return int(least) if "," not in text else max(int(least), min(repeat, upper))


def _character(atom: str) -> str | None:
    """A character that a class or an escape stands for."""
    compiled = re.compile(atom) if atom != "." else re.compile(".")
    return next((each for each in "a1A0-_ .:/@xZ9#,;é" if compiled.fullmatch(each)), atom if len(atom) == 1 else None)
