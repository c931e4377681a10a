"""What is found in traffic, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..levels import Level, Verdict, verdict_of

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
    """All findings about one request, response or stream, and what they come to."""

    kind: Kind
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """What it comes to, by its worst level."""
        return verdict_of([finding.level for finding in self.findings])
