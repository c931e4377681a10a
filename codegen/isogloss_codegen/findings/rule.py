"""The row of a rule: its id and levels, and what people have to know about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Area = Literal["document", "overlay", "diff", "request", "response", "stream", "probe"]
"""The subject area of a rule; ids are unique within an area."""


@dataclass(frozen=True)
class Rule:
    """A rule as `isogloss rules` lists it and `isogloss explain` tells it.

    `id` is what findings show in brackets; it never changes. `levels` are the levels that its findings may have, worst
    first. `title` says in one line what was found; in a comparison, the message begins with it. `why` says in whole
    sentences what follows for whom, `advice` what to do. `example` is the shortest text that shows it: a few lines of
    YAML, JSON or a stream.
    """

    id: str
    area: Area
    levels: tuple[str, ...]
    title: str
    why: str
    example: str
    advice: str

    @property
    def sentence(self) -> str:
        """The title as a sentence."""
        return f"{self.title.rstrip('.')}."


Row = tuple[str, str, str, str, str, str]
"""A rule as a table has it: id, levels with spaces between them, title, why, example, advice."""


def table(area: Area, rows: Iterable[Row]) -> Mapping[str, Rule]:
    """The rules of a table by their ids, in their order; raises ValueError if two have the same id."""
    return by_id(Rule(id, area, tuple(levels.split()), *words) for id, levels, *words in rows)


def by_id(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """The rules by their ids, in their order; raises ValueError if two have the same id."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise ValueError(f"two rules have the id {rule.id}")
        found[rule.id] = rule
    return MappingProxyType(found)
