"""Rules about references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..shape import Node
from ..values import as_list, as_map, child
from .context import Context, Target, Unresolved
from .remark import Remark


def ref_unresolved(context: Context) -> Iterator[Remark]:
    """A `$ref` has no target, a target of another kind, or leads back to itself."""
    for node in context.nodes:
        if "$ref" not in node.value:
            continue
        pointer, reference = child(node.pointer, "$ref"), node["$ref"]
        if not isinstance(reference, str):
            yield Remark(pointer, "a reference must be a string")
            continue
        target = context.resolve(reference)
        if isinstance(target, Unresolved):
            yield Remark(pointer, target.message, target.help)
        elif _is_circle(context, node) or _is_part_of_itself(context, node, target):
            yield Remark(pointer, f"{reference} leads back to itself")
        elif target.document is context.document:
            expected, found = node.expects or node.kind, context.at.get(target.pointer)
            if found and (found.expects or found.kind) != expected:
                yield Remark(pointer, f"{reference} is a {found.expects or found.kind}, not a {expected}")


def _is_circle(context: Context, node: Node) -> bool:
    """True if a chain of references never ends."""
    seen: set[str] = set()
    value: Any = node.value
    while isinstance(reference := as_map(value).get("$ref"), str):
        target = context.resolve(reference)
        if isinstance(target, Unresolved):
            return False
        key = f"{target.document.path}#{target.pointer}"
        if key in seen:
            return True
        seen.add(key)
        # Since 3.1 a schema may have other keywords beside its reference.
        if node.kind == "Schema Object" and len(as_map(value)) > 1 and not context.is_30:
            return False
        value = target.value
        if target.document is not context.document:
            return False
    return False


def _is_part_of_itself(context: Context, node: Node, target: Target) -> bool:
    """True if a schema is one of its own parts, so that validating it never ends."""
    if node.field not in ("allOf", "anyOf", "oneOf") or target.document is not context.document:
        return False
    seen: set[str] = set()
    waiting = _parts(target.value)
    while waiting:
        part = waiting.pop()
        reference = as_map(part).get("$ref")
        waiting += _parts(part)
        if not isinstance(reference, str) or reference in seen:
            continue
        seen.add(reference)
        found = context.resolve(reference)
        if isinstance(found, Unresolved) or found.document is not context.document:
            continue
        if found.pointer == target.pointer:
            return True
        waiting += _parts(found.value)
    return False


def _parts(schema: Any) -> list[Any]:
    """The subschemas against which each value of a schema must be valid."""
    unions = (as_list(as_map(schema).get(keyword)) for keyword in ("anyOf", "oneOf"))
    return [*as_list(as_map(schema).get("allOf")), *(union[0] for union in unions if len(union) == 1)]
