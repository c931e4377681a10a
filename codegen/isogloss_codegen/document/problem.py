"""One thing that is wrong with a document, said so that its author can act on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Position:
    """A place in a text: `line` and `column` count from 1, `width` characters (at least one) are meant."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True)
class Problem:
    """A finding about a document.

    `rule` is the stable id that `isogloss explain` knows. `file` is the path as it is shown to people. `pointer` is
    the JSON pointer of what the finding is about ("" is the whole document). `help` is what the author may do, or None.
    `source` is the author's line that `position` is in, without its line break; "" where there is no text to show.
    """

    rule: str
    severity: Severity
    message: str
    file: str
    position: Position
    pointer: str = ""
    help: str | None = None
    source: str = ""

    def __str__(self) -> str:
        """The headline, `file:line:col: error[rule] message`."""
        at = f"{self.file}:{self.position.line}:{self.position.column}"
        return f"{at}: {self.severity}[{self.rule}] {self.message}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted by file and place, each once."""
    return sorted(dict.fromkeys(problems), key=_place)


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.file, problem.position.line, problem.position.column, problem.rule, problem.message
