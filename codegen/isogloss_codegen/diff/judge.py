"""Judgement: how bad a difference is for a client of A that talks to B, by a small table."""

from __future__ import annotations

from typing import NamedTuple

from ..levels import Level
from ..wire import Tier
from .model import Direction, Effect, Fact


class Judgement(NamedTuple):
    """A level, and the reason for it in words."""

    level: Level
    reason: str


UNPROVEN: Level = "warning"
"""The level of a finding that would be breaking if a value that shows it could be given; not for structural ones."""

BY_EFFECT: dict[tuple[Direction, Effect], Judgement] = {
    ("request", "narrows"): Judgement("breaking", "the client may send what is refused"),
    ("request", "both"): Judgement("breaking", "the client may send what is refused"),
    ("request", "undecided"): Judgement("warning", "whether all that the client may send is taken cannot be said"),
    ("request", "widens"): Judgement("info", "all that the client may send is taken"),
    ("request", "none"): Judgement("info", "all that the client may send is taken"),
    ("response", "widens"): Judgement("breaking", "what comes may be nothing that the client can take"),
    ("response", "both"): Judgement("breaking", "what comes may be nothing that the client can take"),
    ("response", "undecided"): Judgement("warning", "whether the client can take all that may come cannot be said"),
    ("response", "narrows"): Judgement("info", "the client can take all that may come"),
    ("response", "none"): Judgement("info", "the client can take all that may come"),
}
"""What follows from what becomes of the accepted values."""

WHERE_OPEN: dict[tuple[Direction, str], Judgement] = {
    ("request", "removed"): Judgement("unknown", "it is legal as any other value is, and no longer among those listed"),
    ("request", "added"): Judgement("info", "it was legal before, as any other value is"),
    ("response", "removed"): Judgement("info", "what does not come cannot surprise"),
    ("response", "added"): Judgement("warning", "a client has to be ready for more than what is listed"),
}
"""What follows if a value or member is added to a list that may grow anyway, or removed from it."""

WHERE_LOST: dict[Tier, Judgement] = {
    "core": Judgement("breaking", "no client can do without it"),
    "declared": Judgement("warning", "clients may count on it"),
    "extension": Judgement("info", "no client may count on it"),
}
"""What follows if a part of an answer does not come any more."""

EXCEPTIONS: dict[tuple[Direction, str, str, Effect], Judgement] = {
    ("request", "property", "added", "narrows"): Judgement(
        "warning", "anything could be sent there, though nobody said what for; now it has to be of a kind"
    ),
    ("request", "union-member", "added", "narrows"): Judgement(
        "warning", "what was legal in any shape has one to keep now"
    ),
    **{
        ("request", subject, "removed", effect): Judgement(
            "warning", "it is taken like any field that nobody describes; nothing says that it has an effect"
        )
        for subject in ("property", "required-property")
        for effect in ("widens", "none")
    },
    ("request", "default", "changed", "none"): Judgement("warning", "what the client leaves out means something else"),
    ("response", "promise", "removed", "none"): WHERE_LOST["declared"],
}
"""Differences that mean more or less to a client than their effect on the accepted values says."""

_PARTS = ("property", "header")


def judge(fact: Fact) -> Judgement:
    """How bad a fact is; where that is breaking and the fact not structural, it needs a witness or is UNPROVEN."""
    exception = EXCEPTIONS.get((fact.direction, fact.subject, fact.edit, fact.effect))
    if exception is not None:
        return exception
    if fact.direction == "response" and fact.subject in _PARTS and fact.edit == "removed":
        return WHERE_LOST[fact.tier]
    if fact.is_open and (fact.direction, fact.edit) in WHERE_OPEN:
        return WHERE_OPEN[fact.direction, fact.edit]
    return BY_EFFECT[fact.direction, fact.effect]
