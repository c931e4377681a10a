"""A fact on its way to the report, and its message: the title of its rule, and the values of A and B."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..findings.levels import Level
from ..findings.rules import rules_of
from .model import Fact


@dataclass
class Found:
    """A fact, its level (None where it follows from the fact), and its sources.

    `said_at` is the place in B's overlay that says it, if it is no statement about a subject.

    Facts of the same cause are added to it, instead of being found once more.
    """

    fact: Fact
    level: Level | None = None
    evidence: tuple[Mapping[str, Any], ...] = ()
    said_at: str = ""

    def add_evidence(self, evidence: Iterable[Any] | None) -> None:
        """Adds sources, as an overlay lists them, that are not among its own yet."""
        self.evidence += tuple(item for item in evidence or () if item not in self.evidence)


# The titles say this in other words.
_IN_TITLE = frozenset(
    (
        *("", "deprecated", "in use", "required", "optional", "promised", "not promised", "null", "not null"),
        *("described", "not described", "anything"),
    )
)

_REMARKS = {
    ("request-property-added", "narrows"): "Clients that send only described properties are not affected.",
    ("request-union-member-added", "both"): "Values that only one member accepts are still accepted.",
    ("response-union-member-removed", "both"): "Values that only one member accepted stay as they were.",
}
"""Sentences about findings of an effect."""


def message_of(entry: Found, *, is_update: bool = False) -> str:
    """The message of a fact; a fact that an overlay states has its own. `is_update`: A and B are versions."""
    fact = entry.fact
    if entry.level is not None and fact.detail:
        return fact.detail
    remark = _REMARKS.get((fact.rule, fact.effect), "") if entry.level is None else ""
    return " ".join(filter(None, (_sentence(fact, is_update), fact.detail, remark)))


def _sentence(fact: Fact, is_update: bool) -> str:
    rule = rules_of("diff").get(fact.rule)
    title = rule.title if rule is not None else f"{fact.subject.replace('-', ' ')} {fact.edit}".capitalize()
    if _IN_TITLE.issuperset((fact.before, fact.after)):
        return f"{title}."
    a, b = ("(old)", "(new)") if is_update else ("in A", "in B")
    change = f"{fact.before} {a}, {fact.after} {b}" if fact.before and fact.after else fact.before or fact.after
    return f"{title}: {change}."
