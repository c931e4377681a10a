"""Types that the YAML and JSON readers share: positions of values, and errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

MAX_DEPTH = 200
"""Maximum nesting of a document. A deeper one would exhaust the stack of recursive functions."""


class Span(NamedTuple):
    """The characters `start` to `end` of a text."""

    start: int
    end: int


class Spans(NamedTuple):
    """The position of a node: of its `value`, and of its `key` (in a list, the value again)."""

    key: Span
    value: Span


@dataclass
class SourceError(Exception):
    """A text that cannot be read. `rule` is the id of its finding."""

    rule: str
    message: str
    span: Span
    help: str | None = None


class Duplicate(NamedTuple):
    """A key that occurs twice in a mapping. The last value is used."""

    pointer: str
    key: str
    span: Span


class Reading(NamedTuple):
    """The `value` of a text, its duplicate keys and, if they were asked for, the `spans` by JSON pointer."""

    value: Any
    duplicates: list[Duplicate]
    spans: dict[str, Spans]
