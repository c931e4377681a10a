"""The keywords of JSON Schema that constrain values, and those that hold schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from .kinds import Kind

OF_KIND: dict[Kind, frozenset[str]] = {
    "null": frozenset(),
    "boolean": frozenset(),
    "number": frozenset(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format", "type"),
    ),
    "string": frozenset(
        ("minLength", "maxLength", "pattern", "format", "contentMediaType", "contentEncoding", "contentSchema"),
    ),
    "array": frozenset(
        ("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems"),
    ),
    "object": frozenset(
        (
            *("properties", "patternProperties", "additionalProperties", "propertyNames", "required"),
            *("minProperties", "maxProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties"),
        ),
    ),
}
"""The keywords that are about values of one kind."""

OF_ALL = frozenset(("enum", "const", "not", "if", "$dynamicRef", "x-extensible-enum"))
"""Keywords that constrain values of any type by themselves."""

ASSERTING = frozenset(("$ref", "allOf", "anyOf", "oneOf", "type", *OF_ALL)).union(*OF_KIND.values())
"""All keywords that decide about values; the others are for people, or for programs that send."""

HOLDING_ONE = (
    *("not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames", "contentSchema"),
    *("unevaluatedProperties", "unevaluatedItems"),
)
"""Keywords whose value is a schema."""

HOLDING_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
"""Keywords whose value is a list of schemas."""

HOLDING_MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs")
"""Keywords whose value is a mapping of names to schemas."""


def with_inner(words: dict[str, Any], change: Callable[[Any, str], Any]) -> dict[str, Any]:
    """A copy of a schema with each schema inside it changed; its other keywords are shared with the copy.

    `change` is given a schema and the JSON pointer that leads to it from the one around it.
    """
    result = dict(words)
    for keyword, value in words.items():
        if keyword in HOLDING_ONE:
            result[keyword] = change(value, f"/{keyword}")
        elif keyword in HOLDING_LISTS and isinstance(value, list):
            items = enumerate(cast("list[Any]", value))
            result[keyword] = [change(each, f"/{keyword}/{index}") for index, each in items]
        elif keyword in HOLDING_MAPS and isinstance(value, dict):
            named = cast("dict[str, Any]", value).items()
            result[keyword] = {name: change(each, f"/{keyword}/{_escaped(name)}") for name, each in named}
    return result


def inner_schemas(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A schema and all schemas inside it, in no particular order."""
    waiting: list[Any] = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            words = cast("dict[str, Any]", node)
            yield words
            for keyword, value in words.items():
                if keyword in HOLDING_ONE:
                    waiting.append(value)
                elif keyword in HOLDING_LISTS and isinstance(value, list):
                    waiting += cast("list[Any]", value)
                elif keyword in HOLDING_MAPS and isinstance(value, dict):
                    waiting += cast("dict[str, Any]", value).values()


def _escaped(name: object) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")
