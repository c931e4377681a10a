"""The summary of a log: how many requests run, and why the others do not."""

from __future__ import annotations

import re
from collections import Counter

from ..document.resolve import Dialect
from ..findings.finding import Finding
from ..findings.levels import LEVELS, Level, Verdict
from ..findings.rules import rules_of
from ..findings.words import few
from ..limits import MAX_CAUSES
from .judgement import Judgement

VERDICTS: tuple[Verdict, ...] = ("accepted", "degraded", "uncertain", "rejected")
_SHOWN = 3


class Tally:
    """Counts the judgements of one dialect. Its size depends on the number of different findings, not on their
    frequency.

    `verdicts` counts everything that was judged, `requests` only requests, `levels` those with a finding of a level.
    `causes` counts what was judged by level, rule and subject of what was found in it; beyond MAX_CAUSES of them, by
    level and rule. `undescribed` counts requests by what is in them that no document describes; `levels` leaves that
    out.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.verdicts: Counter[Verdict] = Counter()
        self.requests: Counter[Verdict] = Counter()
        self.levels: Counter[str] = Counter()
        self.causes: Counter[tuple[str, str, str]] = Counter()
        self.undescribed: Counter[str] = Counter()
        self._with_undescribed = 0

    def add(self, judgement: Judgement) -> None:
        """Counts one judgement."""
        self.verdicts[judgement.verdict] += 1
        if judgement.kind == "request":
            self.requests[judgement.verdict] += 1
        findings = judgement.findings
        if not findings:
            return
        if judgement.kind == "request":
            self.levels.update({finding.level for finding in findings if not finding.is_undescribed})
        if new := {_cause(found)[2] for found in findings if found.is_undescribed}:
            self.undescribed.update(sorted(new))
            self._with_undescribed += 1
        causes = dict.fromkeys(_cause(found) for found in findings if found.level != "info")
        self.causes.update(dict.fromkeys(map(self._counted, causes), 1))

    def _counted(self, cause: tuple[str, str, str]) -> tuple[str, str, str]:
        """A cause, or where there are too many different ones, all others of its rule."""
        return cause if cause in self.causes or len(self.causes) < MAX_CAUSES else (*cause[:2], "others")

    @property
    def sentence(self) -> str:
        """The result in one sentence; empty if there was no request."""
        total = self.requests.total()
        if not total:
            return ""
        dialect = self.dialect
        where = f"{dialect.title} as documented on {dialect.version}" if dialect.words else f"the {dialect.title}"
        parts = [
            f"{self.requests['accepted']} of {'1 request runs' if total == 1 else f'{total} requests run'}"
            f" unchanged on {where}"
        ]
        parts += self._listed("breaking", "{} refused: {}", "is", "are")
        lost = self._named("silent")[:_SHOWN]
        parts += [f"{name} is ignored in {count}" for name, count in lost]
        parts += self._listed("warning", "{} fail: {}", "may", "may")
        parts += self._listed("unknown", "{} on something not stated: {}", "depends", "depend")
        if self.undescribed:
            count, shown = self._with_undescribed, few([name for name, _ in self.undescribed.most_common()], _SHOWN)
            parts.append(f"{count} {'sends' if count == 1 else 'send'} parts that no document describes: {shown}")
        return "; ".join(parts)

    def _listed(self, level: Level, words: str, one: str, many: str) -> list[str]:
        named, count = self._named(level), self.levels[level]
        if not named:
            return []
        names = few((name for name, _ in named), _SHOWN)
        return [f"{count} {words.format(one if count == 1 else many, names)}"]

    def _named(self, level: Level) -> list[tuple[str, int]]:
        """The subjects of findings of a level, the most frequent first, and in how many requests each is."""
        counted: Counter[str] = Counter()
        for found, rule, subject in self._asked:
            if found == level:
                counted[subject] += self.causes[found, rule, subject]
        return counted.most_common()

    @property
    def _asked(self) -> list[tuple[str, str, str]]:
        """The causes that are found in requests and are described."""
        rules = rules_of("request")
        return [cause for cause in self.causes if cause[1] in rules and cause[2] not in self.undescribed]

    @property
    def counts(self) -> str:
        """The number of each verdict, in words."""
        counts = ", ".join(f"{self.verdicts[name]} {name}" for name in VERDICTS if self.verdicts[name])
        return counts or "nothing to check"

    @property
    def table(self) -> list[tuple[str, str, str, int]]:
        """Level, rule, subject and number of requests and answers, the worst and most frequent first."""
        rows = [(level, rule, subject, count) for (level, rule, subject), count in self.causes.items()]
        return sorted(rows, key=lambda row: (LEVELS.index(row[0]), -row[3], row[1], row[2]))


def _cause(finding: Finding) -> tuple[str, str, str]:
    subject = finding.subject or re.sub(r"\[\d+\]", "[]", finding.path)
    return finding.level, finding.rule, subject
