"""Relations between fields: each yields the steps to what breaks it in a body, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from .places import Steps, holders, select, shown, write

Found = Iterator[tuple[Steps, str]]

_ABSENT: Any = object()
_TYPES: Mapping[str, type] = {"string": str, "array": list, "object": dict}


def text_pattern(at: str, value: Any, body: Any) -> Found:
    """A text matches a pattern."""
    for steps, text in select(body, at):
        if isinstance(text, str) and re.search(str(value), text) is None:
            yield steps, f"{shown(text)} does not match {value}"


def not_empty(at: str, value: Any, body: Any) -> Found:
    """A text or list is there and not empty."""
    for steps, holder, name in holders(body, at):
        if holder.get(name) in ("", [], None):
            yield (*steps, name), "it must not be empty"


def at_most(at: str, value: Any, body: Any) -> Found:
    """A property is set in no more than `count` places."""
    found = [steps for place in value["of"] for steps, inner in select(body, place) if inner is not None]
    if len(found) > value["count"]:
        yield found[value["count"]], f"{at} is set in {len(found)} places; at most {value['count']} are allowed"


def values_unique(at: str, value: Any, body: Any) -> Found:
    """The values at a place are different."""
    seen: dict[str, Steps] = {}
    for steps, text in select(body, at):
        if isinstance(text, str) and seen.setdefault(text, steps) != steps:
            yield steps, f"{shown(text)} is also at {write(seen[text])}; each must be different"


def named_elsewhere(at: str, value: Any, body: Any) -> Found:
    """A name is one of those at another place."""
    named = [holder.get(name, _ABSENT) for _, holder, name in holders(body, str(value))]
    if _ABSENT not in named:  # what has no name may stand for any
        for steps, text in select(body, at):
            if text not in named:
                yield steps, f"{shown(text)} is not one of {value}"


def not_together(at: str, value: Any, body: Any) -> Found:
    """A request does not have both places."""
    other = next((steps for steps, _ in select(body, str(value))), None)
    for steps, _ in select(body, at) if other is not None else ():
        yield steps, f"it excludes {value}"


def not_in_this_place(at: str, value: Any, body: Any) -> Found:
    """A part is not at this place; with a JSON `type` as value, none of this type."""
    for steps, inner in select(body, at):
        if value in (None, "") or isinstance(inner, _TYPES[value["type"]]):
            yield steps, "it is not allowed in this place"


def value_fixed(at: str, value: Any, body: Any) -> Found:
    """A value is one of `values` where a request has `with`."""
    if any(True for _ in select(body, value["with"])):
        for steps, inner in select(body, at):
            if inner not in value["values"]:
                yield steps, f"with {value['with']}, it must be {' or '.join(map(str, value['values']))}"


def values_in_order(at: str, value: Any, body: Any) -> Found:
    """In the order of the places `of`, values follow an order."""
    order, name, last = cast("list[Any]", value["order"]), at.rpartition(".")[2], 0
    for place in value["of"]:
        for steps, inner in select(body, place):
            said = cast("Mapping[str, Any]", inner).get(name, order[-1]) if isinstance(inner, Mapping) else None
            if said in order:
                if order.index(said) < last:
                    yield (*steps, name), f"{said} comes after {order[last]}; the order is {', '.join(order)}"
                last = max(last, order.index(said))


def number_at_least(at: str, value: Any, body: Any) -> Found:
    """A number is not smaller than `least` where a request has `with`."""
    if any(True for _ in select(body, value["with"])):
        for steps, number in select(body, at):
            if isinstance(number, int | float) and not isinstance(number, bool) and number < value["least"]:
                yield steps, f"with {value['with']}, it must be at least {value['least']}, not {number}"


def needs_other(at: str, value: Any, body: Any) -> Found:
    """A request that has a part also has one of the parts `of`."""
    if not any(inner is not None for place in value["of"] for _, inner in select(body, place)):
        for steps, inner in select(body, at):
            if inner is not None:
                yield steps, f"it needs {' or '.join(value['of'])}, which the request does not have"


def all_or_none(at: str, value: Any, body: Any) -> Found:
    """All parts at a place have another place in them, or none has."""
    having = {steps for steps, _ in select(body, str(value))}
    parts = [steps for steps, _ in select(body, at)]
    without = [steps for steps in parts if not any(found[: len(steps)] == steps for found in having)]
    if len(without) < len(parts):
        for steps in without:
            yield steps, f"others have {value}; all must have it, or none"
