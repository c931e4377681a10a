"""Schemas in a form in which those that accept the same look the same: parts by JSON type, `allOf` seen through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..document.values import as_map
from .clauses import conditions
from .flat import Union, flattened, listed, seen_through
from .leaves import Conjunction
from .maker.keywords import ASSERTING, OF_ALL, OF_KIND
from .maker.kinds import KINDS, NAMES, Kind, key, kind_of
from .merging import are_tagged, is_tagged, may_share, merged
from .parts import Condition, Form, Member, Other, Part
from .read import Schema, distinct, strings

MOST = 512
"""The largest number of alternatives that one union is taken apart into."""

MOST_MULTIPLIED = 64
"""The largest number of alternatives that several unions are multiplied out to: each is compared with each."""

_ALL_KINDS = frozenset(KINDS)
_SPEAKING = {kind: keywords | OF_ALL for kind, keywords in OF_KIND.items()}
_VALUES: dict[Kind, tuple[Any, ...]] = {"null": (None,), "boolean": (False, True)}
"""The values of the types that have only these."""


@dataclass(frozen=True)
class _Alternative:
    items: Conjunction = ()
    member: Member | None = None
    other: Other | None = None
    conditions: tuple[Condition, ...] = ()


class Forms:
    """The forms of schemas, each made once."""

    def __init__(self) -> None:
        self._made: dict[frozenset[Schema], Form | None] = {}

    def of(self, schemas: Conjunction) -> Form | None:
        """The form of a conjunction; None while it is being made, because it is part of itself."""
        name = frozenset(schemas)
        if name not in self._made:
            self._made[name] = None
            self._made[name] = self._make(schemas)
        return self._made[name]

    def is_never(self, schemas: Conjunction) -> bool:
        """True if a conjunction is known to accept nothing."""
        form = self.of(schemas) if schemas else None
        return form is not None and not any(form.parts.values())

    def _make(self, schemas: Conjunction) -> Form:
        found: dict[Kind, list[Part]] = {}
        for alternative in self._expand(schemas, frozenset()):
            for part in _parts(alternative):
                found.setdefault(part.kind, []).append(part)
        return Form({kind: merged(parts) for kind, parts in found.items()})

    def _expand(self, schemas: Conjunction, above: frozenset[Schema]) -> Iterator[_Alternative]:
        plain, unions = flattened(schemas)
        if plain is None:
            return
        found = [_Alternative(plain)]
        for union in unions:
            if union.schema in above:
                return
            asked = self._conditions(union)
            members = [each for schema in union.members for each in self._member(schema, union, above)]
            other = _other(union)
            if other is not None:
                members.append(_Alternative(other=other))
            if len(found) * len(members) > (MOST_MULTIPLIED if len(found) > 1 else MOST):
                # Too many to tell apart: taken for anything, and compared as a whole.
                subject = "any-of" if union.keyword == "anyOf" else "one-of"
                asked = (_whole(subject, union),)
                members = [_Alternative()]
            found = [_both(one, member, asked) for one in found for member in members]
        yield from found

    def _member(self, schema: Schema, union: Union, above: frozenset[Schema]) -> Iterator[_Alternative]:
        member = _named(schema, union)
        for inner in self._expand((seen_through(schema),), above | {union.schema}):
            yield replace(inner, member=inner.member if inner.member and inner.member.component else member)

    def _conditions(self, union: Union) -> tuple[Condition, ...]:
        """That no more than one member of a `oneOf` accepts, unless they have nothing in common."""
        if union.keyword == "oneOf" and self._may_overlap(union):
            return (_whole("one-of", union),)
        return ()

    def _may_overlap(self, union: Union) -> bool:
        if len(union.members) > MOST:
            return True
        members: list[list[Part]] = []
        for schema in union.members:
            parts = self._parts_of(seen_through(schema))
            if parts is None:
                return True
            members.append(parts)
        other = _other(union)
        if other is not None and not all(
            is_tagged(part, other) for parts in members for part in parts if part.kind == "object"
        ):
            return True
        if are_tagged(members):
            members = [[part for part in parts if part.kind != "object"] for parts in members]
        seen: list[Part] = []
        for parts in members:
            if any(may_share(one, another) for one in parts for another in seen):
                return True
            seen += parts
        return False

    def _parts_of(self, schema: Schema) -> list[Part] | None:
        """The parts of a member; None if they cannot be told, because it is part of itself."""
        plain, unions = flattened((schema,))
        if plain is None:
            return []
        if not unions:
            return list(_parts(_Alternative(plain)))
        form = self.of((schema,))
        return None if form is None else [part for parts in form.parts.values() for part in parts]


def _whole(subject: str, union: Union) -> Condition:
    return Condition(subject, "", union.members, tuple("unknown" for _ in union.members), union.schema)


def _both(a: _Alternative, b: _Alternative, asked: tuple[Condition, ...]) -> _Alternative:
    conditions = (*a.conditions, *b.conditions, *asked)
    return _Alternative(distinct((*a.items, *b.items)), b.member or a.member, b.other or a.other, conditions)


def _named(schema: Schema, union: Union) -> Member:
    """The first component that a member is, and its tags."""
    component = schema
    while not component.component and component.words.keys() & ASSERTING == {"$ref"}:
        target = component.reference
        if target is None or target is schema:
            break
        component = target
    mapping = as_map(as_map(union.schema.words.get("discriminator")).get("mapping"))
    names = (component.component, f"#{component.pointer}")
    tags = frozenset(tag for tag, target in mapping.items() if component.component and target in names)
    return Member(component.component, tags, component)


def _other(union: Union) -> Other | None:
    words = union.schema.words
    discriminator = as_map(words.get("discriminator"))
    name = discriminator.get("propertyName")
    if words.get("x-open") is not True or not isinstance(name, str):
        return None
    return Other(name, frozenset(as_map(discriminator.get("mapping"))))


def _parts(alternative: _Alternative) -> Iterator[Part]:
    items = alternative.items
    kinds = _ALL_KINDS
    for schema in items:
        if "type" in schema.words:
            names = schema.words["type"]
            known = [NAMES.get(name, _ALL_KINDS) for name in strings([names] if isinstance(names, str) else names)]
            kinds &= frozenset[Kind]().union(*known)
    if alternative.other is not None:
        kinds &= {"object"}
    values, known_values = listed(items)
    for kind in KINDS:
        if kind not in kinds:
            continue
        own = tuple(schema for schema in items if _speaks_of(schema, kind))
        asked = (*conditions(own, kind), *alternative.conditions)
        all_values = {key(value): value for value in _VALUES[kind]} if kind in _VALUES else None
        part = Part(kind, own, all_values, _only(known_values, kind), asked, alternative.member, alternative.other)
        if values is not None:
            part = replace(
                part,
                values={
                    name: value for name, value in (_only(values, kind) or {}).items() if part.takes(value) is not False
                },
            )
        if not part.is_empty:
            yield part


def _speaks_of(schema: Schema, kind: Kind) -> bool:
    """True if a schema says something about values of a type, or refers to another document that may."""
    leads_away = "$ref" in schema.words and schema.reference is None
    return leads_away or not _SPEAKING[kind].isdisjoint(schema.words)


def _only(values: dict[str, Any] | None, kind: Kind) -> dict[str, Any] | None:
    if values is None:
        return None
    return {name: value for name, value in values.items() if kind_of(value) == kind}
