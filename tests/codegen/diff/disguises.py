"""The same schemas in other clothes: what an author may change without changing what is accepted."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, cast

from isogloss_codegen.document.values import as_list, as_map

from .schemas import OF_NAMED, OF_ONE, OF_SEVERAL

Node = dict[str, Any]
Disguise = Callable[[Node], Node | None]

APPLIED = ("anyOf", "oneOf", "allOf", "$ref", "not", "if", "then", "else")


def wrapped(node: Node) -> Node | None:
    """In an `allOf` of one."""
    return {"allOf": [node]}


def one_of_one(node: Node) -> Node | None:
    return {"oneOf": [node]}


def any_of_one(node: Node) -> Node | None:
    return {"anyOf": [node]}


def reordered(node: Node) -> Node | None:
    """Keys in another order."""
    return dict(reversed(node.items()))


def constant_as_list(node: Node) -> Node | None:
    return {**without(node, "const"), "enum": [node["const"]]} if "const" in node and "enum" not in node else None


def list_as_constant(node: Node) -> Node | None:
    is_single = len(node.get("enum", ())) == 1 and "x-open" not in node and "const" not in node
    return {**without(node, "enum"), "const": node["enum"][0]} if is_single else None


def types_as_union(node: Node) -> Node | None:
    """A list of types as alternatives."""
    if not isinstance(node.get("type"), list) or "x-open" in node:
        return None
    rest = without(node, "type")
    return {"anyOf": [{**rest, "type": name} for name in node["type"]]} if not carries_meaning(rest) else None


def null_as_union(node: Node) -> Node | None:
    types = as_list(node.get("type"))
    if "null" not in types or len(types) < 2 or node.keys() & {"enum", "const", *APPLIED}:
        return None
    rest = [name for name in types if name != "null"]
    return {"anyOf": [{**node, "type": rest if len(rest) > 1 else rest[0]}, {"type": "null"}]}


def integer_bounds(node: Node) -> Node | None:
    """`minimum: 1` of an integer as `exclusiveMinimum: 0`."""
    is_plain = node.get("type") == "integer" and isinstance(node.get("minimum"), int) and "exclusiveMinimum" not in node
    return {**without(node, "minimum"), "exclusiveMinimum": node["minimum"] - 1} if is_plain else None


def split(node: Node) -> Node | None:
    """Bounds apart from all else, in an `allOf`."""
    bounds = {
        name: node[name] for name in ("minimum", "maximum", "minLength", "maxItems", "minProperties") if name in node
    }
    if not bounds or "allOf" in node:
        return None
    return {"allOf": [without(node, *bounds), bounds]}


def required_apart(node: Node) -> Node | None:
    if not node.get("required") or "allOf" in node or carries_meaning(node):
        return None
    return {**without(node, "required"), "allOf": [{"required": node["required"]}]}


def described(node: Node) -> Node | None:
    """With words for people."""
    return {**node, "description": "In other words.", "title": "Other", "examples": [1]}


def spelled_out_defaults(node: Node) -> Node | None:
    """With keywords that forbid nothing."""
    return {**node, **{name: value for name, value in (("minLength", 0), ("uniqueItems", False)) if name not in node}}


def union_reordered(node: Node) -> Node | None:
    """Members of a union that tags tell apart, in another order."""
    if "discriminator" not in node:
        return None
    return {**node, "oneOf": list(reversed(node["oneOf"]))}


DISGUISES: tuple[Disguise, ...] = (
    *(wrapped, one_of_one, any_of_one, reordered, constant_as_list, list_as_constant, types_as_union, null_as_union),
    *(integer_bounds, split, required_apart, described, spelled_out_defaults, union_reordered),
)


def without(node: Node, *names: str) -> Node:
    return {name: value for name, value in node.items() if name not in names}


def carries_meaning(node: Node) -> bool:
    """True if the schema has keywords that do not decide about values, or that mean something only in their place."""
    words = ("readOnly", "writeOnly", "default", "deprecated", "unevaluatedProperties", "unevaluatedItems")
    return any(name in node for name in words) or any(
        carries_meaning(as_map(inner)) for inner in as_map(node.get("properties")).values()
    )


def disguised(root: Any, choose: Callable[[Node], Disguise | None]) -> Any:
    """A copy of a schema with disguises, chosen for each schema in it."""
    # What is unevaluated hangs on the words themselves: there, other words are another question.
    schema = as_map(root)
    if not isinstance(root, dict) or schema.keys() & {"unevaluatedProperties", "unevaluatedItems"}:
        return copy.deepcopy(cast(Any, root))
    node: Node = {}
    for keyword, value in schema.items():
        if keyword in (*OF_ONE, "contentSchema"):
            node[keyword] = disguised(value, choose)
        elif keyword in OF_SEVERAL:
            node[keyword] = [disguised(inner, choose) for inner in as_list(value)]
        elif keyword in OF_NAMED:
            node[keyword] = {name: disguised(inner, choose) for name, inner in as_map(value).items()}
        else:
            node[keyword] = copy.deepcopy(value)
    disguise = choose(node)
    if disguise is None or carries_meaning(node):
        return node
    return disguise(node) or node


def renamed(components: Node, names: dict[str, str]) -> Node:
    """Components under other names, wherever they are referred to."""

    def rename(node: Any) -> Any:
        if isinstance(node, list):
            return [rename(item) for item in as_list(cast(Any, node))]
        if isinstance(node, dict):
            return {key: rename(value) for key, value in as_map(cast(Any, node)).items()}
        prefix = "#/components/schemas/"
        if isinstance(node, str) and node.startswith(prefix):
            return prefix + names.get(node.removeprefix(prefix), node.removeprefix(prefix))
        return node

    return {names.get(name, name): rename(schema) for name, schema in components.items()}
