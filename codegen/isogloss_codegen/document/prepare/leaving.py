"""Removes from a draft what cannot be read, with the operations that make no sense without it."""

from __future__ import annotations

from ..shape import METHODS, Node
from ..values import NOTHING, as_map, child, value_at
from ..wording import article
from .draft import Draft

_NEEDED = ("Parameter Object", "Request Body Object", "Operation Object", "Path Item Object", "Responses Object")
"""Objects without which an operation cannot be called."""


def remove(draft: Draft, node: Node, pointer: str, rule: str, why: str) -> None:
    """Removes the value at a pointer in an object, or the object itself.

    A schema becomes one of any value. A call without one of its parameters or its body would be wrong, so the operation
    is left out then.
    """
    kind, last = node.expects or node.kind, pointer.rpartition("/")[2]
    is_needed = kind in _NEEDED if pointer == node.pointer else kind == "Path Item Object" and last in METHODS
    if is_needed and leave_out(draft, pointer, rule, why):
        return
    is_component = kind == "Components Object" and pointer.startswith("/components/schemas/")
    if is_component or (kind == "Schema Object" and pointer == node.pointer):
        draft.lose("left wider", rule, pointer, why)
        draft.put(pointer, {})
        return
    what = "is dropped" if pointer == node.pointer else "goes without it"
    draft.lose("left wider" if kind == "Schema Object" else "dropped", rule, pointer, f"{why}: {article(kind)} {what}")
    _take(draft, pointer)


def leave_out(draft: Draft, pointer: str, rule: str, why: str) -> bool:
    """Leaves out the operation around a pointer, or those of its path. False if it is inside of neither."""
    tokens = pointer.split("/")
    if tokens[1] != "paths" or len(tokens) < 3:
        return False
    path = tokens[2].replace("~1", "/").replace("~0", "~")
    item = child("/paths", path)
    method = tokens[3] if len(tokens) > 3 else ""
    found = [method] if method in METHODS else [name for name in METHODS if name in as_map(value_at(draft.value, item))]
    for operation in [f"{name.upper()} {path}" for name in found] or [path]:
        draft.lose("left out", rule, pointer, f"{operation}: {why}", operation=operation)
    for name in found:
        draft.take(child(item, name))
    if not found or pointer == item:
        draft.take(item)
    return True


def _take(draft: Draft, pointer: str) -> None:
    if value_at(draft.value, pointer) is not NOTHING:
        draft.take(pointer)
