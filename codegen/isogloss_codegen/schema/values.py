"""JSON values: of what kind they are, when two are equal, and how people read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Literal, TypeVar, cast

T = TypeVar("T")
Kind = Literal["null", "boolean", "number", "string", "array", "object"]
KINDS: tuple[Kind, ...] = ("null", "boolean", "number", "string", "array", "object")

_MOST = 60


def kind_of(value: Any) -> Kind:
    """The JSON type of a value; an integer is a number."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "string"
    return "object" if isinstance(value, Mapping) else "array"


def key(value: Any) -> str:
    """A text that two values share if they are equal as JSON: 1 and 1.0 are, 1 and true are not."""
    return json.dumps(_canonical(value), sort_keys=True, default=str)


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


def exact(value: float) -> Fraction:
    """The number that an author wrote: 0.1 is a tenth."""
    return Fraction(str(value))


def plain(number: Fraction) -> int | float:
    """A number as JSON has it."""
    return number.numerator if number.denominator == 1 else float(number)


def _canonical(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_canonical(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {str(name): _canonical(item) for name, item in cast("dict[str, Any]", value).items()}
    return value
