# Copied by isogloss from render/runtime/conditions.py. Do not edit: change that, then generate.
"""Checks the condition of a statement for a request: its model, and a place in its body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, cast

from pydantic import BaseModel

Steps = Sequence[str | int]

# `turns[role=user]`: a step into a list, and only to items with that value.
_ITEM = re.compile(r"\[(?:([\w-]+)=([^\]]*))?\]")


def is_model(name: str, patterns: Iterable[str]) -> bool:
    """Returns whether a model is among some names, in which only `*` is special: it stands for any characters."""
    return any(fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]")) for pattern in patterns)


def is_within(place: str, steps: Steps, body: object) -> bool:
    """Returns whether steps through a body lead into a place: `system`, `messages[].content`, `messages[role=user]`."""
    wanted = place_steps(place)
    if len(steps) < len(wanted):
        return False
    for want, step in zip(wanted, steps, strict=False):
        if isinstance(want, str):
            if step != want:
                return False
            body = _field(body, want)
        else:
            items = cast("Sequence[object]", body) if isinstance(body, Sequence) else ()
            if not isinstance(step, int) or step >= len(items):
                return False
            body = items[step]
            if want and _field(body, want[0]) != want[1]:
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


def _field(value: object, name: str) -> object:
    """A field of an object as it is sent, by its name on the wire."""
    if isinstance(value, BaseModel):
        fields: Any = type(value).model_fields
        return next((getattr(value, key) for key, field in fields.items() if name in (key, field.alias)), None)
    return cast("Mapping[str, object]", value).get(name) if isinstance(value, Mapping) else None
