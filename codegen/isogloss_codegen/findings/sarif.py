"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from .finding import Finding, Location
from .report import Item, Suite, relative
from .rule import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "breaking": "error", "silent": "warning", "warning": "warning", "unknown": "note"}
_KEPT = ("operation", "direction", "path", "pointer", "event", "offset", "before", "after", "effect")


def render(suites: Iterable[Suite], rules: Mapping[str, Rule]) -> str:
    """The findings as one run; `rules` are the rows of all rules by id, and only those of the findings are included."""
    items = [item for suite in suites for item in suite.items]
    found = dict.fromkeys(item.finding.rule for item in items)
    listed = {id: index for index, id in enumerate(found)}
    driver = {
        "name": "isogloss",
        "version": version("isogloss"),
        "rules": [_rule(rules[id]) if id in rules else {"id": id} for id in listed],
    }
    results = [_result(item, listed[item.finding.rule]) for item in items]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    """The row of a rule. Its level is the worst of its findings."""
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.advice}\n\n{rule.example}", "markdown": f"{rule.advice}\n\n```\n{rule.example}\n```"},
        "defaultConfiguration": {"level": _LEVELS.get(rule.levels[0], "none")},
        "properties": {"area": rule.area, "levels": list(rule.levels)},
    }


def _result(item: Item, index: int) -> dict[str, Any]:
    finding = item.finding
    level = _LEVELS.get(finding.level, "none")
    place = {**_physical(item.at), **_logical(finding)}
    kept = {name: value for name in _KEPT if (value := getattr(finding, name)) not in ("", None, "none")}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        # A result that is not a failure has the level `none`.
        "kind": "informational" if level == "none" else "fail",
        "level": level,
        "message": {"text": item.text},
        **({"locations": [place]} if place else {}),
        "properties": {"level": finding.level, **kept, "evidence": [dict(source) for source in finding.evidence]},
    }


def _physical(at: Location) -> dict[str, Any]:
    if not at.file:
        return {}
    region: dict[str, Any] = {"startLine": at.line, "startColumn": at.column, "endColumn": at.column + at.width}
    if at.source:
        region["snippet"] = {"text": at.source}
    uri = quote(relative(at.file), safe="/:")
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def _logical(finding: Finding) -> dict[str, Any]:
    """The place in the API: the operation and path, else the pointer in the document."""
    name = " ".join(filter(None, (finding.operation, finding.path))) or finding.pointer
    return {"logicalLocations": [{"fullyQualifiedName": name}]} if name else {}
