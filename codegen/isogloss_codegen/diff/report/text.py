"""A report for terminals: one screen with the breaking findings, the lines in the documents, and a conclusion."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from ...display import cells, visible
from ...findings.finding import Finding, Location
from ...findings.levels import LEVELS, SIGNS, WORDS
from ...findings.report import Paint, plain, relative
from ...findings.words import cited, few, number
from ..rank import Entry
from .rows import Row, rows
from .view import FULL, MANY, Section, View
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

_SCREEN = 32
"""The number of lines of a long report with findings in full; the others follow in short, to fit one screen."""

_MANY_NAMES = 5
_FEW_NAMES = 3
"""The least number of names in a short line before its sentences are cut."""

_EMPTY = re.compile(r"x-support|^- target:|^remove: true")
_EFFECT_STYLES = {"refuses": "breaking", "ignores": "silent", "accepts": "info", "unknown": "unknown"}


def render(view: View, *, width: int = 80, paint: Paint = plain) -> str:
    """The report as text of at most `width` columns, as far as its words allow."""
    text = _Text(view, max(40, width), paint)
    return "\n".join([*text.head(), *text.body(), *text.tail()]) + "\n"


class _Text:
    def __init__(self, view: View, width: int, paint: Paint) -> None:
        self.view = view
        self.width = width
        self.paint = paint
        self._is_long = sum(view.summary[level] for level in FULL) > MANY
        self._lines = 0
        self._told_in_full = 0
        self._told_in_short = 0

    def head(self) -> Iterator[str]:
        for line in self._wrapped(title(self.view.report)):
            yield self.paint(line, "name")
        counts = self.view.summary
        found = [(level, f"{WORDS[level]}: {counts[level]}") for level in LEVELS if counts[level]]
        yield " · ".join(self.paint(text, level) for level, text in found) or "No differences."
        yield ""

    def body(self) -> Iterator[str]:
        for group in self.view.groups:
            name = visible(group.operation) or WHOLE
            if len(group.sections) > 1:
                yield self.paint(name, "name")
                name = ""
            for section in group.sections:
                yield self._title(section, name)
                if section.level in self.view.whole:
                    for entry in section.entries:
                        yield from self._entry(entry)
                elif section.level in FULL:
                    yield from self._breaks(section)
                else:
                    for row in rows(section):
                        yield from self._row(row)
            yield ""

    def _breaks(self, section: Section) -> Iterator[str]:
        """The findings of a level that is told in full, as far as there is room; then the others in short."""
        rest: list[Entry] = []
        for entry in section.entries:
            lines = self._told(entry)
            yield from lines
            rest += [] if lines else [entry]
        for row in rows(Section(section.level, tuple(rest))):
            yield from self._row(row, is_whole=True)
        self._told_in_short += len(rest)

    def _title(self, section: Section, operation: str) -> str:
        """The operation, the level, and the rules that `explain` tells more about."""
        level = f"{SIGNS[section.level]} {WORDS[section.level]}"
        rules = [entry.change.rule for entry in section.entries]
        room = self.width - 4 - cells(f"{operation}{level}")
        listed = next((text for most in (9, 3, 2, 1) if cells(text := few(rules, most)) <= room), "")
        head = f"{self.paint(operation, 'name')}  {self.paint(level, section.level)}"
        return f"{head}{' ' * max(2, room + 2 - cells(listed))}{self.paint(listed, 'soft')}".rstrip()

    def _row(self, row: Row, *, is_whole: bool = False) -> Iterator[str]:
        """Findings in short: all places and whole sentences that there is room for in two lines, or all there are."""
        share = self._share(row.sent)
        room = self.width - 4 - (cells(share) + 2 if share else 0)
        whole = ": ".join(filter(None, (row.named(len(row.names)), " ".join(row.sentences))))
        texts = [whole] if is_whole else _shortened(row)
        first, *rest = next(lines for text in texts if len(lines := self._hanging(text, room)) < 3 or is_whole)
        gap = " " * (self.width - 4 - cells(f"{first}{share}")) if share else ""
        name, colon, said = first.partition(": " if row.sentences else "\0")
        shown = f"{self.paint(name, 'name')}{colon}{said}" if row.names else first
        yield f"    {shown}{gap}{self.paint(share, 'soft')}"
        yield from (f"      {line}" for line in rest)

    def _hanging(self, text: str, room: int) -> list[str]:
        """A text in lines, the first of which has less room."""
        first, *rest = textwrap.wrap(visible(text), room, break_on_hyphens=False, break_long_words=False)
        return [first, *(self._wrapped(" ".join(rest), 6) if rest else [])]

    def _told(self, entry: Entry) -> list[str]:
        """A finding in full; of a report with many, those that a screen has room for, else nothing."""
        has_room = not self._is_long or (self._lines <= _SCREEN and self._told_in_full < MANY)
        lines = list(self._entry(entry)) if has_room else []
        self._lines += len(lines)
        if has_room and (not self._is_long or self._lines <= _SCREEN):
            self._told_in_full += 1
            return lines
        return []

    def _entry(self, entry: Entry) -> Iterator[str]:
        """A finding in full."""
        change = entry.change
        yield from self._headline(entry)
        for location in change.locations:
            yield self._author(change, location)
        if change.witness is not None:
            text = f"{example_of(change, self.view.report)}: {visible(example(change.witness))}"
            yield from self._block(text)
        for conflict in change.conflicts:
            yield from self._block(visible(disputed(conflict, self.view.report)))
        for effect, ids in by_effect(entry):
            first, *rest = self._block(f"{EFFECT_WORDS[effect]}: {visible(', '.join(ids))}")
            yield first.replace(EFFECT_WORDS[effect], self.paint(EFFECT_WORDS[effect], _EFFECT_STYLES[effect]), 1)
            yield from rest
        if change.used_by:
            others = [where.removeprefix(f"{change.operation} ") for where in change.used_by]
            yield from self._block(f"also {visible(few(others, 2))}")

    def _headline(self, entry: Entry) -> Iterator[str]:
        """The place, the message, and how often it is sent, in one line if there is room."""
        name, message = visible(place(entry.change)), visible(entry.change.message)
        if not name:
            yield from (f"    {line}" for line in self._wrapped(message, 4))
            return
        share = self._share(entry.sent)
        is_short = cells(f"{name}: {message}  {share}") <= self.width - 4
        line = f"{name}: {message}" if is_short else name
        gap = " " * max(2, self.width - 4 - cells(f"{line}{share}")) if share else ""
        yield f"    {self.paint(name, 'name')}{line.removeprefix(name)}{gap}{self.paint(share, 'soft')}"
        if not is_short:
            yield from self._block(message)

    def _share(self, sent: int | None) -> str:
        """The number of requests that send something; in full for the requests of the user."""
        requests = self.view.requests
        if requests is None or not sent:
            return ""
        total = number(requests.total, "request") if requests.is_own else str(requests.total)
        return f"{sent} of {total}"

    def _author(self, change: Finding, location: Location) -> str:
        """The author's line, and its source, as far as there is room."""
        sign, style = ("-", "gone") if location.side == "a" else ("+", "come")
        at = f"{visible(relative(location.file))}:{location.line}"
        room = self.width - 10 - cells(at)
        line = _cut(visible(location.source.strip()), room)
        if (location.side == "a") == change.is_of_a and change.evidence:
            # Of an overlay, the line may only say that something is stated.
            line = "" if _EMPTY.search(line) or not line else f"{line}  "
            said = map(visible, cited(change.evidence))
            line += next((text for text in said if cells(f"{line}{text}") <= room), "")
        return f"      {self.paint(f'{sign} {at}', style)}  {line}".rstrip()

    def tail(self) -> Iterator[str]:
        notes = [
            *map(self._fold, self.view.folded),
            *self._notes(),
            *self._short(),
            *(self.paint(line, "soft") for line in self._wrapped(self._hints()) if line),
        ]
        yield from [*notes, ""] if notes else []
        yield from (self.paint(line, "name") for line in self._wrapped(visible(self.view.conclusion)))

    def _notes(self) -> Iterator[str]:
        if self.view.not_sent:
            yield from self._wrapped(not_sent(self.view.not_sent))
        if self.view.ignored:
            yield from self._wrapped(f"{number(len(self.view.ignored), 'finding')} ignored by the settings.")
        for note in self.view.report.notes:
            yield from self._wrapped(visible(note))

    def _short(self) -> Iterator[str]:
        """A hint that findings are shown in short."""
        if self._told_in_short:
            text = f"{self._told_in_short} breaking findings are shown in short; --show breaking shows all details."
            yield from self._wrapped(text)

    def _hints(self) -> str:
        """The requests that the counts are about, and how to see more."""
        requests = self.view.requests
        has_counts = requests is not None and any(entry.sent for entry in self.view.entries)
        counted = visible(ranked_by(requests, self.view.report)) if requests is not None and has_counts else ""
        levels = {section.level for group in self.view.groups for section in group.sections}
        more = "--show LEVEL shows details." if levels - {*self.view.whole, *FULL} else ""
        return " ".join(filter(None, (counted, more)))

    def _fold(self, section: Section) -> str:
        """A line for all findings of a level, which names those that are sent the most, as far as there is room."""
        head = f"{SIGNS[section.level]} {WORDS[section.level]} ({len(section.entries)})"
        hint = f" (--show {section.level})"
        names = list(dict.fromkeys(visible(place_of(entry.change)) for entry in section.entries))
        listed: list[str] = []
        for name in names:
            rest = f" and {len(names) - len(listed) - 1} more"
            if len(name) < self.width and cells(f"{head}: {', '.join([*listed, name])}{rest}{hint}") <= self.width:
                listed.append(name)
        text = f": {few([*listed, *(name for name in names if name not in listed)], len(listed))}" if listed else ""
        return f"{self.paint(head, section.level)}{text}{self.paint(hint, 'soft')}"

    def _block(self, text: str) -> Iterator[str]:
        return (f"      {line}" for line in self._wrapped(text, 6))

    def _wrapped(self, text: str, indent: int = 0) -> list[str]:
        return textwrap.wrap(text, self.width - indent, break_on_hyphens=False, break_long_words=False) or [""]


def _cut(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    return f"{text[: room - 3].rstrip()}..." if room > 20 else ""


def _shortened(row: Row) -> Iterator[str]:
    """Shorter and shorter forms of a row."""
    counts = range(len(row.names), 0, -1) if row.names else [0]
    for count in range(len(row.sentences), 0, -1):
        text = " ".join(row.sentences[:count])
        if len(row.names) < _MANY_NAMES:
            yield ": ".join(filter(None, (row.named(len(row.names)), text)))
    for names in range(len(row.names), _FEW_NAMES - 1, -1):
        yield f"{row.named(names)}: {' '.join(row.sentences)}" if row.sentences else row.named(names)
    first = " ".join(row.sentences[:1])
    for size in (len(first), 200, 120, 60, 0):
        said = first if len(first) <= size else f"{first[: size - 3].rstrip()}..." if size else ""
        for names in counts:
            yield ": ".join(filter(None, (row.named(names), said)))
    yield few(row.names, 1)[:60] or "..."
