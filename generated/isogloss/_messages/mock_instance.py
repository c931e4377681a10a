# Copied by isogloss from messages/_messages/mock_instance.py. Do not edit: change that file, then run `isogloss generate`.
"""Values that satisfy a JSON Schema."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, cast

from .mock_keywords import FORMATS, TYPES, Schema, SchemaError, check_keywords, resolve

# Schemas that refer to themselves many times over are given up on after so many attempts.
_ATTEMPTS = 5_000
# What makes a value longer than this is not worth making.
_LONGEST = 10_000


def instance_of(schema: Schema) -> Any:
    """A value that satisfies `schema`, the same each time.

    Objects have the properties that are required, or all if the schema says nothing of that; arrays have one item, or
    as many as they must.

    Raises:
        SchemaError: the schema has a keyword outside of `KEYWORDS`, or no value was found.
    """
    try:
        check_keywords(schema)
        return _Maker(schema).make(schema, "", frozenset({"#"}))
    except (RecursionError, ArithmeticError) as error:
        raise SchemaError("", "the schema is too deep, or its numbers too large, for the mock") from error


class _Maker:
    def __init__(self, root: Schema) -> None:
        self._root = root
        self._attempts = 0

    def make(self, schema: Any, path: str, inside: frozenset[str]) -> Any:
        """A value for `schema`; `inside` are the references that it is a part of."""
        self._attempts += 1
        if self._attempts > _ATTEMPTS:
            raise SchemaError("", "the mock found no value in reasonable time")
        if isinstance(schema, bool):
            schema = cast("dict[str, Any]", {}) if schema else {"enum": []}
        reason = SchemaError(path, "the mock found no value that satisfies this")
        try:
            for candidate in self._candidates(schema, path, inside):
                if satisfies(candidate, schema, self._root):
                    return candidate
        except SchemaError as error:
            reason = error
        raise reason

    def _candidates(self, schema: dict[str, Any], path: str, inside: frozenset[str]) -> Iterator[Any]:
        if "const" in schema:
            yield schema["const"]
        yield from schema.get("enum", ())
        examples = schema.get("examples")
        yield from cast("list[Any]", examples) if isinstance(examples, list) else ()
        if "default" in schema:
            yield schema["default"]
        if "const" in schema or "enum" in schema:
            return
        branches = list(self._branches(schema, path, inside))
        for branch, branch_inside in branches:
            try:
                yield self.make(branch, path, branch_inside)
            except SchemaError:
                if len(branches) == 1:
                    raise
        if not branches:
            for kind in _types(schema):
                yield self._of_type(kind, schema, path, inside)

    def _branches(
        self, schema: dict[str, Any], path: str, inside: frozenset[str]
    ) -> Iterator[tuple[dict[str, Any], frozenset[str]]]:
        """The schema with one of its compositions worked into it."""
        if "$ref" in schema:
            reference: str = schema["$ref"]
            if reference in inside:
                raise SchemaError(path, "the schema contains itself without end")
            yield _merged(_without(schema, "$ref"), resolve(reference, self._root)), inside | {reference}
        elif "allOf" in schema:
            whole = _without(schema, "allOf")
            for part in schema["allOf"]:
                whole = _merged(whole, part)
            yield whole, inside
        else:
            for keyword in ("anyOf", "oneOf"):
                if keyword in schema:
                    for part in schema[keyword]:
                        yield _merged(_without(schema, keyword), part), inside
                    return

    def _of_type(self, kind: str, schema: dict[str, Any], path: str, inside: frozenset[str]) -> Any:
        if kind == "object":
            return self._object(schema, path, inside)
        if kind == "array":
            return self._array(schema, path, inside)
        if kind == "string":
            return _string(schema)
        if kind in ("integer", "number"):
            return _number(schema, whole=kind == "integer")
        return {"boolean": True}.get(kind)

    def _object(self, schema: dict[str, Any], path: str, inside: frozenset[str]) -> dict[str, Any]:
        properties: dict[str, Any] = schema.get("properties") or {}
        other = schema.get("additionalProperties", True)
        required: list[str] | None = schema.get("required")
        made: dict[str, Any] = {}
        for name in properties if required is None else required:
            try:
                made[name] = self.make(properties.get(name, other), f"{path}.properties.{name}", inside)
            except SchemaError:
                if required is not None:
                    raise
        return made

    def _array(self, schema: dict[str, Any], path: str, inside: frozenset[str]) -> list[Any]:
        first: list[Any] = schema.get("prefixItems", [])
        wanted = max(schema.get("minItems", 0), len(first) or 1)
        least = min(wanted, schema.get("maxItems", wanted), _LONGEST)
        items: list[Any] = []
        for index in range(least):
            part = first[index] if index < len(first) else schema.get("items", True)
            try:
                items.append(self.make(part, f"{path}.items[{index}]", inside))
            except SchemaError:
                if index < schema.get("minItems", 0):
                    raise
                break
        return items


def satisfies(value: Any, schema: Any, root: Any) -> bool:
    """Whether `value` is valid for `schema`, a part of `root` that has been checked by `check_keywords`."""
    if isinstance(schema, bool):
        return schema
    if "$ref" in schema and not satisfies(value, resolve(schema["$ref"], root), root):
        return False
    if "type" in schema and not any(TYPES[kind](value) for kind in _types(schema)):
        return False
    if "const" in schema and not _equal(value, schema["const"]):
        return False
    if "enum" in schema and not any(_equal(value, item) for item in schema["enum"]):
        return False
    return _satisfies_kind(value, schema, root) and _satisfies_parts(value, schema, root)


def _satisfies_parts(value: Any, schema: dict[str, Any], root: Any) -> bool:
    return (
        all(satisfies(value, part, root) for part in schema.get("allOf", ()))
        and ("anyOf" not in schema or any(satisfies(value, part, root) for part in schema["anyOf"]))
        and ("oneOf" not in schema or sum(satisfies(value, part, root) for part in schema["oneOf"]) == 1)
    )


def _satisfies_kind(value: Any, schema: dict[str, Any], root: Any) -> bool:
    if isinstance(value, str):
        return (
            schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", math.inf)
            and value == FORMATS.get(schema.get("format", ""), value)
        )  # fmt: skip
    if TYPES["number"](value):
        multiple = schema.get("multipleOf")
        return (
            schema.get("minimum", -math.inf) <= value <= schema.get("maximum", math.inf)
            and schema.get("exclusiveMinimum", -math.inf) < value < schema.get("exclusiveMaximum", math.inf)
            and (multiple is None or float(value / multiple).is_integer())
        )
    if isinstance(value, list):
        items = cast("list[Any]", value)
        first: list[Any] = schema.get("prefixItems", [])
        rest = schema.get("items", True)
        return schema.get("minItems", 0) <= len(items) <= schema.get("maxItems", math.inf) and all(
            satisfies(item, first[index] if index < len(first) else rest, root) for index, item in enumerate(items)
        )
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        properties: dict[str, Any] = schema.get("properties") or {}
        other = schema.get("additionalProperties", True)
        return all(name in fields for name in schema.get("required") or ()) and all(
            satisfies(item, properties.get(name, other), root) for name, item in fields.items()
        )
    return True


def _equal(one: Any, other: Any) -> bool:
    """JSON's equality: `1` is `1.0` but not `true`."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict | list):
        return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    return one == other


