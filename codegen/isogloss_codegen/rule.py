"""What a finding's rule is about: one type for the rules of documents, overlays, comparisons and traffic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Area = Literal["document", "overlay", "diff", "request", "response", "stream", "probe"]
"""What a rule is held against; ids are unique within an area."""


@dataclass(frozen=True)
class Rule:
    """A rule as `isogloss rules` lists and `isogloss explain` tells it.

    `id` is what findings show in brackets, and stays. `levels` are the levels or severities that its findings may
    have, worst first. The rest is for people: `title` says in one line what was found, `why` in whole sentences what
    follows from it for whom, and `advice` how to mend it or live with it. `example` is the shortest text that shows it:
    a few lines of YAML, JSON or a stream.
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


def by_id(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """The rules of an area by their ids, in their order; raises ValueError if two share one."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise ValueError(f"two rules are called {rule.id}")
        found[rule.id] = rule
    return MappingProxyType(found)
