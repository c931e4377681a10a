"""A fact on its way to the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..findings.levels import Level
from .model import Fact


@dataclass
class Found:
    """A fact, how bad it is (None where that follows from the fact by itself), and on whose word.

    `said_at` is where B's overlay says it, if it is no statement about a subject.

    What turns out to have the same cause is added to it, instead of being found once more.
    """

    fact: Fact
    level: Level | None = None
    evidence: tuple[Mapping[str, Any], ...] = ()
    said_at: str = ""

    def add_evidence(self, evidence: Iterable[Any] | None) -> None:
        """Adds sources, as an overlay lists them, that are not among its own yet."""
        self.evidence += tuple(item for item in evidence or () if item not in self.evidence)
