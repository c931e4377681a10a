"""Differences between unions: members that only one side has, and whether others may come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...schema.maker.kinds import key
from ...schema.parts import Other, Part
from .match import Matching, tag_of
from .pairs import Difference, Hint, Pair


def compare_members(pair: Pair, matching: Matching) -> Iterator[Difference]:
    """The members of A or B that have no counterpart."""
    other_a = _other((*(one for one, _ in matching.pairs), *matching.only_a))
    other_b = _other((*(two for _, two in matching.pairs), *matching.only_b))
    for part in matching.only_a:
        hints = (Hint("any", part, None),)
        if part.other is not None:
            texts = (f"other values of {part.other.name}", "none")
            yield Difference("union", "closed", "narrows", pair.at_a, pair.at_b, *texts, hints=hints)
        else:
            where, name = (_pointer(part, pair.at_a), pair.at_b), tag_of(part) or part.kind
            # What an open union does not know, it takes in any shape.
            is_open = _is_free(part, other_b)
            effect = "widens" if is_open else "narrows"
            yield Difference("union-member", "removed", effect, *where, name, "", is_open=is_open, hints=hints)
    for part in matching.only_b:
        hints = (Hint("any", None, part),)
        if part.other is not None:
            texts = ("none", f"other values of {part.other.name}")
            yield Difference("union", "opened", "widens", pair.at_a, pair.at_b, *texts, hints=hints)
        else:
            where, name = (pair.at_a, _pointer(part, pair.at_b)), tag_of(part) or part.kind
            is_open = _is_free(part, other_a)
            effect = "narrows" if is_open else "widens"
            yield Difference("union-member", "added", effect, *where, "", name, is_open=is_open, hints=hints)


def _other(parts: Iterable[Part]) -> Other | None:
    return next((part.other for part in parts if part.other is not None), None)


def _is_free(part: Part, other: Other | None) -> bool:
    """Whether an open union on the other side takes the tag of a member as one that it does not know."""
    if other is None:
        return False
    tags = part.constants.get(other.name, frozenset())
    return bool(tags) and not tags & {key(tag) for tag in other.tags}


def _pointer(part: Part, whole: str | None) -> str | None:
    if part.member is not None:
        return part.member.schema.pointer
    return part.items[0].pointer if part.items else whole
