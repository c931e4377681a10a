# Copied by isogloss from support/conditions.py. Do not edit: change that, then generate.
"""Checks the condition of a statement (`when`) for a request: its model, its headers, and a place in its body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from ..document.values import as_list, as_map

Steps = Sequence[str | int]

_DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")
# `turns[role=user]`: a step into a list, and only to items with that value.
_ITEM = re.compile(r"\[(?:([\w-]+)=([^\]]*))?\]")


def is_model(name: str, patterns: Iterable[str]) -> bool:
    """Returns whether a model is among some names, in which only `*` is special: it stands for any characters."""
    return any(fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]")) for pattern in patterns)


def is_within(place: str, steps: Steps, body: Any, opened: Callable[[Any], Any] = lambda value: value) -> bool:
    """Returns whether steps through a body lead into a place: `system`, `messages[].content`, `messages[role=user]`.

    `opened` makes dictionaries and lists of objects of other kinds.
    """
    wanted = place_steps(place)
    if len(steps) < len(wanted):
        return False
    for want, step in zip(wanted, steps, strict=False):
        body = opened(body)
        if isinstance(want, str):
            if step != want:
                return False
            body = as_map(body).get(want)
        else:
            items = as_list(body)
            if not isinstance(step, int) or step >= len(items):
                return False
            body = items[step]
            if want and as_map(opened(body)).get(want[0]) != want[1]:
                return False
    return True


@cache
def place_steps(place: str) -> tuple[str | tuple[str, ...], ...]:
    """The steps of a place: a property by its name, an item of a list by the property and value that it has to have."""
    steps: list[str | tuple[str, ...]] = []
    for part in re.split(r"\.(?![^\[]*\])", place):
        name, bracket, items = part.partition("[")
        steps.append(name)
        steps += [(item[1], item[2]) if item[1] else () for item in _ITEM.finditer(bracket + items)]
    return tuple(steps)


def asks_for(headers: Mapping[str, str], name: str, values: Sequence[Any]) -> bool | None:
    """Returns whether a header has one of some values; None if it has one with another date, which may do as well."""
    named = {item.strip() for item in headers.get(name.lower(), "").split(",")}
    if named & set(values):
        return True
    undated = {_DATE.sub("", value) for value in values if _DATE.search(value)}
    return None if undated & {_DATE.sub("", item) for item in named} else False
