"""A report for terminals: what happens first, the author's lines on both sides below, and what to do at the end."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from ...display import cells, visible
from ...levels import LEVELS, SIGNS, WORDS
from ..model import Change, Location
from .view import Entry, Section, View
from .words import (
    EFFECT_WORDS,
    by_effect,
    cited,
    example,
    example_of,
    few,
    file_of,
    number,
    place,
    place_of,
    ranked_by,
    title,
)

Paint = Callable[[str, str], str]
"""Gives a text a style: that of a level, or "name", "soft", "gone" or "come"."""


def render(view: View, *, width: int = 80, paint: Paint | None = None) -> str:
    """The report as text of at most `width` columns, as far as its words allow."""
    text = _Text(view, max(40, width), paint or (lambda text, style: text))
    return "\n".join([*text.head(), *text.body(), *text.tail()]) + "\n"


class _Text:
    def __init__(self, view: View, width: int, paint: Paint) -> None:
        self.view = view
        self.width = width
        self.paint = paint

    def head(self) -> Iterator[str]:
        for line in self._wrapped(title(self.view.report)):
            yield self.paint(line, "name")
        counts = self.view.summary
        found = [(level, f"{WORDS[level]}: {counts[level]}") for level in LEVELS if counts[level]]
        yield " · ".join(self.paint(text, level) for level, text in found) or "No differences."
        yield ""

    def body(self) -> Iterator[str]:
        for group in self.view.groups:
            yield self.paint(visible(group.operation) or "Whatever is called", "name")
            for section in group.sections:
                yield self._title(section)
                for entry in section.entries:
                    yield from self._entry(entry)
            yield ""

    def _title(self, section: Section) -> str:
        """The level, and the rules that `explain` tells more about, as far as there is room."""
        name = f"{SIGNS[section.level]} {WORDS[section.level]}"
        rules = [entry.change.rule for entry in section.entries]
        room = self.width - 4 - cells(name)
        listed = next((text for most in (9, 3, 2, 1) if cells(text := few(rules, most)) <= room), "")
        return f"  {self.paint(name, section.level)}{' ' * (room + 2 - cells(listed))}{self.paint(listed, 'soft')}"

    def _entry(self, entry: Entry) -> Iterator[str]:
        change = entry.change
        yield from self._headline(entry)
        for location in change.locations:
            yield self._author(change, location)
        if change.witness is not None:
            text = f"{example_of(change, self.view.report)}: {visible(example(change.witness))}"
            yield from self._block(text)
        if change.conflicts:
            yield from self._block("Its sources disagree about this.")
        for effect, ids in by_effect(entry):
            style = {"refuses": "breaking", "ignores": "silent", "accepts": "info"}.get(effect, "unknown")
            first, *rest = self._block(f"{EFFECT_WORDS[effect]}: {visible(', '.join(ids))}")
            yield first.replace(EFFECT_WORDS[effect], self.paint(EFFECT_WORDS[effect], style), 1)
            yield from rest
        if change.used_by:
            yield from self._block(f"also {visible(few(change.used_by, 3))}")

    def _headline(self, entry: Entry) -> Iterator[str]:
        """The place, what is the matter with it, and how often it is sent, in one line if that is wide enough."""
        name, message = visible(place(entry.change)), visible(entry.change.message)
        if not name:
            yield from (f"    {line}" for line in self._wrapped(message, 4))
            return
        share = self._share(entry)
        is_short = cells(f"{name}: {message}  {share}") <= self.width - 4
        line = f"{name}: {message}" if is_short else name
        gap = " " * max(2, self.width - 4 - cells(f"{line}{share}")) if share else ""
        yield f"    {self.paint(name, 'name')}{line.removeprefix(name)}{gap}{self.paint(share, 'soft')}"
        if not is_short:
            yield from self._block(message)

    def _share(self, entry: Entry) -> str:
        requests = self.view.requests
        return f"{entry.sent} of {number(requests.total, 'request')}" if requests is not None and entry.sent else ""

    def _author(self, change: Change, location: Location) -> str:
        """The author's line; of what a document of the provider says, the place there instead."""
        sign, style = ("-", "gone") if location.side == "a" else ("+", "come")
        at = f"{visible(file_of(location))}:{location.line}"
        room = self.width - 10 - cells(at)
        if location.side == "b" and change.evidence:
            line = next((text for text in cited(change.evidence) if cells(text) <= room), "")
        else:
            line = _cut(visible(self.view.lines(location).strip()), room)
        return f"      {self.paint(f'{sign} {at}', style)}  {visible(line)}".rstrip()

    def tail(self) -> Iterator[str]:
        for section in self.view.folded:
            yield self._fold(section)
        if self.view.not_sent:
            text = f"{number(self.view.not_sent, 'finding')} left out: none of the requests sends what they are about."
            yield from self._wrapped(text)
        if self.view.ignored:
            yield from self._wrapped(f"{number(len(self.view.ignored), 'finding')} ignored by the settings.")
        for note in self.view.report.notes:
            yield from self._wrapped(visible(note))
        yield from (self.paint(line, "soft") for line in self._wrapped(self._counted()) if line)
        if self.view.entries or self.view.ignored:
            yield ""
        yield from (self.paint(line, "name") for line in self._wrapped(visible(self.view.conclusion)))

    def _counted(self) -> str:
        """Whose requests the counts are of, if there are any."""
        requests = self.view.requests
        if requests is None or not any(entry.sent for entry in self.view.entries):
            return ""
        return visible(ranked_by(requests, self.view.report))

    def _fold(self, section: Section) -> str:
        """A line for all findings of a level, which names those that are sent the most."""
        head = f"{SIGNS[section.level]} {WORDS[section.level]} ({len(section.entries)})"
        hint = f" (--show {section.level})"
        names = [visible(place_of(entry.change)) for entry in section.entries]
        most = next((m for m in range(12, 0, -1) if cells(f"{head}: {few(names, m)}{hint}") <= self.width), 0)
        listed = f": {few(names, most)}" if most else ""
        return f"{self.paint(head, section.level)}{listed}{self.paint(hint, 'soft')}"

    def _block(self, text: str) -> Iterator[str]:
        return (f"      {line}" for line in self._wrapped(text, 6))

    def _wrapped(self, text: str, indent: int = 0) -> list[str]:
        return textwrap.wrap(text, self.width - indent, break_on_hyphens=False, break_long_words=False) or [""]


def _cut(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    return f"{text[: room - 3].rstrip()}..." if room > 20 else ""
