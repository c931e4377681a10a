"""Gives each object inside a schema a name, so that it becomes a class."""

from __future__ import annotations

from typing import Any, cast

from ..names import MODULE_NAMES, pascal, unique

SCHEMAS = "#/components/schemas/"

Node = dict[str, Any]


def hoist(name: str, schema: Node, schemas: dict[str, Node]) -> Node:
    """`schema` with references in place of its objects. The objects are added to `schemas`, named after their place.

    An object in the property `owner` of `Pet` becomes `PetOwner`, one in its list `toys` becomes `PetToysItem`.
    """
    hoisted = dict(schema)
    if isinstance(schema.get("properties"), dict):
        hoisted["properties"] = {
            key: _named(pascal(name, key), value, schemas) for key, value in schema["properties"].items()
        }
    if "items" in schema:
        hoisted["items"] = _named(f"{name}Item", schema["items"], schemas)
    if isinstance(schema.get("additionalProperties"), dict):
        hoisted["additionalProperties"] = _named(f"{name}Value", schema["additionalProperties"], schemas)
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema:
            variants = cast("list[Any]", schema[keyword])
            hoisted[keyword] = [
                _named(f"{name}Option{number}", variant, schemas) for number, variant in enumerate(variants, 1)
            ]
    # The members of an allOf are not types: their properties belong to the whole.
    if "allOf" in schema:
        hoisted["allOf"] = [
            hoist(name, cast("Node", part), schemas) if isinstance(part, dict) else part
            for part in cast("list[Any]", schema["allOf"])
        ]
    return hoisted


def _named(name: str, schema: Any, schemas: dict[str, Node]) -> Any:
    if not isinstance(schema, dict):
        return schema
    node = cast("Node", schema)
    if not node.get("properties") and "allOf" not in node:
        return hoist(name, node, schemas)
    own = unique(name, schemas, MODULE_NAMES)
    schemas[own] = {}  # reserves the name before the objects inside it get theirs
    nullable = isinstance(node.get("type"), list) and "null" in node["type"]
    schemas[own] = hoist(own, {**node, "type": "object"} if nullable else node, schemas)
    reference = {"$ref": f"{SCHEMAS}{own}"}
    return {"anyOf": [reference, {"type": "null"}]} if nullable else reference
