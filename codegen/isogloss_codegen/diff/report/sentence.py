"""The conclusion of a report: one sentence that says what a client has to mind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..model import Change, Report

if TYPE_CHECKING:
    from .view import Entry

_BOUNDS = {">=": "at least", ">": "above", "<=": "at most", "<": "below"}
_REFUSED = ("removed", "rejected", "unsupported")
_MOST = 3
"""How many things of a kind are named; the report has the others."""


def conclude(report: Report, entries: Sequence[Entry]) -> str:
    """The sentence about findings, which are ranked: of several, the first are named."""
    a, b = names(report)
    if any(entry.providers for entry in entries):
        return _of_providers(entries)
    minded = [entry for entry in entries if entry.change.level in ("breaking", "silent", "warning")]
    if not minded:
        is_silent = any(entry.change.level == "unknown" for entry in entries)
        return f"A client of {a} works on {b} as it is{', as far as anything is stated' if is_silent else ''}."
    clauses = list(_clauses(minded))
    if not clauses:
        return f"A client of {a} does not work on {b}."
    return f"A client of {a} works on {b} if it {_joined(clauses, 'and')}."


def _of_providers(entries: Sequence[Entry]) -> str:
    """Who has to be looked at after a change of the document that all of them extend."""
    effects = [(effect.id, effect.effect) for entry in entries for effect in entry.providers]
    total = len({id for id, _ in effects})
    refusing = list(dict.fromkeys(id for id, effect in effects if effect == "refuses"))
    ignoring = list(dict.fromkeys(id for id, effect in effects if effect == "ignores" and id not in refusing))
    clauses = [
        f"{len(ids)} of {total} providers {verb} some of it ({', '.join(ids)})"
        for ids, verb in ((refusing, "refuse"), (ignoring, "ignore"))
        if ids
    ]
    return (
        f"Of what has changed, {_joined(clauses, 'and')}." if clauses else "No provider is known to refuse any of it."
    )


def names(report: Report) -> tuple[str, str]:
    """What the two are called in a sentence: by their ids, with the versions where those are the same."""
    a, b = report.a, report.b
    if a.id == b.id and a.version != b.version:
        return f"{a.id}@{a.version}", f"{b.id}@{b.version}"
    return a.id, b.id


def subject(entry: Entry) -> str:
    """What a finding is about, as one says it: "images", "stop_sequences", "the header x-key"."""
    change = entry.change
    if entry.called is not None:
        return entry.called
    place, _, name = change.path.partition(".")
    if change.direction == "request" and place in ("header", "query", "path", "cookie") and name:
        return f"the {'parameter' if place in ('query', 'path') else place} {name}"
    if not change.path:
        return change.operation or _aspect(change)
    if change.before and re.search(r"-(union-member|enum-value|value|type)-", change.rule):
        return f"{change.before} in {change.path}"
    return change.path


def _aspect(change: Change) -> str:
    """What of the API as a whole a finding is about, as its rule says: "request-security-changed" is "security"."""
    return f"the {' '.join(change.rule.split('-')[1:-1]) or 'API'}"


def _clauses(entries: Sequence[Entry]) -> Iterator[str]:
    rest = list(entries)

    def take(wanted: Callable[[Change], bool]) -> list[Entry]:
        taken = [entry for entry in rest if entry.asks is None and wanted(entry.change)]
        rest[:] = [entry for entry in rest if entry not in taken]
        return taken

    if calls := take(lambda c: c.rule.startswith("request-operation-") and c.rule.endswith(_REFUSED)):
        yield f"does not call {_named((entry.change.operation for entry in calls), 'or')}"
    if needed := take(lambda c: c.rule.startswith("request-required-") or c.rule.endswith("-required")):
        yield f"always sends {_named(map(subject, needed), 'and')}"
    if gone := take(lambda c: c.direction == "request" and c.level != "silent" and c.rule.endswith(_REFUSED)):
        yield f"sends no {_named(map(subject, gone), 'or')}"
    for entry in (bounds := take(lambda c: c.direction == "request" and "-bound-" in c.rule))[:_MOST]:
        yield f"keeps {subject(entry)} {_bound(entry.change.after)}"
    if len(bounds) > _MOST:
        yield f"keeps {len(bounds) - _MOST} others in their bounds"
    if ignored := take(lambda c: c.level == "silent"):
        yield f"does not rely on {_named(map(subject, ignored), 'or')}"
    if missed := take(lambda c: c.direction == "response" and c.rule.endswith("-removed")):
        yield f"does not wait for {_named(map(subject, missed), 'or')}"
    yield from dict.fromkeys(entry.asks for entry in rest if entry.asks is not None)
    # What is said of something in it says it better.
    inner = [entry.change.path for entry in entries if entry not in rest]
    noted = [entry for entry in rest if entry.asks is None and not _is_around(entry.change.path, inner)]
    others = list(dict.fromkeys(map(subject, noted)))
    if others:
        yield f"heeds the note{'s' if len(others) > 1 else ''} on {_named(others, 'and')}"


def _is_around(path: str, others: Iterable[str]) -> bool:
    return bool(path) and any(other.startswith((f"{path}.", f"{path}[")) for other in others)


def _bound(text: str) -> str:
    """A bound in words: "> 0" is "above 0"."""
    sign, _, number = text.partition(" ")
    return f"{_BOUNDS[sign]} {number}" if sign in _BOUNDS else f"within {text}"


def _named(names: Iterable[str], joint: str) -> str:
    """The first of several things, and how many others there are; each is named once."""
    listed = list(dict.fromkeys(names))
    if len(listed) > _MOST + 1:
        listed = [*listed[:_MOST], f"{len(listed) - _MOST} others"]
    return _joined(listed, joint)


def _joined(parts: Sequence[str], joint: str) -> str:
    if len(parts) < 3:
        return f" {joint} ".join(parts)
    return (
        f"{', '.join(parts[:-1])}, {joint} {parts[-1]}"
        if joint == "and"
        else f"{', '.join(parts[:-1])} {joint} {parts[-1]}"
    )
