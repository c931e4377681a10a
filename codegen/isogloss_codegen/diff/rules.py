"""Judgement: what a fact means for a client of A that talks to B."""

from __future__ import annotations

from ..levels import LEVEL_OF_SUPPORT, Level
from .compare import Fact


def judge(fact: Fact) -> tuple[str, Level]:
    """The rule that a fact falls under and its level."""
    if fact.edit == "support-changed":
        return f"request-property-{fact.after}", LEVEL_OF_SUPPORT[fact.after]
    return "request-lower-bound-raised", "breaking"
