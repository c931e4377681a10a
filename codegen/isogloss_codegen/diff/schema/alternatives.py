"""Differences between unions: members that only one side has, and whether others may come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...schema.maker.kinds import key
from ...schema.parts import Other, Part
from ..model import Direction
from .match import Counterparts, tag_of
from .pairs import Difference, Doubt, Hint, Pair


def compare_members(
    pair: Pair, matching: Counterparts, direction: Direction, rivals: tuple[Part, ...]
) -> Iterator[Difference]:
    """The members of A or B that have no counterpart; `rivals` are those of the side that receives."""
    sides = [[one for one, _ in matching.pairs], [two for _, two in matching.pairs]]
    sides = [*sides[0], *matching.only_a], [*sides[1], *matching.only_b]
    for difference, sender in _members(pair, matching, sides):
        is_sent = (difference.edit in ("removed", "closed")) == (direction == "request")
        yield replace(difference, doubt=Doubt(sender, rivals)) if is_sent else difference


def _accepts_all(part: Part) -> bool:
    """Tells whether a part accepts all values of its type."""
    return part.values is None and not part.items and not part.conditions and part.other is None


def _members(
    pair: Pair, matching: Counterparts, sides: tuple[list[Part], list[Part]]
) -> Iterator[tuple[Difference, Part]]:
    other_a, other_b = map(_other, sides)
    free_a, free_b = (any(map(_accepts_all, parts)) for parts in (sides[0], sides[1]))
    for part in matching.only_a if not free_b else ():
        hints = (Hint("any", part, None),)
        if part.other is not None:
            texts = (f"other values of {part.other.name}", "none")
            yield Difference("union", "closed", "narrows", pair.at_a, pair.at_b, *texts, hints=hints), part
        else:
            where, name = (_pointer(part, pair.at_a), pair.at_b), tag_of(part) or part.kind
            # What an open union does not know, it takes in any shape.
            is_open = _is_free(part, other_b)
            effect = "widens" if is_open else "both" if _is_exclusive(part) else "narrows"
            yield Difference("union-member", "removed", effect, *where, name, "", is_open=is_open, hints=hints), part
    for part in matching.only_b if not free_a else ():
        hints = (Hint("any", None, part),)
        if part.other is not None:
            texts = ("none", f"other values of {part.other.name}")
            yield Difference("union", "opened", "widens", pair.at_a, pair.at_b, *texts, hints=hints), part
        else:
            where, name = (pair.at_a, _pointer(part, pair.at_b)), tag_of(part) or part.kind
            is_open = _is_free(part, other_a)
            effect = "narrows" if is_open else "both" if _is_exclusive(part) else "widens"
            yield Difference("union-member", "added", effect, *where, "", name, is_open=is_open, hints=hints), part


def _is_exclusive(part: Part) -> bool:
    """Tells whether a value that this and another member of the union accept is refused."""
    return any(condition.subject == "one-of" for condition in part.conditions)


def _other(parts: Iterable[Part]) -> Other | None:
    return next((part.other for part in parts if part.other is not None), None)


def _is_free(part: Part, other: Other | None) -> bool:
    """Tells whether an open union on the other side takes the tag of a member as one that it does not know."""
    if other is None:
        return False
    tags = part.constants.get(other.name, frozenset())
    return bool(tags) and not tags & {key(tag) for tag in other.tags}


def _pointer(part: Part, whole: str | None) -> str | None:
    if part.member is not None:
        return part.member.schema.pointer
    return part.items[0].pointer if part.items else whole
