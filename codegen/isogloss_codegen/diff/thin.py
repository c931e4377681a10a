"""Presentation of a comparison, and the run that leads to it."""

from __future__ import annotations

from typing import Any

from ..build import build
from ..document.resolve import Dialect
from ..levels import LEVELS
from .compare import Fact, compare_requests
from .rules import judge
from .witness import find_witness


def compare_dialects(a: Dialect, b: Dialect) -> dict[str, Any]:
    """The report of what a client written for `a` meets when it talks to `b`, in the shape of `diff --format json`."""
    api_a, api_b = build(a.document), build(b.document)
    changes: list[dict[str, Any]] = []
    for fact in compare_requests(api_a, api_b, b):
        rule, level = judge(fact)
        changes.append(
            {
                "rule": rule,
                "level": level,
                "direction": "request",
                "operation": fact.operation,
                "path": fact.path,
                "pointer": fact.pointer,
                "from": fact.before,
                "to": fact.after,
                "message": _message(fact),
                "witness": find_witness(fact, api_a, a.document, b.document),
                "evidence": list(fact.statement.evidence) if fact.statement else [],
                "locations": [],
                "used_by": [],
            }
        )
    changes.sort(key=lambda change: (LEVELS.index(change["level"]), change["operation"], change["path"]))
    return {
        "schema_version": 1,
        "from": {"id": a.id, "version": a.version},
        "to": {"id": b.id, "version": b.version},
        "summary": {level: sum(change["level"] == level for change in changes) for level in LEVELS},
        "changes": changes,
    }


def as_text(report: dict[str, Any]) -> str:
    """The report for people, a line per change."""
    lines = [f"{change['level']:<9} {change['path']}: {change['message']}" for change in report["changes"]]
    return "\n".join(lines) or "no changes"


def _message(fact: Fact) -> str:
    if fact.edit == "support-changed":
        return f"{fact.after} there"
    return f"takes values {fact.after} there, {fact.before} here"
