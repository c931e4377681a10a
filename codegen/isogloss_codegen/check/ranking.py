"""Several providers beside each other: which of them takes most as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..findings.words import few
from .summary import VERDICTS, Tally

HEADINGS = ("Provider", "Unchanged", "Degraded", "Uncertain", "Refused", "First reasons")
_SHOWN = 3


class Rank(NamedTuple):
    """A provider, how often it gave each verdict, and the worst and most frequent reasons."""

    name: str
    counts: tuple[int, ...]
    reasons: str


def ranked(tallies: Iterable[tuple[str, Tally]]) -> list[Rank]:
    """The providers, the one that takes most unchanged first; of equals, the one that refuses and degrades less."""
    ranks = [Rank(name, tuple(tally.verdicts[each] for each in VERDICTS), _reasons(tally)) for name, tally in tallies]
    return sorted(ranks, key=lambda rank: (-rank.counts[0], *reversed(rank.counts[1:]), rank.name))


def _reasons(tally: Tally) -> str:
    """The subjects of the worst level, the most frequent first."""
    table = tally.table
    return few((subject for level, _, subject, _ in table if level == table[0][0]), _SHOWN)
