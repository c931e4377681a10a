"""Reads the parameters of operations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from ..ir import Parameter, Schema, Style
from ..names import free, is_name, snake
from .hoist import hoist
from .shapes import kind_of, shape_of
from .source import Node, Source, mapping

_DEFAULT_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
# OpenAPI describes these headers in other fields, and ignores parameters with these names.
_NO_PARAMETERS = ("accept", "content-type", "authorization")


def read_parameters(source: Source, nodes: list[Node], label: str, pointer: str) -> tuple[Parameter, ...]:
    """The parameters of an operation and its path; `label` begins the class names of objects in them."""
    parameters: dict[tuple[str, str], Parameter] = {}
    for reference in nodes:
        node = source.follow(reference)
        name, location = str(node.get("name", "")), node.get("in")
        if location == "header" and name.lower() in _NO_PARAMETERS:
            continue
        if location not in _DEFAULT_STYLES or not name:
            message = f"parameter `{name}` has the place `{location}`"
            source.problem(pointer, message, f"give it a name, and one of the places {', '.join(_DEFAULT_STYLES)}")
            continue
        parameters[name, location] = _parameter(source, node, name, label, pointer)
    return tuple(_distinct(list(parameters.values())))


def _parameter(source: Source, node: Node, name: str, label: str, pointer: str) -> Parameter:
    location = node["in"]
    content = mapping(node, "content")
    given: Any = mapping(content, next(iter(content))).get("schema") if content else node.get("schema")
    schema = _schema(source, given, f"{label}{snake(name).title().replace('_', '')}")
    shape = shape_of(schema, source.schemas)
    style = "content" if content else str(node.get("style", _DEFAULT_STYLES[location]))
    if isinstance(shape, list) and not isinstance(shape[0], str) and style != "deepObject":
        style = "content"  # OpenAPI has no style for lists of objects: those who have them send JSON
    explode = bool(node.get("explode", style in ("form", "deepObject")))
    is_plain = style == _DEFAULT_STYLES[location] and _is_plain(shape, location, explode=explode)
    return Parameter(
        name=name,
        argument=_argument(source, node, name, pointer),
        location=location,
        required=bool(node.get("required", False)) or location == "path",
        schema=schema,
        description=str(node.get("description", "")),
        explode=explode,
        client_default=node.get("x-client-default"),
        kind=kind_of(shape) if is_plain else "string",
        items=str(cast("list[Any]", shape)[0]) if is_plain and isinstance(shape, list) else "string",
        style=None if is_plain else Style(style, shape, explode),
    )


def _schema(source: Source, given: Any, name: str) -> Schema:
    """The schema of a value; objects in it get a class of their own."""
    if not isinstance(given, dict):
        return {}
    node = cast("Node", given)
    if "$ref" not in node and (node.get("properties") or "allOf" in node):
        return {"$ref": f"#/components/schemas/{source.component(node, name)}"}
    return hoist(name, source.schema(node), source.schemas)


def _is_plain(shape: Any, location: str, *, explode: bool) -> bool:
    """True if the value is one text, or a list that is repeated or, outside of the query, has commas."""
    kind = kind_of(shape)
    return kind not in ("", "array") or (kind == "array" and (location in ("path", "header") or explode))


def _argument(source: Source, node: Node, name: str, pointer: str) -> str:
    given: Any = node.get("x-python-name")
    if not given:
        return snake(name)
    if not isinstance(given, str) or not is_name(given):
        source.problem(
            pointer, f"x-python-name {given!r} of `{name}` is not a valid Python name", "write a Python name"
        )
        return snake(name)
    return given


def _distinct(parameters: list[Parameter]) -> list[Parameter]:
    """The parameters, each with its own Python name: if `a` is taken, the parameter `a[]` becomes `a_`."""
    taken: set[str] = set()
    found: list[Parameter] = []
    for parameter in parameters:
        argument = free(parameter.argument, taken)
        taken.add(argument)
        found.append(parameter if argument == parameter.argument else replace(parameter, argument=argument))
    return found
