"""Reads the characters that parts of a regular expression stand for."""

from __future__ import annotations

import re

from . import characters
from .characters import Ranges

TIMES = re.compile(r"(\*|\+|\?|\{(\d+)(,(\d*))?\})\??")
"""The quantifiers of a regular expression."""

_SINGLE = {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "0": "\0"}
_CLASSES: dict[str, Ranges] = {"d": characters.DIGITS, "w": characters.WORD, "s": characters.SPACES}


class UnreadableError(ValueError):
    """A pattern uses something whose meaning is not taken apart: a backreference, say."""


class Cursor:
    """A pattern, and how far it was read."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def one_of(self) -> Ranges:
        """The characters that the next part of the pattern stands for."""
        if self.take("["):
            return self._bracketed()
        if self.take("."):
            return characters.IN_LINE
        if self.take("\\"):
            found = self._escaped()
            return found if isinstance(found, tuple) else characters.of(found)
        # A brace that begins no repetition stands for itself.
        if self.pattern[self.at] in "*+?" or TIMES.match(self.pattern, self.at):
            raise UnreadableError
        self.at += 1
        return characters.of(self.pattern[self.at - 1])

    def _bracketed(self) -> Ranges:
        is_other = self.take("^")
        found: list[tuple[int, int]] = []
        while not self.take("]"):
            first = self._within_brackets()
            if self.pattern.startswith("-", self.at) and not self.pattern.startswith("-]", self.at):
                self.at += 1
                last = self._within_brackets()
                if isinstance(first, tuple) or isinstance(last, tuple) or first > last:
                    raise UnreadableError
                found.append((ord(first), ord(last)))
            else:
                found += first if isinstance(first, tuple) else characters.of(first)
        named = characters.both(characters.ranges(found), characters.ALL)
        return characters.without(characters.ALL, named) if is_other else named

    def _within_brackets(self) -> str | Ranges:
        if self.at >= len(self.pattern):
            raise UnreadableError
        if self.take("\\"):
            return "\b" if self.take("b") else self._escaped()
        self.at += 1
        return self.pattern[self.at - 1]

    def _escaped(self) -> str | Ranges:
        """A character, or a class of them, that an escape stands for; the backslash has been read."""
        if self.at >= len(self.pattern):
            raise UnreadableError
        letter = self.pattern[self.at]
        self.at += 1
        if letter.lower() in _CLASSES:
            found = _CLASSES[letter.lower()]
            return found if letter.islower() else characters.without(characters.ALL, found)
        if letter in "pP":
            found = self._property()
            return found if letter == "p" else characters.without(characters.ALL, found)
        if letter in _SINGLE:
            return _SINGLE[letter]
        if letter == "c" and (control := self.match(r"[A-Za-z]")):
            return chr(ord(control) % 32)
        if letter == "x" and (code := self.match(r"[0-9a-fA-F]{2}")):
            return chr(int(code, 16))
        if letter == "u" and (code := self.match(r"[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\}")):
            return chr(min(int(code.strip("{}"), 16), 0x10FFFF))
        if letter.isalnum():
            raise UnreadableError
        return letter

    def _property(self) -> Ranges:
        name = self.match(r"\{[^}]*\}")
        found = characters.of_category((name or "").strip("{}").removeprefix("General_Category=").removeprefix("gc="))
        if found is None:
            raise UnreadableError
        return found

    def match(self, pattern: str) -> str | None:
        found = re.compile(pattern).match(self.pattern, self.at)
        if found is None:
            return None
        self.at = found.end()
        return found[0]

    def take(self, text: str) -> bool:
        if not self.pattern.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def expect(self, text: str) -> None:
        if not self.take(text):
            raise UnreadableError
