"""The conclusion of a report: one sentence that says what a client has to mind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ...levels import LEVELS
from ..model import Change, Report
from .words import names

if TYPE_CHECKING:
    from ..entry import Entry

_BOUNDS = {">=": "at least", ">": "above", "<=": "at most", "<": "below"}
_SIZES = {"length": ("character", "characters"), "items": ("item", "items"), "properties": ("property", "properties")}
_VALUES = r"(union-member|enum-value|type|null|media-type)"
_GONE = "(removed|rejected|unsupported)"
_NEEDED = r"request-(required-(added|parameter-added|property-added|body-added)|(parameter|body)-required)"
_SENT = rf"request-((required-)?property|parameter|header|{_VALUES})-({_GONE}|undescribed)"
_AWAITED = rf"response-((required-)?property|header|status|event|media-type)-{_GONE}"
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
        f"{len(ids)} of {total} providers {verb}{'s' if len(ids) == 1 else ''} some of it ({', '.join(ids)})"
        for ids, verb in ((refusing, "refuse"), (ignoring, "ignore"))
        if ids
    ]
    return (
        f"Of what has changed, {_joined(clauses, 'and')}." if clauses else "No provider is known to refuse any of it."
    )


def subject(entry: Entry) -> str:
    """What a finding is about, as one says it: "images", "stop_sequences", "the header x-key"."""
    change = entry.change
    if entry.called is not None:
        return entry.called
    if re.search(rf"-{_VALUES}-", change.rule) and (change.before or change.after):
        return f"{change.before or change.after} in {_path(change)}"
    return _path(change)


def _path(change: Change) -> str:
    place, _, name = change.path.partition(".")
    if change.direction == "request" and place in ("header", "query", "path", "cookie") and name:
        return f"the {'parameter' if place in ('query', 'path') else place} {name}"
    if "-body-" in change.rule and not change.path:
        return f"a body to {change.operation}"
    return change.path or change.operation or _aspect(change)


def _aspect(change: Change) -> str:
    """What of the API as a whole a finding is about, as its rule says: "request-security-changed" is "security"."""
    if "-subject-" in change.rule:
        return change.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    return f"the {' '.join(change.rule.split('-')[1:-1]) or 'API'}"


def _clauses(entries: Sequence[Entry]) -> Iterator[str]:
    rest = list(entries)
    named: list[str] = []

    def take(rules: str, levels: Sequence[str] = LEVELS) -> list[Entry]:
        nonlocal rest
        wanted = re.compile(rules)
        taken: list[Entry] = []
        left: list[Entry] = []
        for entry in rest:
            is_meant = entry.asks is None and entry.change.level in levels and wanted.fullmatch(entry.change.rule)
            (taken if is_meant else left).append(entry)
        rest = left
        named.extend(entry.change.path for entry in taken)
        return taken

    if calls := take(rf"request-operation-{_GONE}"):
        yield f"does not call {_named([entry.change.operation for entry in calls], 'or')}"
    if asked := take(r"request-credential(-removed|s-required)"):
        ways = dict.fromkeys(re.sub(r"\b(header|query|cookie)\b", r"the \1", entry.change.after) for entry in asked)
        yield f"signs in with {_joined(list(ways), 'or')}"
    if needed := take(_NEEDED):
        yield f"always sends {_named(map(subject, needed), 'and')}"
    if gone := take(_SENT, ("breaking", "warning")):
        yield f"sends no {_named(_together(gone), 'or')}"
    bounds: dict[str, list[str]] = {}
    for entry in (*take(r"request-(lower|upper)-bound-.*"), *take(r"request-(min|max)-(length|items|properties)-.*")):
        bounds.setdefault(subject(entry), []).append(_bound(entry.change))
    most = _MOST if len(bounds) > _MOST + 1 else len(bounds)
    yield from (f"keeps {name} {_joined(both, 'and')}" for name, both in list(bounds.items())[:most])
    if len(bounds) > most:
        yield f"keeps {len(bounds) - most} others in their bounds"
    if ignored := take(".*", ("silent",)):
        yield f"does not rely on {_named(_together(ignored), 'or')}"
    if missed := take(_AWAITED):
        yield f"does not wait for {_named(map(subject, missed), 'or')}"
    yield from dict.fromkeys(entry.asks for entry in rest if entry.asks is not None)
    # What is said of something in it says it better.
    around = _around(named)
    noted = [entry for entry in rest if entry.asks is None and entry.change.path not in around]
    others = list(dict.fromkeys(_together(noted)))
    if others:
        yield f"heeds the note{'s' if len(others) > 1 else ''} on {_named(others, 'and')}"


def _together(entries: Sequence[Entry]) -> list[str]:
    """What findings are about; several values at one place once: "this or that in there"."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        name, found_at, path = subject(entry).partition(" in ") if entry.called is None else (subject(entry), "", "")
        found.setdefault(path if found_at else name, []).append(name if found_at else "")
    # What is said of all of it is said of its values, too.
    return [f"{_named(values, 'or')} in {path}" if all(values) else path for path, values in found.items()]


def _around(paths: Iterable[str]) -> set[str]:
    """The paths of all that what is at some paths is in."""
    return {path[: match.start()] for path in paths for match in re.finditer(r"[.\[]", path)}


def _bound(change: Change) -> str:
    """A bound in words: "> 0" is "above 0", a length of 9 "to at most 9 characters"."""
    size = re.fullmatch(r"request-(min|max)-(length|items|properties)-.*", change.rule)
    if size is not None:
        return (
            f"to {'at least' if size[1] == 'min' else 'at most'} {change.after} {_SIZES[size[2]][change.after != '1']}"
        )
    sign, _, number = change.after.partition(" ")
    return f"{_BOUNDS[sign]} {number}" if sign in _BOUNDS else f"within {change.after}"


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
