"""Measures things in turn, so that everything else the machine does affects all of them alike."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Cost(NamedTuple):
    """Seconds of CPU, seconds on the clock, and the most bytes of memory that a process held (0: not measured)."""

    cpu: float
    wall: float
    memory: float = 0.0

    def per(self, count: float) -> Cost:
        """The cost of one of `count` equal parts."""
        return Cost(self.cpu / count, self.wall / count, self.memory)


class Case(NamedTuple):
    """Something to measure: `run` does it once."""

    name: str
    run: Callable[[], Cost]


class Measured(NamedTuple):
    """The rounds of one case, in order."""

    name: str
    rounds: tuple[Cost, ...]

    @property
    def median(self) -> Cost:
        """The median of each figure."""
        return Cost(*(statistics.median(column) for column in zip(*self.rounds, strict=True)))

    def ratio(self, other: Measured, figure: Callable[[Cost], float] = lambda cost: cost.cpu) -> float:
        """The median, over the rounds, of the other's figure as a multiple of this one's."""
        pairs = zip(self.rounds, other.rounds, strict=True)
        return statistics.median(figure(theirs) / figure(ours) for ours, theirs in pairs)


def compare(cases: Sequence[Case], rounds: int, *, warm: bool = True, per: float = 1) -> list[Measured]:
    """Runs all cases once per round; with `warm`, after one round that does not count."""
    taken: list[list[Cost]] = []
    for count in range(rounds + warm):
        costs = [case.run().per(per) for case in cases]
        if count >= warm:
            taken.append(costs)
    return [Measured(case.name, column) for case, column in zip(cases, zip(*taken, strict=True), strict=True)]


def process(
    *arguments: str, env: Mapping[str, str] | None = None, statuses: Sequence[int] = (0,)
) -> Callable[[], Cost]:
    """Runs a program as a whole process, from the checkout; its output goes nowhere.

    Raises:
        RuntimeError: it exits with another status than those of `statuses`.
    """
    environment = {**os.environ, **(env or {})}
    # With it, each run would compile every module again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]

    def run() -> Cost:
        started = time.perf_counter()
        pid = os.posix_spawnp(arguments[0], arguments, environment, file_actions=nowhere)
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - started
        if (code := os.waitstatus_to_exitcode(status)) not in statuses:
            raise RuntimeError(f"exit code {code}: {' '.join(arguments)}")
        # Linux counts in KiB. It also counts what this process held when it started the other, which is little.
        return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024)

    return run


def cpu_of(pid: int) -> float:
    """The seconds of CPU that a running process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> float:
    """The bytes of memory that a running process holds now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
