"""Rules about references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..context import Context, Target, Unresolved
from ..shape import Node
from ..values import as_list, as_map, child
from .remark import Remark


def ref_unresolved(context: Context) -> Iterator[Remark]:
    """A `$ref` has no target, a target of another kind, or leads back to itself."""
    for node in context.nodes:
        if "$ref" not in node.value:
            continue
        pointer, reference = child(node.pointer, "$ref"), node["$ref"]
        if (fault := context.fault(node)) is not None:
            yield Remark(pointer, fault.message, fault.help)
            continue
        target = context.resolve(reference)
        if isinstance(target, Unresolved):
            continue
        expected, found = node.expects or node.kind, context.at.get(target.pointer)
        if _is_part_of_itself(context, node, target):
            yield Remark(pointer, f"{reference} leads back to itself")
        elif found and (found.expects or found.kind) != expected:
            yield Remark(pointer, f"{reference} is a {found.expects or found.kind}, not a {expected}")


def _is_part_of_itself(context: Context, node: Node, target: Target) -> bool:
    """True if a schema is one of its own parts, so that validating it never ends."""
    if node.field not in ("allOf", "anyOf", "oneOf"):
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
        if isinstance(found, Unresolved):
            continue
        if found.pointer == target.pointer:
            return True
        waiting += _parts(found.value)
    return False


def _parts(schema: Any) -> list[Any]:
    """The subschemas against which each value of a schema must be valid."""
    unions = (as_list(as_map(schema).get(keyword)) for keyword in ("anyOf", "oneOf"))
    return [*as_list(as_map(schema).get("allOf")), *(union[0] for union in unions if len(union) == 1)]
