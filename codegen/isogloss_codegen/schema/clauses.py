"""What a schema asks for that is compared as a whole, because what it means is not taken apart."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.values import as_list, as_map
from .leaves import Conjunction
from .maker.kinds import Kind
from .parts import Condition, Leaning
from .read import Schema


def conditions(items: Conjunction, kind: Kind) -> tuple[Condition, ...]:
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
            count = f"at least {least}" if most is None else f"{least} to {most}"
            yield Condition("contains", count, (schema.child("contains"),), leaning, schema)
    if "unevaluatedItems" in words:
        yield _of_the_rest(schema, "unevaluated-items", "unevaluatedItems")


def _of_objects(schema: Schema) -> Iterator[Condition]:
    words = schema.words
    if "propertyNames" in words:
        yield Condition("property-names", "", (schema.child("propertyNames"),), "along", schema)
    for name in as_map(words.get("dependentSchemas")):
        yield Condition("dependent-schema", name, (schema.child("dependentSchemas", name),), "along", schema)
    if "unevaluatedProperties" in words:
        yield _of_the_rest(schema, "unevaluated-properties", "unevaluatedProperties")


def _of_the_rest(schema: Schema, subject: str, keyword: str) -> Condition:
    """A condition for the items or properties that the schema does not speak of, itself or through what it applies.

    Those of which that depends on the value, as with alternatives, are part of it.
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
    return Condition(subject, " ".join(sorted(found)), (schema.child(keyword), *deciding), "unknown", schema)
