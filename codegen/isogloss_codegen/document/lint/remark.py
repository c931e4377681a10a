"""A check, and a problem that it finds in a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ...findings.levels import Severity

if TYPE_CHECKING:
    from .context import Context


class Remark(NamedTuple):
    """A problem of the value at `pointer`; with `key`, of that value's key."""

    pointer: str
    message: str
    help: str | None = None
    key: bool = False


@dataclass(frozen=True)
class Check:
    """A function that finds the places where a document breaks a rule.

    Its findings are errors in a document with house style. In others they have the severity `foreign`; with None, such
    documents are not checked. The id of the rule is `name`, or is made of the function's name.
    """

    function: Callable[[Context], Iterable[Remark]]
    foreign: Severity | None = "error"
    name: str = ""

    @property
    def rule(self) -> str:
        return self.name or self.function.__name__.replace("_", "-")
