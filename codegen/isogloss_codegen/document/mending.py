"""Keeps a document consistent when parts are removed: discriminators, `required`, streams, references."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from ..support.subjects import METHODS
from .alternatives import one_needed
from .values import NOTHING, as_list, as_map, child, value_at

Node = dict[str, Any]


def drop_property(schema: Node, name: str) -> None:
    """Removes a property from an object schema, also from its `required` and `not`."""
    as_map(schema.get("properties")).pop(name, None)
    if name in as_list(schema.get("required")):
        schema["required"] = [other for other in schema["required"] if other != name]
        if not schema["required"]:
            del schema["required"]
    excluded = as_list(as_map(schema.get("not")).get("required"))
    if name in excluded:
        # The properties exclude each other: without one of them, the rule has no effect.
        del schema["not"]
    if name in (needed := one_needed(schema)):
        # At least one of the properties is required: the last that remains is required by itself.
        left = [other for other in needed if other != name]
        del schema["anyOf"]
        if len(left) > 1:
            schema["anyOf"] = [{"required": [other]} for other in left]
        elif left and left[0] not in as_list(schema.get("required")):
            schema["required"] = [*as_list(schema.get("required")), *left]


def set_members(schema: Node, keyword: str, members: list[Any]) -> None:
    """Sets the remaining members of a union, and removes the others from its discriminator."""
    schema[keyword] = members
    discriminator = as_map(schema.get("discriminator"))
    names = {str(as_map(member).get("$ref")).rpartition("/")[2] for member in members}
    mapping = as_map(discriminator.get("mapping"))
    for tag in [tag for tag, target in mapping.items() if str(target).rpartition("/")[2] not in names]:
        del mapping[tag]
        if schema.get("x-default-tag") == tag:
            del schema["x-default-tag"]


def mend_operations(document: Node) -> None:
    """Removes from operations their references to fields, events and parameters that are gone."""
    for item in as_map(document.get("paths")).values():
        for method in METHODS:
            if isinstance(as_map(item).get(method), dict):
                _mend_stream(document, as_map(item)[method])
                _mend_pages(document, as_map(item)[method], as_list(as_map(item).get("parameters")))


def _mend_stream(document: Node, operation: Node) -> None:
    stream = as_map(operation.get("x-stream"))
    if not stream:
        return
    union = _follow(document, {"$ref": stream.get("events")})
    frames = list(_frames(document, operation))
    switch = stream.get("switch")
    if not union or (switch is not None and switch not in _body_fields(document, operation)):
        del operation["x-stream"]
        for content, media, _ in frames:
            del content[media]
        return
    members = [as_map(member).get("$ref") for member in as_list(union.get("oneOf"))]
    tags = as_map(as_map(union.get("discriminator")).get("mapping"))
    for role in ("ping", "error", "end"):
        if role in stream and stream[role] not in tags:
            del stream[role]
    for _, _, schema in frames:
        schema["oneOf"] = [frame for frame in as_list(schema.get("oneOf")) if _event(frame) in members]


def _frames(document: Node, operation: Node) -> Iterator[tuple[Node, str, Node]]:
    """The `itemSchema`s of an operation's responses, each with its `content` and media type."""
    for response in as_map(operation.get("responses")).values():
        content = as_map(_follow(document, as_map(response)).get("content"))
        for media, entry in list(content.items()):
            if isinstance(as_map(entry).get("itemSchema"), dict):
                yield content, media, as_map(entry)["itemSchema"]


def _event(frame: Any) -> Any:
    return as_map(as_map(as_map(as_map(frame).get("properties")).get("data")).get("contentSchema")).get("$ref")


def _mend_pages(document: Node, operation: Node, shared: list[Any]) -> None:
    pages = as_map(operation.get("x-pagination"))
    if not pages:
        return
    entries = [_follow(document, as_map(entry)) for entry in (*as_list(operation.get("parameters")), *shared)]
    parameters = {entry.get("name") for entry in entries}
    fields = _page_fields(document, operation)
    for way in ("forward", "backward"):
        cursor = as_map(pages.get(way))
        if cursor and (cursor.get("parameter") not in parameters or cursor.get("cursor") not in fields):
            del pages[way]
    if pages.get("more") not in fields:
        pages.pop("more", None)
    if pages.get("items") not in fields or "forward" not in pages:
        del operation["x-pagination"]


def _page_fields(document: Node, operation: Node) -> set[str]:
    answers = [answer for status, answer in as_map(operation.get("responses")).items() if status.startswith("2")]
    return {name for answer in answers for name in _fields(document, _follow(document, as_map(answer)))}


def _body_fields(document: Node, operation: Node) -> set[str]:
    return _fields(document, _follow(document, as_map(operation.get("requestBody"))))


def _fields(document: Node, holder: Node) -> set[str]:
    media = as_map(holder.get("content")).values()
    schemas = [_follow(document, as_map(as_map(entry).get("schema"))) for entry in media]
    return {name for schema in schemas for name in as_map(schema.get("properties"))}


def _follow(document: Node, node: Node) -> Node:
    """The target of a node's reference, or the node itself; empty if the reference is broken."""
    for _ in range(32):
        if not isinstance(node.get("$ref"), str):
            return node
        node = as_map(value_at(document, node["$ref"].removeprefix("#")))
    return {}


def reachable(document: Node) -> set[str]:
    """References to the components that are used outside `components`; extensions at the top level are not uses."""
    outside = {key: value for key, value in document.items() if key != "components" and not key.startswith("x-")}
    found: set[str] = set()
    waiting: list[Any] = [outside]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            waiting += as_map(cast(Any, node)).values()
        elif isinstance(node, list):
            waiting += as_list(cast(Any, node))
        elif isinstance(node, str) and node.startswith("#/components/") and node not in found:
            found.add(node)
            waiting.append(value_at(document, node[1:]))
    return found


def prune(document: Node, before: set[str]) -> None:
    """Removes the components that were used before (`before`) and are not used now."""
    now = reachable(document)
    for section, entries in as_map(document.get("components")).items():
        for name in list(as_map(entries)):
            reference = f"#{child(f'/components/{section}', name)}"
            if reference in before and reference not in now:
                del entries[name]


def mend_matrix(document: Node) -> None:
    """Removes the rows of the support tables whose pointers have no target."""
    groups = as_list(document.get("x-matrix"))
    for group in groups:
        group["rows"] = [row for row in group["rows"] if not any(map(partial(_is_broken, document), _pointers(row)))]
    if groups:
        document["x-matrix"] = [group for group in groups if group["rows"]]


def _pointers(row: Any) -> list[Any]:
    return [row] if isinstance(row, str) else list(as_map(row).values())


def _is_broken(document: Node, pointer: str) -> bool:
    return pointer.startswith("#") and value_at(document, pointer[1:]) is NOTHING
