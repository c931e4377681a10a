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
    member of a union has the name of its title, or of its place and its tag, if it has one.
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
    for keyword in ("oneOf", "anyOf"):
        if isinstance(schema.get(keyword), list):
            variants = cast("list[Any]", schema[keyword])
            # An object or null is one type: it needs no number.
            is_one = len([each for each in variants if each != {"type": "null"}]) == 1 and name not in schemas
            hoisted[keyword] = [
                _named(name if is_one else f"{name}Option{number}", variant, schemas, root, union=name)
                for number, variant in enumerate(variants, 1)
            ]
    if isinstance(schema.get("prefixItems"), list):
        hoisted["prefixItems"] = [
            _named(f"{name}Item{number}", item, schemas, root) for number, item in enumerate(schema["prefixItems"], 1)
        ]
    # The members of an allOf are not types: their properties belong to the whole.
    if "allOf" in schema:
        hoisted["allOf"] = [
            hoist(name, cast("Node", part), schemas, root) if isinstance(part, dict) else part
            for part in cast("list[Any]", schema["allOf"])
        ]
    return hoisted


def _named(place: str, schema: Any, schemas: dict[str, Node], root: str, *, union: str = "") -> Any:
    if not isinstance(schema, dict):
        return schema
    node = cast("Node", schema)
    if (reference := reference_of(node)) is not None:
        return reference
    is_object = node.get("properties") or "allOf" in node or "$ref" in node
    if not is_object:
        return hoist(place, node, schemas, root)
    own = unique(_name(place, node, schemas, root, union), schemas, MODULE_NAMES)
    schemas[own] = {}  # reserves the name before the objects inside it get theirs
    nullable = isinstance(node.get("type"), list) and "null" in node["type"]
    schemas[own] = hoist(own, {**node, "type": "object"} if nullable else node, schemas, root)
    reference = {"$ref": f"{SCHEMAS}{own}"}
    return {"anyOf": [reference, {"type": "null"}]} if nullable else reference


def _name(place: str, node: Node, schemas: dict[str, Node], root: str, union: str) -> str:
    """The name of an object at a place; of a member of `union`, its title or its tag, if it has one."""
    title = str(node.get("title", "")).strip()
    if union and 0 < len(title) <= _LONGEST_TITLE:
        name = pascal(title)
        return name if name not in schemas and name not in MODULE_NAMES else pascal(root, title)
    if union and (tag := _tag(node)):
        place = pascal(union, tag)
    if len(place) <= _LONGEST or not place.startswith(root):
        return place
    # The last words say most.
    inside = place.removeprefix(root)
    starts = [index for index, letter in enumerate(inside) if letter.isupper()]
    kept = next((inside[index:] for index in starts if len(inside) - index <= _LONGEST // 2), inside[starts[-1] :])
    return f"{root}{kept}"


def _tag(node: Node) -> str:
    """The value of the first property with only one; "" if there is none, or if it is too long for a name."""
    for inner in cast("Node", node.get("properties", {})).values():
        words = cast("Node", inner) if isinstance(inner, dict) else {}
        values = [words["const"]] if "const" in words else cast("list[Any]", words.get("enum", []))
        if len(values) == 1 and isinstance(values[0], str):
            return values[0] if len(values[0]) <= _LONGEST_TITLE else ""
    return ""
