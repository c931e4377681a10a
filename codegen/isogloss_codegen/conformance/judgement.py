"""All findings about one request, response or stream, and the verdict that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..findings.finding import Finding
from ..findings.levels import Verdict, verdict_of

Kind = Literal["request", "response", "stream"]


@dataclass(frozen=True)
class Judgement:
    """All findings about one request, response or stream."""

    kind: Kind
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict that follows from the worst level."""
        return verdict_of(finding.level for finding in self.findings)
