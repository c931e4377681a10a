"""Prepares the schemas of an API for datamodel-code-generator: what tells a model, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ..ir import Component, Operation

# Formats that say what is legal, as the pattern that a request is held to. Responses are read as they come.
_PATTERNS = {
    "uri": r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*$",
    "date-time": r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
}

# The generated text is for people: one class per component, so schemas are handed over without what only
# documents or validators need. `default` goes because an absent field must not turn into its default on the wire.
_DROPPED_KEYWORDS = (
    *("default", "examples", "example", "not", "format", "readOnly", "writeOnly", "xml", "externalDocs"),
    *("contentEncoding", "contentMediaType", "contentSchema"),
)


def component_schema(component: Component) -> dict[str, Any]:
    """The schema of a component, as its model is made of it."""
    source = component.schema if "response" in component.sides else _with_patterns(component.schema)
    schema = cast("dict[str, Any]", _clean(source))
    if component.one_needed:
        del schema["anyOf"]  # the class says it
    schema.pop("discriminator", None)  # unions are written by _union; here it would give optional tags a default
    if schema.get("additionalProperties") is False:
        del schema["additionalProperties"]
    if component.is_open and "enum" in schema:
        return {"description": schema.pop("description", ""), "anyOf": [schema, {"type": "string"}]}
    return cast("dict[str, Any]", _tolerant(schema)) if "response" in component.sides else schema


def parameters_schema(operation: Operation) -> dict[str, Any]:
    """The schema of what a request carries outside its body, by argument."""
    properties: dict[str, Any] = {}
    for parameter in operation.parameters:
        schema = cast("dict[str, Any]", _clean(parameter.schema))
        default = parameter.schema.get("default")
        if default is not None:
            schema["default"] = default
        elif not parameter.required:
            schema = _nullable(schema)
        properties[parameter.argument] = {**schema, "description": parameter.description}
    return {
        "type": "object",
        "description": f"What `{operation.method} {operation.path}` takes in its path, query and headers.",
        "properties": properties,
        "required": [p.argument for p in operation.parameters if p.required],
    }


def _tolerant(node: Any) -> Any:
    """A response schema in which every object, inline ones too, reads an absent optional field as `None`."""
    if isinstance(node, list):
        return [_tolerant(item) for item in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    schema = {key: _tolerant(value) for key, value in cast("dict[str, Any]", node).items()}
    if isinstance(schema.get("properties"), dict):
        required = schema.get("required", ())
        schema["properties"] = {
            name: value if name in required or "const" in value else _nullable(value)
            for name, value in schema["properties"].items()
        }
    return schema


def _with_patterns(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_patterns(item) for item in cast("list[Any]", node)]
    if not isinstance(node, Mapping):
        return node
    schema = {key: _with_patterns(value) for key, value in cast("Mapping[str, Any]", node).items()}
    pattern = _PATTERNS.get(str(schema.get("format")))
    if schema.get("type") == "string" and pattern is not None and "pattern" not in schema:
        schema["pattern"] = pattern
    return schema


def _clean(node: Any) -> Any:
    if isinstance(node, Mapping):
        mapping = cast("Mapping[str, Any]", node)
        return {
            key: {name: _clean(schema) for name, schema in value.items()} if key == "properties" else _clean(value)
            for key, value in mapping.items()
            if key not in _DROPPED_KEYWORDS and not key.startswith("x-")
        }
    if isinstance(node, list):
        return [_clean(item) for item in cast("list[Any]", node)]
    return node


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema`, read as `None` where it is absent."""
    kind = schema.get("type")
    if kind == "null" or (isinstance(kind, list) and "null" in kind) or {"type": "null"} in schema.get("anyOf", ()):
        return {**schema, "default": None}
    if isinstance(kind, str) and "const" not in schema and "enum" not in schema:
        return {**schema, "type": [kind, "null"], "default": None}
    outer = {"description": schema["description"]} if "description" in schema else {}
    inner = {key: value for key, value in schema.items() if key != "description"}
    return {**outer, "anyOf": [inner, {"type": "null"}], "default": None}
