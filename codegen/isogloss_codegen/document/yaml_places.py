"""Finds where values of a YAML text stand by reading only the blocks that they are in."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from . import yaml_source
from .source import SourceError, Span, Spans
from .values import as_list, as_map, child, value_at

SMALL = 4000
"""How many characters a block may have that is read as a whole."""

_FIRST = re.compile(r"(?:[ \t]*(?:#.*)?\n)+( *)(?=[^\s#])")
_KEY = re.compile(r"""('[^'\n]*'|"[^"\\\n]*"|[^\s'"\[\]{}&*!|>%@`,?#:-][^\s:#]*) *:(?=\s)""")
_DASH = re.compile(r"(-)(?=\s)")


class _Block(NamedTuple):
    """The lines from `start` to `end` in which a key stands with its value, or an item of a list.

    `key` is the key, or the dash of the item. `first` leads to the first block in it; None: it is read as a whole, in
    which it is called `name`.
    """

    start: int
    end: int
    key: Span
    name: str
    first: re.Match[str] | None


class Places:
    """Where the values of a text stand that is written as most are: keys below each other, what is in them indented.

    `value` is what the text stands for: lines are only believed to be its keys if they all are. Raises ValueError once
    the text turns out to be written in another way.
    """

    def __init__(self, text: str, value: Any) -> None:
        # A line break before each line makes them easy to find; places are one less in the text as it is.
        self._text = f"\n{text}"
        self._value = value
        first = _FIRST.match(self._text)
        if first is None:
            raise ValueError("no line begins with a key")
        self._blocks = {"": _Block(0, len(self._text), Span(0, 0), "", first)}
        self._entered: set[str] = set()
        self._spans: dict[str, dict[str, Spans]] = {}

    def find(self, pointer: str) -> Spans | None:
        """Where the value at a JSON pointer stands, None if there is none."""
        at = ""
        for token in pointer.split("/")[1:]:
            if self._blocks[at].first is None:
                break
            if at not in self._entered:
                self._enter(at)
            at = f"{at}/{token}"
            if at not in self._blocks:
                return None
        block = self._blocks[at]
        if block.first is None:
            found = self._read(at).get(f"/{block.name}{pointer[len(at) :]}")
            return found and _moved(found, block.start - 1)
        value = Span(block.first.end(), block.first.end() + 1)
        return _moved(Spans(block.key if at else value, value), -1)

    def _enter(self, pointer: str) -> None:
        """Notes which blocks are in a block."""
        text, block, value = self._text, self._blocks[pointer], value_at(self._value, pointer)
        assert block.first is not None
        is_list = isinstance(value, list)
        lines = re.compile(f"\n{block.first[1]}(?=[^ \t\n#])").finditer(text, block.first.start(), block.end)
        # The items of a list may stand right below its key, where other keys follow.
        starts = [line for line in lines if is_list or not _DASH.match(text, line.end())]
        items = [*enumerate(as_list(value)), *as_map(value).items()]
        if len(starts) != len(items):
            raise ValueError(f"other lines stand in {pointer} than those of its keys")
        ends = [*(line.start() + 1 for line in starts[1:]), block.end]
        for line, (name, item), end in zip(starts, items, ends, strict=True):
            key = (_DASH if is_list else _KEY).match(text, line.end())
            if key is None or not (is_list or key[1].strip("'\"") == name):
                raise ValueError(f"{name} is not found in {pointer}")
            at, start = child(pointer, name), line.start() + 1
            is_large = end - start > SMALL and not is_list and isinstance(item, (dict, list))
            first = _FIRST.match(text, key.end()) if is_large else None
            self._blocks[at] = _Block(start, end, Span(*key.span(1)), "0" if is_list else at.rpartition("/")[2], first)
        self._entered.add(pointer)

    def _read(self, pointer: str) -> dict[str, Spans]:
        """Where all values stand that are in a block, counted from where that begins."""
        if pointer not in self._spans:
            start, end, *_ = self._blocks[pointer]
            try:
                self._spans[pointer] = yaml_source.read(self._text[start:end], track=True, is_part=True).spans
            except SourceError as error:
                raise ValueError(f"{pointer} cannot be read by itself") from error
        return self._spans[pointer]


def _moved(spans: Spans, by: int) -> Spans:
    return Spans(*(Span(span.start + by, span.end + by) for span in spans))
