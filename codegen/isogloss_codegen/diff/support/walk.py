"""Goes through what may be sent and come back in two dialects at once, and meets the subjects of support on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from ...document.source import child
from ...document.support import Support
from ...document.values import as_list, as_map, value_at
from ...wire import Tier
from ..model import Direction

Kind = Literal["operation", "parameter", "property", "union-member", "event", "header", "status"]

_UNIONS = ("oneOf", "anyOf")


@dataclass(frozen=True)
class Meeting:
    """A subject that both dialects have, on one way that leads to it.

    `a` and `b` are its pointers, `name` is what people call it: of a member of a union, its tag. `tier` is how far a
    client may count on it in an answer; `is_end`: it is the last event of a stream, `is_ignorable`: it means nothing.
    """

    kind: Kind
    direction: Direction
    operation: str
    path: str
    name: str
    a: str
    b: str
    tier: Tier = "core"
    is_end: bool = False
    is_ignorable: bool = False


@dataclass(frozen=True)
class Way:
    """What was met on the way to a subject: `is_stated` is false once nothing is known of what B makes of it."""

    is_stated: bool = True


Meet = Callable[[Meeting, Way], "Way | None"]
"""Looks at a subject; returns the way onwards, or None where nothing that lies in it matters."""


class Walker:
    """Walks through the schemas of two tables of support, the nearest subjects first."""

    def __init__(self, a: Support, b: Support, meet: Meet) -> None:
        self.a = a.document
        self.b = b.document
        self.meet = meet
        self._waiting: deque[tuple[str, str, Meeting, Way]] = deque()
        self._seen: set[tuple[str, str, Way]] = set()

    def walk(self, around: Meeting, way: Way, starts: Iterator[tuple[str, str, str]]) -> None:
        """Meets all that is in the schemas of an operation's requests or responses, which begin at `starts`.

        Each is a path and the pointers of two schemas; `around` says the rest.
        """
        self._seen.clear()
        for path, a, b in starts:
            self._waiting.append((a, b, replace(around, path=path), way))
        while self._waiting:
            a, b, place, way = self._waiting.popleft()
            if (a, b, way) not in self._seen:
                self._seen.add((a, b, way))
                self._enter(a, b, place, way)

    def _enter(self, a: str, b: str, place: Meeting, way: Way) -> None:
        """Looks into a pair of schemas; what they refer to is a subject if anything is said of it."""
        ours, theirs = as_map(value_at(self.a, a)), as_map(value_at(self.b, b))
        to_a, to_b = _target(ours), _target(theirs)
        if to_a or to_b:
            a, b = to_a or a, to_b or b
            self._meet(replace(place, a=a, b=b), a, b, way)
            return
        self._properties(a, b, ours, theirs, place, way)
        self._members(a, b, ours, theirs, place, way)
        for keyword, step in (("items", "[]"), ("additionalProperties", ".*"), ("contentSchema", "")):
            if isinstance(ours.get(keyword), dict) and isinstance(theirs.get(keyword), dict):
                at = replace(place, path=f"{place.path}{step}")
                self._waiting.append((child(a, keyword), child(b, keyword), at, way))
        for index, (one, other) in enumerate(
            zip(as_list(ours.get("allOf")), as_list(theirs.get("allOf")), strict=False)
        ):
            if isinstance(one, dict) and isinstance(other, dict):
                self._waiting.append((f"{a}/allOf/{index}", f"{b}/allOf/{index}", place, way))

    def _properties(self, a: str, b: str, ours: Any, theirs: Any, place: Meeting, way: Way) -> None:
        known = as_map(ours.get("properties"))
        required = as_list(theirs.get("required"))
        for name, schema in as_map(theirs.get("properties")).items():
            if name not in known:
                continue
            at_a, at_b = (child(child(pointer, "properties"), name) for pointer in (a, b))
            promised: Tier = "declared" if as_map(schema).get("x-tier") == "declared" else "extension"
            met = replace(
                place,
                kind="property",
                name=name,
                path=f"{place.path}.{name}" if place.path else name,
                a=at_a,
                b=at_b,
                tier="core" if name in required else promised,
                is_end=False,
                is_ignorable=False,
            )
            self._meet(met, at_a, at_b, way)

    def _members(self, a: str, b: str, ours: Any, theirs: Any, place: Meeting, way: Way) -> None:
        known = dict(_named_members(self.a, ours, a))
        for name, pointer in _named_members(self.b, theirs, b):
            if name in known:
                met = replace(place, kind="union-member", name=name, a=known[name], b=pointer)
                self._meet(met, known[name], pointer, way)

    def _meet(self, met: Meeting, a: str, b: str, way: Way) -> None:
        onwards = self.meet(met, way)
        if onwards is not None:
            self._waiting.append((a, b, met, onwards))


def members(document: dict[str, Any], pointer: str) -> Iterator[tuple[str, str]]:
    """The members of the union at a pointer: what people call each, and where it stands."""
    return _named_members(document, as_map(value_at(document, pointer)), pointer)


def _named_members(document: dict[str, Any], union: dict[str, Any], pointer: str) -> Iterator[tuple[str, str]]:
    discriminator = as_map(union.get("discriminator"))
    tags = {str(target): tag for tag, target in as_map(discriminator.get("mapping")).items()}
    for keyword in _UNIONS:
        for index, member in enumerate(as_list(union.get(keyword))):
            reference = as_map(member).get("$ref")
            if isinstance(reference, str):
                name = tags.get(reference) or _constant(document, reference, discriminator.get("propertyName"))
                name = name or reference.rpartition("/")[2]
            else:
                name = str(as_map(member).get("type", index))
            if name != "null":
                yield name, child(child(pointer, keyword), index)


def _constant(document: dict[str, Any], reference: str, tag: Any) -> str | None:
    properties = as_map(as_map(value_at(document, reference[1:])).get("properties"))
    value = as_map(properties.get(tag)).get("const") if isinstance(tag, str) else None
    return value if isinstance(value, str) else None


def _target(node: dict[str, Any]) -> str | None:
    reference = node.get("$ref")
    return reference[1:] if isinstance(reference, str) and reference.startswith("#/") else None
