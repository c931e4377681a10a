"""The message of a fact: the title of its rule, and the values of A and B."""

from __future__ import annotations

from ..findings.rules import rules_of
from .found import Found
from .model import Fact

# The titles say this in other words.
_IN_TITLE = frozenset(
    (
        *("", "deprecated", "in use", "required", "optional", "promised", "not promised", "null", "not null"),
        *("described", "not described", "anything"),
    )
)

_REMARKS = {
    ("request-property-added", "narrows"): "Only a client that sends a property of this name already may be refused.",
    ("request-union-member-added", "both"): "Only a value that several members accept is refused.",
    ("response-union-member-removed", "both"): "Only a value that several members accepted is new.",
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
