"""Walks through the requests and responses of two dialects at once, and meets the subjects of support on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from ...document.values import as_list, as_map, child, value_at
from ...support.table import Support
from ...wire import Tier
from ..model import Direction

Kind = Literal["operation", "parameter", "property", "union-member", "event", "header", "status"]

_UNIONS = ("oneOf", "anyOf")
_INNER = (("items", "[]"), ("additionalProperties", ".*"), ("contentSchema", ""))
# A schema with none of these has nothing in it that could be met.
_INSIDE = frozenset(("$ref", "properties", "allOf", *_UNIONS, *(keyword for keyword, _ in _INNER)))


class Meeting(NamedTuple):
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


class Way(NamedTuple):
    """The state on the way to a subject: `is_stated` is false below something that B does not state."""

    is_stated: bool = True


Meet = Callable[[Meeting, Way], "Way | None"]
"""Looks at a subject; returns the way onwards, or None where nothing that lies in it matters."""


class Start(NamedTuple):
    """The start of a walk: the place around it, and the pointers of the two schemas."""

    place: Meeting
    way: Way
    a: str
    b: str


_Schema = tuple[dict[str, Any], str]
"""A schema, and the pointer that it stands at."""


class Walker:
    """Walks through the schemas of two tables of support, the nearest subjects first."""

    def __init__(self, a: Support, b: Support, meet: Meet) -> None:
        self.a = a.document
        self.b = b.document
        self.meet = meet
        self._waiting: deque[tuple[_Schema, _Schema, Meeting, Way]] = deque()
        self._seen: set[tuple[str, str, Way]] = set()

    def walk(self, starts: Iterable[Start]) -> None:
        """Meets all that is in the schemas of the requests or responses of one operation."""
        self._seen.clear()
        for start in starts:
            ours, theirs = _at(self.a, start.a), _at(self.b, start.b)
            self._waiting.append((ours, theirs, start.place, start.way))
        while self._waiting:
            ours, theirs, place, way = self._waiting.popleft()
            name = (ours[1], theirs[1], way)
            if name not in self._seen:
                self._seen.add(name)
                self._enter(ours, theirs, place, way)

    def _enter(self, ours: _Schema, theirs: _Schema, place: Meeting, way: Way) -> None:
        """Looks into a pair of schemas. A referenced schema is a subject if there is a statement about it."""
        (a, at_a), (b, at_b) = ours, theirs
        to_a, to_b = _target(a), _target(b)
        if to_a or to_b:
            ours, theirs = (_at(self.a, to_a) if to_a else ours), (_at(self.b, to_b) if to_b else theirs)
            if (ours[1], theirs[1], way) not in self._seen:
                self._meet(place._replace(a=ours[1], b=theirs[1]), ours, theirs, way)
            return
        self._properties(ours, theirs, place, way)
        for keyword in _UNIONS:
            if keyword in b:
                self._members(ours, theirs, place, way)
                break
        for keyword, step in _INNER:
            if isinstance(a.get(keyword), dict) and isinstance(b.get(keyword), dict):
                place_in = place._replace(path=f"{place.path}{step}") if step else place
                inner_a, inner_b = as_map(a[keyword]), as_map(b[keyword])
                self._wait((inner_a, f"{at_a}/{keyword}"), (inner_b, f"{at_b}/{keyword}"), place_in, way)
        parts = zip(as_list(a.get("allOf")), as_list(b.get("allOf")), strict=False)
        for index, (one, other) in enumerate(parts):
            self._wait((as_map(one), f"{at_a}/allOf/{index}"), (as_map(other), f"{at_b}/allOf/{index}"), place, way)

    def _properties(self, ours: _Schema, theirs: _Schema, place: Meeting, way: Way) -> None:
        known = as_map(ours[0].get("properties"))
        required = as_list(theirs[0].get("required"))
        for name, schema in as_map(theirs[0].get("properties")).items():
            if name not in known:
                continue
            a, b = (child(f"{pointer}/properties", name) for _, pointer in (ours, theirs))
            promised: Tier = "declared" if as_map(schema).get("x-tier") == "declared" else "extension"
            path = f"{place.path}.{name}" if place.path else name
            tier: Tier = "core" if name in required else promised
            met = Meeting("property", place.direction, place.operation, path, name, a, b, tier)
            self._meet(met, (as_map(known[name]), a), (as_map(schema), b), way)

    def _members(self, ours: _Schema, theirs: _Schema, place: Meeting, way: Way) -> None:
        known, members = dict(_named_members(self.a, *ours)), dict(_named_members(self.b, *theirs))
        for name, pointer in members.items():
            if name in known:
                met = place._replace(a=known[name], b=pointer)
                if len(members) > 1:
                    # With null beside it only, it is no alternative but the value itself.
                    met = met._replace(kind="union-member", name=name, tier="core")
                self._meet(met, _at(self.a, known[name]), _at(self.b, pointer), way)

    def _meet(self, met: Meeting, ours: _Schema, theirs: _Schema, way: Way) -> None:
        onwards = self.meet(met, way)
        if onwards is not None:
            self._wait(ours, theirs, met, onwards)

    def _wait(self, ours: _Schema, theirs: _Schema, place: Meeting, way: Way) -> None:
        if not _INSIDE.isdisjoint(ours[0]) and not _INSIDE.isdisjoint(theirs[0]):
            self._waiting.append((ours, theirs, place, way))


def members(document: dict[str, Any], pointer: str) -> Iterator[tuple[str, str]]:
    """The members of the union at a pointer: the name and the pointer of each."""
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


def _at(document: dict[str, Any], pointer: str) -> _Schema:
    return as_map(value_at(document, pointer)), pointer


def _target(node: dict[str, Any]) -> str | None:
    reference = node.get("$ref")
    return reference[1:] if isinstance(reference, str) and reference.startswith("#/") else None
