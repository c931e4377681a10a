"""What the readers of YAML and JSON have in common: where a value stands, and how a text fails to be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

MAX_DEPTH = 200
"""How deep a document may nest: deeper ones would exhaust the stack of whatever walks them."""


class Span(NamedTuple):
    """The characters `start` to `end` of a text."""

    start: int
    end: int


class Spans(NamedTuple):
    """Where a node stands: its `value`, and the `key` it is found under (the value again in a list)."""

    key: Span
    value: Span


@dataclass
class SourceError(Exception):
    """A text that is not what it should be; `rule` is the id it is reported under."""

    rule: str
    message: str
    span: Span
    help: str | None = None


class Duplicate(NamedTuple):
    """A key that a mapping has a second time: the last one counts."""

    pointer: str
    key: str
    span: Span


class Reading(NamedTuple):
    """A text's `value`, the keys that stand in it twice and, if they were asked for, the `spans` by JSON pointer."""

    value: Any
    duplicates: list[Duplicate]
    spans: dict[str, Spans]
