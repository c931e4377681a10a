"""The view that all forms of a report share: findings grouped and ranked, the rest folded, and the conclusion."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ...findings.finding import Finding
from ...findings.levels import LEVELS, WORDS, Level
from ...findings.report import Item, Suite, best
from ...project.settings import Ignore
from ..model import Report
from ..rank import Entry, Requests
from .sentence import conclude
from .words import WHOLE, example, example_of, place, title

SHOWN: tuple[Level, ...] = ("breaking", "silent", "warning")
"""The levels whose findings are shown unless asked for others; of the rest, how many there are."""

FULL: tuple[Level, ...] = ("breaking",)
"""The levels that are shown in full; the others are shown in a line or two."""

MANY = 8
"""The number of findings that are shown in full unless all were asked for; the others are shown in short."""


@dataclass(frozen=True)
class Section:
    """The findings of one level."""

    level: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Group:
    """The findings of one operation by level; of the API as a whole where `operation` is empty."""

    operation: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class View:
    """A report, prepared for rendering.

    `entries` are all findings, worst first, of one level what the most requests send. `groups` have the levels that are
    shown, `folded` the others, `ignored` what the settings leave out, `not_sent` how
    many findings were left out because none of the user's requests sends the subject. `whole` are the levels whose
    findings are all shown in full.
    """

    report: Report
    entries: tuple[Entry, ...]
    groups: tuple[Group, ...]
    folded: tuple[Section, ...]
    conclusion: str
    whole: Collection[str] = ()
    requests: Requests | None = None
    ignored: tuple[tuple[Finding, Ignore], ...] = ()
    not_sent: int = 0

    @property
    def summary(self) -> dict[Level, int]:
        """The number of findings of each level, worst first."""
        return {level: sum(entry.change.level == level for entry in self.entries) for level in LEVELS}


def arrange(
    report: Report,
    entries: Sequence[Entry],
    *,
    show: Collection[str] = SHOWN,
    whole: Collection[str] = (),
    requests: Requests | None = None,
    ignored: Iterable[tuple[Finding, Ignore]] = (),
    not_sent: int = 0,
) -> View:
    """Groups findings, which are those of `report` in its order as far as they are not left out."""
    by_rank = sorted(entries, key=lambda entry: (LEVELS.index(entry.change.level), -(entry.sent or 0)))
    by_operation: dict[str, list[Entry]] = {}
    for entry in sorted(by_rank, key=_importance):
        by_operation.setdefault(entry.change.operation, []).append(entry)
    shown = ((operation, _sections(found, show)) for operation, found in by_operation.items())
    return View(
        report,
        tuple(by_rank),
        tuple(Group(operation, sections) for operation, sections in shown if sections),
        _sections(by_rank, [level for level in LEVELS if level not in show]),
        conclude(report, by_rank),
        whole,
        requests,
        tuple(ignored),
        not_sent,
    )


def _importance(entry: Entry) -> tuple[int, int]:
    """Operations are ordered by their worst finding, then by the number of requests. Findings about all operations come
    first."""
    return (LEVELS.index(entry.change.level) if entry.change.operation else -1), -(entry.sent or 0)


def _sections(entries: Iterable[Entry], levels: Collection[str]) -> tuple[Section, ...]:
    by_level: dict[str, list[Entry]] = {level: [] for level in LEVELS}
    for entry in entries:
        by_level[entry.change.level].append(entry)
    return tuple(Section(level, tuple(found)) for level, found in by_level.items() if found and level in levels)


def suites(view: View) -> list[Suite]:
    """A suite for each operation, with the findings that are shown."""
    about = title(view.report)
    suites: list[Suite] = []
    for group in view.groups:
        entries = [entry for section in group.sections for entry in section.entries]
        suites.append(Suite(f"{about}: {group.operation or WHOLE}", [_item(entry.change, view) for entry in entries]))
    return suites or [Suite(about)]


def _item(change: Finding, view: View) -> Item:
    what = " ".join(filter(None, (change.operation, place(change))))
    lines = [f"{title(view.report)}: {WORDS[change.level].lower()}: {what}", change.message]
    if change.witness is not None:
        lines.append(f"{example_of(change, view.report)}: {example(change.witness)}")
    return Item(change, "\n".join(lines), best(change.locations))
