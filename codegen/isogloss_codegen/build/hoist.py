"""Gives each object inside a schema a name, so that it becomes a class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from ..names import LONGEST_NAME, MODULE_NAMES, combined, nested, pascal, singular, unique, words_of
from .all_of import SCHEMAS, reference_of

_LONGEST_TITLE = 32
"""Longer titles are sentences, if they have blanks."""

Node = dict[str, Any]


def hoist(name: str, schema: Node, schemas: dict[str, Node], root: str = "") -> Node:
    """`schema` with references in place of its objects. The objects are added to `schemas`, named after their place.

    An object in the property `owner` of `Pet` becomes `PetOwner`, one in its list `toys` becomes `PetToy`. A member of
    a union has the name of its title, or of its place and what tells it apart: its tag, the schema that it extends, or
    a property.
    """
    root = root or name
    hoisted = dict(schema)
    for keyword in ("properties", "patternProperties"):
        if isinstance(schema.get(keyword), dict) and (keyword == "properties" or "properties" not in schema):
            inner = f"{name}Value" if keyword == "patternProperties" else ""
            hoisted[keyword] = {
                key: _named(inner or _of_property(name, key, schemas), value, schemas, root)
                for key, value in cast("Node", schema[keyword]).items()
            }
    if "items" in schema:
        hoisted["items"] = _named(_of_item(name, schemas), schema["items"], schemas, root)
    for keyword in ("additionalProperties", "unevaluatedProperties"):
        if keyword in schema:
            hoisted[keyword] = _named(f"{name}Value", schema[keyword], schemas, root)
    for keyword in ("oneOf", "anyOf"):
        if isinstance(schema.get(keyword), list):
            variants = cast("list[Any]", schema[keyword])
            places = _of_members(name, variants, is_new=name not in schemas)
            hoisted[keyword] = [
                _named(place, variant, schemas, root, is_member=True)
                for place, variant in zip(places, variants, strict=True)
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


def _named(place: str, schema: Any, schemas: dict[str, Node], root: str, *, is_member: bool = False) -> Any:
    if not isinstance(schema, dict):
        return schema
    node = cast("Node", schema)
    if (reference := reference_of(node)) is not None:
        return reference
    is_object = node.get("properties") or "allOf" in node or "$ref" in node
    if not is_object:
        return hoist(place, node, schemas, root)
    own = unique(_name(place, node, schemas, root, is_member=is_member), schemas, MODULE_NAMES)
    schemas[own] = {}  # reserves the name before the objects inside it get theirs
    nullable = isinstance(node.get("type"), list) and "null" in node["type"]
    schemas[own] = hoist(own, {**node, "type": "object"} if nullable else node, schemas, root)
    reference = {"$ref": f"{SCHEMAS}{own}"}
    return {"anyOf": [reference, {"type": "null"}]} if nullable else reference


def _name(place: str, node: Node, schemas: dict[str, Node], root: str, *, is_member: bool) -> str:
    """The name of an object at a place; of a member of a union, its title, if it has one."""
    title = str(node.get("title", "")).strip()
    if is_member and title and len(title) <= (_LONGEST_TITLE if " " in title else LONGEST_NAME):
        name = pascal(title)
        return name if name not in schemas and name not in MODULE_NAMES else pascal(root, title)
    if len(place) <= LONGEST_NAME or not place.startswith(root):
        return place
    # The last words say most.
    inside = place.removeprefix(root)
    starts = [index for index, letter in enumerate(inside) if letter.isupper()]
    kept = next((inside[index:] for index in starts if len(inside) - index <= LONGEST_NAME // 2), inside[starts[-1] :])
    return f"{root}{kept}"


def _of_property(name: str, key: str, schemas: dict[str, Node]) -> str:
    place = nested(name, key)
    return place if place not in schemas else pascal(name, key)


def _of_item(name: str, schemas: dict[str, Node]) -> str:
    """The name for one of a list: `PetToy` for `PetToys`."""
    *others, last = words_of(name)
    one = "".join((*others, singular(last)))
    return f"{name}Item" if one == name or name in schemas or one in schemas else one


def _of_members(name: str, variants: list[Any], *, is_new: bool) -> Iterator[str]:
    """The places of a union's members: its name, and what only this member has, or its number."""
    members = [cast("Node", each) if isinstance(each, dict) else {} for each in variants]
    objects = [each for each in members if each.get("properties") or "allOf" in each]
    told = [list(_told(each)) for each in members]
    for number, (member, words) in enumerate(zip(members, told, strict=True), 1):
        others = [word for other in told if other is not words for word in other]
        if member not in objects or (is_new and len(members) - members.count({"type": "null"}) == 1):
            yield name  # a list or null needs no name, and an object or null is one type
        elif word := next((word for word in words if word not in others), ""):
            yield combined(name, nested("A", word)[1:])
        else:
            yield f"{name}Object" if len(objects) == 1 else f"{name}Option{number}"


def _told(node: Node) -> Iterator[str]:
    """The words that tell a member of a union apart, best first: its tag, the schemas in it, its properties."""
    properties = cast("Node", node.get("properties", {}))
    required = cast("list[str]", node.get("required", []))
    for inner in properties.values():
        words = cast("Node", inner) if isinstance(inner, dict) else {}
        values = [words["const"]] if "const" in words else cast("list[Any]", words.get("enum", []))
        if len(values) == 1 and isinstance(values[0], str) and len(values[0]) <= _LONGEST_TITLE:
            yield values[0]
    for part in cast("list[Any]", node.get("allOf", [])):
        if isinstance(part, dict) and "$ref" in part:
            yield str(cast("Node", part)["$ref"]).removeprefix(SCHEMAS)
    yield from (name for name in sorted(properties, key=lambda name: name not in required))
