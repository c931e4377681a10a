"""How bad a finding is, worst first, and what the support of a request's subject makes of it."""

from __future__ import annotations

from typing import Literal

Level = Literal["breaking", "silent", "warning", "unknown", "info"]
Verdict = Literal["accepted", "degraded", "uncertain", "rejected"]

LEVELS: tuple[Level, ...] = ("breaking", "silent", "warning", "unknown", "info")

# As people read them.
WORDS: dict[Level, str] = {
    "breaking": "Breaks",
    "silent": "Silently ignored",
    "warning": "May break",
    "unknown": "Not stated",
    "info": "Fine",
}
SIGNS: dict[Level, str] = {"breaking": "✕", "silent": "○", "warning": "▲", "unknown": "?", "info": "●"}

# `unsupported` is what a document calls not supported without saying whether it is refused or ignored.
LEVEL_OF_SUPPORT: dict[str, Level] = {
    "rejected": "breaking",
    "ignored": "silent",
    "unsupported": "warning",
    "partial": "warning",
    "transformed": "warning",
    "conditional": "warning",
    "unknown": "unknown",
    "full": "info",
}

_VERDICTS: dict[Level, Verdict] = {
    "breaking": "rejected",
    "silent": "degraded",
    "warning": "uncertain",
    "unknown": "uncertain",
}


def worst(levels: list[Level]) -> Level:
    """The worst of `levels`; info if there are none."""
    return min(levels, key=LEVELS.index) if levels else "info"


def verdict_of(levels: list[Level]) -> Verdict:
    """What findings of these levels make of a request as a whole."""
    return _VERDICTS.get(worst(levels), "accepted")
