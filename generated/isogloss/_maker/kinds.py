# Copied by isogloss from schema/maker/kinds.py. Do not edit: change that, then generate.
"""JSON values: of what kind they are, and when two are equal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal, cast

Kind = Literal["null", "boolean", "number", "string", "array", "object"]
KINDS: tuple[Kind, ...] = ("null", "boolean", "number", "string", "array", "object")

NAMES: dict[str, frozenset[Kind]] = {**{kind: frozenset((kind,)) for kind in KINDS}, "integer": frozenset(("number",))}
"""The meaning of the words of `type`; an integer is a number that is a multiple of 1."""


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


def is_of_type(value: Any, names: str | list[str]) -> bool:
    """True if a value is of one of the types that the keyword `type` names."""
    kind = kind_of(value)
    is_whole = kind == "number" and value == value // 1
    listed = [names] if isinstance(names, str) else names
    return any(kind in NAMES.get(name, KINDS) and (name != "integer" or is_whole) for name in listed)


def key(value: Any) -> str:
    """A text that two values share if they are equal as JSON: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, str):
        return json.dumps(value)  # nearly always, and a third of the work
    return json.dumps(_canonical(value), sort_keys=True, default=str)


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
