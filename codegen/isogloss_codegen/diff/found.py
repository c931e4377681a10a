"""A fact on its way to the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..findings.levels import Level
from .model import Fact


@dataclass
class Found:
    """A fact, its level (None where it follows from the fact), and its sources.

    `said_at` is the place in B's overlay that says it, if it is no statement about a subject.

    Facts of the same cause are added to it, instead of being found once more.
    """

    fact: Fact
    level: Level | None = None
    evidence: tuple[Mapping[str, Any], ...] = ()
    said_at: str = ""

    def add_evidence(self, evidence: Iterable[Any] | None) -> None:
        """Adds sources, as an overlay lists them, that are not among its own yet."""
        self.evidence += tuple(item for item in evidence or () if item not in self.evidence)
