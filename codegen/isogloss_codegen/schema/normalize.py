"""Schemas of OpenAPI 3.0, 3.1 and 3.2 in the keywords of JSON Schema 2020-12: the only place that translates them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from .keywords import with_inner
from .openness import folded

Node = dict[str, Any]

_SCHEMAS = "#/components/schemas/"
_BOUNDS = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


def is_openapi_30(document: Mapping[str, Any]) -> bool:
    """Whether a document is of OpenAPI 3.0, where `$ref` hides the keywords beside it."""
    return str(document.get("openapi", "")).startswith("3.0")


def translated(schema: Node, *, is_30: bool = False) -> Node:
    """The keywords of one schema in JSON Schema 2020-12; the schemas inside it are not looked into.

    `exclusiveMinimum: true` becomes a number of its own, openness that is spelled out becomes `x-open` again, and
    beside a `$ref` of OpenAPI 3.0 nothing counts. `nullable` stays, because readers differ in what they make of it.
    """
    if is_30 and "$ref" in schema:
        return {"$ref": schema["$ref"]}
    for bound, exclusive in _BOUNDS:
        flag = schema.get(exclusive)
        if isinstance(flag, bool):
            schema = {keyword: value for keyword, value in schema.items() if keyword != exclusive}
            if flag and bound in schema:
                schema[exclusive] = schema.pop(bound)
    return folded(schema)


def with_null(schema: Node) -> Node:
    """A schema with what `nullable` means said by `type`, or else by an alternative."""
    if "nullable" not in schema:
        return schema
    rest = {keyword: value for keyword, value in schema.items() if keyword != "nullable"}
    if schema["nullable"] is not True:
        return rest
    if not isinstance(rest.get("type"), str):
        return {"anyOf": [rest, {"type": "null"}]}
    rest["type"] = [rest["type"], "null"] if rest["type"] != "null" else "null"
    if isinstance(rest.get("enum"), list) and None not in rest["enum"]:
        rest["enum"] = [*rest["enum"], None]
    return rest


def normalized(schema: Any, *, is_30: bool = False) -> Any:
    """A copy of a whole schema in JSON Schema 2020-12; schemas that are written so come back equal."""
    if not isinstance(schema, dict):
        return schema
    words = translated(cast("Node", schema), is_30=is_30)
    return with_null(with_inner(words, lambda inner, _: normalized(inner, is_30=is_30)))


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """A copy of a schema that refers to components by other names: in `$ref`, mappings of tags and extensions."""
    if isinstance(value, str) and value.startswith(_SCHEMAS):
        name = value.removeprefix(_SCHEMAS)
        return _SCHEMAS + names.get(name, name)
    if isinstance(value, list):
        return [renamed(each, names) for each in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {key: renamed(each, names) for key, each in cast("Node", value).items()}
    return value
