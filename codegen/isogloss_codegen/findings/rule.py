"""The row of a rule: its id, its levels, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from .levels import WORDS

Area = Literal["document", "overlay", "diff", "request", "response", "stream", "probe"]
"""The subject area of a rule; ids are unique within an area."""


@dataclass(frozen=True)
class Rule:
    """A rule as `isogloss rules` and `isogloss explain` show it.

    `id` is in the brackets of findings and never changes. `levels` are the possible levels of its findings, worst
    first. `title` is one line; in a comparison the message begins with it. `why` are sentences about the consequences,
    `advice` about what to do. `example` is a short example: a few lines of YAML, JSON or a stream.
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

    @property
    def words(self) -> str:
        """The possible levels as reports name them, worst first."""
        is_of_documents = self.area in ("document", "overlay")
        return ", ".join(level if is_of_documents else WORDS.get(level, level) for level in self.levels)


Row = tuple[str, str, str, str, str, str]
"""A rule in a table: id, levels separated by spaces, title, why, example, advice."""


def table(area: Area, rows: Iterable[Row]) -> Mapping[str, Rule]:
    """The rules of a table by id, in their order; raises ValueError if two have the same id."""
    return by_id(Rule(id, area, tuple(levels.split()), *words) for id, levels, *words in rows)


def by_id(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """The rules by id, in their order; raises ValueError if two have the same id."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise ValueError(f"two rules have the id {rule.id}")
        found[rule.id] = rule
    return MappingProxyType(found)