def _types(schema: dict[str, Any]) -> list[str]:
    """The types that a value may have, null last; where the schema does not say, what its keywords are about."""
    kinds: Any = schema.get("type")
    if kinds is None:
        about = {"properties": "object", "required": "object", "items": "array", "prefixItems": "array"}
        return [*dict.fromkeys(kind for keyword, kind in about.items() if keyword in schema), "string", "number"]
    names = cast("list[str]", kinds) if isinstance(kinds, list) else [str(kinds)]
    return sorted(names, key=lambda name: name == "null")


def _string(schema: dict[str, Any]) -> str:
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    length = min(schema.get("minLength", 0), _LONGEST)
    text = "mock" * max(1, math.ceil(length / 4))
    return text[: max(length, min(4, schema.get("maxLength", 4)))]


def _number(schema: dict[str, Any], *, whole: bool) -> float:
    """The number nearest to 1 that the bounds allow, as far as simple steps find it."""
    step: float = schema.get("multipleOf", 1)
    low = max(schema.get("minimum", -math.inf), schema.get("exclusiveMinimum", -math.inf))
    high = min(schema.get("maximum", math.inf), schema.get("exclusiveMaximum", math.inf))
    if not whole and "multipleOf" not in schema and high - low < 2:
        step = (high - low) / 4 or 1
        return low + step if low < high else low
    number = step * max(1, math.ceil(low / step) if low > -math.inf else 1)
    if number == schema.get("exclusiveMinimum"):
        number += step
    if number > high or number == schema.get("exclusiveMaximum"):
        number = step * math.floor(high / step)
        if number == schema.get("exclusiveMaximum"):
            number -= step
    return int(number) if float(number).is_integer() else number


def _without(schema: dict[str, Any], keyword: str) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != keyword}


def _merged(one: dict[str, Any], other: Any) -> dict[str, Any]:
    """Both schemas in one, as far as that is simple; what comes of it is checked against both."""
    if isinstance(other, bool):
        return one if other else {**one, "enum": []}
    merged: dict[str, Any] = {**one, **other}
    for keyword, value in one.items():
        if keyword not in other:
            continue
        if keyword == "properties":
            merged[keyword] = {**value, **other[keyword]}
        elif keyword == "required":
            merged[keyword] = [*(value or ()), *(other[keyword] or ())]
        elif keyword in ("minimum", "exclusiveMinimum", "minLength", "minItems"):
            merged[keyword] = max(value, other[keyword])
        elif keyword in ("maximum", "exclusiveMaximum", "maxLength", "maxItems"):
            merged[keyword] = min(value, other[keyword])
        elif keyword == "type" and value == "number":
            merged[keyword] = other[keyword]
    return merged
