"""Schemas in their simplest terms: references and `allOf` followed, what says only "like that one" seen through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..document.values import as_list, as_map
from .leaves import Conjunction
from .maker.keywords import ASSERTING
from .maker.kinds import key
from .read import Schema, distinct
from .references import pointer_of

_APPLYING = frozenset(("allOf", "anyOf", "oneOf"))
_LIKENING = _APPLYING | {"$ref"}


@dataclass(frozen=True, eq=False)
class Union:
    """The `members` of one of a schema's unions."""

    schema: Schema
    keyword: str
    members: tuple[Schema, ...]


def seen_through(schema: Schema) -> Schema:
    """The schema that a chain of bare references ends in; the schema itself if it says anything."""
    seen = {schema}
    while (target := _likened(schema)) is not None and target not in seen:
        schema = target
        seen.add(schema)
    return schema


def _likened(schema: Schema) -> Schema | None:
    """The only schema that another one asks for, if it asks for nothing else."""
    if schema.members or _LIKENING.isdisjoint(schema.words):
        return None
    asserted = schema.words.keys() & ASSERTING
    if asserted == {"$ref"}:
        return schema.reference
    if len(asserted) == 1 and asserted <= _APPLYING and schema.words.get("x-open") is not True:
        members = schema.children(*asserted)
        return members[0] if len(members) == 1 else None
    return None


def said(schema: Schema, word: str) -> Any:
    """The value of a keyword of a schema, or of the schema that a bare reference leads to; None if there is none."""
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
    saying = tuple(each for each in found if each.never or each.members or not ASSERTING.isdisjoint(each.words))
    return saying or found[:1]


def flattened(schemas: Conjunction) -> tuple[Conjunction | None, list[Union]]:
    """All schemas of a conjunction, references and `allOf` followed, and its unions; None for what accepts nothing."""
    plain: list[Schema] = []
    unions: list[Union] = []
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
            unions.append(Union(schema, "anyOf", schema.members))
        plain.append(schema)
        if (target := schema.reference) is not None:
            waiting.append(target)
        waiting.extend(reversed(schema.children("allOf")))
        for keyword in ("anyOf", "oneOf"):
            members = schema.children(keyword)
            if len(members) == 1 and schema.words.get("x-open") is not True:
                waiting.extend(members)
            elif members:
                unions.append(Union(schema, keyword, members))
    return tuple(plain), unions


_BESIDE = ("not", "if", "then", "else")


def gaps(schemas: Conjunction) -> list[Schema]:
    """The schemas with a `$ref` into the document that has no target, among all that judge the same value."""
    found: list[Schema] = []
    seen: set[Schema] = set()
    waiting = list(reversed(schemas))
    while waiting:
        schema = waiting.pop()
        if schema in seen:
            continue
        seen.add(schema)
        if (target := schema.reference) is not None:
            waiting.append(target)
        elif pointer_of(schema.words.get("$ref")) is not None:
            found.append(schema)
        beside = [schema.child(keyword) for keyword in _BESIDE if keyword in schema.words]
        beside += [schema.child("dependentSchemas", name) for name in as_map(schema.words.get("dependentSchemas"))]
        lists = [each for keyword in ("allOf", "anyOf", "oneOf") for each in schema.children(keyword)]
        waiting += reversed((*schema.members, *lists, *beside))
    return found


def finite(schemas: Conjunction) -> dict[str, Any] | None:
    """The values that an enumeration leaves, by their keys; None if there is none that is closed."""
    plain, _ = flattened(schemas)
    return listed(plain or ())[0]


def listed(items: Conjunction) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
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
