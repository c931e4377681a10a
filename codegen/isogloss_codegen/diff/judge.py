"""The level of a difference for a client of A that talks to B, by a small table."""

from __future__ import annotations

from ..findings.levels import Level
from ..wire import Tier
from .model import Direction, Effect, Fact

UNDECIDED: Level = "warning"
"""The level of a finding that may break, while nothing shows whether it does."""

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

WHERE_OPEN: dict[tuple[Direction, str, str], Level] = {
    # B accepts the value as any other value, but it may have no effect.
    **{("request", subject, "removed"): "unknown" for subject in ("enum-value", "union-member")},
    ("request", "enum-value", "added"): "info",
    # A accepts any value there, without a described effect; B accepts only some.
    ("request", "union-member", "added"): "warning",
    ("request", "property", "added"): "info",
    # Only a value with a property that a member does not describe is refused.
    **{(direction, "one-of", "changed"): "info" for direction in ("request", "response")},
    **{("response", subject, "removed"): "info" for subject in ("enum-value", "union-member")},
    # A client has to be ready for unknown values.
    **{("response", subject, "added"): "warning" for subject in ("enum-value", "union-member", "event")},
}
"""The level of an open list or object: a value, member or property that is added to it, or removed from it."""

WHERE_LOST: dict[Tier, Level] = {"core": "breaking", "declared": "warning", "extension": "info"}
"""The level of a part of a response that B does not send, by how far a client may rely on it."""

EXCEPTIONS: dict[tuple[Direction, str, str, Effect], Level] = {
    # A describes other values for all properties that it does not name.
    **{("request", "property", "added", effect): "warning" for effect in ("narrows", "both")},
    # Only values that several members accept are refused.
    ("request", "union-member", "added", "both"): "info",
    ("response", "union-member", "removed", "both"): "info",
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
    """The level of a fact by its effect; a breaking one that is not known to have it is UNDECIDED in the end."""
    if fact.is_open and (fact.direction, fact.subject, fact.edit) in WHERE_OPEN:
        return WHERE_OPEN[fact.direction, fact.subject, fact.edit]
    exception = EXCEPTIONS.get((fact.direction, fact.subject, fact.edit, fact.effect))
    if exception is not None:
        return exception
    if fact.direction == "response" and fact.subject in _PARTS and fact.edit == "removed":
        return WHERE_LOST[fact.tier]
    return BY_EFFECT[fact.direction, fact.effect]
