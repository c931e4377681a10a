# Copied by isogloss from schema/maker/shapes.py. Do not edit: change that, then generate.
"""The values that the keywords of JSON Schema take."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

_TYPES = frozenset(("null", "boolean", "integer", "number", "string", "array", "object"))


def misshapen(schema: Mapping[str, Any]) -> Iterator[str]:
    """The keywords of one schema whose value JSON Schema does not allow; schemas inside it are not looked into.

    Whether a text is a regular expression is not asked.
    """
    for keyword, value in schema.items():
        is_right = _SHAPES.get(keyword)
        if is_right is not None and not is_right(value):
            yield keyword


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _is_count(value: Any) -> bool:
    return _is_number(value) and value >= 0 and value == int(value)


def _is_schema(value: Any) -> bool:
    return isinstance(value, (dict, bool))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_names(value: Any) -> bool:
    names = cast("list[object]", value) if isinstance(value, list) else [None]
    texts = [name for name in names if isinstance(name, str)]
    return len(texts) == len(names) == len(set(texts))


def _are_types(value: Any) -> bool:
    if isinstance(value, list):
        names = cast("list[Any]", value)
        return bool(names) and _are_names(names) and all(name in _TYPES for name in names)
    return isinstance(value, str) and value in _TYPES


def _are_schemas(value: Any) -> bool:
    schemas = cast("list[Any]", value) if isinstance(value, list) else []
    return bool(schemas) and all(map(_is_schema, schemas))


def _are_named_schemas(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_schema, cast("dict[str, Any]", value).values()))


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _is_number),
    "multipleOf": lambda value: _is_number(value) and value > 0,
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), _is_count),
    **dict.fromkeys(("minContains", "maxContains"), _is_count),
    **dict.fromkeys(("not", "if", "then", "else", "items", "contains", "additionalProperties"), _is_schema),
    **dict.fromkeys(("propertyNames", "unevaluatedProperties", "unevaluatedItems", "contentSchema"), _is_schema),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _are_schemas),
    **dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs"), _are_named_schemas),
    "dependentRequired": lambda value: isinstance(value, dict) and all(map(_are_names, value.values())),  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    "required": _are_names,
    "type": _are_types,
    "enum": lambda value: isinstance(value, list),
    **dict.fromkeys(
        ("format", "pattern", "contentEncoding", "contentMediaType", "$ref", "title", "description"), _is_text
    ),
    **dict.fromkeys(("uniqueItems", "deprecated", "readOnly", "writeOnly"), lambda value: isinstance(value, bool)),
    "examples": lambda value: isinstance(value, list),
}
