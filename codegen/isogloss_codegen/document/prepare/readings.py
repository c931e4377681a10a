"""Reads the schemas of a draft as their author meant them: keywords of older and newer dialects, wrong types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from ...schema.normalize import translated, with_null
from ..keywords import JSON_SCHEMA, OPENAPI_30
from ..lint.context import Context
from ..shape import Node
from ..values import as_list, as_map, child
from .draft import Draft

_NAMES = {
    "": ("any", "mixed", "undefined"),
    "integer": ("int", "int32", "int64", "long"),
    "number": ("float", "double", "decimal"),
    "boolean": ("bool",),
    "string": ("str", "text"),
    "array": ("list", "tuple"),
    "object": ("dict", "map"),
}
_FORMATS = {
    **{name: name for name in ("date", "date-time", "uuid", "uri", "binary")},
    "datetime": "date-time",
    "file": "binary",
}
_TYPES: dict[str, dict[str, Any]] = {
    **{name: {"type": meant} if meant else {} for meant, names in _NAMES.items() for name in names},
    **{name: {"type": "string", "format": meant} for name, meant in _FORMATS.items()},
}
"""Types that JSON Schema does not have, by their names in lower case."""


def read_schemas(draft: Draft) -> None:
    """Writes the schemas of a draft in the keywords of its release, and notes each place that was read as meant."""
    _components(draft)
    context = draft.context()
    # Schemas inside another come after it; they are changed first, because the change may move them.
    for node in reversed(context.all("Schema Object")):
        for read in _READINGS:
            read(draft, context, node)


def _components(draft: Draft) -> None:
    """Lets each component be a mapping: `true` says nothing, `false` refuses all values."""
    schemas = as_map(as_map(draft.value.get("components")).get("schemas"))
    for name, schema in schemas.items():
        if isinstance(schema, bool):
            schemas[name] = {} if schema else {"not": {}}
        elif not isinstance(schema, dict):
            at = child("/components/schemas", name)
            draft.lose("left wider", "schema-invalid", at, "this is not a schema; it has any value")
            schemas[name] = {}


def _type(draft: Draft, context: Context, node: Node) -> None:
    """`type: file`, `type: int`, `type: [string, null]`."""
    named = node["type"]
    at = child(node.pointer, "type")
    if isinstance(named, str) and named.lower() in _TYPES:
        draft.lose("read as meant", "schema-invalid", at, f"the type {named} is {_said(_TYPES[named.lower()])}")
        del node.value["type"]
        for keyword, value in _TYPES[named.lower()].items():
            node.value.setdefault(keyword, value)
    elif isinstance(named, str) and named.lower() in ("string", "integer", "number", "boolean", "array", "object"):
        if named != named.lower():
            draft.lose("read as meant", "schema-invalid", at, f"the type {named} is {named.lower()}")
            node.value["type"] = named.lower()
    elif isinstance(named, list) and None in named:
        draft.lose("read as meant", "schema-invalid", at, 'null in a list of types is "null"')
        node.value["type"] = ["null" if each is None else each for each in cast("list[Any]", named)]


def _required(draft: Draft, context: Context, node: Node) -> None:
    """`required: true` on a property, as before JSON Schema draft 4; names that occur twice."""
    required, at = node["required"], child(node.pointer, "required")
    if isinstance(required, bool):
        del node.value["required"]
        if required and node.parent is not None and node.field == "properties":
            draft.lose("read as meant", "schema-invalid", at, f'the property "{node.key}" is required', key=True)
            listed = as_list(node.parent["required"])
            if not isinstance(node.parent["required"], bool) and node.key not in listed:
                node.parent.value["required"] = [*listed, node.key]
        else:
            draft.lose("dropped", "schema-invalid", at, f"`required: {str(required).lower()}` says nothing here")
    names = as_list(node["required"])
    once = list(dict.fromkeys(name for name in names if isinstance(name, str)))
    if len(once) < len(names) and all(isinstance(name, str) for name in names):
        draft.lose("read as meant", "schema-invalid", at, "a required property is listed twice", key=True)
        node.value["required"] = once
    if node["required"] == [] and context.is_30:
        draft.lose("read as meant", "schema-invalid", at, "a list of required properties is empty", key=True)
        del node.value["required"]


def _bounds(draft: Draft, context: Context, node: Node) -> None:
    """`exclusiveMinimum: true` beside `minimum` in OpenAPI 3.1, or a number in 3.0."""
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        value, at = node[exclusive], child(node.pointer, exclusive)
        if isinstance(value, bool) and not context.is_30:
            draft.lose("read as meant", "schema-invalid", at, f"{exclusive} is a number since OpenAPI 3.1", key=True)
            _replace(node.value, translated(node.value))
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and context.is_30:
            draft.lose("read as meant", "schema-invalid", at, f"{exclusive} is no number in OpenAPI 3.0", key=True)
            node.value.update({bound: value, exclusive: True})


def _nullable(draft: Draft, context: Context, node: Node) -> None:
    """`nullable` in OpenAPI 3.1, `type: "null"` and lists of types in 3.0."""
    if context.is_30:
        _older(draft, node)
    elif "nullable" in node.value:
        at = child(node.pointer, "nullable")
        draft.lose("read as meant", "unknown-keyword", at, "nullable is not a keyword since OpenAPI 3.1", key=True)
        _replace(node.value, with_null(node.value))


def _older(draft: Draft, node: Node) -> None:
    """Says in OpenAPI 3.0 what the lists of types of 3.1 say."""
    types, at = ["null"] if node["type"] == "null" else as_list(node["type"]), child(node.pointer, "type")
    if not types:
        return
    draft.lose("read as meant", "schema-invalid", at, "OpenAPI 3.0 has no list of types, and no type null", key=True)
    named = [each for each in types if each != "null"]
    del node.value["type"]
    if len(named) == 1:
        node.value["type"] = named[0]
    elif named:
        node.value["anyOf"] = [*as_list(node["anyOf"]), *({"type": each} for each in named)]
    elif "enum" not in node.value:
        node.value["enum"] = [None]
    if len(named) < len(types):
        node.value["nullable"] = True


def _empty(draft: Draft, context: Context, node: Node) -> None:
    """Keywords whose value says nothing: an empty union, null."""
    for keyword in ("allOf", "anyOf", "oneOf", "enum"):
        if node[keyword] == []:
            at = child(node.pointer, keyword)
            draft.lose("left wider", "schema-invalid", at, f"{keyword} is empty", key=True)
            del node.value[keyword]
    for keyword in [word for word, value in node.value.items() if value is None and word in _SAYING]:
        at = child(node.pointer, keyword)
        draft.lose("read as meant", "schema-invalid", at, f"{keyword} is null, which says nothing", key=True)
        del node.value[keyword]


def _unknown(draft: Draft, context: Context, node: Node) -> None:
    """Keywords that no release knows. A keyword of a newer release than the document's is read as there."""
    for keyword in [word for word in node.value if not (word in _KNOWN or word.startswith("x-"))]:
        at = child(node.pointer, keyword)
        draft.lose("dropped", "unknown-keyword", at, f'"{keyword}" is not a keyword of a Schema Object', key=True)
        del node.value[keyword]


_KNOWN = JSON_SCHEMA | OPENAPI_30
_SAYING = _KNOWN - {"default", "const", "example"}
_READINGS: tuple[Callable[[Draft, Context, Node], None], ...] = (
    _type,
    _empty,
    _required,
    _bounds,
    _nullable,
    _unknown,
)


def _said(schema: dict[str, Any]) -> str:
    return " with the format ".join(str(value) for value in schema.values()) or "any type"


def _replace(words: dict[str, Any], by: dict[str, Any]) -> None:
    """Makes one schema of another in its place."""
    new = dict(as_map(by))
    words.clear()
    words.update(new)
