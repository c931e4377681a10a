"""Rules of the house style, which makes generated code pleasant to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..keywords import LATER_THAN_31
from ..shape import SHAPE, Node
from ..values import as_list, as_map, child
from ..wording import article
from .context import Context
from .reach import ancestors, component_of, edges, reached, roots, starts, way
from .remark import Remark
from .schemas import is_object

_DESCRIBED = (
    *("Info Object", "Tag Object", "Operation Object", "Parameter Object", "Header Object"),
    *("Response Object", "Request Body Object", "Security Scheme Object"),
)


def description_missing(context: Context) -> Iterator[Remark]:
    """An operation, a component or a property has no `description`, so its users see none."""
    for node in context.all(*_DESCRIBED):
        if not node["description"]:
            yield Remark(node.pointer, f"{_named(node)} has no description", key=True)
    for node in context.written:
        is_property = node.field == "properties" and not _is_in_item_schema(node)
        if (_is_component(node) or is_property) and not _is_described(context, node):
            yield Remark(node.pointer, f"{_named(node)} has no description", key=True)


def inline_object(context: Context) -> Iterator[Remark]:
    """A type has no name: an object with properties, a union of objects or an open enum outside components/schemas."""
    for node in context.written:
        if _is_component(node) or node.field in ("allOf", "not", "if", "then", "else") or _is_in_item_schema(node):
            continue
        what = None
        if as_map(node["properties"]):
            what = "an object"
        elif any(sum(is_object(context, m) for m in as_list(node[keyword])) > 1 for keyword in ("oneOf", "anyOf")):
            what = "a union of objects"
        elif "enum" in node.value and node["x-open"]:
            what = "an open enum"
        if what:
            help = "move it to components/schemas and refer to it"
            yield Remark(node.pointer, f"{what} needs a name", help, key=True)


def component_name(context: Context) -> Iterator[Remark]:
    """The name of a component is not PascalCase. It becomes the name of a class."""
    for section in SHAPE["Components Object"]:
        for name in context.components(section):
            if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", name):
                words = [word for word in re.split(r"[^A-Za-z0-9]+", name) if word]
                better = "".join(word[:1].upper() + word[1:] for word in words)
                pointer = child(f"/components/{section}", name)
                yield Remark(pointer, f'"{name}" is not PascalCase', f"write {better}", key=True)


def unused_component(context: Context) -> Iterator[Remark]:
    """No operation uses a component, directly or through other components."""
    if not (as_map(context.value.get("paths")) or as_map(context.value.get("webhooks"))):
        return
    used = reached(roots(context), edges(context))
    for section in SHAPE["Components Object"]:
        for name in context.components(section):
            pointer = child(f"/components/{section}", name)
            if pointer not in used:
                yield Remark(pointer, f"nothing uses {name}", key=True)


def object_both_directions(context: Context) -> Iterator[Remark]:
    """An object is used both in requests and in responses."""
    sent = reached(starts(context, "request"), edges(context))
    received = reached(starts(context, "response"), edges(context))
    shared = {pointer for pointer in sent if pointer in received and _is_object_schema(context, pointer)}
    for pointer in shared:
        # Components below a shared one are shared only because of it.
        if shared.isdisjoint(ancestors(pointer, sent)):
            name = pointer.rpartition("/")[2]
            help = f"sent as {way(pointer, sent)}, received as {way(pointer, received)}: make two components"
            yield Remark(pointer, f"{name} is used in requests and in responses", help, key=True)


def feature_3_2_only(context: Context) -> Iterator[Remark]:
    """The document uses a feature that OpenAPI 3.1 does not have."""
    if not context.is_32:
        return
    for node in context.nodes:
        for field in LATER_THAN_31.get(node.kind, ()):
            if field in node.value:
                message = f"{article(node.kind)} has no {field} before OpenAPI 3.2"
                yield Remark(child(node.pointer, field), message, key=True)
        if node.kind == "Parameter Object" and node["in"] == "querystring":
            yield Remark(child(node.pointer, "in"), "there is no querystring parameter before OpenAPI 3.2")
        if node.kind == "Parameter Object" and node["style"] == "cookie":
            yield Remark(child(node.pointer, "style"), "there is no style cookie before OpenAPI 3.2")
        if node.expects == "Media Type Object":
            yield Remark(node.pointer, "a Media Type Object cannot be a reference before OpenAPI 3.2")


def _is_object_schema(context: Context, pointer: str) -> bool:
    node = context.at.get(pointer)
    return node is not None and node.kind == "Schema Object" and is_object(context, node.value)


def _is_component(node: Node) -> bool:
    return component_of(node.pointer) == node.pointer


def _is_in_item_schema(node: Node) -> bool:
    """True if a schema is inside an `itemSchema`, the fixed form of a stream's frames."""
    around: Node | None = node
    while around is not None and around.kind == "Schema Object":
        if around.field == "itemSchema":
            return True
        around = around.parent
    return False


def _is_described(context: Context, node: Node) -> bool:
    """True if a schema, its reference's target, or the only member beside null has a description."""
    if node["description"] or as_map(context.follow(node.value)).get("description"):
        return True
    parts = [part for keyword in ("allOf", "anyOf", "oneOf") for part in as_list(node[keyword])]
    referred = [part for part in parts if as_map(part).get("type") != "null"]
    return len(referred) == 1 and bool(as_map(context.follow(referred[0])).get("description"))


def _named(node: Node) -> str:
    """An object for a sentence: "the property top_k", "GET /pets"."""
    if node.kind == "Operation Object":
        return f"{node.key.upper()} {node.parent.key if node.parent else ''}".strip()
    if node.kind == "Parameter Object" and isinstance(node["name"], str):
        return f"the parameter {node['name']}"
    if node.field == "properties":
        return f"the property {node.key}"
    if node.kind == "Response Object":
        return f"the response {node.key}"
    if node.kind == "Tag Object" and isinstance(node["name"], str):
        return f"the tag {node['name']}"
    if node.kind in ("Info Object", "Request Body Object") and not _is_component(node):
        return f"the {node.kind}"
    return node.key
