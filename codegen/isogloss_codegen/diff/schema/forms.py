"""Schemas in a form in which those that accept the same look the same: parts by JSON type, `allOf` seen through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from ...document.values import as_list, as_map
from . import leaves
from .keywords import ASSERTING, NAMES, OF_ALL, OF_KIND
from .leaves import Arrays, Conjunction, Numbers, Objects, Strings
from .read import Schema, distinct, strings
from .values import KINDS, Kind, key, kind_of

MOST = 512
"""The largest number of alternatives that the unions of a schema are multiplied out to."""

_APPLYING = frozenset(("allOf", "anyOf", "oneOf"))

Leaning = Literal["along", "against", "unknown"]
"""What follows for a schema if one within it narrows: it does too, it widens, or that cannot be said."""


@dataclass(frozen=True, eq=False)
class Member:
    """A member of a union: the component that it is, and the tags that a discriminator gives it."""

    component: str
    tags: frozenset[str]
    schema: Schema


@dataclass(frozen=True, eq=False)
class Other:
    """The member of an open union that stands for all `tags` in the property `name` that are not listed."""

    name: str
    tags: frozenset[str]


@dataclass(frozen=True, eq=False)
class Condition:
    """A condition that is compared as a whole. `schemas` are those within it, `text` all else that it says."""

    subject: str
    text: str
    schemas: tuple[Schema, ...]
    leaning: Leaning
    schema: Schema


@dataclass(frozen=True, eq=False)
class Part:
    """Values of one JSON type: those that all `items` and `conditions` accept, and that are in `values` unless None.

    `known` are values that an author lists where others are accepted too.
    """

    kind: Kind
    items: Conjunction
    values: dict[str, Any] | None = None
    known: dict[str, Any] | None = None
    conditions: tuple[Condition, ...] = ()
    member: Member | None = None
    other: Other | None = None

    @cached_property
    def numbers(self) -> Numbers:
        return leaves.numbers(self.items)

    @cached_property
    def strings(self) -> Strings:
        return leaves.texts(self.items)

    @cached_property
    def arrays(self) -> Arrays:
        return leaves.arrays(self.items)

    @cached_property
    def objects(self) -> Objects:
        return leaves.objects(self.items)

    @property
    def is_empty(self) -> bool:
        """Whether no value is accepted, as far as bounds tell."""
        if self.values is not None:
            return not self.values
        if self.kind == "number":
            return self.numbers.is_empty
        if self.kind == "string":
            return self.strings.sizes.is_empty
        if self.kind == "array":
            return self.arrays.sizes.is_empty
        return self.kind == "object" and self.objects.sizes.is_empty

    @cached_property
    def is_list(self) -> bool:
        """Whether it is nothing but a list of values, each of which is known to be accepted."""
        if self.values is None or self.conditions:
            return False
        return self.kind in ("array", "object") or all(self.takes(value) for value in self.values.values())

    def takes(self, value: Any) -> bool | None:
        """Whether a value of this type is accepted; None if that cannot be said."""
        if self.values is not None and key(value) not in self.values:
            return False
        found = self.numbers.takes(value) if self.kind == "number" else None
        if self.kind == "string":
            found = self.strings.takes(value)
        if self.kind in ("boolean", "null"):
            found = True
        return None if found and self.conditions else found


@dataclass(frozen=True, eq=False)
class Form:
    """What a conjunction accepts: any of the `parts`, if the `conditions` hold as well."""

    parts: dict[Kind, tuple[Part, ...]]
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class _Alternative:
    items: Conjunction = ()
    member: Member | None = None
    other: Other | None = None


@dataclass(frozen=True, eq=False)
class _Union:
    schema: Schema
    keyword: str
    members: tuple[Schema, ...]


def seen_through(schema: Schema) -> Schema:
    """What a schema that says nothing but "like that one" is like."""
    seen = {schema}
    while (target := _likened(schema)) is not None and target not in seen:
        schema = target
        seen.add(schema)
    return schema


def _likened(schema: Schema) -> Schema | None:
    """The only schema that another one asks for, if it asks for nothing else."""
    asserted = schema.words.keys() & ASSERTING
    if schema.members:
        return None
    if asserted == {"$ref"}:
        return schema.reference
    if len(asserted) == 1 and asserted <= _APPLYING and schema.words.get("x-open") is not True:
        members = schema.children(*asserted)
        return members[0] if len(members) == 1 else None
    return None


def said(schema: Schema, word: str) -> Any:
    """What a schema says by a word about itself, or what says nothing but "like that one" says; None if nothing."""
    seen: set[Schema] = set()
    following: Schema | None = schema
    while following is not None and following not in seen:
        if word in following.words:
            return following.words[word]
        seen.add(following)
        following = _likened(following)
    return None


def conjunction(schemas: Iterable[Schema]) -> Conjunction:
    """Schemas that all have to accept, without those that accept everything beside others that do not."""
    found = distinct(map(seen_through, schemas))
    saying = tuple(each for each in found if each.never or each.members or each.words.keys() & ASSERTING)
    return saying or found[:1]


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
        """Whether a conjunction is known to accept nothing."""
        form = self.of(schemas) if schemas else None
        return form is not None and not any(form.parts.values())

    def _make(self, schemas: Conjunction) -> Form:
        conditions: list[Condition] = []
        alternatives = list(self._expand(schemas, frozenset(), conditions))
        found: dict[Kind, list[Part]] = {}
        for alternative in alternatives:
            for part in _parts(alternative):
                found.setdefault(part.kind, []).append(part)
        return Form({kind: merged(parts) for kind, parts in found.items()}, tuple(conditions))

    def _expand(
        self, schemas: Conjunction, above: frozenset[Schema], conditions: list[Condition]
    ) -> Iterator[_Alternative]:
        plain, unions = _flattened(schemas)
        if plain is None:
            return
        found = [_Alternative(plain)]
        for union in unions:
            if union.schema in above:
                return
            condition = self._condition(union)
            if condition is not None:
                conditions.append(condition)
            if len(found) * len(union.members) > MOST:
                subject = "any-of" if union.keyword == "anyOf" else "one-of"
                conditions.append(Condition(subject, "", union.members, "unknown", union.schema))
                continue
            members = [
                alternative
                for schema in union.members
                for alternative in self._member(schema, union, above, conditions)
            ]
            other = _other(union)
            if other is not None:
                members.append(_Alternative(other=other))
            found = [_both(one, member) for one in found for member in members][: MOST * 2]
        yield from found

    def _member(
        self, schema: Schema, union: _Union, above: frozenset[Schema], conditions: list[Condition]
    ) -> Iterator[_Alternative]:
        member = _named(schema, union)
        for inner in self._expand((seen_through(schema),), above | {union.schema}, conditions):
            yield replace(inner, member=inner.member if inner.member and inner.member.component else member)

    def _condition(self, union: _Union) -> Condition | None:
        """That no more than one member of a `oneOf` accepts, unless they have nothing in common."""
        if union.keyword == "oneOf" and self._may_overlap(union):
            return Condition("one-of", "", union.members, "unknown", union.schema)
        return None

    def _may_overlap(self, union: _Union) -> bool:
        if len(union.members) > MOST:
            return True
        seen: list[Part] = []
        other = _other(union)
        for schema in union.members:
            plain, unions = _flattened((seen_through(schema),))
            if plain is None:
                continue
            if unions:
                form = self.of((seen_through(schema),))
                if form is None:
                    return True
                own = [part for parts in form.parts.values() for part in parts]
            else:
                own = list(_parts(_Alternative(plain)))
            if any(may_share(one, another) for one in own for another in seen):
                return True
            if other is not None and any(part.kind == "object" and not _is_tagged(part, other) for part in own):
                return True
            seen += own
        return False


def may_share(a: Part, b: Part) -> bool:
    """Whether some value may be accepted by both."""
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
    return not _told_apart(a.objects, b.objects)


def _told_apart(a: Objects, b: Objects) -> bool:
    """Whether a property that one of them requires cannot be the same in both."""
    for name in a.required | b.required:
        of_a, of_b = conjunction(a.at(name)), conjunction(b.at(name))
        if any(schema.never for schema in (*of_a, *of_b)):
            return True
        tags_a, tags_b = finite(of_a), finite(of_b)
        if tags_a is not None and tags_b is not None and not tags_a.keys() & tags_b.keys():
            return True
    return False


def _is_tagged(part: Part, other: Other) -> bool:
    """Whether an object has to have one of the tags that an open union knows, or no text for a tag."""
    objects = part.objects
    tags = finite(conjunction(objects.at(other.name)))
    if tags is None:
        return False
    return all(not isinstance(tag, str) or tag in other.tags for tag in tags.values())


def finite(schemas: Conjunction) -> dict[str, Any] | None:
    """The values that an enumeration leaves, by their keys; None if there is none that is closed."""
    plain, _ = _flattened(schemas)
    return _listed(plain or ())[0]


def _flattened(schemas: Conjunction) -> tuple[Conjunction | None, list[_Union]]:
    """All schemas of a conjunction, references and `allOf` followed, and its unions; None for what accepts nothing."""
    plain: list[Schema] = []
    unions: list[_Union] = []
    waiting = list(reversed(schemas))
    seen: set[Schema] = set()
    while waiting:
        schema = waiting.pop()
        if schema in seen:
            continue
        seen.add(schema)
        if schema.never:
            return None, []
        if schema.members:
            unions.append(_Union(schema, "anyOf", schema.members))
        plain.append(schema)
        if (target := schema.reference) is not None:
            waiting.append(target)
        waiting.extend(reversed(schema.children("allOf")))
        for keyword in ("anyOf", "oneOf"):
            if members := schema.children(keyword):
                unions.append(_Union(schema, keyword, members))
    return tuple(plain), unions


def _both(a: _Alternative, b: _Alternative) -> _Alternative:
    return _Alternative(distinct((*a.items, *b.items)), b.member or a.member, b.other or a.other)


def _named(schema: Schema, union: _Union) -> Member:
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


def _other(union: _Union) -> Other | None:
    words = union.schema.words
    discriminator = as_map(words.get("discriminator"))
    name = discriminator.get("propertyName")
    if words.get("x-open") is not True or not isinstance(name, str):
        return None
    return Other(name, frozenset(as_map(discriminator.get("mapping"))))


def _parts(alternative: _Alternative) -> Iterator[Part]:
    items = alternative.items
    kinds = frozenset(KINDS)
    for schema in items:
        if "type" in schema.words:
            names = schema.words["type"]
            known = [
                NAMES.get(name, frozenset(KINDS)) for name in strings([names] if isinstance(names, str) else names)
            ]
            kinds &= frozenset[Kind]().union(*known)
    if alternative.other is not None:
        kinds &= {"object"}
    values, known_values = _listed(items)
    for kind in KINDS:
        if kind not in kinds:
            continue
        own = tuple(schema for schema in items if _speaks_of(schema, kind))
        part = Part(
            kind, own, None, _only(known_values, kind), _conditions(own, kind), alternative.member, alternative.other
        )
        if kind == "null":
            part = replace(part, values={key(None): None})
        elif kind == "boolean":
            part = replace(part, values={key(value): value for value in (False, True)})
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
    """Whether a schema says something about values of a type; one that refers elsewhere may."""
    leads_away = "$ref" in schema.words and schema.reference is None
    return leads_away or bool(schema.words.keys() & (OF_KIND[kind] | OF_ALL))


def _only(values: dict[str, Any] | None, kind: Kind) -> dict[str, Any] | None:
    if values is None:
        return None
    return {name: value for name, value in values.items() if kind_of(value) == kind}


def _listed(items: Conjunction) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The values that are left by all closed enumerations, and those that open ones name."""
    closed: dict[str, Any] | None = None
    known: dict[str, Any] | None = None
    for schema in items:
        words = schema.words
        lists = [[words["const"]]] if "const" in words else []
        if words.get("x-open") is True:
            known = {key(value): value for value in as_list(words.get("enum"))}
        elif "enum" in words:
            lists.append(as_list(words["enum"]))
        for values in lists:
            named = {key(value): value for value in values}
            closed = named if closed is None else {name: closed[name] for name in closed if name in named}
        if isinstance(words.get("x-extensible-enum"), list):
            known = {key(value): value for value in words["x-extensible-enum"]}
    return closed, known


