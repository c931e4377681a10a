"""Completes discriminators: afterwards each has a mapping that says which member every tag belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from ..names import MODULE_NAMES, unique
from ..schema.references import references
from .all_of import SCHEMAS

Node = dict[str, Any]


def complete_discriminators(
    schemas: dict[str, Node], names: Mapping[str, str], parents: Mapping[str, set[str]]
) -> None:
    """Changes the schemas so that each `discriminator` belongs to a union and has a complete mapping.

    A schema with a discriminator and no union of its own stands for those that have it in their `allOf`: it becomes
    their union, and its own object is the member `...Base`, for tags that no other member has. A discriminator that
    cannot tell members apart is removed. `names` are the class names by the names of the document, `parents` the
    schemas in the `allOf` of each schema.
    """
    named = {class_name: name for name, class_name in names.items()}
    for name in list(schemas):
        if "discriminator" in schemas[name] and "oneOf" not in schemas[name] and "anyOf" not in schemas[name]:
            _as_union(name, schemas, names, parents)
    for schema in schemas.values():
        if "discriminator" in schema:
            words = cast("Node", schema.pop("discriminator"))
            if mapping := _complete(schema, words, schemas, names, named):
                schema["discriminator"] = {**words, "mapping": mapping}


def _as_union(name: str, schemas: dict[str, Node], names: Mapping[str, str], parents: Mapping[str, set[str]]) -> None:
    schema = schemas[name]
    words = cast("Node", schema["discriminator"])
    children = [each for each in schemas if name in _ancestors(each, parents)]
    mapped = [_target(to, names) for to in words.get("mapping", {}).values()]
    members = list(dict.fromkeys(each for each in (*mapped, *children) if each in schemas and each != name))
    members = [each for each in members if "properties" in schemas[each]]
    if not members or "properties" not in schema:
        del schema["discriminator"]
        return
    base = unique(f"{name}Base", schemas, MODULE_NAMES)
    schemas[base] = {key: value for key, value in schema.items() if key != "discriminator"}
    about = {key: value for key, value in schema.items() if key in ("title", "description")}
    mapping = {tag: to for tag, to in words.get("mapping", {}).items() if _target(to, names) != name}
    union = [{"$ref": SCHEMAS + each} for each in (*members, base)]
    schemas[name] = {**about, "anyOf": union, "discriminator": {**words, "mapping": mapping}, "x-other-member": base}


def _ancestors(name: str, parents: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [*parents.get(name, ())]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += parents.get(each, ())
    return found


def _complete(
    schema: Node, words: Node, schemas: Mapping[str, Node], names: Mapping[str, str], named: Mapping[str, str]
) -> dict[str, str]:
    """The mapping of a discriminator; empty if it cannot tell the members apart."""
    tag = str(words.get("propertyName"))
    variants = [node for node in _variants(schema) if node.get("type") != "null"]
    members = [_name_in(node) for node in variants]
    if not members or any(not member or not _is_object(member, schemas) for member in members):
        return {}
    other = schema.get("x-other-member")
    mapping: dict[str, str] = {}
    for value, to in words.get("mapping", {}).items():
        if (target := _target(to, names)) in members:
            mapping[str(value)] = target
    shared: set[str] = set()
    for member in dict.fromkeys(members):
        if member in mapping.values() or member == other:
            continue
        for value in _constants(member, tag, schemas) or [named.get(member, member)]:
            if mapping.setdefault(value, member) != member:
                shared.add(value)
    # A value that two members have tells nothing: which of them fits is decided by the rest.
    return {} if shared else {value: SCHEMAS + member for value, member in mapping.items()}


def _variants(schema: Node) -> Iterator[Node]:
    for node in cast("list[Any]", schema.get("oneOf") or schema.get("anyOf") or []):
        if isinstance(node, dict):
            yield cast("Node", node)


def _name_in(node: Node) -> str:
    return str(node["$ref"]).removeprefix(SCHEMAS) if "$ref" in node else ""


def _is_object(member: str, schemas: Mapping[str, Node]) -> bool:
    return "properties" in schemas.get(member, {})


def _constants(member: str, tag: str, schemas: Mapping[str, Node]) -> list[str]:
    """The texts that a property of a member can have."""
    node: Any = schemas[member]["properties"].get(tag)
    seen: set[str] = set()
    while isinstance(node, dict) and "$ref" in node:
        target = _name_in(cast("Node", node))
        if target in seen:
            return []
        seen.add(target)
        node = schemas.get(target)
    if not isinstance(node, dict):
        return []
    words = cast("Node", node)
    values = [words["const"]] if "const" in words else words.get("enum", [])
    return [value for value in values if isinstance(value, str)]


def _target(to: Any, names: Mapping[str, str]) -> str:
    """The class name of what a mapping names: a reference, or the name of a schema."""
    text = str(to)
    if text.startswith(SCHEMAS):
        return text.removeprefix(SCHEMAS)
    return names.get(text.rsplit("/", 1)[-1].removesuffix(".yaml").removesuffix(".json"), text)


def parents_of(schemas: Mapping[str, Node]) -> dict[str, set[str]]:
    """The schemas in the `allOf` of each schema, before they are merged."""
    return {
        name: {each for part in schema.get("allOf", ()) for each in references(part) if "$ref" in part}
        for name, schema in schemas.items()
        if "allOf" in schema
    }
