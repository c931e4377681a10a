"""Repairs the references of a draft that lead nowhere, back to themselves, or to the wrong kind of object."""

from __future__ import annotations

from ..lint.references import ref_unresolved
from ..values import as_map, value_at
from .draft import Draft
from .leaving import leave_out, remove

_ROUNDS = 20
"""The largest number of times that references are followed: without a removed component, others have no target."""


def repair_references(draft: Draft) -> None:
    """A schema that refers to nothing becomes one of any value; an operation that lacks a part is left out."""
    for _ in range(_ROUNDS):
        context = draft.context()
        found = list(ref_unresolved(context))
        for remark in reversed(found):
            at = remark.pointer.rpartition("/")[0]
            node = context.at[at]
            if as_map(value_at(draft.value, at)) is not node.value:
                continue  # gone already
            if node.kind == "Path Item Object":
                leave_out(draft, at, "ref-unresolved", remark.message)
            elif node.expects == "Response Object" and leave_out(
                draft, remark.pointer, "ref-unresolved", remark.message
            ):
                continue
            elif "leads back to itself" in remark.message and node.field in ("allOf", "anyOf", "oneOf"):
                draft.lose("left wider", "ref-unresolved", remark.pointer, remark.message)
                draft.take(at)
            else:
                remove(draft, node, at, "ref-unresolved", remark.message)
        if not found:
            return
