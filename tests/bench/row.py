"""One line of the table: what is measured beside what, the goal, and whether it is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .measure import Cost, Measured

Kind: TypeAlias = Literal["at least", "at most", "none"]


@dataclass(frozen=True)
class Goal:
    """A bound for `measured`. `unit` is `x` for a ratio, and `s` for seconds of CPU."""

    kind: Kind
    bound: float = 0.0
    unit: Literal["x", "s"] = "x"

    def __str__(self) -> str:
        return "stated only" if self.kind == "none" else f"{self.kind} {self.bound:.3g} {self.unit}"

    def is_met(self, measured: float) -> bool:
        """Whether `measured` is as the goal asks."""
        if self.kind == "none":
            return True
        return measured >= self.bound if self.kind == "at least" else measured <= self.bound


STATED = Goal("none")


@dataclass(frozen=True)
class Row:
    """A comparison. `measured` is None where it could not be made; `note` has the reason, or says more."""

    number: int
    subject: str
    peer: str
    work: str
    goal: Goal
    measured: float | None
    ours: Cost | None = None
    theirs: Cost | None = None
    wall_ratio: float | None = None
    note: str = ""
    is_memory: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the goal is met; False if nothing was measured."""
        return self.measured is not None and self.goal.is_met(self.measured)


Rows: TypeAlias = Iterator[Row]


def times(
    number: int, subject: str, work: str, goal: Goal, ours: Measured, theirs: Measured, *, memory: bool = False
) -> Row:
    """A ratio of CPU time, or of memory: that of the peer to ours for "at least", that of ours to the peer's else."""

    def figure(cost: Cost) -> float:
        return cost.memory if memory else cost.cpu

    measured = _ratio(goal, ours, theirs, figure)
    wall = None if memory else _ratio(goal, ours, theirs, lambda cost: cost.wall)
    return Row(number, subject, theirs.name, work, goal, measured, ours.median, theirs.median, wall, is_memory=memory)


def _ratio(goal: Goal, ours: Measured, theirs: Measured, figure: Callable[[Cost], float]) -> float:
    return theirs.ratio(ours, figure) if goal.kind == "at most" else ours.ratio(theirs, figure)


def absolute(number: int, subject: str, work: str, goal: Goal, ours: Measured, beside: Measured) -> Row:
    """Seconds of CPU of a whole process, beside those of another one."""
    return Row(number, subject, beside.name, work, goal, ours.median.cpu, ours.median, beside.median, ours.median.wall)


def missing(number: int, subject: str, peer: str, work: str, goal: Goal, reason: str) -> Row:
    """A row that could not be measured."""
    return Row(number, subject, peer, work, goal, None, note=reason)
