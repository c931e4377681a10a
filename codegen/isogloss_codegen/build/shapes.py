"""The shapes of values that are sent as text: their JSON types, which the text does not tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ..ir import Schema, Shape, ref_name

_DEPTH = 5
"""The largest number of objects and lists around each other whose shapes are told."""

_SCALARS = ("integer", "number", "boolean", "string")


def shape_of(
    schema: Schema | bool, schemas: Mapping[str, Schema], depth: int = 0, seen: frozenset[str] = frozenset()
) -> Shape:
    """The shape of a schema; text where it says nothing or is nested too deeply.

    `schemas` are the components that it refers to, `seen` those that led here without an object or list between.
    """
    if isinstance(schema, bool) or depth > _DEPTH:
        return "string"
    if "$ref" in schema:
        name = ref_name(schema)
        return "string" if name in seen else shape_of(schemas.get(name, {}), schemas, depth, seen | {name})
    if schema.get("x-file"):
        return "file"
    variants = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
    if variants and "properties" not in schema:
        return _either([shape_of(variant, schemas, depth, seen) for variant in variants])
    parts = [shape_of(part, schemas, depth, seen) for part in schema.get("allOf", ())]
    own = _own(schema, schemas, depth)
    objects = [cast("dict[str, Shape]", part) for part in (*parts, own) if isinstance(part, dict)]
    if objects:
        return {name: inner for part in objects for name, inner in part.items()}
    return next((part for part in (own, *parts) if part != "string"), "string")


def kind_of(shape: Shape) -> str:
    """The JSON type of a shape that is a scalar or a list of scalars; "" for any other."""
    if isinstance(shape, list):
        return "array" if isinstance(shape[0], str) and shape[0] in _SCALARS else ""
    return ("string" if shape == "null" else shape) if isinstance(shape, str) else ""


def _own(schema: Schema, schemas: Mapping[str, Schema], depth: int) -> Shape:
    kinds: Any = schema.get("type")
    if not kinds:
        kinds = "object" if "properties" in schema else "array" if "items" in schema else _of_values(schema)
    listed = cast("list[str]", kinds if isinstance(kinds, list) else [kinds])
    return _either([_typed(kind, schema, schemas, depth) for kind in listed])


def _typed(kind: str, schema: Schema, schemas: Mapping[str, Schema], depth: int) -> Shape:
    if kind == "array":
        return [shape_of(schema.get("items", {}), schemas, depth + 1)]
    if kind == "object":
        rest: Any = schema.get("additionalProperties", True)
        properties = cast("Mapping[str, Schema]", schema.get("properties", {}))
        found = {name: shape_of(value, schemas, depth + 1) for name, value in properties.items()}
        if isinstance(rest, dict) or (rest and not properties):
            found["*"] = shape_of(cast("Schema", rest) if isinstance(rest, dict) else {}, schemas, depth + 1)
        return found
    return kind if kind in _SCALARS else "string" if kind != "null" else "null"


def _of_values(schema: Schema) -> str:
    """The type of constants, for a schema that names none."""
    values = [schema["const"]] if "const" in schema else schema.get("enum", ())
    if values and all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return "integer"
    return "boolean" if values and all(isinstance(value, bool) for value in values) else "string"


def _either(shapes: list[Shape]) -> Shape:
    """One shape of alternatives: text that may be a number is read as one first."""
    flat: list[Shape] = []
    for shape in shapes:
        flat += cast("tuple[Shape, ...]", shape) if isinstance(shape, tuple) else (shape,)
    distinct = [part for index, part in enumerate(flat) if part != "null" and part not in flat[:index]]
    ranked: list[Shape] = sorted(distinct, key=_rank)
    if not ranked:
        return "null" if flat else "string"
    return ranked[0] if len(ranked) == 1 else tuple(ranked)


def _rank(shape: Shape) -> int:
    return _SCALARS.index(shape) if shape in _SCALARS else -1
