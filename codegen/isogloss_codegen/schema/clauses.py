"""The conditions of a schema that are compared as a whole, because their meaning is not taken apart."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.values import as_list, as_map
from .evaluated import evaluated
from .leaves import Conjunction
from .maker.kinds import Kind
from .parts import Condition, Leaning
from .read import Schema


def conditions(items: Conjunction, kind: Kind) -> tuple[Condition, ...]:
    """The conditions of some schemas for values of a type."""
    return tuple(found for schema in items for found in _conditions_of(schema, kind))


def _conditions_of(schema: Schema, kind: Kind) -> Iterator[Condition]:
    words = schema.words
    if "not" in words:
        yield Condition("not", "", (schema.child("not"),), ("against",), schema)
    if "if" in words:
        branches: tuple[tuple[str, Leaning], ...] = (("then", "against"), ("else", "along"))
        for name, leaning in branches:
            if name in words:
                yield Condition("if", name, (schema.child("if"), schema.child(name)), (leaning, "along"), schema)
    if "$dynamicRef" in words:
        yield Condition("dynamic-reference", str(words["$dynamicRef"]), (), (), schema)
    if "$ref" in words and schema.reference is None:
        yield Condition("reference", str(words["$ref"]), (), (), schema)
    if kind == "string" and "contentSchema" in words:
        yield Condition("content-schema", "", (schema.child("contentSchema"),), ("unknown",), schema)
    if kind == "array":
        yield from _of_arrays(schema)
    if kind == "object":
        yield from _of_objects(schema)


def _of_arrays(schema: Schema) -> Iterator[Condition]:
    words = schema.words
    if "contains" in words:
        least, most = words.get("minContains", 1), words.get("maxContains")
        item = (schema.child("contains"),)
        if least != 0:
            yield Condition("contains", "at least", item, ("along",), schema, least)
        if most is not None:
            yield Condition("contains", "at most", item, ("against",), schema, -most)
    if "unevaluatedItems" in words and evaluated(schema, "Items") is None:
        yield _of_the_rest(schema, "unevaluated-items", "unevaluatedItems")


def _of_objects(schema: Schema) -> Iterator[Condition]:
    words = schema.words
    if "propertyNames" in words:
        yield Condition("property-names", "", (schema.child("propertyNames"),), ("along",), schema)
    for name in as_map(words.get("dependentSchemas")):
        yield Condition("dependent-schema", name, (schema.child("dependentSchemas", name),), ("along",), schema)
    if "unevaluatedProperties" in words and evaluated(schema, "Properties") is None:
        yield _of_the_rest(schema, "unevaluated-properties", "unevaluatedProperties")


def _of_the_rest(schema: Schema, subject: str, keyword: str) -> Condition:
    """A condition for the items or properties that neither the schema nor those that it applies speak of.

    Alternatives, which decide about that by the value, are part of it.
    """
    found: set[str] = set()
    deciding: list[Schema] = []
    seen: set[Schema] = set()
    waiting = [schema]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        words = current.words
        found.update(f".{name}" for name in as_map(words.get("properties")))
        found.update(f"/{pattern}/" for pattern in as_map(words.get("patternProperties")))
        found.update(name for name in ("additionalProperties", "items", "contains") if name in words)
        found.update(f"[{index}]" for index in range(len(as_list(words.get("prefixItems")))))
        deciding += [current.child(name) for name in ("if", "contains") if name in words]
        for members in (*map(current.children, ("anyOf", "oneOf")), current.members):
            deciding += members if len(members) > 1 else ()
            waiting += members
        waiting += [current.child(name) for name in ("if", "then", "else") if name in words]
        waiting += [current.child("dependentSchemas", name) for name in as_map(words.get("dependentSchemas"))]
        waiting += [*current.children("allOf"), *([current.reference] if current.reference is not None else [])]
    schemas = (schema.child(keyword), *deciding)
    return Condition(subject, " ".join(sorted(found)), schemas, ("along", *("unknown" for _ in deciding)), schema)
