"""Regular expressions of ECMA-262, read as the languages that they match."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from . import characters
from .characters import Ranges
from .language import (
    ANY_TEXT,
    EMPTY_TEXT,
    NOTHING,
    Characters,
    Language,
    conjunction,
    repeat,
    sequence,
    union,
)

Rest = Callable[[bool], Language]
"""The language of what stands behind a part of a pattern; it is told whether nothing of the text was read so far."""

_TIMES = re.compile(r"(\*|\+|\?|\{(\d+)(,(\d*))?\})\??")
_SINGLE = {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "0": "\0"}
_CLASSES: dict[str, Ranges] = {"d": characters.DIGITS, "w": characters.WORD, "s": characters.SPACES}


class UnreadableError(ValueError):
    """A pattern uses something whose meaning is not taken apart: a backreference, a word boundary, a lookbehind."""


@lru_cache(1024)
def language_of(pattern: str) -> Language | None:
    """The texts in which a pattern is found; None if that cannot be told."""
    try:
        return _Reader(pattern, is_exact=True).read()
    except (UnreadableError, RecursionError):
        return None


@lru_cache(1024)
def wider_language_of(pattern: str) -> Language:
    """The same, with what cannot be taken apart left out, so that other texts may be in it as well."""
    try:
        return _Reader(pattern, is_exact=False).read()
    except (UnreadableError, RecursionError):
        return ANY_TEXT


class _Reader:
    """Reads a pattern from left to right; each part is read as a function of what stands behind it."""

    def __init__(self, pattern: str, *, is_exact: bool) -> None:
        self._pattern = pattern
        self._at = 0
        self._is_exact = is_exact
        self._looks = 0
        """How many anchors and lookaheads were read: parts whose meaning depends on what is around them."""

    def read(self) -> Language:
        """The language of all texts that the pattern is found in."""
        part = self._alternatives()
        if self._at < len(self._pattern):
            raise UnreadableError
        found = part(lambda _: ANY_TEXT)
        # It may be found at the beginning, or behind something.
        return union((found(True), sequence(repeat(Characters(characters.ALL), 1, None), found(False))))

    def _alternatives(self) -> _Part:
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        return lambda rest: lambda is_start: union(part(rest)(is_start) for part in parts)

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            parts.append(self._term())

        def whole(rest: Rest) -> Rest:
            for part in reversed(parts):
                rest = part(rest)
            return rest

        return whole

    def _term(self) -> _Part:
        if self._take("^"):
            self._looks += 1
            return lambda rest: lambda is_start: rest(True) if is_start else NOTHING
        if self._take("$"):
            self._looks += 1
            return lambda rest: lambda is_start: conjunction((rest(is_start), EMPTY_TEXT))
        for opening, is_wanted in (("(?=", True), ("(?!", False)):
            if self._take(opening):
                self._looks += 1
                return self._lookahead(is_wanted)
        if self._pattern.startswith(("(?<=", "(?<!"), self._at):
            self._at += 4
            self._alternatives()
            self._expect(")")
            return self._left_out()
        looked = self._looks
        if self._take("("):
            self._group_name()
            part = self._alternatives()
            self._expect(")")
        elif self._pattern.startswith((r"\b", r"\B"), self._at):
            self._at += 2
            return self._left_out()
        elif re.match(r"\\[1-9k]", self._pattern[self._at :]):
            raise UnreadableError
        else:
            part = _plain(Characters(self._one_of()))
        return self._repeated(part, looked)

    def _lookahead(self, is_wanted: bool) -> _Part:
        ahead = self._alternatives()
        self._expect(")")

        def look(rest: Rest) -> Rest:
            def looked(is_start: bool) -> Language:
                seen = ahead(lambda _: ANY_TEXT)(is_start)
                return conjunction((seen if is_wanted else ~seen, rest(is_start)))

            return looked

        return look

    def _left_out(self) -> _Part:
        if self._is_exact:
            raise UnreadableError
        return lambda rest: rest

    def _group_name(self) -> None:
        found = re.compile(r"\?:|\?<[^>=!]+>").match(self._pattern, self._at)
        if found is not None:
            self._at = found.end()
        elif self._pattern.startswith("?", self._at):
            raise UnreadableError

    def _repeated(self, part: _Part, looked: int) -> _Part:
        """A part as often as its quantifier says; `looked` is what `_looks` was before the part was read."""
        found = _TIMES.match(self._pattern, self._at)
        if found is None:
            return part
        self._at = found.end()
        if found[2] is None:
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[found[1][0]]
        else:
            least = int(found[2])
            most = least if found[3] is None else int(found[4]) if found[4] else None
        if self._looks == looked:
            return _plain(repeat(part(_end)(False), least, most))
        if (least, most) == (0, 1):
            return lambda rest: lambda is_start: union((part(rest)(is_start), rest(is_start)))
        if self._is_exact:
            raise UnreadableError  # what is repeated looks beyond itself, each time at something else
        return _plain(repeat(part(_end)(False), least, most))

    def _one_of(self) -> Ranges:
        """The characters that the next part of the pattern stands for."""
        if self._take("["):
            return self._bracketed()
        if self._take("."):
            return characters.IN_LINE
        if self._take("\\"):
            found = self._escaped()
            return found if isinstance(found, tuple) else characters.of(found)
        # A brace that begins no repetition stands for itself.
        if self._pattern[self._at] in "*+?" or _TIMES.match(self._pattern, self._at):
            raise UnreadableError
        self._at += 1
        return characters.of(self._pattern[self._at - 1])

    def _bracketed(self) -> Ranges:
        is_other = self._take("^")
        found: list[tuple[int, int]] = []
        while not self._take("]"):
            first = self._within_brackets()
            if self._pattern.startswith("-", self._at) and not self._pattern.startswith("-]", self._at):
                self._at += 1
                last = self._within_brackets()
                if isinstance(first, tuple) or isinstance(last, tuple) or first > last:
                    raise UnreadableError
                found.append((ord(first), ord(last)))
            else:
                found += first if isinstance(first, tuple) else characters.of(first)
        named = characters.both(characters.ranges(found), characters.ALL)
        return characters.without(characters.ALL, named) if is_other else named

    def _within_brackets(self) -> str | Ranges:
        if self._at >= len(self._pattern):
            raise UnreadableError
        if self._take("\\"):
            return "\b" if self._take("b") else self._escaped()
        self._at += 1
        return self._pattern[self._at - 1]

    def _escaped(self) -> str | Ranges:
        """A character, or a class of them, that an escape stands for; the backslash has been read."""
        if self._at >= len(self._pattern):
            raise UnreadableError
        letter = self._pattern[self._at]
        self._at += 1
        if letter.lower() in _CLASSES:
            found = _CLASSES[letter.lower()]
            return found if letter.islower() else characters.without(characters.ALL, found)
        if letter in "pP":
            found = self._property()
            return found if letter == "p" else characters.without(characters.ALL, found)
        if letter in _SINGLE:
            return _SINGLE[letter]
        if letter == "c" and (control := self._match(r"[A-Za-z]")):
            return chr(ord(control) % 32)
        if letter == "x" and (code := self._match(r"[0-9a-fA-F]{2}")):
            return chr(int(code, 16))
        if letter == "u" and (code := self._match(r"[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\}")):
            return chr(min(int(code.strip("{}"), 16), 0x10FFFF))
        if letter.isalnum():
            raise UnreadableError
        return letter

    def _property(self) -> Ranges:
        name = self._match(r"\{[^}]*\}")
        found = characters.of_category((name or "").strip("{}").removeprefix("General_Category=").removeprefix("gc="))
        if found is None:
            raise UnreadableError
        return found

    def _match(self, pattern: str) -> str | None:
        found = re.compile(pattern).match(self._pattern, self._at)
        if found is None:
            return None
        self._at = found.end()
        return found[0]

    def _take(self, text: str) -> bool:
        if not self._pattern.startswith(text, self._at):
            return False
        self._at += len(text)
        return True

    def _expect(self, text: str) -> None:
        if not self._take(text):
            raise UnreadableError


_Part = Callable[[Rest], Rest]


def _end(_: bool) -> Language:
    return EMPTY_TEXT


def _plain(inner: Language) -> _Part:
    return lambda rest: lambda is_start: sequence(inner, rest(is_start and inner.has_empty))
