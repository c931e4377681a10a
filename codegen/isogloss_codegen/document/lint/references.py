"""Rules about references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..source import child
from ..values import as_map
from .context import Context, Unresolved
from .remark import Remark
from .shape import Node


def ref_unresolved(context: Context) -> Iterator[Remark]:
    """A `$ref` points nowhere, or to something of another kind."""
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
        elif _is_circle(context, node):
            yield Remark(pointer, f"{reference} leads back to itself")
        elif target.document is context.document:
            expected, found = node.expects or node.kind, context.at.get(target.pointer)
            if found and (found.expects or found.kind) != expected:
                yield Remark(pointer, f"{reference} is a {found.expects or found.kind}, not a {expected}")


def _is_circle(context: Context, node: Node) -> bool:
    """Whether following references from here never reaches anything else."""
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
        # Since 3.1 a schema may say more beside its reference.
        if node.kind == "Schema Object" and len(as_map(value)) > 1 and not context.is_30:
            return False
        value = target.value
        if target.document is not context.document:
            return False
    return False
