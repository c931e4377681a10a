"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..problem import Severity

if TYPE_CHECKING:
    from .context import Context


class Finding(NamedTuple):
    """Something a check found: at the value of `pointer`, or with `key` at the key that value is found under."""

    pointer: str
    message: str
    help: str | None = None
    key: bool = False


@dataclass(frozen=True)
class Check:
    """A function that finds where a document breaks a rule.

    What it finds is an error. In a document that does not follow the house style it has the severity `foreign`; None
    means that such a document is not asked. The id of the rule is `name`, or the name of the function.
    """

    function: Callable[[Context], Iterable[Finding]]
    foreign: Severity | None = "error"
    name: str = ""

    @property
    def rule(self) -> str:
        return self.name or self.function.__name__.replace("_", "-")
