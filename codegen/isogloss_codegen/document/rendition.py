"""Writes a document for readers that know none of this project's words, or not the newest OpenAPI."""

from __future__ import annotations

from typing import Any, Literal

from .values import as_list, as_map

Node = dict[str, Any]
Release = Literal["3.1", "3.2"]

_RELEASES = {"3.1": "3.1.1", "3.2": "3.2.0"}
# What holds values of any kind, whose words mean nothing.
_FREE = ("example", "examples", "default", "enum", "const")


def render_document(document: Node, release: Release | None = None) -> Node:
    """A copy of a document in which what is open is spelled out, in an OpenAPI release if not in its own.

    An open enumeration takes any other string, an open union any object with another tag; what is listed stays as
    strict as it is. In 3.1 the schema of a stream's items is called `x-stream-item`: that is all of 3.2 that documents
    for this project use.
    """
    rendition = as_map(_spelled(document))
    if release is not None:
        rendition["openapi"] = _RELEASES[release]
    return _without_items(rendition) if str(rendition["openapi"]).startswith("3.1") else rendition


def _spelled(node: Any) -> Any:
    if isinstance(node, list):
        return [_spelled(item) for item in as_list(node)]
    if not isinstance(node, dict):
        return node
    mapping: Node = {key: value if key in _FREE else _spelled(value) for key, value in as_map(node).items()}
    if mapping.get("x-open") is not True:
        return mapping
    return _open_union(mapping) if "discriminator" in mapping else _open_enumeration(mapping)


def _open_enumeration(schema: Node) -> Node:
    """The values that are known, beside any other that has the same type."""
    known = {"enum": schema.get("enum", [])}
    other = {"type": schema.get("type", "string")}
    return _replaced(schema, "enum", {"anyOf": [known, other]})


def _open_union(schema: Node) -> Node:
    """The members that are known, beside any object whose tag is none of theirs."""
    discriminator = as_map(schema["discriminator"])
    tag, tags = discriminator.get("propertyName"), list(as_map(discriminator.get("mapping")))
    other = {"type": "object", "required": [tag], "properties": {tag: {"type": "string", "not": {"enum": tags}}}}
    keyword = "oneOf" if "oneOf" in schema else "anyOf"
    return _replaced(schema, keyword, {keyword: [*as_list(schema.get(keyword)), other]})


def _replaced(schema: Node, keyword: str, by: Node) -> Node:
    """A schema with other words in the place of one, and closed."""
    result: Node = {}
    for key, value in schema.items():
        if key == keyword:
            result |= by
        elif key != "x-open":
            result[key] = value
    return result


def _without_items(node: Any) -> Any:
    """A copy in which `itemSchema` has a name that older readers pass over."""
    if isinstance(node, list):
        return [_without_items(item) for item in as_list(node)]
    if isinstance(node, dict):
        names = {"itemSchema": "x-stream-item"}
        return {names.get(key, key): _without_items(value) for key, value in as_map(node).items()}
    return node
