"""The levels of findings, worst first, and the level and verdict that follow from a status of support."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

Level = Literal["breaking", "silent", "warning", "unknown", "info"]
Severity = Literal["error", "warning"]
"""The levels of findings about documents."""
Verdict = Literal["accepted", "degraded", "uncertain", "rejected"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning")
LEVELS: tuple[Level, ...] = ("breaking", "silent", "warning", "unknown", "info")

# The names of levels in reports.
WORDS: Mapping[str, str] = {
    "breaking": "Breaks",
    "silent": "Silently ignored",
    "warning": "May break",
    "unknown": "Not stated",
    "info": "Fine",
}
SIGNS: Mapping[str, str] = {"breaking": "✕", "silent": "○", "warning": "▲", "unknown": "?", "info": "●"}

# `unsupported`: the source does not say if it is refused or ignored.
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

_VERDICTS: Mapping[str, Verdict] = {
    "breaking": "rejected",
    "silent": "degraded",
    "warning": "uncertain",
    "unknown": "uncertain",
}


def worst(levels: Iterable[str]) -> Level:
    """The worst of `levels`; info if there are none."""
    found = set(levels)
    for level in LEVELS:
        if level in found:
            return level
    return "info"


def at_least(level: str) -> tuple[Level, ...]:
    """The levels that are as bad as `level` or worse; none for "never"."""
    return LEVELS[: [*LEVELS, level].index(level) + 1] if level in LEVELS else ()


def verdict_of(levels: Iterable[str]) -> Verdict:
    """The verdict on a request whose findings have these levels."""
    return _VERDICTS.get(worst(levels), "accepted")
