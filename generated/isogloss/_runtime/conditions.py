# Copied by isogloss from conditions.py. Do not edit: change that, then generate.
"""Checks the condition of a statement (`when`) for a request: its model, and a place in its body.

`isogloss check`, the mock server and the clients all ask this module; it is copied into every package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Any

from .relations import select


def is_model(name: str, patterns: Iterable[str]) -> bool:
    """Returns whether a model is among some names, in which only `*` is special: it stands for any characters."""
    return any(fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]")) for pattern in patterns)


def is_within(place: str, steps: Sequence[str | int], body: Any) -> bool:
    """Returns whether steps through a body lead into a place: `system`, `messages[].content`, `messages[role=user]`."""
    return any(tuple(steps[: len(found)]) == found for found, _ in select(body, place))
