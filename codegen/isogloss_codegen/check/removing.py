"""Removes a part of the body of a request, and the parts that need it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, cast

from ..document.values import as_list, as_map, copied
from ..schema.errors import dotted
from ..support.places import Place, Shape

Steps = tuple[str | int, ...]
Holder = tuple[Any, Shape | None, str | int]
Removed = list[tuple[str, str | None]]
"""The paths of the removed parts; with the name of the part that it needed, if that was removed first."""


def find(body: Any, steps: Steps) -> list[Any] | None:
    """The value at the end of some steps, as a list of one item; None if there is no such place."""
    for step in steps:
        if isinstance(body, dict) and step in body:
            body = cast("dict[str | int, Any]", body)[step]
        elif isinstance(body, list) and isinstance(step, int) and step < len(cast("list[Any]", body)):
            body = cast("list[Any]", body)[step]
        else:
            return None
    return [body]


def without(body: Any, places: Collection[Steps]) -> Any:
    """The body without the fields that some steps lead to; items of arrays stay, so that the others keep their places.

    It is a copy, unless nothing goes.
    """
    fields = [steps for steps in places if steps and isinstance(steps[-1], str)]
    if not fields:
        return body
    body = copied(body)
    for steps in fields:
        holder = find(body, steps[:-1])
        if holder is not None:
            as_map(holder[0]).pop(str(steps[-1]), None)
    return body


def remove(body: Any, place: Place | None, steps: Steps) -> Removed:
    """Takes out the place that some steps lead to. An array that loses all its items goes as well.

    Nothing is taken out, and nothing returned, if that would be something that has to be there, or is not there.
    """
    if find(body, steps) is None:
        return []
    holders = list(_holders(body, place, steps))
    while holders:
        holder, shape, step = holders.pop()
        if isinstance(holder, dict):
            entries = cast("dict[str, Any]", holder)
            if shape is not None and step in as_list(shape.schema.get("required")):
                return []
            around = steps[: len(holders)]
            return [(dotted(steps), None), *_without(entries, shape, str(step), around)]
        items = cast("list[Any]", holder)
        if len(items) > 1 or not holders:
            item = items.pop(cast(int, step))
            return [(dotted(steps), None), *_without_item(holders, item, items, steps)]
    return []


def _holders(body: Any, place: Place | None, steps: Steps) -> Iterator[Holder]:
    """The objects and arrays on the way, the outermost first: each, what kind of object it is, and the next step."""
    for step in steps:
        if isinstance(body, dict):
            entries = cast("dict[str, Any]", body)
            shape = place.shape(entries) if place is not None else None
            yield entries, shape, step
            body, place = entries[str(step)], shape.fields.get(str(step), shape.extra) if shape is not None else None
        else:
            yield body, None, step
            body, place = body[step], place.items if place is not None else None


def _without_item(holders: Sequence[Holder], gone: Any, left: list[Any], steps: Steps) -> Removed:
    """Removes from the object around a list the fields that name only removed items of it."""
    entries, shape, name = holders[-1] if holders else (None, None, "")
    found: Removed = []
    for other, schema in as_map(shape.schema.get("properties") if shape is not None else None).items():
        said = _texts(as_map(entries).get(other)) if as_map(schema).get("x-needs") == name else set[Any]()
        if said & _texts(gone) and not any(said & _texts(item) for item in left):
            around = steps[: len(holders) - 1]
            found += [(dotted((*around, other)), dotted(steps)), *_without(as_map(entries), shape, other, around)]
    return found


def _texts(value: Any) -> set[tuple[str, str]]:
    return {(name, text) for name, text in as_map(value).items() if isinstance(text, str)}


def _without(entries: dict[str, Any], shape: Shape | None, name: str, around: Steps) -> Removed:
    """Takes a field out of an object, and then those that need it; the paths of these."""
    del entries[name]
    gone: Removed = []
    for other, schema in as_map(shape.schema.get("properties") if shape is not None else None).items():
        if as_map(schema).get("x-needs") == name and other in entries:
            gone += [(dotted((*around, other)), name), *_without(entries, shape, other, around)]
    return gone
