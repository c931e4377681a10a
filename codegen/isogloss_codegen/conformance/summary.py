"""What the checks of a log come to: how many requests run, and what keeps the others from it."""

from __future__ import annotations

import re
from collections import Counter

from ..document.resolve import Dialect
from ..levels import LEVELS, Level, Verdict
from .finding import Finding, Judgement
from .limits import MAX_CAUSES

VERDICTS: tuple[Verdict, ...] = ("accepted", "degraded", "uncertain", "rejected")
_SHOWN = 3


class Tally:
    """Counts the judgements of one dialect; its size depends on how many different things are found, not on how often.

    `verdicts` counts everything that was judged, `requests` only requests, `levels` those with a finding of a level.
    `causes` counts what was judged by level, rule and subject of what was found in it; beyond MAX_CAUSES of them, by
    level and rule. `undescribed` counts requests by what is in them that no document describes; `levels` leaves that
    out.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.verdicts: Counter[Verdict] = Counter()
        self.requests: Counter[Verdict] = Counter()
        self.levels: Counter[Level] = Counter()
        self.causes: Counter[tuple[Level, str, str]] = Counter()
        self.undescribed: Counter[str] = Counter()
        self._with_undescribed = 0

    def add(self, judgement: Judgement) -> None:
        """Counts one judgement."""
        self.verdicts[judgement.verdict] += 1
        findings = judgement.findings
        if judgement.kind == "request":
            self.requests[judgement.verdict] += 1
            self.levels.update({finding.level for finding in findings if not finding.is_undescribed})
        if new := {_cause(found)[2] for found in findings if found.is_undescribed}:
            self.undescribed.update(sorted(new))
            self._with_undescribed += 1
        if findings:
            causes = dict.fromkeys(_cause(found) for found in findings if found.level != "info")
            self.causes.update(dict.fromkeys(map(self._counted, causes), 1))

    def _counted(self, cause: tuple[Level, str, str]) -> tuple[Level, str, str]:
        """A cause, or where there are too many different ones, all others of its rule."""
        return cause if cause in self.causes or len(self.causes) < MAX_CAUSES else (*cause[:2], "others")

    @property
    def sentence(self) -> str:
        """What it comes to, in a sentence; empty if there was no request."""
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
        parts += [f"{count} {'loses' if count == 1 else 'lose'} {name}" for name, count in self._named("silent")]
        parts += self._listed("warning", "{} fail: {}", "may", "may")
        parts += self._listed("unknown", "{} on what is not stated: {}", "depends", "depend")
        if self.undescribed:
            count, names = self._with_undescribed, [name for name, _ in self.undescribed.most_common(_SHOWN)]
            more = len(self.undescribed) - len(names)
            shown = ", ".join(names) + (f" and {more} more" if more else "")
            parts.append(f"{count} {'sends' if count == 1 else 'send'} what no document describes: {shown}")
        return "; ".join(parts)

    def _listed(self, level: Level, words: str, one: str, many: str) -> list[str]:
        named, count = self._named(level), self.levels[level]
        if not named:
            return []
        more = len({subject for found, _, subject in self._asked if found == level}) - len(named)
        names = ", ".join(name for name, _ in named) + (f" and {more} more" if more else "")
        return [f"{count} {words.format(one if count == 1 else many, names)}"]

    def _named(self, level: Level) -> list[tuple[str, int]]:
        """What is found most often at a level, and in how many requests."""
        counted: Counter[str] = Counter()
        for found, rule, subject in self._asked:
            if found == level:
                counted[subject] += self.causes[found, rule, subject]
        return counted.most_common(_SHOWN)

    @property
    def _asked(self) -> list[tuple[Level, str, str]]:
        """What is found in requests and described."""
        return [cause for cause in self.causes if _is_asked(cause[1]) and cause[2] not in self.undescribed]

    @property
    def table(self) -> list[tuple[Level, str, str, int]]:
        """Level, rule, subject and number of requests and answers, the worst and most frequent first."""
        rows: list[tuple[Level, str, str, int]] = [
            (level, rule, subject, count) for (level, rule, subject), count in self.causes.items()
        ]
        return sorted(rows, key=lambda row: (LEVELS.index(row[0]), -row[3], row[1], row[2]))


def _is_asked(rule: str) -> bool:
    """Whether a rule is one of requests."""
    return rule.startswith("request-")


def _cause(finding: Finding) -> tuple[Level, str, str]:
    subject = finding.subject or re.sub(r"\[\d+\]", "[]", finding.path)
    return finding.level, finding.rule, subject
