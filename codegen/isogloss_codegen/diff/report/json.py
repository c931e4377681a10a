"""A report for programs; spec/diff.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ...findings.finding import Finding, Witness
from ...findings.report import relative
from ..model import Side
from ..providers import ProviderEffect
from ..rank import Entry
from .view import View

SCHEMA_VERSION = 1


def render(views: Sequence[View]) -> str:
    """The report as JSON; of several, a document that has them all."""
    reports = [document(view) for view in views]
    value = reports[0] if len(reports) == 1 else {"schema_version": SCHEMA_VERSION, "reports": reports}
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def document(view: View) -> dict[str, Any]:
    """One report as a JSON value: the findings of all levels, shown or folded."""
    report = view.report
    return {
        "schema_version": SCHEMA_VERSION,
        "from": _side(report.a),
        "to": _side(report.b),
        "summary": dict(view.summary),
        "conclusion": view.conclusion,
        "changes": [_change(entry) for entry in view.entries],
        "notes": list(report.notes),
        **({"requests": _requests(view)} if view.requests is not None else {}),
        "ignored": [
            {
                "rule": change.rule,
                "level": change.level,
                "operation": change.operation,
                "path": change.path,
                "reason": ignore.reason,
            }
            for change, ignore in view.ignored
        ],
    }


def _side(side: Side) -> dict[str, str]:
    return {"id": side.id, "version": side.version, "title": side.title}


def _requests(view: View) -> dict[str, Any]:
    requests = view.requests
    assert requests is not None
    return {"source": requests.source, "total": requests.total, "not_sent": view.not_sent}


def _change(entry: Entry) -> dict[str, Any]:
    change = entry.change
    return {
        "rule": change.rule,
        "level": change.level,
        "direction": change.direction,
        "operation": change.operation,
        "path": change.path,
        "pointer": change.pointer,
        "from": change.before,
        "to": change.after,
        "message": change.message,
        "witness": _witness(change.witness) if change.witness is not None else None,
        "evidence": [dict(item) for item in change.evidence],
        "locations": _locations(change),
        "used_by": list(change.used_by),
        **({"conflicts": [dict(item) for item in change.conflicts]} if change.conflicts else {}),
        **({"sent": entry.sent} if entry.sent is not None else {}),
        **({"providers": [_effect(effect) for effect in entry.providers]} if entry.providers else {}),
    }


def _effect(effect: ProviderEffect) -> dict[str, Any]:
    return {"id": effect.id, "effect": effect.effect, "evidence": [dict(item) for item in effect.evidence]}


def _witness(witness: Witness) -> Mapping[str, Any]:
    """The body of a request or a response is called so; of a parameter it is a value."""
    name = "body" if witness.part in ("request", "response") else "value"
    return {"in": witness.part, name: witness.value, "path": witness.path}


def _locations(change: Finding) -> list[dict[str, Any]]:
    return [
        {"side": at.side, "file": relative(at.file), "line": at.line, "column": at.column} for at in change.locations
    ]
