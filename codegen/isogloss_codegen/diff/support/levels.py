"""The levels of differences in support for a client of A: one table for requests, one for responses."""

from __future__ import annotations

from typing import NamedTuple

from ...findings.levels import LEVEL_OF_SUPPORT, Level
from ...support.statement import Statement
from .walk import Meeting


class Verdict(NamedTuple):
    """The edit of a subject, and its level."""

    edit: str
    level: Level


# A client of A cannot rely on these: it has learnt to live without.
_USELESS = ("ignored", "unsupported", "rejected")
# Of these it knows that they work, be it within limits.
_LIMITED = ("partial", "transformed", "conditional")


def judge_request(a: Statement, b: Statement) -> Verdict | None:
    """The verdict about something that is sent; None if nothing is different, or if schemas show it.

    They do where one refuses it: then it is not in the document.
    """
    if b.status == "rejected" or _are_alike(a, b):
        return None
    if a.status == "rejected":
        return None
    if a.status in _USELESS:
        if b.status == "full" or b.status in _LIMITED:
            return Verdict("gained", "info")
        # What was let pass may be refused now.
        is_worse = a.status == "ignored" and b.status == "unsupported"
        return Verdict("unsupported", "warning") if is_worse else None
    if b.status == "full":
        return Verdict("gained", "info") if a.status in _LIMITED else None
    if b.status == "unknown":
        return None if a.status == "unknown" else Verdict("not-stated", "unknown")
    return Verdict(b.status, LEVEL_OF_SUPPORT[b.status])


def judge_response(a: Statement, b: Statement, met: Meeting) -> Verdict | None:
    """The verdict about something that comes back, which does so in B only where that supports it."""
    if "rejected" in (a.status, b.status):
        return None
    if _are_alike(a, b) or a.status in _USELESS:
        comes = a.status in _USELESS and b.status not in (*_USELESS, "unknown")
        return Verdict("gained", "info") if comes and met.kind != "union-member" else None
    if b.status in _USELESS:
        return Verdict("unsupported", _level_of_loss(met))
    if met.tier == "extension" and met.kind in ("property", "header") and not a.is_stated:
        return None
    if b.status == "unknown":
        is_promised = a.is_stated or (met.kind in ("property", "union-member", "event") and a.status == "full")
        return Verdict("not-stated", "unknown") if is_promised and a.status != "unknown" else None
    milder: Level = "info" if met.tier == "extension" and met.kind in ("property", "header") else "warning"
    if b.status in _LIMITED:
        return Verdict(b.status, milder)
    if a.is_promised and not b.is_promised:
        return Verdict("not-promised", milder)
    return Verdict("gained", "info") if a.status in _LIMITED else None


def _level_of_loss(met: Meeting) -> Level:
    if met.kind in ("property", "header"):
        return {"core": "breaking", "declared": "warning", "extension": "info"}[met.tier]  # type: ignore[return-value]
    if met.kind == "event":
        return "breaking" if met.is_end else "info" if met.is_ignorable else "warning"
    # A client that is ready for more than what comes has nothing to fear.
    return "info"


def _are_alike(a: Statement, b: Statement) -> bool:
    """True if two statements mean the same to a client, from any source."""
    return (a.status, a.note if a.status in _LIMITED else "", a.when, a.otherwise, a.is_promised) == (
        b.status,
        b.note if b.status in _LIMITED else "",
        b.when,
        b.otherwise,
        b.is_promised,
    )
