# Copied by isogloss from relations/__init__.py. Do not edit: change that, then generate.
"""Rules between the fields of a request, in general words: which parts of a body break one, and why.

The rules of a provider name a relation, the place `at` that it is about, and a `value`, as spec/README.md has them.
`isogloss check`, the mock and the clients all ask this package; it is copied into every package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from .fields import (
    Found,
    all_or_none,
    at_most,
    named_elsewhere,
    needs_other,
    not_empty,
    not_in_this_place,
    not_together,
    number_at_least,
    text_pattern,
    value_fixed,
    values_in_order,
    values_unique,
)
from .places import is_meant, parsed, write
from .turns import calls_answered, calls_begin_with

__all__ = ("RELATIONS", "broken", "fault_in", "is_meant", "parsed", "places_in")

_FIELDS = {
    "at-most": ("count", "of"),
    "calls-begin-with": ("first", "answers", "with"),
    "needs-other": ("of",),
    "number-at-least": ("least", "with"),
    "value-fixed": ("values", "with"),
    "values-in-order": ("order", "of"),
}
_TYPES: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "count": ("a number", lambda value: isinstance(value, int)),
    "least": ("a number", lambda value: isinstance(value, int | float)),
    "with": ("a place", lambda value: isinstance(value, str)),
    "first": ("a place", lambda value: isinstance(value, str)),
    "answers": ("a place", lambda value: isinstance(value, str)),
    "of": ("a list of places", lambda value: _is_list(value) and all(isinstance(place, str) for place in value)),
    "values": ("a list", lambda value: _is_list(value)),
    "order": ("a list", lambda value: _is_list(value)),
}
_OF_A_TEXT = ("all-or-none", "calls-answered", "text-pattern", "named-elsewhere", "not-together")


def broken(relation: str, at: str, value: Any, body: Any) -> Iterator[tuple[str, str]]:
    """The paths of what breaks a relation in a body, each with the reason; nothing for what is no relation."""
    for steps, message in RELATIONS[relation](at, value, body) if relation in RELATIONS else ():
        yield write(steps), message


def places_in(relation: str, value: Any) -> list[str]:
    """The places that the value of a relation names."""
    if isinstance(value, str):
        return [] if relation == "text-pattern" else [value]
    words: Mapping[str, Any] = cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
    return [*words.get("of", ()), *(words[name] for name in ("first", "answers", "with") if name in words)]


def fault_in(relation: str, at: str, value: Any) -> str | None:
    """A message if the `value` of a relation cannot be used; else None."""
    fields = _FIELDS.get(relation, ())
    words: Mapping[str, Any] = cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
    if not set(fields) <= words.keys():
        return f"the value of {relation} must be an object with {' and '.join(fields)}"
    for name in fields:
        kind, is_right = _TYPES[name]
        if not is_right(words[name]):
            return f"{name} must be {kind}"
    text = value if isinstance(value, str) else ""
    if relation in _OF_A_TEXT and not text:
        return f"the value of {relation} must be a string"
    if relation == "not-in-this-place" and value is not None and words.get("type") not in ("string", "array", "object"):
        return "the value of not-in-this-place must be {type: string}, with string, array or object"
    if relation == "text-pattern":
        try:
            re.compile(text)
        except re.error as error:
            return f"{text} is not a pattern: {error}"
    if relation == "calls-answered" and not all(_is_in_turns(place, 3) for place in (at, text)):
        return "calls-answered needs places such as `turns[role=user].parts[type=answer].id`"
    if relation == "calls-begin-with" and not all(
        _is_in_turns(place, 2) for place in (at, words["first"], words["answers"])
    ):
        return "calls-begin-with needs places such as `turns[role=user].parts[type=answer]`"
    return None


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and value != []


def _is_in_turns(place: str, length: int) -> bool:
    try:
        steps = parsed(place)
    except ValueError:
        return False
    return len(steps) == length and all("=" in "".join(brackets) for _, brackets in steps[:2])


RELATIONS: Mapping[str, Callable[[str, Any, Any], Found]] = {
    "calls-answered": calls_answered,
    "calls-begin-with": calls_begin_with,
    "text-pattern": text_pattern,
    "not-empty": not_empty,
    "at-most": at_most,
    "all-or-none": all_or_none,
    "values-unique": values_unique,
    "named-elsewhere": named_elsewhere,
    "needs-other": needs_other,
    "not-together": not_together,
    "not-in-this-place": not_in_this_place,
    "number-at-least": number_at_least,
    "value-fixed": value_fixed,
    "values-in-order": values_in_order,
}
"""The relations by the ids of the rules that state them."""
