"""What settings make of a report: other levels, and findings that one lives with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..document.problem import Problem
from ..levels import LEVELS
from ..project.settings import Ignore, Settings
from .model import Change, Report


@dataclass(frozen=True)
class Adjusted:
    """A report with the levels of the settings and without what they ignore, and which ignores match nothing any more.

    Only ignores that are about the target of the comparison count as matching nothing.
    """

    report: Report
    ignored: tuple[tuple[Change, Ignore], ...] = ()
    unused: tuple[Problem, ...] = ()


def adjust(report: Report, settings: Settings) -> Adjusted:
    """The report as the settings want it."""
    candidates = [ignore for ignore in settings.ignores if ignore.is_about(report.b.id, report.b.version)]
    changes: list[Change] = []
    ignored: list[tuple[Change, Ignore]] = []
    for change in report.changes:
        change = replace(change, level=settings.levels.get(change.rule, change.level))
        ignore = next(
            (ignore for ignore in candidates if ignore.matches(change.rule, change.operation, change.path)), None
        )
        if ignore is None:
            changes.append(change)
        else:
            ignored.append((change, ignore))
    used = {id(ignore) for _, ignore in ignored}
    unused = tuple(ignore.unused(settings.file) for ignore in candidates if id(ignore) not in used)
    changes.sort(key=lambda change: LEVELS.index(change.level))
    return Adjusted(replace(report, changes=tuple(changes)), tuple(ignored), unused)
