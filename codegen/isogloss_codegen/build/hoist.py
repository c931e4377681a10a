"""Gives each object inside a schema a name, so that it becomes a class."""

from __future__ import annotations

from typing import Any, cast

from ..names import MODULE_NAMES, pascal, unique
from .all_of import SCHEMAS, reference_of

_LONGEST = 48
"""Longer names leave out the middle of the place."""
_LONGEST_TITLE = 32

Node = dict[str, Any]


def hoist(name: str, schema: Node, schemas: dict[str, Node], root: str = "") -> Node:
    """`schema` with references in place of its objects. The objects are added to `schemas`, named after their place.

    An object in the property `owner` of `Pet` becomes `PetOwner`, one in its list `toys` becomes `PetToysItem`. A
    member of a union has the name of its title, if it has one.
    """
    root = root or name
    hoisted = dict(schema)
    for keyword in ("properties", "patternProperties"):
        if isinstance(schema.get(keyword), dict) and (keyword == "properties" or "properties" not in schema):
            inner = "Value" if keyword == "patternProperties" else ""
            hoisted[keyword] = {
                key: _named(f"{name}{inner}" if inner else pascal(name, key), value, schemas, root)
                for key, value in cast("Node", schema[keyword]).items()
            }
    for keyword, place in (("items", "Item"), ("additionalProperties", "Value"), ("unevaluatedProperties", "Value")):
        if keyword in schema:
            hoisted[keyword] = _named(f"{name}{place}", schema[keyword], schemas, root)
    for keyword, place in (("oneOf", "Option"), ("anyOf", "Option"), ("prefixItems", "Item")):
        if isinstance(schema.get(keyword), list):
            hoisted[keyword] = [
                _named(f"{name}{place}{number}", variant, schemas, root, titled=place == "Option")
                for number, variant in enumerate(cast("list[Any]", schema[keyword]), 1)
            ]
    # The members of an allOf are not types: their properties belong to the whole.
    if "allOf" in schema:
        hoisted["allOf"] = [
            hoist(name, cast("Node", part), schemas, root) if isinstance(part, dict) else part
            for part in cast("list[Any]", schema["allOf"])
        ]
    return hoisted


def _named(place: str, schema: Any, schemas: dict[str, Node], root: str, *, titled: bool = False) -> Any:
    if not isinstance(schema, dict):
        return schema
    node = cast("Node", schema)
    if (reference := reference_of(node)) is not None:
        return reference
    is_object = node.get("properties") or "allOf" in node or "$ref" in node
    if not is_object:
        return hoist(place, node, schemas, root)
    own = unique(_name(place, node, schemas, root, titled=titled), schemas, MODULE_NAMES)
    schemas[own] = {}  # reserves the name before the objects inside it get theirs
    nullable = isinstance(node.get("type"), list) and "null" in node["type"]
    schemas[own] = hoist(own, {**node, "type": "object"} if nullable else node, schemas, root)
    reference = {"$ref": f"{SCHEMAS}{own}"}
    return {"anyOf": [reference, {"type": "null"}]} if nullable else reference


def _name(place: str, node: Node, schemas: dict[str, Node], root: str, *, titled: bool) -> str:
    title = str(node.get("title", "")).strip()
    if titled and 0 < len(title) <= _LONGEST_TITLE:
        name = pascal(title)
        return name if name not in schemas and name not in MODULE_NAMES else pascal(root, title)
    if len(place) <= _LONGEST or not place.startswith(root):
        return place
    # The last words say most.
    inside = place.removeprefix(root)
    starts = [index for index, letter in enumerate(inside) if letter.isupper()]
    kept = next((inside[index:] for index in starts if len(inside) - index <= _LONGEST // 2), inside[starts[-1] :])
    return f"{root}{kept}"
