"""Several providers beside each other, the one with the most requests that are fine first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..findings.levels import LEVELS, WORDS
from ..findings.words import few
from .summary import Tally

_COLUMNS = LEVELS[::-1]
HEADINGS = ("Provider", *(WORDS[level] for level in _COLUMNS), "First reasons")
_SHOWN = 3


class Rank(NamedTuple):
    """A provider, the number of requests and answers by their worst level (info first), and the first reasons."""

    name: str
    counts: tuple[int, ...]
    reasons: str


def ranked(tallies: Iterable[tuple[str, Tally]]) -> list[Rank]:
    """The providers, the one with the most that is fine first; of equals, the one with less of the worst levels."""
    ranks = [Rank(name, tuple(tally.worst[each] for each in _COLUMNS), _reasons(tally)) for name, tally in tallies]
    return sorted(ranks, key=lambda rank: (-rank.counts[0], *reversed(rank.counts[1:]), rank.name))


def _reasons(tally: Tally) -> str:
    """The subjects of the worst level, the most frequent first."""
    table = tally.table
    return few((subject for level, _, subject, _ in table if level == table[0][0]), _SHOWN)
