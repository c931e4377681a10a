"""The finding that every command reports, and its location in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from .levels import Level, Severity

Direction = Literal["request", "response"]
Evidence = tuple[Mapping[str, Any], ...]
Effect = Literal["narrows", "widens", "both", "undecided", "none"]
"""The effect on the accepted values from A to B: fewer, more, some lost and some new, unknown, unchanged."""

Part = Literal["request", "response", "header", "query", "path", "cookie"]
"""The part of the traffic that contains a witness: the body of a request or response, or the value of a parameter."""


@dataclass(frozen=True)
class Location:
    """A place in a file.

    `line` and `column` count from 1; `width` is a number of characters, at least one. `source` is the author's line
    without its line break, "" if it is not known. In a comparison, `side` is the document that the file belongs to.
    """

    file: str = ""
    line: int = 1
    column: int = 1
    width: int = 1
    source: str = field(default="", compare=False)
    side: Literal["", "a", "b"] = ""

    def __str__(self) -> str:
        """The place as compilers write it: `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Location()
"""The location of a finding that is not about a file."""


@dataclass(frozen=True)
class Witness:
    """A value that A accepts and B refuses; of a response, a value that B may send and A refuses.

    `value` is the whole body, or the value of a parameter. `path` is the place of the difference in it, with the
    indices of items: `messages[0].content`.
    """

    part: Part
    value: Any
    path: str


class Finding(NamedTuple):
    """One thing that a command found in a document, a comparison, a request, a response, a stream or a server.

    `rule` is the id for `isogloss explain`, `help` the advice. `path` is the place as a user writes it
    (`messages[0].content`, `header.x-feature`) in an `operation` (`POST /pets`), `pointer` the JSON pointer in the
    document. `at` is the place in a file. `subject` is the part of the API, the same wherever it occurs: a field in
    traffic, a kind of part in a comparison ("lower-bound").

    Of traffic: `event` is the number of an event from 1; `offset` and `line` are its beginning in the capture, in bytes
    from 0 and in lines from 1. `steps` are the fields and indices that lead to the place in the body. `is_undescribed`:
    neither the provider's document nor the one that it deviates from describes the place.

    Of a comparison: `edit` is the change of the subject from `before` to `after`, `effect` its effect on the accepted
    values. `evidence` is about B; with `is_of_a` it is about A. `used_by` are the other places of the same difference,
    `conflicts` the contradictions of the sources. `locate` looks up the `locations` of both sides, A's first.

    It is a named tuple, because a log has hundreds of thousands of findings, and a dataclass takes twice the time.
    """

    rule: str
    level: Level | Severity
    message: str
    path: str = ""
    pointer: str = ""
    direction: Direction = "request"
    evidence: Evidence = ()
    event: int | None = None
    offset: int | None = None
    line: int | None = None
    subject: str = ""
    steps: tuple[str | int, ...] = ()
    operation: str = ""
    help: str | None = None
    at: Location = NOWHERE
    edit: str = ""
    effect: Effect = "none"
    before: str = ""
    after: str = ""
    witness: Witness | None = None
    used_by: tuple[str, ...] = ()
    conflicts: Evidence = ()
    is_of_a: bool = False
    is_undescribed: bool = False
    locate: Callable[[], tuple[Location, ...]] = tuple

    def __str__(self) -> str:
        """The headline: `file:line:column: error[rule] message`."""
        return f"{self.at}: {self.level}[{self.rule}] {self.message}"

    @property
    def locations(self) -> tuple[Location, ...]:
        """The locations of the subject in the authors' files, on both sides."""
        return self.locate()

    def as_json(self) -> dict[str, Any]:
        """The finding in the JSON reports about traffic."""
        return {
            "rule": self.rule,
            "level": self.level,
            "direction": self.direction,
            "path": self.path,
            "pointer": self.pointer,
            "message": self.message,
            "evidence": list(self.evidence),
            "event": self.event,
            "offset": self.offset,
            "line": self.line,
        }


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings sorted by file and place, without duplicates."""
    return sorted(dict.fromkeys(findings), key=_place)


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.at.file, finding.at.line, finding.at.column, finding.rule, finding.message
