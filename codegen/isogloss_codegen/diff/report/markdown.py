"""A report as Markdown, for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...findings.finding import Finding, Location
from ...findings.levels import LEVELS, SIGNS, WORDS
from ...findings.markdown import cell, code, fenced, prose
from ...findings.report import relative
from ...findings.words import few, number, origin
from ..rank import Entry
from .view import Section, View
from .words import (
    EFFECT_WORDS,
    WHOLE,
    by_effect,
    disputed,
    example,
    example_of,
    not_sent,
    place,
    place_of,
    ranked_by,
    title,
)


def render(view: View) -> str:
    """The report in GitHub's Markdown: the conclusion first, a table per level, details in folds."""
    return "\n".join(_document(view))


def _document(view: View) -> Iterator[str]:
    counts = view.summary
    yield f"### {prose(title(view.report))}\n"
    yield f"**{prose(view.conclusion)}**\n"
    listed = [f"{SIGNS[level]} {WORDS[level]}: {counts[level]}" for level in LEVELS if counts[level]]
    yield f"{' · '.join(listed) or 'No differences.'}\n"
    for group in view.groups:
        yield f"#### {code(group.operation) if group.operation else WHOLE}\n"
        for section in group.sections:
            yield from _section(view, section)
    for section in view.folded:
        yield from _folded(section)
    yield from _notes(view)


def _section(view: View, section: Section) -> Iterator[str]:
    has_shares = any(entry.sent for entry in section.entries)
    yield f"| {SIGNS[section.level]} {WORDS[section.level]} | | {'Requests | ' if has_shares else ''}Says |"
    yield f"| --- | --- | {'--: | ' if has_shares else ''}--- |"
    for entry in section.entries:
        change = entry.change
        share = f"{_share(view, entry)} | " if has_shares else ""
        yield f"| {cell(_place(change))} | {cell(_message(view, entry))} | {share}{cell(_says(change))} |"
    yield ""
    examples = [entry.change for entry in section.entries if entry.change.witness is not None]
    if examples:
        yield "<details><summary>Examples</summary>\n"
        for change in examples:
            assert change.witness is not None
            yield f"{_place(change)}: {prose(example_of(change, view.report))}\n"
            yield fenced(example(change.witness), "json")
        yield "</details>\n"


def _place(change: Finding) -> str:
    where = place(change)
    return code(where) if where else "all of it"


def _share(view: View, entry: Entry) -> str:
    return f"{entry.sent} of {view.requests.total}" if view.requests is not None and entry.sent else ""


def _message(view: View, entry: Entry) -> str:
    change = entry.change
    also = f" Also {few([code(name) for name in change.used_by], 3)}." if change.used_by else ""
    claims = "".join(f" {prose(disputed(conflict, view.report))}" for conflict in change.conflicts)
    effects = "".join(f"<br>{EFFECT_WORDS[effect]}: {', '.join(ids)}" for effect, ids in by_effect(entry))
    return f"{prose(change.message)}{also}{claims}{effects}"


def _says(change: Finding) -> str:
    """The sources, or else the lines."""
    sources = list(dict.fromkeys(_source(item.get("url", ""), origin(item)) for item in change.evidence))
    also = f" and {number(len(sources) - 1, 'other')}" if len(sources) > 1 else ""
    return f"{sources[0]}{also}" if sources else "<br>".join(_location(location) for location in change.locations)


def _source(url: object, text: str) -> str:
    is_web = re.fullmatch(r"https?://[^\s()<>]+", str(url))
    return f"[{prose(text)}]({url})" if is_web else prose(text)


def _location(location: Location) -> str:
    return code(f"{relative(location.file)}:{location.line}")


def _folded(section: Section) -> Iterator[str]:
    names = few([code(place_of(entry.change)) for entry in section.entries], 60)
    yield f"<details><summary>{SIGNS[section.level]} {WORDS[section.level]}: {len(section.entries)}</summary>\n"
    yield f"{names}\n\n</details>\n"


def _notes(view: View) -> Iterator[str]:
    notes = [prose(note) for note in view.report.notes]
    if view.not_sent:
        notes.append(not_sent(view.not_sent))
    notes += [f"Ignored: {code(place_of(change))} ({prose(ignore.reason)})" for change, ignore in view.ignored]
    if view.requests is not None:
        notes.append(prose(ranked_by(view.requests, view.report)))
    yield from (f"- {note}" for note in notes)
    if notes:
        yield ""
