"""Finds the positions of values in a YAML text by reading only the blocks that contain them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from . import yaml_source
from .source import SourceError, Span, Spans
from .values import as_list, as_map, child, value_at

SMALL = 4000
"""The number of characters up to which a block is read as a whole."""

_FIRST = re.compile(r"(?:[ \t]*(?:#.*)?\n)+( *)(?=[^\s#])")
_KEY = re.compile(r"""('[^'\n]*'|"[^"\\\n]*"|[^\s'"\[\]{}&*!|>%@`,?#:-][^\s:#]*) *:(?=\s)""")
_DASH = re.compile(r"(-)(?=\s)")


class _Block(NamedTuple):
    """The lines from `start` to `end` of one key with its value, or of one list item.

    `key` is the position of the key, or of the item's dash. `first` is the match of the first block in it. If `first`
    is None, the block is read as a whole, and `name` is its key there.
    """

    start: int
    end: int
    key: Span
    name: str
    first: re.Match[str] | None


class Places:
    """The positions of values in a YAML text with the usual layout: one key per line, its value indented.

    `value` is the value of the text; lines count as its keys only if they all match. Raises ValueError if the text has
    another layout.
    """

    def __init__(self, text: str, value: Any) -> None:
        # A line break before each line makes lines easy to find; positions in the original text are one less.
        self._text = f"\n{text}"
        self._value = value
        first = _FIRST.match(self._text)
        if first is None:
            raise ValueError("the text does not begin with a key on a line of its own")
        self._blocks = {"": _Block(0, len(self._text), Span(0, 0), "", first)}
        self._entered: set[str] = set()
        self._spans: dict[str, dict[str, Spans]] = {}

    def find(self, pointer: str) -> Spans | None:
        """The position of the value at a JSON pointer; None if there is none."""
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
        """Records the blocks in a block."""
        text, block, value = self._text, self._blocks[pointer], value_at(self._value, pointer)
        assert block.first is not None
        is_list = isinstance(value, list)
        lines = re.compile(f"\n{block.first[1]}(?=[^ \t\n#])").finditer(text, block.first.start(), block.end)
        # The items of a list may have the same indentation as its key.
        starts = [line for line in lines if is_list or not _DASH.match(text, line.end())]
        items = [*enumerate(as_list(value)), *as_map(value).items()]
        if len(starts) != len(items):
            raise ValueError(f"the lines of {pointer} are not those of its keys")
        ends = [*(line.start() + 1 for line in starts[1:]), block.end]
        for line, (name, item), end in zip(starts, items, ends, strict=True):
            key = (_DASH if is_list else _KEY).match(text, line.end())
            if key is None or not (is_list or key[1].strip("'\"") == name):
                raise ValueError(f"{name} was not found in {pointer}")
            at, start = child(pointer, name), line.start() + 1
            is_large = end - start > SMALL and not is_list and isinstance(item, (dict, list))
            first = _FIRST.match(text, key.end()) if is_large else None
            self._blocks[at] = _Block(start, end, Span(*key.span(1)), "0" if is_list else at.rpartition("/")[2], first)
        self._entered.add(pointer)

    def _read(self, pointer: str) -> dict[str, Spans]:
        """The positions of all values in a block, relative to its beginning."""
        if pointer not in self._spans:
            start, end, *_ = self._blocks[pointer]
            try:
                self._spans[pointer] = yaml_source.read(self._text[start:end], track=True, is_part=True).spans
            except SourceError as error:
                raise ValueError(f"{pointer} cannot be read by itself") from error
        return self._spans[pointer]


def _moved(spans: Spans, by: int) -> Spans:
    return Spans(*(Span(span.start + by, span.end + by) for span in spans))
