"""Makes turns alternate, where nothing is lost by that: neighbours of one role become one turn."""

from __future__ import annotations

from typing import Any, cast

from ..document.values import as_list, as_map
from ..ir.order import Conversation


def merge(body: Any, at: Conversation) -> list[int]:
    """Merges each turn in a body with the one before if both are of one role; the indices of those that are gone.

    Their content follows upon another, part by part. Turns that hold anything but role and content stay.
    """
    turns = as_list(as_map(body).get(at.turns))
    kept: list[Any] = []
    gone: list[int] = []
    for index, turn in enumerate(turns):
        parts = _joined(kept[-1], turn, at) if kept else None
        if parts is None:
            kept.append(turn)
        else:
            kept[-1] = {**kept[-1], at.content: parts}
            gone.append(index)
    turns[:] = kept
    return gone


def _joined(before: Any, turn: Any, at: Conversation) -> list[Any] | None:
    """The parts of two turns; None where they cannot be made one."""
    one, other = as_map(before), as_map(turn)
    if one.keys() != {at.role, at.content} or other.keys() != one.keys() or one[at.role] != other[at.role]:
        return None
    if one[at.role] not in (at.asks, at.answers):
        return None
    first, second = _parts(one[at.content], at), _parts(other[at.content], at)
    return None if first is None or second is None else [*first, *second]


def _parts(content: Any, at: Conversation) -> list[Any] | None:
    if isinstance(content, list):
        return cast("list[Any]", content)
    if isinstance(content, str) and at.text is not None:
        tag, field = at.text
        return [{"type": tag, field: content}] if content else []
    return None
