"""Finds the components that requests use, that responses use, and that anything uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Literal

from ..shape import Node
from ..values import as_list, as_map
from .context import Context, Unresolved

Side = Literal["request", "response"]
Edges = dict[str, list[str]]


def component_of(pointer: str) -> str:
    """The pointer of the component at or around a pointer, "" if there is none."""
    parts = pointer.split("/")
    return "/".join(parts[:4]) if len(parts) > 3 and parts[1] == "components" else ""


def reached(starts: Iterable[str], edges: Edges) -> dict[str, str]:
    """The components that can be reached from `starts`, in order, each with the one before it ("" for a start)."""
    found = dict.fromkeys(starts, "")
    waiting = list(found)
    for pointer in waiting:
        for target in edges.get(pointer, []):
            if target not in found:
                found[target] = pointer
                waiting.append(target)
    return found


def ancestors(pointer: str, found: dict[str, str]) -> list[str]:
    """The components on the way to one, nearest first."""
    chain: list[str] = []
    while pointer := found[pointer]:
        chain.append(pointer)
    return chain


def way(pointer: str, found: dict[str, str]) -> str:
    """The way to a component from its start: `Pet > Owner > Address`."""
    return " > ".join(part.rpartition("/")[2] for part in reversed([pointer, *ancestors(pointer, found)]))


@lru_cache(maxsize=1)
def edges(context: Context) -> Edges:
    """The components that each component refers to."""
    found: Edges = defaultdict(list)
    for node in context.nodes:
        if owner := component_of(node.pointer):
            found[owner].extend(_targets(context, node))
            for part in as_list(node["allOf"]):
                # A discriminator may list no members: then they are the schemas that extend its schema.
                parent = _target(context, as_map(part).get("$ref"))
                if parent and "discriminator" in as_map(context.follow(part)):
                    found[parent].append(owner)
    return found


def starts(context: Context, side: Side) -> list[str]:
    """The components that the requests, or the responses, of operations refer to directly."""
    return [target for node in context.nodes if _side(node) == side for target in _targets(context, node)]


def roots(context: Context) -> list[str]:
    """The components that are referred to from outside the components."""
    found = [target for node in context.nodes if not component_of(node.pointer) for target in _targets(context, node)]
    for node in context.all("Security Requirement Object"):
        found.extend(f"/components/securitySchemes/{name}" for name in node.value)
    return found


def _side(node: Node) -> Side | None:
    """The side of an object outside the components: request, response, or None for neither."""
    if component_of(node.pointer):
        return None
    side: Side | None = None
    around: Node | None = node
    while around is not None:
        if around.field in ("requestBody", "parameters") and side is None:
            side = "request"
        elif (around.field == "responses" or around.kind == "Operation Object") and side is None:
            side = "response"
        elif around.field in ("webhooks", "callbacks"):
            side = "request" if side == "response" else "response"
        around = around.parent
    return side


def _targets(context: Context, node: Node) -> Iterator[str]:
    """The components that an object itself refers to: by `$ref`, by a discriminator mapping, or by an extension."""
    named: list[Any] = [node["$ref"]]
    if node.kind == "Discriminator Object":
        named.extend(as_map(node["mapping"]).values())
    for word, value in node.value.items():
        if word.startswith("x-"):
            named.extend(item for item in [value, *as_map(value).values()] if str(item).startswith("#/components/"))
    for reference in named:
        if target := _target(context, reference):
            yield target


def _target(context: Context, reference: Any) -> str:
    if not isinstance(reference, str):
        return ""
    if "/" not in reference and reference in context.components("schemas"):
        return f"/components/schemas/{reference}"
    target = context.resolve(reference)
    if isinstance(target, Unresolved) or target.document is not context.document:
        return ""
    return component_of(target.pointer)
