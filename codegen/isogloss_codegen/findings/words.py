"""Phrases that reports share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def number(count: int, word: str) -> str:
    """ "1 finding", "2 findings"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def few(names: Iterable[str], most: int) -> str:
    """The first of several distinct names, and the number of the others."""
    listed = list(dict.fromkeys(names))
    if len(listed) > most:
        return f"{', '.join(listed[:most])} and {len(listed) - most} more"
    return ", ".join(listed)


def origin(item: Mapping[str, Any]) -> str:
    """A source, the place in it, and the date it was read: "some-page, Parameters (read 2026-11-20)"."""
    where = f", {item['where']}" if item.get("where") else ""
    return f"{item.get('source', '')}{where} (read {item.get('retrieved', '')})"


def origins(evidence: Iterable[Mapping[str, Any]]) -> list[str]:
    """The distinct sources."""
    return list(dict.fromkeys(origin(item) for item in evidence))


def cited(evidence: Sequence[Mapping[str, Any]]) -> list[str]:
    """The sources in one line, in several lengths, longest first."""
    if not evidence:
        return []
    first, *others = origins(evidence)
    also = f" and {number(len(others), 'other')}" if others else ""
    source, day = (str(evidence[0].get(word, "")) for word in ("source", "retrieved"))
    return [f"{first}{also}", first, f"{source} (read {day})", source]
