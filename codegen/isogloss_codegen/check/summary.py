"""The summary of a log: how many requests run, and why the others do not."""

from __future__ import annotations

import re
from collections import Counter

from ..document.resolve import Dialect
from ..document.values import as_map
from ..findings.finding import Finding
from ..findings.levels import LEVELS, Level, counted
from ..findings.rules import rules_of
from ..findings.words import few
from ..limits import MAX_CAUSES
from .judgement import Judgement

_SHOWN = 3


class Tally:
    """Counts the judgements of one dialect. Its size depends on the number of different findings, not on their
    frequency.

    `worst` counts everything that was judged by the worst level of its findings, `requests` only requests; `levels`
    counts requests with a finding of a level.
    `causes` counts what was judged by level, rule and subject of what was found in it; beyond MAX_CAUSES of them, by
    level and rule. `undescribed` counts requests by what is in them that no document describes; `levels` leaves that
    out.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.worst: Counter[Level] = Counter()
        self.requests: Counter[Level] = Counter()
        self.levels: Counter[str] = Counter()
        self.causes: Counter[tuple[str, str, str]] = Counter()
        self.undescribed: Counter[str] = Counter()
        self._with_undescribed = 0

    def add(self, judgement: Judgement) -> None:
        """Counts one judgement."""
        self.worst[judgement.level] += 1
        if judgement.kind == "request":
            self.requests[judgement.level] += 1
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
        """The result in one sentence, with what was not checked; empty if there was no request."""
        return "; ".join(filter(None, (self.outcome, self.unchecked))) if self.outcome else ""

    @property
    def outcome(self) -> str:
        """The number of requests that are fine, and the reasons of the others; empty if there was no request."""
        total = self.requests.total()
        if not total:
            return ""
        dialect = self.dialect
        where = f"{dialect.title} as documented on {dialect.version}" if dialect.words else f"the {dialect.title}"
        parts = [
            f"{self.requests['info']} of {'1 request is' if total == 1 else f'{total} requests are'} fine on {where}"
        ]
        parts += self._listed("breaking", "{}: {}", "breaks", "break")
        lost = self._named("silent")[:_SHOWN]
        parts += [f"{name} is silently ignored in {count}" for name, count in lost]
        parts += self._listed("warning", "{} break: {}", "may", "may")
        parts += self._listed("unknown", "{} parts that are not stated: {}", "has", "have")
        if self.undescribed:
            count, shown = self._with_undescribed, few([name for name, _ in self.undescribed.most_common()], _SHOWN)
            parts.append(f"{count} {'sends' if count == 1 else 'send'} parts that no document describes: {shown}")
        return "; ".join(parts)

    @property
    def unchecked(self) -> str:
        """The reason why names of models are not checked; empty if they are, or if nothing is said of models."""
        models = as_map(self.dialect.words.get("models"))
        if not models or models.get("closed"):
            return ""
        listed = "only some" if models.get("ids") else "none"
        return f"model names are not checked, because {self.dialect.title} lists {listed}"

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
        """The number for each level, in words."""
        return counted(self.worst) or "nothing to check"

    @property
    def table(self) -> list[tuple[str, str, str, int]]:
        """Level, rule, subject and number of requests and answers, the worst and most frequent first."""
        rows = [(level, rule, subject, count) for (level, rule, subject), count in self.causes.items()]
        return sorted(rows, key=lambda row: (LEVELS.index(row[0]), -row[3], row[1], row[2]))


def _cause(finding: Finding) -> tuple[str, str, str]:
    subject = finding.subject or re.sub(r"\[\d+\]", "[]", finding.path)
    return finding.level, finding.rule, subject
