"""The ways to fail a schema, as schemas: the schema refuses every value of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any, cast

from .maker.kinds import KINDS
from .maker.make import values
from .maker.pattern import wider_language_of
from .maker.search import examples
from .maker.sub import Home, Sub

_DEEPEST = 4
_MOST = 24
_SIZES = (("string", "Length"), ("array", "Items"), ("object", "Properties"))
_ENDS = {
    "minimum": "exclusiveMaximum",
    "maximum": "exclusiveMinimum",
    "exclusiveMinimum": "maximum",
    "exclusiveMaximum": "minimum",
}
_FRESH = ("other", "another", "A", "x-1")
"""Names of properties that few schemas mention."""

Words = Mapping[str, Any]


def failures(schema: Any, home: Home, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Schemas of values that a schema of a document refuses, as many as are looked at; they refer to its document."""
    return islice(_failures(schema, home, depth), _MOST)


def _failures(schema: Any, home: Home, depth: int) -> Iterator[dict[str, Any]]:
    if schema is False:
        yield {}
    if not isinstance(schema, dict) or depth > _DEEPEST:
        return
    words = cast("dict[str, Any]", schema)

    def inner(keyword: Any) -> Iterator[dict[str, Any]]:
        return failures(keyword, home, depth + 1)

    if "not" in words:
        yield {"allOf": [words["not"]]}
    if "if" in words:
        yield from ({"allOf": [words["if"], way]} for way in inner(words.get("then", True)))
        pairs = product(inner(words["if"]), inner(words.get("else", True)))
        yield from ({"allOf": list(pair)} for pair in pairs)
    for each in (*([home.resolve(words["$ref"])] if "$ref" in words else []), *words.get("allOf", ())):
        yield from inner(each)
    for keyword in ("anyOf", "oneOf"):
        if members := words.get(keyword):
            yield from ({"allOf": list(ways)} for ways in product(*map(inner, members)))
    exclusive = words.get("oneOf", ())
    yield from ({"allOf": [one, two]} for index, one in enumerate(exclusive) for two in exclusive[:index])
    yield from _of_scalars(words)
    yield from _of_lists(words, inner)
    yield from _of_objects(words, home, inner)


def _of_scalars(words: Words) -> Iterator[dict[str, Any]]:
    if "type" in words:
        names = [words["type"]] if isinstance(words["type"], str) else words["type"]
        named = {"number" if name == "integer" else name for name in names}
        yield from ({"type": kind} for kind in KINDS if kind not in named)
    listed = [words["const"]] if "const" in words else words.get("enum")
    if listed is not None:
        yield {"not": {"enum": listed}}
    if "pattern" in words:
        yield {"type": "string", "not": {"pattern": words["pattern"]}}
    yield from ({"type": "number", other: words[end]} for end, other in _ENDS.items() if end in words)
    for kind, noun in _SIZES:
        if (least := words.get(f"min{noun}", 0)) > 0:
            yield {"type": kind, f"max{noun}": int(least) - 1}
        if f"max{noun}" in words:
            yield {"type": kind, f"min{noun}": int(words[f"max{noun}"]) + 1}


def _of_lists(words: Words, inner: Any) -> Iterator[dict[str, Any]]:
    prefix: list[Any] = words.get("prefixItems", [])
    for index, item in enumerate(prefix):
        yield from (_list_with(index, way) for way in inner(item))
    yield from (_list_with(len(prefix), way) for way in inner(words.get("items", True)))
    ways = inner(words.get("unevaluatedItems", True))
    yield from (_list_with(index, way) for way in ways for index in range(len(prefix), len(prefix) + 3))
    if "contains" in words:
        item, least, most = words["contains"], words.get("minContains", 1), words.get("maxContains")
        if least > 0:
            fewer = {"contains": item, "minContains": least - 1, "maxContains": least - 1}
            yield from ({"type": "array", "minItems": 1, "items": way} for way in inner(item))
            yield {"type": "array", "maxItems": least - 1}
            yield {"type": "array", **fewer}
        if most is not None:
            yield {"type": "array", "contains": item, "minContains": int(most) + 1}


def _list_with(index: int, item: Any) -> dict[str, Any]:
    return {"type": "array", "minItems": index + 1, "prefixItems": [*([True] * index), item]}


def _of_objects(words: Words, home: Home, inner: Any) -> Iterator[dict[str, Any]]:
    properties: dict[str, Any] = words.get("properties", {})
    yield from ({"type": "object", "properties": {name: False}} for name in words.get("required", ()))
    for name, schema in properties.items():
        yield from (_object_with(name, way) for way in inner(schema))
    for pattern, schema in words.get("patternProperties", {}).items():
        names = [*islice(examples(wider_language_of(pattern)), 3)]
        yield from (_object_with(name, way) for way in inner(schema) for name in names)
    for keyword in ("additionalProperties", "unevaluatedProperties"):
        ways = inner(words.get(keyword, True))
        yield from (_object_with(name, way) for way in ways for name in _FRESH if name not in properties)
    for way in inner(words.get("propertyNames", True)):
        names = values([Sub({"type": "string"}, home), Sub(way, home)])
        yield from ({"type": "object", "required": [name]} for name in islice(names, 6))
    for name, schema in words.get("dependentSchemas", {}).items():
        yield from ({"type": "object", "required": [name], "allOf": [way]} for way in inner(schema))
    for name, others in words.get("dependentRequired", {}).items():
        yield from ({"type": "object", "required": [name], "properties": {other: False}} for other in others)


def _object_with(name: str, value: Any) -> dict[str, Any]:
    return {"type": "object", "required": [name], "properties": {name: value}}
