"""The conclusion of a report: one sentence about the changes that a client needs."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ...findings.finding import Finding
from ...findings.words import number
from ..model import Report
from .words import names

if TYPE_CHECKING:
    from ..rank import Entry

_BOUNDS = {">=": "at least", ">": "above", "<=": "at most", "<": "below"}
_SIZES = {"length": ("character", "characters"), "items": ("item", "items"), "properties": ("property", "properties")}
_LIMITS = ("lower-bound", "upper-bound", *(f"{end}-{noun}" for end in ("min", "max") for noun in _SIZES))
_VALUES = ("union-member", "enum-value", "type", "null", "media-type")
_FIELDS = ("property", "required-property")
_GONE = ("removed", "rejected", "unsupported")
_NEEDED = (
    *(("required", "added"), ("required-parameter", "added"), ("required-property", "added")),
    *(("required-body", "added"), ("parameter", "required"), ("body", "required")),
)
_SIGNS_IN = (("credential", "removed"), ("credentials", "required"))
_TYPE = re.compile(r"\b(string|number|integer|boolean|object|array)\b")
_MOST = 3
"""The number of things of a kind that are named; the report has the others."""

_LINES, _COLUMNS = 2, 80
"""The size of the sentence. Only a client that has to do a single thing with very long names needs more."""

_Is = Callable[[Finding], bool]


def conclude(report: Report, entries: Sequence[Entry]) -> str:
    """The sentence about findings, which are ranked: of several, the first are named."""
    a, b = names(report)
    if any(entry.providers for entry in entries):
        return _of_providers(entries)
    minded = [entry for entry in entries if entry.change.level in ("breaking", "silent", "warning")]
    if not minded:
        is_silent = any(entry.change.level == "unknown" for entry in entries)
        works = "Existing clients keep working" if report.is_update else f"A client of {a} works on {b} without changes"
        return f"{works}{', as far as it is stated' if is_silent else ''}."
    works = "An existing client keeps working" if report.is_update else f"A client of {a} works on {b}"
    head, text = f"{works} if it ", ""
    for most in range(_MOST, 0, -1):
        text = _short(head, list(_clauses(minded, most)))
        if _fits(head + text):
            break
    fails = "Existing clients fail." if report.is_update else f"A client of {a} fails on {b}."
    return f"{head}{text}." if text else fails


def _fits(text: str) -> bool:
    return len(textwrap.wrap(f"{text}.", _COLUMNS, break_on_hyphens=False)) <= _LINES


def _short(head: str, clauses: Sequence[str]) -> str:
    """The clauses, or as many of the first as there is room for and the number of the others."""
    text = _joined(clauses, "and")
    for count in range(len(clauses) - 1, 0, -1):
        if _fits(head + text):
            break
        text = _joined([*clauses[:count], f"handles {number(len(clauses) - count, 'other point')}"], "and")
    return text


def _of_providers(entries: Sequence[Entry]) -> str:
    """The providers that refuse or ignore a change of the document that all of them extend."""
    effects = [(effect.id, effect.effect) for entry in entries for effect in entry.providers]
    total = len({id for id, _ in effects})
    refusing = list(dict.fromkeys(id for id, effect in effects if effect == "refuses"))
    ignoring = list(dict.fromkeys(id for id, effect in effects if effect == "ignores" and id not in refusing))
    clauses = [
        f"{len(ids)} of {total} providers {verb}{'s' if len(ids) == 1 else ''} some of it ({_named(ids, 'and')})"
        for ids, verb in ((refusing, "refuse"), (ignoring, "ignore"))
        if ids
    ]
    return f"Of the changes, {_joined(clauses, 'and')}." if clauses else "No provider is known to refuse a change."


def subject(entry: Entry) -> str:
    """The subject of a finding in a sentence: "images", "stop_sequences", "the header x-key"."""
    change = entry.change
    if entry.called is not None:
        return entry.called
    if change.subject in _VALUES and (change.before or change.after):
        return f"{change.before or change.after} in {_path(change)}"
    return _path(change)


def _path(change: Finding) -> str:
    place, _, name = change.path.partition(".")
    if change.direction == "request" and place in ("header", "query", "path", "cookie") and name:
        return f"the {'parameter' if place in ('query', 'path') else place} {name}"
    if change.subject in ("body", "required-body") and not change.path:
        return f"a body to {change.operation}"
    return change.path or change.operation or _aspect(change)


def _aspect(change: Finding) -> str:
    """The aspect of the whole API that a finding is about: "the security"."""
    if change.subject == "subject":
        return change.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    return f"the {change.subject.replace('-', ' ') or 'API'}"


def _clauses(entries: Sequence[Entry], most: int) -> Iterator[str]:
    """The tasks of a client, a clause for each kind of finding; of each kind, `most` things are named."""
    rest = list(entries)
    named: list[str] = []

    def take(is_meant: _Is) -> list[Entry]:
        """The findings of a kind that no clause is about yet; those that the spec has words for are left."""
        taken = [entry for entry in rest if entry.asks is None and is_meant(entry.change)]
        rest[:] = [entry for entry in rest if entry not in taken]
        named.extend(entry.change.path for entry in taken)
        return taken

    if calls := take(_is("request", ("operation",), _GONE)):
        yield f"does not call {_named([entry.change.operation for entry in calls], 'or', most)}"
    if asked := take(lambda each: (each.subject, each.edit) in _SIGNS_IN):
        ways = dict.fromkeys(re.sub(r"\b(header|query|cookie)\b", r"the \1", entry.change.after) for entry in asked)
        yield f"signs in with {_joined(list(ways), 'or')}"
    if scopes := take(lambda each: (each.subject, each.edit) == ("scope", "added")):
        yield f"has a token with the scope {_named((entry.change.after for entry in scopes), 'and', most)}"
    if needed := take(lambda each: each.direction == "request" and (each.subject, each.edit) in _NEEDED):
        yield f"always sends {_named(map(subject, needed), 'and', most)}"
    other = _is("request", ("type",), ("removed", "changed", "narrowed"))
    if types := take(lambda each: each.level in ("breaking", "warning") and other(each) and bool(each.after)):
        yield f"sends only {_named((_only(each.change) for each in types), 'and', most)}"
    sent = _is("request", (*_FIELDS, "parameter", "header", *_VALUES), (*_GONE, "undescribed"))
    if gone := take(lambda each: each.level in ("breaking", "warning") and sent(each)):
        yield f"sends no {_named(_together(gone, most), 'or', most)}"
    bounds: dict[str, list[str]] = {}
    for entry in take(_is("request", _LIMITS)):
        bounds.setdefault(subject(entry), []).append(_bound(entry.change))
    kept = most if len(bounds) > most + 1 else len(bounds)
    yield from (
        f"keeps {name} {_joined(list(dict.fromkeys(each)), 'and')}" for name, each in list(bounds.items())[:kept]
    )
    if len(bounds) > kept:
        yield f"keeps {len(bounds) - kept} others in their bounds"
    if ignored := take(lambda each: each.level == "silent"):
        yield f"does not rely on {_named(_together(ignored, most), 'or', most)}"
    if missed := take(_is("response", (*_FIELDS, "header", "status", "event", "media-type"), _GONE)):
        yield f"does not wait for {_named(map(subject, missed), 'or', most)}"
    yield from dict.fromkeys(entry.asks for entry in rest if entry.asks is not None)
    # A clause about something in it says more.
    around = _around(named)
    noted = [entry for entry in rest if entry.asks is None and entry.change.path not in around]
    if others := list(dict.fromkeys(_together(noted, most))):
        yield f"follows the note{'s' if len(others) > 1 else ''} on {_named(others, 'and', most)}"


def _is(direction: str, subjects: Collection[str], edits: Collection[str] | None = None) -> _Is:
    """Tells findings of a kind."""
    return lambda each: (
        each.direction == direction and each.subject in subjects and (edits is None or each.edit in edits)
    )


def _together(entries: Sequence[Entry], most: int) -> list[str]:
    """The subjects of findings; several values at one place once: "this or that in there"."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        name, found_at, path = subject(entry).partition(" in ") if entry.called is None else (subject(entry), "", "")
        found.setdefault(path if found_at else name, []).append(name if found_at else "")
    # A finding about the whole includes its values.
    return [f"{_named(values, 'or', most)} in {path}" if all(values) else path for path, values in found.items()]


