"""Values as JSON has them, looked at without knowing what they are."""

from __future__ import annotations

from typing import Any, cast

NOTHING: Any = object()
"""What there is where there is nothing: like no other value."""


def as_map(value: Any) -> dict[str, Any]:
    """The value if it is a mapping, else an empty one: what has the wrong type is the business of one rule only."""
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The value if it is a list, else an empty one."""
    return cast(list[Any], value) if isinstance(value, list) else []


def copied(value: Any) -> Any:
    """A copy that shares nothing with the value: several times as fast as what copies values of any kind."""
    if isinstance(value, dict):
        return {key: copied(entry) for key, entry in as_map(cast(Any, value)).items()}
    if isinstance(value, list):
        return [copied(item) for item in cast("list[Any]", value)]
    return value


def value_at(value: Any, pointer: str) -> Any:
    """The value at a JSON pointer, or NOTHING where there is none."""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            items = as_list(value)
            value = items[int(name)] if name.isdecimal() and int(name) < len(items) else NOTHING
        else:
            value = as_map(value).get(name, NOTHING)
        if value is NOTHING:
            break
    return value
