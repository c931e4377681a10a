"""Sets of characters as ranges of code points, with the classes that patterns of ECMA-262 name."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import islice

Ranges = tuple[tuple[int, int], ...]
"""Code points from and to, both within; in order, apart from one another."""

_FIRST_LIKED = "ax1A0-_ .:/@bzXZ9#,;é"
"""The characters that examples are made of, where they may be: people read these best."""


def ranges(pairs: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges in order, those that touch joined."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(pairs):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return tuple(found)


# Halves of surrogate pairs are no characters of a JSON text.
ALL: Ranges = ((0, 0xD7FF), (0xE000, sys.maxunicode))


def without(one: Ranges, other: Ranges) -> Ranges:
    """The characters that are in one set and not in the other."""
    found: list[tuple[int, int]] = []
    for low, high in one:
        for start, end in other:
            if end < low or start > high:
                continue
            if start > low:
                found.append((low, start - 1))
            low = end + 1
            if low > high:
                break
        if low <= high:
            found.append((low, high))
    return tuple(found)


def both(one: Ranges, other: Ranges) -> Ranges:
    """The characters that are in both sets."""
    return tuple(
        (max(low, start), min(high, end)) for low, high in one for start, end in other if start <= high and end >= low
    )


def of(text: str) -> Ranges:
    """The characters of a text."""
    return ranges((ord(character), ord(character)) for character in text)


def some(found: Ranges, most: int) -> list[str]:
    """Characters of a set that is not empty, those first that people read well."""
    chosen = [each for each in _FIRST_LIKED if any(low <= ord(each) <= high for low, high in found)]
    visible = without(found, ((0, 0x20),)) or found
    others = (chr(point) for low, high in visible for point in range(low, high + 1))
    return list(dict.fromkeys([*chosen, *islice(others, most)]))[:most]


DIGITS = ranges([(0x30, 0x39)])
WORD = ranges([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
SPACES = ranges([*of("\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"), (0x2000, 0x200A)])
LINE_ENDS = of("\n\r\u2028\u2029")
IN_LINE = without(ALL, LINE_ENDS)


@cache
def of_category(name: str) -> Ranges | None:
    """The characters of a general category of Unicode, `L` or `Lu`; None if there is no such category."""
    found = _categories()
    pairs = [pair for category, pairs in found.items() if category.startswith(name) for pair in pairs]
    return both(ranges(pairs), ALL) if pairs and len(name) <= 2 else None


@cache
def _categories() -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    start, current = 0, unicodedata.category("\0")
    for point in range(1, sys.maxunicode + 2):
        category = unicodedata.category(chr(point)) if point <= sys.maxunicode else ""
        if category != current:
            found.setdefault(current, []).append((start, point - 1))
            start, current = point, category
    return found
