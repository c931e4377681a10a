"""The level of a difference for a client of A that talks to B, by a small table."""

from __future__ import annotations

from ..findings.levels import Level
from ..wire import Tier
from .model import Direction, Effect, Fact

UNPROVEN: Level = "warning"
"""The level of a finding that would be breaking if there was a witness for it; not of structural ones."""

BY_EFFECT: dict[tuple[Direction, Effect], Level] = {
    ("request", "narrows"): "breaking",
    ("request", "both"): "breaking",
    ("request", "undecided"): "warning",
    ("request", "widens"): "info",
    ("request", "none"): "info",
    ("response", "widens"): "breaking",
    ("response", "both"): "breaking",
    ("response", "undecided"): "warning",
    ("response", "narrows"): "info",
    ("response", "none"): "info",
}
"""The level that follows from the effect on the accepted values."""

WHERE_OPEN: dict[tuple[Direction, str], Level] = {
    # B accepts the value as any other value, but it may have no effect.
    ("request", "removed"): "unknown",
    ("request", "added"): "info",
    ("response", "removed"): "info",
    # A client has to be ready for unknown values.
    ("response", "added"): "warning",
}
"""The level of a value or member that is added to an open list, or removed from it."""

WHERE_LOST: dict[Tier, Level] = {"core": "breaking", "declared": "warning", "extension": "info"}
"""The level of a part of a response that B does not send, by how far a client may rely on it."""

EXCEPTIONS: dict[tuple[Direction, str, str, Effect], Level] = {
    # A accepts any value there, without a described effect; B accepts only some.
    ("request", "property", "added", "narrows"): "warning",
    ("request", "union-member", "added", "narrows"): "warning",
    # B accepts it as any property that it does not describe; nothing says that it has an effect.
    **{
        ("request", subject, "removed", effect): "warning"
        for subject in ("property", "required-property")
        for effect in ("widens", "none")
    },
    # A request that leaves the property out has another meaning.
    ("request", "default", "changed", "none"): "warning",
    ("response", "promise", "removed", "none"): WHERE_LOST["declared"],
}
"""Differences whose level does not follow from the effect on the accepted values."""

_PARTS = ("property", "header")


def judge(fact: Fact) -> Level:
    """The level of a fact; a breaking fact that is not structural needs a witness, or else is UNPROVEN."""
    exception = EXCEPTIONS.get((fact.direction, fact.subject, fact.edit, fact.effect))
    if exception is not None:
        return exception
    if fact.direction == "response" and fact.subject in _PARTS and fact.edit == "removed":
        return WHERE_LOST[fact.tier]
    if fact.is_open and (fact.direction, fact.edit) in WHERE_OPEN:
        return WHERE_OPEN[fact.direction, fact.edit]
    return BY_EFFECT[fact.direction, fact.effect]
