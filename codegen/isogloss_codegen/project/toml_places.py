"""Finds the place of each key and item in a TOML text: the reader of the standard library keeps no places."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

from ..findings.finding import Location

Path = tuple[str | int, ...]
"""The way to a value: names of keys, and numbers of items from 0."""

# tomlkit 0.15 keeps the blanks and comments around an item, but not its line and column.
_TOKEN = re.compile(
    r"""(?P<text>"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<skip>[ \t\r]+|\#[^\n]*)|(?P<mark>[\[\]{}=,.\n])|(?P<bare>[^\s\[\]{}=,.\#"']+)""",
    re.VERBOSE | re.DOTALL,
)


class Places:
    """The places in the text of a `file`, which has to be TOML."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._spans = _Reader(text).spans

    def at(self, *path: str | int) -> Location:
        """The key or item at the end of a path, or the nearest around it that is written down."""
        while path and path not in self._spans:
            path = path[:-1]
        start, end = self._spans.get(path, (0, 0))
        begin = self._text.rfind("\n", 0, start) + 1
        stop = self._text.find("\n", begin)
        source = self._text[begin : len(self._text) if stop < 0 else stop].rstrip("\r")
        width = max(1, min(end, begin + len(source)) - start)
        return Location(self._file, self._text.count("\n", 0, start) + 1, start - begin + 1, width, source)


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class _Reader:
    """Reads a whole text; `spans` are the characters of each key, of each table's header and of each item."""

    def __init__(self, text: str) -> None:
        found = (_Token(str(match.lastgroup), match[0], *match.span()) for match in _TOKEN.finditer(text))
        self._tokens = [*(token for token in found if token.kind != "skip"), _Token("end", "", len(text), len(text))]
        self._next = 0
        self._sizes: dict[Path, int] = {}
        self.spans: dict[Path, tuple[int, int]] = {}
        table: Path = ()
        while self._token.kind != "end":
            if self._is("["):
                table = self._header()
            elif self._is("\n"):
                self._next += 1
            else:
                self._assignment(table)

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _is(self, *marks: str) -> bool:
        return self._token.kind == "mark" and self._token.text in marks

    def _header(self) -> Path:
        """`[table]`, or `[[list]]` for one item more of it."""
        start = self._token.start
        brackets = 1
        if self._tokens[self._next + 1].start == start + 1 and self._tokens[self._next + 1].text == "[":
            brackets = 2
        self._next += brackets
        *around, last = self._names()
        path: Path = ()
        for name in around:
            path = (*path, name)
            if path in self._sizes:
                path = (*path, self._sizes[path] - 1)
        path = (*path, last)
        self._next += brackets
        span = (start, self._tokens[self._next - 1].end)
        if brackets == 2:
            self.spans.setdefault(path, span)
            self._sizes[path] = self._sizes.get(path, 0) + 1
            path = (*path, self._sizes[path] - 1)
        self.spans[path] = span
        return path

    def _names(self) -> list[str]:
        """A key, dotted or not."""
        names: list[str] = []
        while not self._is("=", "]"):
            token = self._token
            if not self._is("."):
                names.append(tomllib.loads(f"name = {token.text}")["name"] if token.kind == "text" else token.text)
            self._next += 1
        return names

    def _assignment(self, table: Path) -> None:
        start = self._token.start
        names = self._names()
        end = self._tokens[self._next - 1].end
        for count in range(len(names)):
            self.spans.setdefault((*table, *names[: count + 1]), (start, end))
        self._next += 1
        self._value((*table, *names))

    def _value(self, path: Path) -> None:
        """Reads the value after a sign, or an item of a list."""
        if self._is("[", "{"):
            closing = "]" if self._is("[") else "}"
            self._next += 1
            count = 0
            while not self._is(closing):
                if self._is(",", "\n"):
                    self._next += 1
                elif closing == "}":
                    self._assignment(path)
                else:
                    start = self._token.start
                    self._value((*path, count))
                    self.spans[(*path, count)] = (start, self._tokens[self._next - 1].end)
                    count += 1
            self._next += 1
        else:
            # A number or a date may have several parts.
            while self._token.kind != "end" and not self._is(",", "\n", "]", "}"):
                self._next += 1
