# Copied by isogloss from schema/maker/openness.py. Do not edit: change that, then generate.
"""Spells out `x-open` for readers that do not know the word, and recognises it when spelled out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

Node = dict[str, Any]


def spelled_out(schema: Node) -> Node:
    """A copy of a schema that says in JSON Schema what `x-open` means, if it has the word; else the schema itself.

    An open enumeration takes any other string, an open union any object with another tag; what is listed stays as
    strict as it is.
    """
    if schema.get("x-open") is not True:
        return schema
    if (other := other_member(schema)) is not None:
        keyword = "oneOf" if "oneOf" in schema else "anyOf"
        return _replaced(schema, keyword, {keyword: [*_as_list(schema.get(keyword)), other]})
    return _replaced(schema, "enum", {"anyOf": [{"enum": schema.get("enum", [])}, _any_other(schema)]})


def folded(schema: Node) -> Node:
    """The schema with `x-open` in the place of what `spelled_out` makes of it; else the schema itself."""
    if (other := other_member(schema)) is not None:
        for keyword in ("oneOf", "anyOf"):
            members = _as_list(schema.get(keyword))
            if other in members:
                return {**schema, keyword: [member for member in members if member != other], "x-open": True}
    elif len(alternatives := _as_list(schema.get("anyOf"))) == 2:
        known, rest = alternatives
        if list(_as_map(known)) == ["enum"] and rest == _any_other(schema):
            return _replaced(schema, "anyOf", {"enum": known["enum"], "x-open": True})
    return schema


def is_other(schema: Mapping[str, Any], union: Mapping[str, Any]) -> bool:
    """True if a member of a union stands for all tags that the union does not list."""
    return (other := other_member(union)) is not None and schema == other


def other_member(union: Mapping[str, Any]) -> Node | None:
    """Any object whose tag is none of those that a union knows; None if nothing tells its members apart."""
    discriminator = _as_map(union.get("discriminator"))
    tag = discriminator.get("propertyName")
    if not isinstance(tag, str):
        return None
    tags = list(_as_map(discriminator.get("mapping")))
    return {"type": "object", "required": [tag], "properties": {tag: {"type": "string", "not": {"enum": tags}}}}


def _any_other(enumeration: Mapping[str, Any]) -> Node:
    return {"type": enumeration.get("type", "string")}


def _replaced(schema: Node, keyword: str, by: Node) -> Node:
    """A schema with other words in the place of one, and closed."""
    result: Node = {}
    for key, value in schema.items():
        if key == keyword:
            result |= by
        elif key != "x-open":
            result[key] = value
    return result


def _as_map(value: Any) -> Node:
    return cast("Node", value) if isinstance(value, dict) else {}


def _as_list(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []
