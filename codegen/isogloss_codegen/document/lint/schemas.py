"""Rules about schemas: generated models must be able to enforce them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..keywords import ENFORCED_ALONE, NOT_ENFORCED, WITHOUT_EFFECT
from ..shape import Node
from ..values import as_list, as_map, child
from ..wording import listed, nearest
from .context import Context
from .remark import Remark


def keyword_not_enforced(context: Context) -> Iterator[Remark]:
    """A schema has a keyword that generated models do not enforce, so they accept values that it refuses."""
    for node in context.written:
        for keyword in (*NOT_ENFORCED, *ENFORCED_ALONE):
            if keyword not in node.value or node[keyword] == WITHOUT_EFFECT.get(keyword, _NEVER):
                continue
            if keyword in ENFORCED_ALONE:
                if not _refers(node[keyword]):
                    continue
                message = f"models do not enforce {keyword} with a reference"
                yield Remark(child(node.pointer, keyword), message, "write the schema here", key=True)
            else:
                yield Remark(child(node.pointer, keyword), f"models do not enforce {keyword}", key=True)


def _refers(value: Any) -> bool:
    """True if a schema, or one inside of it, is a reference."""
    if isinstance(value, dict):
        words = as_map(value)
        return isinstance(words.get("$ref"), str) or any(map(_refers, words.values()))
    return isinstance(value, list) and any(map(_refers, as_list(value)))


def required_without_property(context: Context) -> Iterator[Remark]:
    """A schema requires a property that it does not describe."""
    for node in context.all("Schema Object"):
        if not (as_map(node["properties"]) or as_list(node["allOf"])) or _is_part(node):
            continue
        known = _properties(context, node.value)
        for index, name in enumerate(as_list(node["required"])):
            if isinstance(name, str) and name not in known:
                pointer = child(child(node.pointer, "required"), index)
                yield Remark(pointer, f'there is no property "{name}"', nearest(name, known))


def union_not_discriminated(context: Context) -> Iterator[Remark]:
    """A union of objects has no `discriminator`, so a reader must try each member."""
    for node in context.all("Schema Object"):
        if node.field == "itemSchema" or "discriminator" in node.value:
            continue
        for keyword in ("oneOf", "anyOf"):
            members = [member for member in as_list(node[keyword]) if is_object(context, member)]
            if len(members) > 1:
                names = [str(as_map(member).get("$ref", "")).rpartition("/")[2] or "an object" for member in members]
                help = "add `discriminator: {propertyName: ..., mapping: {...}}`"
                message = f"the members {listed(names)} have no discriminator"
                yield Remark(child(node.pointer, keyword), message, help, key=True)


_NEVER: Any = object()


def is_object(context: Context, schema: Any) -> bool:
    """True if a schema describes objects: itself, by its reference, or by its composition."""
    resolved = as_map(context.follow(schema))
    if resolved.get("type") == "object" or as_map(resolved.get("properties")):
        return True
    return any(as_map(part).get("type") == "object" for part in as_list(resolved.get("allOf")))


def _is_part(node: Node) -> bool:
    """True if a schema only adds constraints to another."""
    return node.field in ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas")


def _properties(context: Context, schema: dict[str, Any], depth: int = 8) -> list[str]:
    found = list(as_map(schema.get("properties")))
    if depth:
        for keyword in ("allOf", "anyOf", "oneOf"):
            for part in as_list(schema.get(keyword)):
                found += _properties(context, as_map(context.follow(part)), depth - 1)
        if "$ref" in schema:
            found += _properties(context, as_map(context.follow({"$ref": schema["$ref"]})), depth - 1)
    return found
