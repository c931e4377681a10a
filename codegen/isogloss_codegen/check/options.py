"""The options of the reports of `check`, and what every report can do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..findings.report import Paint, plain
from ..findings.rule import Rule
from .run import ReadError, Result


@dataclass(frozen=True)
class Options:
    """Settings of a report.

    `paint` gives texts of the text report their style, `shows_info` shows findings of the level info in it,
    `shows_details` shows findings at all, not only the table of providers. `failing` are the levels that fail the
    command, `rules` gives the rows of the rules.
    """

    paint: Paint = plain
    shows_info: bool = False
    shows_details: bool = True
    failing: Collection[str] = ()
    rules: Callable[[], Mapping[str, Rule]] = dict[str, Rule]


class Report(Protocol):
    """Takes results as they come."""

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        ...

    def end(self) -> None:
        """Writes the rest when all have come."""
        ...
