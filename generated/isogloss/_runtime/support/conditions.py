# Copied by isogloss from support/conditions.py. Do not edit: change that, then generate.
"""Checks the condition of a statement (`when`) for a request: its model, its headers, and a place in its body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, cast

from ..document.values import as_list, as_map
from ..relations import is_meant, parsed

Steps = Sequence[str | int]

_DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")


def is_model(name: str, patterns: Iterable[str]) -> bool:
    """Returns whether a model is among some names, in which only `*` is special: it stands for any characters."""
    return any(fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]")) for pattern in patterns)


def replacement(name: str, named: Mapping[str, str]) -> str | None:
    """The model that answers instead of another, by the longest name that means that; None if none does."""
    fitting = [pattern for pattern in named if is_model(name, [pattern])]
    return named[max(fitting, key=len)] if fitting else None


def is_within(place: str, steps: Steps, body: Any, opened: Callable[[Any], Any] = lambda value: value) -> bool:
    """Returns whether steps through a body lead into a place: `system`, `messages[].content`, `messages[role=user]`.

    `opened` makes dictionaries and lists of objects of other kinds.
    """
    left = list(steps)
    for name, brackets in parsed(place):
        if not left or left.pop(0) != name:
            return False
        body = opened(as_map(opened(body)).get(name))
        for bracket in brackets:
            index, count = 0, 1
            if isinstance(body, list):
                items = as_list(cast("Any", body))
                count = len(items)
                step = left.pop(0) if left else None
                if not isinstance(step, int) or step >= count:
                    return False
                index, body = step, opened(items[step])
            elif "=" not in bracket:
                return False
            if not is_meant(bracket, body, index, count):
                return False
    return True


def asks_for(headers: Mapping[str, str], name: str, values: Sequence[Any]) -> bool | None:
    """Returns whether a header has one of some values; None if it has one with another date, which may do as well."""
    named = {item.strip() for item in headers.get(name.lower(), "").split(",")}
    if named & set(values):
        return True
    undated = {_DATE.sub("", value) for value in values if _DATE.search(value)}
    return None if undated & {_DATE.sub("", item) for item in named} else False
