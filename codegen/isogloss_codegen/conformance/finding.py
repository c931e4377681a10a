"""What is found in traffic, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal

from ..levels import Level, Verdict, verdict_of
from .limits import MAX_FINDINGS, MAX_MESSAGE

Direction = Literal["request", "response"]
Evidence = tuple[Mapping[str, Any], ...]
Kind = Literal["request", "response", "stream"]


@dataclass(frozen=True)
class Finding:
    """One thing that is found in a request, a response or a stream.

    `rule` is the id that `isogloss explain` knows. `path` is the place as a user writes it (`messages[0].content`,
    `header.x-feature`), `pointer` that in the document, "" where it has none. `event`, `offset` and `line` are of
    streams: the number of the event from 1, and where it begins in the capture, in bytes from 0 and lines from 1.
    `subject` is what the finding is about, the same wherever in a list it stands: by it, findings are counted. `steps`
    are the fields and indices that lead to the place in the body of a request, if it is one there. `is_undescribed`: no
    document describes what is there, the provider's no more than the one that it deviates from.
    """

    rule: str
    level: Level
    message: str
    path: str = ""
    pointer: str = ""
    direction: Direction = "request"
    evidence: Evidence = ()
    event: int | None = None
    offset: int | None = None
    line: int | None = None
    subject: str = ""
    steps: tuple[str | int, ...] = ()
    is_undescribed: bool = False

    def as_json(self) -> dict[str, Any]:
        """The finding as the JSON report has it."""
        return {
            "rule": self.rule,
            "level": self.level,
            "direction": self.direction,
            "path": self.path,
            "pointer": self.pointer,
            "message": self.message,
            "evidence": list(self.evidence),
            "event": self.event,
            "offset": self.offset,
            "line": self.line,
        }


@dataclass(frozen=True)
class Judgement:
    """The findings about one request, response or stream, and what they come to.

    No more than MAX_FINDINGS are kept, and the first of each rule and level; `more` has how many others of which rules
    there are.
    """

    kind: Kind
    findings: tuple[Finding, ...]
    more: tuple[tuple[str, int], ...] = ()

    @property
    def verdict(self) -> Verdict:
        """What it comes to, by its worst level."""
        return verdict_of([finding.level for finding in self.findings])


class Gathered:
    """Takes findings one after the other, however many there are."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._kept: list[Finding] = []
        self._seen: set[tuple[str, Level]] = set()
        self._more: Counter[str] = Counter()
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
                self._more[finding.rule] += 1
            else:
                self._seen.add((finding.rule, finding.level))
                self._kept.append(_shortened(finding))

    def judgement(self, kind: Kind) -> Judgement:
        """What has come so far."""
        return Judgement(kind, tuple(self._kept), tuple(self._more.items()))


def _shortened(finding: Finding) -> Finding:
    texts = {"message": finding.message, "path": finding.path, "subject": finding.subject}
    return replace(
        finding, **{name: f"{text[:MAX_MESSAGE]}..." for name, text in texts.items() if len(text) > MAX_MESSAGE}
    )
