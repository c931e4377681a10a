"""Findings in short: what is the same of several is said once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .view import Entry, Section
from .words import place


@dataclass(frozen=True)
class Row:
    """Findings that say the same: their places, how many requests send one of them at least, and what is said."""

    name: str
    sent: int | None
    sentences: tuple[str, ...]


def rows(section: Section) -> list[Row]:
    """The findings of a level, which are ranked, in that order.

    What all of them begin with is left out: the name of the level says as much.
    """
    said = [_sentences(entry.change.message) for entry in section.entries]
    shared = {sentences[0] for sentences in said if sentences}
    if section.level == "silent" and len(shared) == 1 and len(said) > 1:
        said = [sentences[1:] for sentences in said]
    found: dict[tuple[object, ...], list[Entry]] = {}
    for entry, sentences in zip(section.entries, said, strict=True):
        change = entry.change
        is_one_of_several = "-member-" in change.rule or "-enum-value-" in change.rule
        where = (change.path,) if is_one_of_several else (entry.sent or 0, bool(change.path))
        key = (change.rule, sentences, where)
        found.setdefault(key, []).append(entry)
    return [_row(entries, key[1]) for key, entries in found.items()]  # type: ignore[arg-type]


def _row(entries: Sequence[Entry], sentences: tuple[str, ...]) -> Row:
    names = [place(entry.change) for entry in entries]
    prefix = names[0].partition(": ")[0] + ": "
    if len(names) > 1 and all(name.startswith(prefix) for name in names):
        names = [names[0], *(name.removeprefix(prefix) for name in names[1:])]
    return Row(", ".join(filter(None, names)), entries[0].sent, sentences)


def _sentences(message: str) -> tuple[str, ...]:
    """The sentences of a text; a point within code or before a small letter ends none."""
    return tuple(part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z`0-9])", message.strip()) if part)
