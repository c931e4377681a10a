"""The findings about one request, response or stream, and the verdict that follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from ..findings.finding import Finding
from ..findings.levels import VERDICTS, Level, Verdict, worst
from ..limits import MAX_FINDINGS, MAX_MESSAGE
from ..traffic.exchange import Kind


@dataclass(frozen=True)
class Judgement:
    """The findings about one request, response or stream.

    At most MAX_FINDINGS are kept, and the first of each rule and level; `more` counts the others by rule.
    """

    kind: Kind
    findings: tuple[Finding, ...]
    more: tuple[tuple[str, int], ...] = ()

    @cached_property
    def level(self) -> Level:
        """The worst level of the findings; info if there are none."""
        return worst(finding.level for finding in self.findings)

    @property
    def verdict(self) -> Verdict:
        """The verdict that follows from the worst level."""
        return VERDICTS[self.level]


class Gathered:
    """Takes findings one after the other, however many there are."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._kept: list[Finding] = []
        self._seen: set[tuple[str, str]] = set()
        self._more: dict[str, int] = {}
        self.add(findings)

    def add(self, findings: Iterable[Finding]) -> None:
        """Takes some more."""
        coming = iter(findings)
        if len(self._kept) < MAX_FINDINGS:
            # As a rule, findings are short: a call for each of them would be felt in a log.
            self._kept += [
                each if len(each.message) < MAX_MESSAGE and len(each.path) < MAX_MESSAGE else _shortened(each)
                for each in islice(coming, MAX_FINDINGS - len(self._kept))
            ]
        for finding in coming:
            self._seen = self._seen or {(each.rule, each.level) for each in self._kept}
            if (finding.rule, finding.level) in self._seen:
                self._more[finding.rule] = self._more.get(finding.rule, 0) + 1
            else:
                self._seen.add((finding.rule, finding.level))
                self._kept.append(_shortened(finding))

    def judgement(self, kind: Kind) -> Judgement:
        """The findings that have come so far."""
        if not self._kept:
            return _without_findings(kind)  # nearly always the same, in a log
        return Judgement(kind, tuple(self._kept), tuple(self._more.items()))


@cache
def _without_findings(kind: Kind) -> Judgement:
    return Judgement(kind, ())


def _shortened(finding: Finding) -> Finding:
    texts = {"message": finding.message, "path": finding.path, "subject": finding.subject}
    return finding._replace(
        **{name: f"{text[:MAX_MESSAGE]}..." for name, text in texts.items() if len(text) > MAX_MESSAGE}
    )
