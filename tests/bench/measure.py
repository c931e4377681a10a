"""Times things in turn, so that whatever else the machine does meets all of them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Case(NamedTuple):
    """Something to time: `run` does it and returns the seconds that it took."""

    name: str
    run: Callable[[], float]


class Result(NamedTuple):
    """The median `seconds` of each case, and the median `ratios` of the other cases to the first, round by round."""

    names: tuple[str, ...]
    seconds: tuple[float, ...]
    ratios: tuple[float, ...]


def compare(cases: Sequence[Case], rounds: int) -> Result:
    """Runs all cases once per round, after one round that does not count."""
    times: list[list[float]] = []
    for count in range(rounds + 1):
        taken = [case.run() for case in cases]
        if count:
            times.append(taken)
    seconds = tuple(statistics.median(column) for column in zip(*times, strict=True))
    ratios = tuple(statistics.median(taken[index] / taken[0] for taken in times) for index in range(1, len(cases)))
    return Result(tuple(case.name for case in cases), seconds, ratios)


def cpu_of(function: Callable[[], object]) -> Callable[[], float]:
    """The CPU seconds of a call in this process."""

    def run() -> float:
        started = time.process_time()
        function()
        return time.process_time() - started

    return run


def cpu_of_process(*arguments: str) -> Callable[[], float]:
    """The CPU seconds of Python with these arguments, as a whole process."""

    def run() -> float:
        pid = os.posix_spawn(
            sys.executable,
            [sys.executable, *arguments],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
        )
        _, status, usage = os.wait4(pid, 0)
        if os.waitstatus_to_exitcode(status):
            raise RuntimeError(f"python {' '.join(arguments)} failed")
        return usage.ru_utime + usage.ru_stime

    return run


def wall_of_process(*arguments: str) -> Callable[[], float]:
    """The seconds on the clock of Python with these arguments, as a whole process in the checkout."""

    def run() -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
        return time.perf_counter() - started

    return run