def _around(paths: Iterable[str]) -> set[str]:
    """The paths of everything around some paths."""
    return {path[: match.start()] for path in paths for match in re.finditer(r"[.\[]", path)}


def _only(change: Finding) -> str:
    """The types that are left in a place: "integers or strings in image"."""
    types = _TYPE.sub(r"\1s", change.after)
    return f"{types} in {_path(change)}"


def _bound(change: Finding) -> str:
    """A bound in words: "> 0" is "above 0", a length of 9 "to at most 9 characters"."""
    end, _, noun = change.subject.partition("-")
    if noun in _SIZES:
        return f"to {'at least' if end == 'min' else 'at most'} {change.after} {_SIZES[noun][change.after != '1']}"
    sign, _, bound = change.after.partition(" ")
    return f"{_BOUNDS[sign]} {bound}" if sign in _BOUNDS else f"within {change.after}"


def _named(names: Iterable[str], joint: str, most: int = _MOST) -> str:
    """The first of several things, and the number of the others; each is named once."""
    listed = list(dict.fromkeys(names))
    if len(listed) > most + (most > 1):
        listed = [*listed[:most], number(len(listed) - most, "other")]
    return _joined(listed, joint)


def _joined(parts: Sequence[str], joint: str) -> str:
    if len(parts) < 3:
        return f" {joint} ".join(parts)
    return f"{', '.join(parts[:-1])}{',' if joint == 'and' else ''} {joint} {parts[-1]}"
