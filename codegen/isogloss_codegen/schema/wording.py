"""Values as people read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

_MOST = 60


def shown(value: Any) -> str:
    """A value as JSON, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _MOST else f"{text[: _MOST - 3]}..."


def named(value: Any) -> str:
    """A value as people write it: a text as it is, anything else as JSON."""
    return value if isinstance(value, str) and value else shown(value)


def in_words(say: Callable[[T], str], a: T, b: T) -> tuple[str, str]:
    """Both sides of a difference as texts."""
    return say(a), say(b)


def listed(values: list[Any]) -> str:
    """Some values, the first of many."""
    more = f" and {len(values) - 8} more" if len(values) > 8 else ""
    return ", ".join(named(value) for value in values[:8]) + more
