"""Values with long lists in parts, so that telling what is wrong with them takes no more memory than one part needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

MAX_ITEMS = 200_000
"""The number of items of a list that are validated at a time; more would need too much memory."""

Steps = tuple[str | int, ...]


class Window(NamedTuple):
    """A value in which the list that `steps` lead to has only some of its items, from the one at `first` on."""

    value: Any
    steps: Steps
    first: int


def windows(value: Any) -> Iterator[Window]:
    """A value in parts: first all of it but with the beginnings of its long lists only, then the rest of each of these.

    Without a long list, that is the value itself.
    """
    found = list(_long_lists(value))
    begun = value
    for steps, items in found:
        begun = _with(begun, steps, items[:MAX_ITEMS])
    yield Window(begun, (), 0)
    for steps, items in found:
        for first in range(MAX_ITEMS, len(items), MAX_ITEMS):
            yield Window(_with(begun, steps, items[first : first + MAX_ITEMS]), steps, first)


def _long_lists(value: Any) -> Iterator[tuple[Steps, list[Any]]]:
    waiting: list[tuple[Steps, Any]] = [((), value)]
    while waiting:
        steps, inner = waiting.pop()
        if isinstance(inner, dict):
            waiting += (((*steps, name), item) for name, item in cast("dict[str, Any]", inner).items())
        elif isinstance(inner, list):
            items = cast("list[Any]", inner)
            if len(items) > MAX_ITEMS:
                yield steps, items
            else:
                waiting += (
                    ((*steps, index), item) for index, item in enumerate(items) if isinstance(item, dict | list)
                )


def _with(value: Any, steps: Steps, items: list[Any]) -> Any:
    """A copy of a value with another list at the end of the steps; what is beside them is not copied."""
    if not steps:
        return items
    copy = value.copy()
    copy[steps[0]] = _with(value[steps[0]], steps[1:], items)
    return copy
