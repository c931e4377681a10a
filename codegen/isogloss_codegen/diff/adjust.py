"""Applies the settings to a report: other levels, and ignored findings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..findings.finding import Finding
from ..findings.levels import LEVELS
from ..project.settings import Ignore, Settings
from .model import Report


@dataclass(frozen=True)
class Adjusted:
    """A report with the levels of the settings and without ignored findings; `unused` are ignores that match nothing.

    Only ignores that are about the target of the comparison count as matching nothing.
    """

    report: Report
    ignored: tuple[tuple[Finding, Ignore], ...] = ()
    unused: tuple[Finding, ...] = ()


def adjust(report: Report, settings: Settings) -> Adjusted:
    """The report as the settings want it."""
    candidates = [ignore for ignore in settings.ignores if ignore.is_about(report.b.id, report.b.version)]
    changes: list[Finding] = []
    ignored: list[tuple[Finding, Ignore]] = []
    for change in report.changes:
        change = change._replace(level=settings.levels.get(change.rule, change.level))
        ignore = next(
            (ignore for ignore in candidates if ignore.matches(change.rule, change.operation, change.path)), None
        )
        if ignore is None:
            changes.append(change)
        else:
            ignored.append((change, ignore))
    used = {id(ignore) for _, ignore in ignored}
    unused = tuple(ignore.unused() for ignore in candidates if id(ignore) not in used)
    changes.sort(key=lambda change: LEVELS.index(change.level))
    return Adjusted(replace(report, changes=tuple(changes)), tuple(ignored), unused)
