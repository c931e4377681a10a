"""Findings in short: several that say the same are one row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...findings.words import few
from ..rank import Entry
from .view import Section
from .words import SEVERAL, place


@dataclass(frozen=True)
class Row:
    """Findings that say the same: their places, how many requests send at least one of them, and the sentences."""

    names: tuple[str, ...]
    sent: int | None
    sentences: tuple[str, ...]

    def named(self, count: int) -> str:
        """The first of the names, and how many others there are."""
        return few(self.names, count)


def rows(section: Section) -> list[Row]:
    """The findings of a level, which are ranked, in that order.

    A short sentence that several of those that are ignored begin with is left out: the level's name says as much.
    """
    said = [_sentences(_unnamed(entry)) for entry in section.entries]
    if section.level == "silent":
        counts = Counter(sentences[0] for sentences in said if sentences)
        usual = {sentence for sentence, count in counts.items() if count > 1 and len(sentence) < _SHORT}
        said = [sentences[1:] if sentences and sentences[0] in usual else sentences for sentences in said]
    found: dict[tuple[Where, tuple[str, ...]], list[Entry]] = {}
    # What several schemas have at one place is told once, where it is sent the most.
    told: dict[tuple[str, tuple[str, ...]], Where] = {}
    for entry, sentences in zip(section.entries, said, strict=True):
        where = told.setdefault((place(entry.change), sentences), _where(entry))
        found.setdefault((where, sentences), []).append(entry)
    return [_row(entries, sentences) for (_, sentences), entries in found.items()]


_SHORT = 30
Where = tuple[str, int]


def _where(entry: Entry) -> Where:
    """The key of findings that share a row: a place with several values, or the number of requests that send them."""
    change = entry.change
    if change.subject in SEVERAL:
        return change.path, 0
    return ("elsewhere", entry.sent or 0) if change.path else ("", 0)


def _row(entries: Sequence[Entry], sentences: tuple[str, ...]) -> Row:
    names = list(dict.fromkeys(filter(None, (place(entry.change) for entry in entries))))
    prefix = f"{names[0].partition(': ')[0]}: " if names else ""
    if len(names) > 1 and all(name.startswith(prefix) for name in names):
        names = [names[0], *(name.removeprefix(prefix) for name in names[1:])]
    return Row(tuple(names), max(entry.sent or 0 for entry in entries), sentences)


def _unnamed(entry: Entry) -> str:
    """The message of a finding, without the name that its place ends with already: "An alternative is missing."."""
    name = place(entry.change).partition(": ")[2]
    return entry.change.message.replace(f": {name}.", ".", 1) if name else entry.change.message


def _sentences(message: str) -> tuple[str, ...]:
    """The sentences of a text; a point within code or before a small letter ends none."""
    return tuple(part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z`0-9])", message.strip()) if part)
