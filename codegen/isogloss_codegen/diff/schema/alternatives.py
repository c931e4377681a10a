"""Differences between unions: members that only one side has, and whether others may come."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Effect
from .forms import Part
from .match import Matching, tag_of
from .pairs import Difference, Hint, Pair


def compare_members(pair: Pair, matching: Matching) -> Iterator[Difference]:
    """The members of A or B that have no counterpart."""
    is_open_a, is_open_b = (
        any(part.other is not None for part in (*(side[index] for side in matching.pairs), *rest))
        for index, rest in ((0, matching.only_a), (1, matching.only_b))
    )
    for part in matching.only_a:
        if part.other is not None:
            hint = Hint("any", part, None)
            texts = (f"other values of {part.other.name}", "none")
            yield Difference("union", "closed", "narrows", pair.at_a, pair.at_b, *texts, hints=(hint,))
        else:
            where, hint = (_pointer(part, pair.at_a), pair.at_b), Hint("any", part, None)
            name = tag_of(part) or part.kind
            yield Difference(
                *("union-member", "removed", "narrows", *where, name, ""), is_open=is_open_b, hints=(hint,)
            )
    for part in matching.only_b:
        if part.other is not None:
            hint = Hint("any", None, part)
            texts = ("none", f"other values of {part.other.name}")
            yield Difference("union", "opened", "widens", pair.at_a, pair.at_b, *texts, hints=(hint,))
        else:
            where, hint = (pair.at_a, _pointer(part, pair.at_b)), Hint("any", None, part)
            # What an open union took as unknown has a shape to keep from now on.
            effect: Effect = "both" if is_open_a else "widens"
            name = tag_of(part) or part.kind
            yield Difference("union-member", "added", effect, *where, "", name, is_open=is_open_a, hints=(hint,))


def _pointer(part: Part, whole: str | None) -> str | None:
    if part.member is not None:
        return part.member.schema.pointer
    return part.items[0].pointer if part.items else whole