def _conditions(items: Conjunction, kind: Kind) -> tuple[Condition, ...]:
    """What the items ask for that is compared as a whole."""
    return tuple(found for schema in items for found in _conditions_of(schema, kind))


def _conditions_of(schema: Schema, kind: Kind) -> Iterator[Condition]:
    words = schema.words
    if "not" in words:
        yield Condition("not", "", (schema.child("not"),), "against", schema)
    if "if" in words and ("then" in words or "else" in words):
        given = [name for name in ("if", "then", "else") if name in words]
        yield Condition("if", str(given), tuple(schema.child(name) for name in given), "unknown", schema)
    if "$dynamicRef" in words:
        yield Condition("dynamic-reference", str(words["$dynamicRef"]), (), "unknown", schema)
    if "$ref" in words and schema.reference is None:
        yield Condition("reference", str(words["$ref"]), (), "unknown", schema)
    if kind == "string" and "contentSchema" in words:
        yield Condition("content-schema", "", (schema.child("contentSchema"),), "unknown", schema)
    if kind == "array":
        yield from _of_arrays(schema)
    if kind == "object":
        yield from _of_objects(schema)


def _of_arrays(schema: Schema) -> Iterator[Condition]:
    words = schema.words
    if "contains" in words:
        least, most = words.get("minContains", 1), words.get("maxContains")
        if least != 0 or most is not None:
            leaning: Leaning = "along" if most is None else "unknown"
            yield Condition("contains", f"{least} {most}", (schema.child("contains"),), leaning, schema)
    if "unevaluatedItems" in words:
        yield Condition("unevaluated-items", "", (schema.child("unevaluatedItems"),), "unknown", schema)


def _of_objects(schema: Schema) -> Iterator[Condition]:
    words = schema.words
    if "propertyNames" in words:
        yield Condition("property-names", "", (schema.child("propertyNames"),), "along", schema)
    for name in as_map(words.get("dependentSchemas")):
        yield Condition("dependent-schema", name, (schema.child("dependentSchemas", name),), "along", schema)
    if "unevaluatedProperties" in words:
        yield Condition("unevaluated-properties", "", (schema.child("unevaluatedProperties"),), "unknown", schema)


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
    """Whether all values of one part are known to be values of another."""
    if a.values is not None or b.values is not None or a.other or b.other:
        return False
    if {*b.items} <= {*a.items}:
        return True
    if a.conditions or b.conditions or a.kind not in ("number", "string"):
        return False
    if a.kind == "string":
        one, two = a.strings, b.strings
        sizes = one.sizes.least >= two.sizes.least and (
            two.sizes.most is None or (one.sizes.most is not None and one.sizes.most <= two.sizes.most)
        )
        return sizes and one.patterns >= two.patterns and one.formats >= two.formats and one.encoding >= two.encoding
    return leaves.numbers((*a.items, *b.items)) == a.numbers
