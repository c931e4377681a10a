"""Where a JSON Schema holds other schemas: everything else in it is a word, a name or a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from .ir import ref_name

MAPS = ("properties", "patternProperties", "$defs", "dependentSchemas")
"""The keywords whose values are schemas by name."""

_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_SINGLE = (
    *("items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else"),
    *("unevaluatedItems", "unevaluatedProperties", "contentSchema"),
)


def mapped(schema: Mapping[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    """A copy of `schema` with what `change` makes of each schema directly inside it; other values are shared."""
    return {keyword: _changed(keyword, value, change) for keyword, value in schema.items()}


def _changed(keyword: str, value: Any, change: Callable[[Any], Any]) -> Any:
    if keyword in MAPS and isinstance(value, Mapping):
        return {name: change(inner) for name, inner in cast("Mapping[str, Any]", value).items()}
    if keyword in _LISTS and isinstance(value, list):
        return [change(inner) for inner in cast("list[Any]", value)]
    return change(value) if keyword in _SINGLE else value


def inner_schemas(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """`schema` and all schemas inside it, in no particular order."""
    waiting: list[Any] = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            yield cast("Mapping[str, Any]", node)
            mapped(cast("Mapping[str, Any]", node), waiting.append)


def references(schema: Mapping[str, Any]) -> Iterator[str]:
    """The names of the components that `schema` and the schemas inside it refer to."""
    return (ref_name(inner) for inner in inner_schemas(schema) if isinstance(inner.get("$ref"), str))
