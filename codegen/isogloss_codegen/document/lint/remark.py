"""A check, and what it remarks on a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ...findings.levels import Severity

if TYPE_CHECKING:
    from .context import Context


class Remark(NamedTuple):
    """A fault at the value of `pointer`, or with `key` at the key of that value."""

    pointer: str
    message: str
    help: str | None = None
    key: bool = False


@dataclass(frozen=True)
class Check:
    """A function that finds where a document breaks a rule.

    A fault is an error. In a document that does not follow the house style it has the severity `foreign`; None means
    that such a document is not checked. The id of the rule is `name`, or the name of the function.
    """

    function: Callable[[Context], Iterable[Remark]]
    foreign: Severity | None = "error"
    name: str = ""

    @property
    def rule(self) -> str:
        return self.name or self.function.__name__.replace("_", "-")
