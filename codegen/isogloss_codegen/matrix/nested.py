"""Finds the places of subjects that `x-matrix` does not list: the listed row above, and the path from there."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..document.values import as_map, value_at
from ..support.subjects import Subject, find_subjects
from .rows import Entry, Plan, description, tags_of


class Place(NamedTuple):
    """The place of a subject: the index of its group, the index of the listed row above it, and its own entry.

    `around` is the subject that it was reached from, None for a listed row.
    """

    group: int
    row: int
    entry: Entry
    around: str | None = None
    is_component: bool = False


def places(document: dict[str, Any], listed: Sequence[Plan]) -> dict[str, Place]:
    """Every subject of a document that can be reached from a listed row, by pointer.

    Each is found below the row from which it is the fewest steps away, the earlier row where several are.
    """
    subjects = find_subjects(document)
    found: dict[str, Place] = {}
    waiting: deque[Place] = deque()
    for group, plan in enumerate(listed):
        for row, entry in enumerate(plan.entries):
            if entry.value is None and entry.pointer not in found:
                place = found[entry.pointer] = Place(group, row, entry)
                waiting.append(place)
    while waiting:
        group, row, entry, *_ = waiting.popleft()
        for pointer in subjects[entry.pointer].holds if entry.pointer in subjects else ():
            if pointer not in found:
                below = _named(document, subjects[pointer], entry)
                is_component = subjects[pointer].kind == "component"
                place = found[pointer] = Place(group, row, below, entry.pointer, is_component)
                waiting.append(place)
    return found


def _named(document: Mapping[str, Any], subject: Subject, around: Entry) -> Entry:
    """A subject by the path to it, which goes on from the path to what it is in."""
    outer = as_map(value_at(document, around.pointer))
    prefix = f"{around.name.removesuffix(': array')}[]" if "items" in outer else around.name
    if around.pointer.startswith("/paths/"):
        prefix = f"{prefix.rpartition(' ')[2]}:"
    holder, _, last = subject.pointer.rpartition("/")
    schema = as_map(value_at(document, subject.pointer))
    if subject.kind == "property":
        name = f"{prefix}{' ' if prefix.endswith(':') else '.'}{last}"
    elif subject.kind == "member":
        tag = tags_of(as_map(value_at(document, holder.rpartition("/")[0]))).get(str(schema.get("$ref")))
        name = f"{prefix.removesuffix(':')}: {tag or schema.get('type', last)}"
    elif subject.kind == "component":
        name = prefix
    else:
        name = f"{prefix} {last}"
    return Entry(subject.pointer, name, description(document, schema))
