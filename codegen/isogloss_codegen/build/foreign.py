"""Makes an `Api` of a foreign document: as much as can be expressed, and the list of the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..document.load import Document, LoadError
from ..document.prepare import prepare
from ..document.values import as_map, child
from ..findings.finding import Finding, in_order
from ..findings.levels import Severity
from ..findings.loss import Loss
from ..ir import Api
from ..names import class_names
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
    wider = zip(dropped, told(document, dropped, "warning"), strict=True)
    losses += [Loss("left wider" if each.schema else "dropped", finding) for each, finding in wider]
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
        pointer = place_of(document, each.schema) if each.schema else each.pointer
        problem = document.problem(each.rule, pointer, message, level=level, help=each.help, key=bool(each.schema))
        found.append(problem._replace(operation=each.operation))
    return found


def place_of(document: Document, class_name: str) -> str:
    """The pointer of the component that a class was made for, or that is around its schema; "" if there is none."""
    schemas = as_map(as_map(document.value.get("components")).get("schemas"))
    components = {own: name for name, own in class_names(schemas).items()}
    # The name of an inline schema begins with that of the schema around it.
    owners = [name for name in components if class_name.startswith(name)]
    return child("/components/schemas", components[max(owners, key=len)]) if owners else ""
