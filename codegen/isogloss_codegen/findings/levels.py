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

# The words for the levels, in all that people read: reports, help, documentation. JSON and options have the ids.
WORDS: Mapping[str, str] = {
    "breaking": "Breaks",
    "silent": "Silently ignored",
    "warning": "May break",
    "unknown": "Not stated",
    "info": "Fine",
}
SIGNS: Mapping[str, str] = {"breaking": "✕", "silent": "○", "warning": "▲", "unknown": "?", "info": "●"}

LEVELS_HELP = """\b
Levels, worst first, and their words in reports:
  breaking  Breaks            refused, or an answer that cannot be read
  silent    Silently ignored  accepted, and without effect
  warning   May break         works within limits or under a condition, or cannot be decided
  unknown   Not stated        no source mentions it, so it may work
  info      Fine              no problem
"""

# `unsupported`: the source does not say if it is refused or ignored.
STATUS_WORDS: Mapping[str, str] = {
    "full": "works",
    "partial": "works within limits",
    "conditional": "works under a condition",
    "transformed": "has another effect",
    "ignored": "is ignored",
    "unsupported": "is not supported",
    "rejected": "is refused",
    "unknown": "is not stated",
}
"""The statuses of support as the end of a sentence."""

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

VERDICTS: Mapping[Level, Verdict] = {
    "info": "accepted",
    "silent": "degraded",
    "warning": "uncertain",
    "unknown": "uncertain",
    "breaking": "rejected",
}
"""The verdicts of `check` for programs, by the worst level of its findings."""


def worst(levels: Iterable[str]) -> Level:
    """The worst of `levels`; info if there are none."""
    found = set(levels)
    for level in LEVELS:
        if level in found:
            return level
    return "info"


def marked(level: str, rule: str) -> str:
    """The beginning of a finding's line: "May break [request-model]"."""
    return f"{WORDS[level]} [{rule}]"


def counted(counts: Mapping[Level, int]) -> str:
    """The number for each level that has one: "Breaks: 1 · Fine: 5"."""
    return " · ".join(f"{WORDS[level]}: {counts[level]}" for level in LEVELS if counts.get(level))


def at_least(level: str) -> tuple[Level, ...]:
    """The levels that are as bad as `level` or worse; none for "never"."""
    return LEVELS[: [*LEVELS, level].index(level) + 1] if level in LEVELS else ()
