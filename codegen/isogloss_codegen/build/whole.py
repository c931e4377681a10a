"""Makes the schemas of an `Api` of those of a document: merged, told apart, with what each side has to send."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, cast

from ..ir import Side
from ..schema.maker.keywords import with_inner
from ..schema.references import references
from .all_of import SCHEMAS, Merger, says_nothing
from .discriminators import complete_discriminators, parents_of

Node = dict[str, Any]

_HIDDEN: Mapping[Side, str] = {"request": "readOnly", "response": "writeOnly"}


def whole_schemas(
    schemas: Mapping[str, Node], names: Mapping[str, str], used: Iterable[str], lose: Callable[[str, str], None]
) -> dict[str, Node]:
    """The schemas by class name, each complete in itself.

    `names` are the class names of the document's own schemas, `used` the names that operations refer to. Other schemas
    that nothing refers to any more are left out. `lose` is told of what models do not enforce: the name of a schema,
    and a message.
    """
    used = {*used}
    found = {name: _stated(schema) for name, schema in schemas.items()}
    parents = parents_of(found)
    Merger(found, set(names.values()), lose).merge_all()
    complete_discriminators(found, names, parents)
    for name in {*names.values()}.difference(used):
        found[name] = _object_or_null(found[name], found, names.values())
    nullable = {name for name, schema in found.items() if _is_nullable_object(schema)}
    for name in nullable:
        found[name] = {**found[name], "type": "object"}
    if nullable:
        found = {name: _with_nulls(schema, nullable) for name, schema in found.items()}
    for name, schema in found.items():
        found[name] = _with_required(schema)
    return _reachable(found, used | {*names.values()})


def required_on(schema: Node, schemas: Mapping[str, Node], sides: Collection[Side]) -> Node:
    """A schema that does not require what one of the sides does not send: `readOnly` or `writeOnly` properties."""
    hidden = {_HIDDEN[side] for side in sides}
    required = schema.get("required")
    if not required or not hidden:
        return schema
    properties = schema.get("properties", {})
    kept = [name for name in required if not _has(properties.get(name), schemas, hidden)]
    return schema if len(kept) == len(required) else {**schema, "required": kept}


def _has(node: Any, schemas: Mapping[str, Node], keywords: Collection[str]) -> bool:
    if not isinstance(node, dict):
        return False
    words = cast("Node", node)
    target = schemas.get(str(words.get("$ref", "")).removeprefix(SCHEMAS), {})
    return any(words.get(keyword) is True or target.get(keyword) is True for keyword in keywords)


def _stated(schema: Node) -> Node:
    """A schema with its additional properties in one keyword."""
    schema = dict(schema)
    if "unevaluatedProperties" in schema and "additionalProperties" not in schema:
        schema["additionalProperties"] = schema.pop("unevaluatedProperties")
    if "allOf" in schema:
        parts = cast("list[Any]", schema["allOf"])
        schema["allOf"] = [_stated(cast("Node", part)) if isinstance(part, dict) else part for part in parts]
    return schema


def _object_or_null(schema: Node, schemas: Mapping[str, Node], named: Collection[str]) -> Node:
    """A schema that is an inline object or null, as that object: it needs no second name."""
    variants = cast("list[Node]", schema.get("oneOf") or schema.get("anyOf") or [])
    rest = [each for each in variants if each != {"type": "null"}]
    name = str(rest[0].get("$ref", "")).removeprefix(SCHEMAS) if len(rest) == 1 < len(variants) else ""
    if not name or name in named or "properties" not in schemas.get(name, {}):
        return schema
    about = {key: value for key, value in schema.items() if says_nothing(key)}
    return {**schemas[name], **about, "type": ["object", "null"]}


def _is_nullable_object(schema: Node) -> bool:
    return "properties" in schema and isinstance(schema.get("type"), list) and "null" in schema["type"]


def _with_nulls(schema: Any, nullable: Collection[str]) -> Any:
    """A schema in which null is stated where an object is referred to that may be null."""
    if not isinstance(schema, dict):
        return schema
    words = cast("Node", schema)
    if str(words.get("$ref", "")).removeprefix(SCHEMAS) in nullable:
        about = {key: value for key, value in words.items() if says_nothing(key)}
        return {**about, "anyOf": [{"$ref": words["$ref"]}, {"type": "null"}]}
    return with_inner(words, lambda inner, _: _with_nulls(inner, nullable)) if "discriminator" not in words else words


def _with_required(schema: Node) -> Node:
    """An object with a property for each name that it requires."""
    properties, required = schema.get("properties"), schema.get("required")
    if not isinstance(properties, dict) or not isinstance(required, list):
        return schema
    missing: Node = {name: {} for name in cast("list[str]", required) if name not in properties}
    return {**schema, "properties": {**properties, **missing}} if missing else schema


def _reachable(schemas: Mapping[str, Node], used: Collection[str]) -> dict[str, Node]:
    kept: set[str] = set()
    waiting = [name for name in used if name in schemas]
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept.add(name)
            waiting += [each for each in references(schemas[name]) if each in schemas]
    return {name: schema for name, schema in schemas.items() if name in kept}
