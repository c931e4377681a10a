"""A check, and a problem that it finds in a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ...findings.levels import Severity

if TYPE_CHECKING:
    from ..context import Context


class Remark(NamedTuple):
    """A problem of the value at `pointer`; with `key`, of that value's key.

    `is_readable`: the author's intention is plain, so a foreign document is read as it was meant.
    """

    pointer: str
    message: str
    help: str | None = None
    key: bool = False
    is_readable: bool = False


@dataclass(frozen=True)
class Check:
    """A function that finds the places where a document breaks a rule.

    Its findings are errors in a document of this project. In foreign ones they have the severity `foreign`; with None,
    such documents are not checked. Rules of the `house` style are about foreign documents only if their user wants it.
    The id of the rule is `name`, or is made of the function's name.
    """

    function: Callable[[Context], Iterable[Remark]]
    foreign: Severity | None = "error"
    name: str = ""
    house: bool = False

    @property
    def rule(self) -> str:
        return self.name or self.function.__name__.replace("_", "-")

    def severity(self, *, own: bool, house: bool) -> Severity | None:
        """The severity in a document of this project (`own`) or a foreign one; None if the rule is not about it."""
        if own:
            return "error"
        return None if self.house and not house else self.foreign
