"""Phrases for messages about documents."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The help line with the nearest known name; None if none is near."""
    near = get_close_matches(name, list(known), 1, 0.6)
    return f'did you mean "{near[0]}"?' if near else None


def article(kind: str) -> str:
    """The name of a kind with its article: "an Info Object"."""
    return f"{'an' if kind[0] in 'AEIOU' or kind.startswith('XML') else 'a'} {kind}"


def listed(names: Iterable[str], joint: str = "and") -> str:
    """Quoted names for a sentence: "a", "b" and "c"."""
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}" if quoted else "nothing"
