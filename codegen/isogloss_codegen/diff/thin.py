"""The run from two dialects to a report, as far as the first comparison goes."""

from __future__ import annotations

from ..build import build
from ..document.resolve import Dialect
from ..levels import LEVELS
from .compare import Fact, compare_requests
from .model import Change, Report, Side, Witness
from .rules import judge
from .thin_witness import find_witness

RULES = ("request-lower-bound-raised",)


def compare(a: Dialect, b: Dialect) -> Report:
    """What a client written for `a` meets when it talks to `b`."""
    api_a, api_b = build(a.document), build(b.document)
    changes: list[Change] = []
    for fact in compare_requests(api_a, api_b, b):
        rule, level = judge(fact)
        found = find_witness(fact, api_a, a.document, b.document)
        changes.append(
            Change(
                rule,
                level,
                "request",
                fact.operation,
                fact.path,
                fact.pointer,
                fact.before,
                fact.after,
                _message(fact),
                Witness("request", found["body"], found["path"]) if found is not None else None,
                fact.statement.evidence if fact.statement else (),
            )
        )
    changes.sort(key=lambda change: (LEVELS.index(change.level), change.operation, change.path))
    return Report(Side(a.id, a.version, a.title), Side(b.id, b.version, b.title), tuple(changes))


def _message(fact: Fact) -> str:
    if fact.edit == "support-changed":
        return f"{fact.after} there"
    return f"takes values {fact.after} there, {fact.before} here"
