"""Makes an `Api` of a foreign document: as much as can be expressed, and the list of the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..document.load import Document, LoadError
from ..document.prepare import prepare
from ..findings.finding import Finding, in_order
from ..findings.levels import Severity
from ..findings.loss import Loss
from ..ir import Api
from .api import BuildError, build
from .source import BuildProblem


class Prepared(NamedTuple):
    """The `Api` of a foreign document, the document as it is read for it, and what is lost on the way."""

    api: Api
    document: Document
    losses: list[Loss]


class NothingLeftError(Exception):
    """A foreign document has no operation that can be expressed. `problems` are all reasons."""

    def __init__(self, problems: list[Finding]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def build_foreign(document: Document) -> Prepared:
    """The `Api` without the operations that cannot be expressed.

    Raises:
        LoadError: all references lead nowhere.
        NothingLeftError: no operation is left.
    """
    document, losses = prepare(document)
    left_out: list[BuildProblem] = []
    dropped: list[BuildProblem] = []
    try:
        api = build(document.value, left_out=left_out, dropped=dropped)
    except BuildError as error:
        raise NothingLeftError(in_order(told(document, error.problems))) from error
    losses += [Loss("left out", each) for each in told(document, left_out, "warning")]
    losses += [Loss("dropped", each) for each in told(document, dropped, "warning")]
    reasons = in_order(loss.finding._replace(level="error") for loss in losses if loss.kind == "left out")
    if reasons and not api.operations:
        # Without any operation there is nothing to call. A document whose references all lead nowhere is no document.
        is_readable = any(each.rule != "ref-unresolved" for each in reasons)
        raise NothingLeftError(reasons) if is_readable else LoadError(reasons)
    return Prepared(api, document, losses)


def told(document: Document, problems: Iterable[BuildProblem], level: Severity = "error") -> list[Finding]:
    """The findings for problems of `build`. The message of one about an operation begins with the operation."""
    found: list[Finding] = []
    for each in problems:
        message = f"{each.operation}: {each.message}" if each.operation else each.message
        problem = document.problem("not-generatable", each.pointer, message, level=level, help=each.help)
        found.append(problem._replace(operation=each.operation))
    return found
