"""Schemas of OpenAPI 3.0, 3.1 and 3.2 in the keywords of JSON Schema 2020-12: the only place that translates them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ..document.values import as_map
from .maker.keywords import with_inner
from .maker.openness import folded

Node = dict[str, Any]

_SCHEMAS = "#/components/schemas/"
_NO_NAMES: Mapping[str, str] = {}
_BOUNDS = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


def is_openapi_30(document: Mapping[str, Any]) -> bool:
    """True if a document is of OpenAPI 3.0, where the keywords beside `$ref` have no effect."""
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


def normalized(schema: Any, names: Mapping[str, str] = _NO_NAMES, *, is_30: bool = False) -> Any:
    """A copy of a whole schema in JSON Schema 2020-12; schemas that are written so come back equal.

    References to the components in `names` are changed to the names given there. A property or item of which nothing is
    said, the schema `true`, is said as `{}`.
    """
    if not isinstance(schema, dict):
        return schema

    def change(inner: Any, steps: str) -> Any:
        if isinstance(inner, bool) and steps.startswith(("/properties/", "/items")):
            return {} if inner else {"not": {}}
        return normalized(inner, names, is_30=is_30)

    words = with_inner(translated(cast("Node", schema), is_30=is_30), change)
    if "$ref" in words:
        words["$ref"] = _renamed(words["$ref"], names)
    if tags := as_map(as_map(words.get("discriminator")).get("mapping")):
        targets = {tag: _renamed(target, names) for tag, target in tags.items()}
        words["discriminator"] = {**words["discriminator"], "mapping": targets}
    return with_null(words)


def _renamed(reference: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(reference, str) or not reference.startswith(_SCHEMAS):
        return reference
    name = reference.removeprefix(_SCHEMAS)
    return _SCHEMAS + names.get(name, name)
