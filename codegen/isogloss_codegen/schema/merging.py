"""Parts of one JSON type: which are within others, and which may have values in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from . import leaves
from .leaves import Conjunction
from .maker.kinds import Kind, key
from .parts import Other, Part
from .read import Schema, distinct

_READERS: dict[Kind, Callable[[Conjunction], Any]] = {
    "number": leaves.numbers,
    "string": leaves.texts,
    "array": leaves.arrays,
    "object": leaves.objects,
}


def merged(parts: list[Part]) -> tuple[Part, ...]:
    """The parts of one type, those that are within others left out, the values of enumerations put together."""
    if len(parts) == 1:
        return (parts[0],)
    rest: list[Part] = []
    values: dict[str, Any] = {}
    listing: list[Part] = []
    for part in parts:
        if part.is_list and part.kind not in ("array", "object"):
            values |= part.values or {}
            listing.append(part)
        else:
            rest.append(part)
    rest = [part for part in rest if part.values is None or not part.values.keys() <= values.keys()]
    kept: list[Part] = []
    for index, part in enumerate(rest):
        within = (other for place, other in enumerate(rest) if place != index)
        if not any(
            _is_within(part, other) and (not _is_within(other, part) or rest.index(other) < index) for other in within
        ):
            kept.append(part)
    known = {name: value for name, value in values.items() if any(part.takes(value) for part in kept)}
    values = {name: value for name, value in values.items() if name not in known}
    if known and len(kept) == 1:
        kept = [replace(kept[0], known={**(kept[0].known or {}), **known})]
    if values:
        items = distinct(schema for part in listing for schema in part.items)
        kept.append(Part(listing[0].kind, items, values))
    return tuple(kept)


def _is_within(a: Part, b: Part) -> bool:
    """True if all values of one part are known to be values of the other."""
    if a.other or b.other or not _asked(b) <= _asked(a):
        return False
    if a.values is not None and a.kind not in ("array", "object"):
        return all(b.takes_by_itself(value) for value in a.values.values())
    if b.values is not None:
        return False
    if {*b.items} <= {*a.items}:
        return True
    if (b.kind == "object" and b.objects.groups) or (b.kind == "array" and (b.arrays.prefix or b.arrays.rest)):
        return False
    # What both accept is what the first accepts.
    read = _READERS.get(a.kind)
    return read is not None and read((*a.items, *b.items)) == read(a.items)


def _asked(part: Part) -> set[tuple[str, Schema]]:
    return {(condition.subject, condition.schema) for condition in part.conditions}


def may_share(a: Part, b: Part) -> bool:
    """True if some value may be accepted by both parts."""
    if a.kind != b.kind:
        return False
    if a.values is not None and a.kind not in ("array", "object"):
        return any(b.takes(value) is not False for value in a.values.values())
    if b.values is not None and b.kind not in ("array", "object"):
        return may_share(b, a)
    if a.kind == "number":
        return not leaves.numbers((*a.items, *b.items)).is_empty
    if a.kind == "string":
        return not leaves.texts((*a.items, *b.items)).sizes.is_empty
    if a.kind == "array":
        return not leaves.arrays((*a.items, *b.items)).sizes.is_empty
    return not _told_apart(a, b)


def _told_apart(a: Part, b: Part) -> bool:
    """True if a property that one of two objects requires cannot be the same in both."""
    for name in a.objects.required | b.objects.required:
        of_a, of_b = a.listed(name), b.listed(name)
        is_barred = frozenset() in (of_a, of_b)
        if is_barred or (of_a is not None and of_b is not None and not of_a & of_b):
            return True
    return False


def are_tagged(members: list[list[Part]]) -> bool:
    """True if one property tells the objects of all members apart. Looks at each object once."""
    objects = [part for parts in members for part in parts if part.kind == "object"]
    return any(
        all(name in part.constants for part in objects)
        and are_distinct(
            [
                frozenset[str]().union(*(part.constants[name] for part in parts if part.kind == "object"))
                for parts in members
            ]
        )
        for name in (objects[0].constants if objects else ())
    )


def are_distinct(sets: Sequence[frozenset[str]]) -> bool:
    """True if no two sets have an element in common."""
    return sum(map(len, sets)) == len(frozenset[str]().union(*sets))


def is_tagged(part: Part, other: Other) -> bool:
    """True if an object must have one of the tags that an open union lists, or a tag that is not a string."""
    tags = part.listed(other.name)
    known = {key(tag) for tag in other.tags}
    return tags is not None and all(tag in known or not tag.startswith('"') for tag in tags)
