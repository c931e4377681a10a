"""A report as Markdown, for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...levels import LEVELS, SIGNS, WORDS
from ..entry import Entry
from ..model import Change, Location
from .view import Section, View
from .words import (
    EFFECT_WORDS,
    by_effect,
    disputed,
    example,
    example_of,
    few,
    file_of,
    number,
    origin,
    place,
    place_of,
    ranked_by,
    title,
)


def render(view: View) -> str:
    """The report in GitHub's Markdown: what happens first, a table per level, details to be opened."""
    return "\n".join(_document(view))


def _document(view: View) -> Iterator[str]:
    counts = view.summary
    yield f"### {_plain(title(view.report))}\n"
    yield f"**{_plain(view.conclusion)}**\n"
    listed = [f"{SIGNS[level]} {WORDS[level]}: {counts[level]}" for level in LEVELS if counts[level]]
    yield f"{' · '.join(listed) or 'No differences.'}\n"
    for group in view.groups:
        yield f"#### {_code(group.operation) if group.operation else 'Whatever is called'}\n"
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
        yield f"| {_cell(_place(change))} | {_cell(_message(view, entry))} | {share}{_cell(_says(change))} |"
    yield ""
    examples = [entry.change for entry in section.entries if entry.change.witness is not None]
    if examples:
        yield "<details><summary>Examples</summary>\n"
        for change in examples:
            assert change.witness is not None
            yield f"{_place(change)}: {_plain(example_of(change, view.report))}\n"
            yield _fenced(example(change.witness), "json")
        yield "</details>\n"


def _place(change: Change) -> str:
    where = place(change)
    return _code(where) if where else "all of it"


def _share(view: View, entry: Entry) -> str:
    return f"{entry.sent} of {view.requests.total}" if view.requests is not None and entry.sent else ""


def _message(view: View, entry: Entry) -> str:
    change = entry.change
    also = f" Also {few([_code(name) for name in change.used_by], 3)}." if change.used_by else ""
    claims = "".join(f" {_plain(disputed(conflict, view.report))}" for conflict in change.conflicts)
    effects = "".join(f"<br>{EFFECT_WORDS[effect]}: {', '.join(ids)}" for effect, ids in by_effect(entry))
    return f"{_plain(change.message)}{also}{claims}{effects}"


def _says(change: Change) -> str:
    """On whose word, or in which lines."""
    sources = list(dict.fromkeys(_source(item.get("url", ""), origin(item)) for item in change.evidence))
    also = f" and {number(len(sources) - 1, 'other')}" if len(sources) > 1 else ""
    return f"{sources[0]}{also}" if sources else "<br>".join(_location(location) for location in change.locations)


def _source(url: object, text: str) -> str:
    is_web = re.fullmatch(r"https?://[^\s()<>]+", str(url))
    return f"[{_plain(text)}]({url})" if is_web else _plain(text)


def _location(location: Location) -> str:
    return _code(f"{file_of(location)}:{location.line}")


def _folded(section: Section) -> Iterator[str]:
    names = few([_code(place_of(entry.change)) for entry in section.entries], 60)
    yield f"<details><summary>{SIGNS[section.level]} {WORDS[section.level]}: {len(section.entries)}</summary>\n"
    yield f"{names}\n\n</details>\n"


def _notes(view: View) -> Iterator[str]:
    notes = [_plain(note) for note in view.report.notes]
    if view.not_sent:
        notes.append(f"{number(view.not_sent, 'finding')} left out: none of the requests sends what they are about.")
    notes += [f"Ignored: {_code(place_of(change))} ({_plain(ignore.reason)})" for change, ignore in view.ignored]
    if view.requests is not None:
        notes.append(_plain(ranked_by(view.requests, view.report)))
    yield from (f"- {note}" for note in notes)
    if notes:
        yield ""


def _code(text: str) -> str:
    """A text as code, whatever it has in it."""
    text = " ".join(text.split())
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if len(ticks) > 1 else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _fenced(text: str, language: str) -> str:
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{ticks}{language}\n{text}\n{ticks}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _plain(text: str) -> str:
    """A text that is neither HTML nor a mention; what stands between backticks is not anyway."""
    parts = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(part if part.startswith("`") else _escaped(part) for part in parts)


def _escaped(text: str) -> str:
    """Only what would be more than text: names with a line in them and empty brackets are not."""
    text = re.sub(r"([\\*])|(?<!\w)_|_(?!\w)", r"\\\g<0>", text).replace("](", "]\\(")
    return re.sub(r"(?<!\w)@", "@<!-- -->", text.replace("<", "&lt;"))
