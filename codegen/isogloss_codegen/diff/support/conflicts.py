"""Contradictions of the sources of B (`x-conflicts`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...document.overlay.targets import pointer_of, select
from ...document.resolve import Dialect
from ...document.values import as_list, as_map
from ...findings.levels import LEVEL_OF_SUPPORT, LEVELS
from ..found import Found
from ..model import Fact
from .walk import Meeting

# The words of x-provider, and what facts about them are called.
_WORDS = {
    "models": ("models",),
    "auth": ("credential", "credentials", "key", "scope"),
    "servers": ("server",),
    "unknown_fields": ("unknown-fields",),
    "endpoints": ("operation",),
}


def add_conflicts(found: Sequence[Found], a: Dialect, b: Dialect, met: Mapping[str, Meeting]) -> list[Found]:
    """Adds conflicts to the facts that are about the same subjects; `met` is where B's were met first.

    Returns facts of their own for those about which nothing is different if what was taken is right, but something
    would be if it is not, unless the same is true of A.
    """
    disputed: list[Found] = []
    for index, conflict in enumerate(b.conflicts):
        subjects = _subjects(b, index, str(conflict.get("subject", "")))
        concerned = [entry for entry in found if _is_about(entry.fact, subjects)]
        for entry in concerned:
            entry.fact = replace(entry.fact, conflicts=(*entry.fact.conflicts, conflict))
        is_known = conflict in a.conflicts
        if not concerned and not is_known and (fact := _disputed(conflict, subjects, b, met)) is not None:
            disputed.append(Found(fact, "warning", tuple(_evidence(conflict)), f"/x-conflicts/{index}"))
    return disputed


def _subjects(b: Dialect, index: int, subject: str) -> frozenset[str]:
    """The pointers of the subjects of a conflict, or the kinds of facts."""
    if not subject.startswith("$") or b.overlay is None:
        return frozenset(_WORDS.get(subject.partition(".")[2], ()))
    selected = select(b.overlay, f"/x-conflicts/{index}/subject", subject, b.support.document)
    return frozenset(map(pointer_of, selected.locations))


def _is_about(fact: Fact, subjects: frozenset[str]) -> bool:
    statement = fact.statement
    places = {fact.pointer_a, fact.pointer_b, fact.subject if fact.pointer_b is None else None}
    if statement is not None:
        places |= {statement.subject, statement.inherited_from}
    if fact.subject in ("server", "credential", "credentials", "scope"):
        places.add(fact.subject)
    return bool(subjects & places)


def _disputed(
    conflict: Mapping[str, Any], subjects: Iterable[str], b: Dialect, known: Mapping[str, Meeting]
) -> Fact | None:
    """A fact about something that one source says worse of than what was taken."""
    claims = [str(claim["status"]) for claim in as_list(conflict.get("claims")) if "status" in as_map(claim)]
    taken = str(conflict.get("taken", ""))
    worse = [status for status in claims if _rank(status) < _rank(taken)]
    pointer = next((pointer for pointer in subjects if pointer in known), None)
    if not worse or pointer is None:
        return None
    met = known[pointer]
    why = str(conflict.get("why", "")).strip().rstrip(".")
    is_member = met.kind == "union-member"
    return Fact(
        met.kind if met.kind in ("property", "union-member") else "subject",
        "disputed",
        met.direction,
        "none",
        met.operation,
        met.path,
        None,
        pointer,
        met.name if is_member else taken,
        worse[0],
        is_structural=True,
        detail=f"The sources contradict each other: {' and '.join(dict.fromkeys(claims))}. {why}.",
        conflicts=(conflict,),
    )


def _rank(status: str) -> int:
    level = LEVEL_OF_SUPPORT.get(status)
    return LEVELS.index(level) if level is not None else len(LEVELS)


def _evidence(conflict: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    for claim in as_list(conflict.get("claims")):
        yield from as_list(as_map(claim).get("evidence"))
