"""Facts about support: the statements of two overlays about subjects, behaviour and the provider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...document.resolve import Dialect
from ...wire import WireApi
from ..api.match import Matching
from ..found import Found
from .behaviour import Described, find_behaviour
from .provider import find_provider
from .statements import StatementComparer
from .walk import Meeting

__all__ = ["find_support", "unread"]


def unread(b: Dialect) -> frozenset[str]:
    """The pointers of the request fields that B ignores or does not support, with all that is in them.

    Whoever ignores a field refuses nothing of what stands in it, whatever the document that it deviates from describes.
    """
    support = b.support
    if not support.is_stated:
        return frozenset()
    return frozenset(
        pointer
        for pointer, subject in support.subjects.items()
        if subject.kind == "property"
        and subject.sides == {"request"}
        and support.of(pointer).status in ("ignored", "unsupported")
    )


def find_support(
    a: Dialect, b: Dialect, api: WireApi, matching: Matching, described: Described, known: Sequence[Found]
) -> tuple[list[Found], Mapping[str, Meeting]]:
    """The facts about support, beside those that are `known` from the documents, and where B's subjects were met first.

    `api` is B on the wire. What says more about a fact that is known is added to that: one cause is one finding.
    """
    comparer = StatementComparer(a, b)
    found = comparer.compare(matching)
    found += find_provider(a, b, api, known)
    behaviour = find_behaviour(a, b, api, described, [*known, *found])
    # Of what a rule is about, something is stated.
    stated = {(entry.fact.direction, entry.fact.path) for entry in behaviour if entry.fact.path}
    found = [
        entry
        for entry in (*found, *behaviour)
        if entry.fact.edit != "not-stated"
        or entry.fact.subject != "property"
        or (entry.fact.direction, entry.fact.path) not in stated
    ]
    return found, comparer.met
