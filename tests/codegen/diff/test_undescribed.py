"""A field that only A describes: what that means follows from what B does with fields that it does not know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
import pytest

from isogloss_codegen.diff.compare import compare
from isogloss_codegen.document.providers import find_dialect
from isogloss_codegen.document.resolve import Dialect
from isogloss_codegen.findings.finding import Finding

ORDER = "/components/schemas/Order"
BASE = f"""\
openapi: 3.1.0
info: {{title: Kitchen, version: '1'}}
paths:
  /orders:
    post:
      requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#{ORDER}'}}}}}}}}
      responses: {{'200': {{description: Served.}}}}
components:
  schemas:
    Order:
      type: object
      additionalProperties: false
      required: [dish]
      properties: {{dish: {{type: string}}, note: {{type: string}}}}
"""
EVIDENCE = [{"kind": "docs", "source": "menu", "where": "Orders", "says": "so", "retrieved": "2026-11-20"}]
REQUEST = {"dish": "stew", "tip": 1}


@pytest.fixture
def kitchens(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def overlay(folder: Path, id: str, policy: str, update: dict[str, Any], gone: str = "") -> Dialect:
    """A kitchen with fields of its own, or without one of the base's."""
    orders = {"target": "$.paths['/orders'].post", "update": {"x-support": {"status": "full"}}}
    actions = [orders, {"target": "$.components.schemas.Order.properties", "update": update}]
    evidence = [{**EVIDENCE[0], "source": gone}] if gone else EVIDENCE
    actions += [{"target": f"$.components.schemas.Order.properties.{gone}", "remove": True}] if gone else []
    provider = {"id": id, "default_status": "unknown", "unknown_fields": {"policy": policy, "evidence": EVIDENCE}}
    value = {
        "overlay": "1.1.0",
        "info": {"title": id.title(), "version": "2026-11", "x-provider": provider},
        "extends": "base.yaml",
        "actions": [{**action, "x-evidence": evidence if "remove" in action else EVIDENCE} for action in actions],
    }
    path = folder / f"{id}@2026-11.overlay.yaml"
    path.write_text(json.dumps(value), encoding="utf-8")
    return find_dialect(str(path))


def found(folder: Path, policy: str, update: dict[str, Any]) -> tuple[Finding, Dialect, Dialect]:
    a = overlay(folder, "alpha", policy, {"tip": {"type": "integer"}})
    b = overlay(folder, "beta", policy, update)
    (change,) = [change for change in compare(a, b).changes if change.path in ("tip", "note")]
    return change, a, b


@pytest.mark.parametrize(
    ("policy", "level", "rule"),
    [
        ("reject", "breaking", "request-property-removed"),
        ("unknown", "warning", "request-property-undescribed"),
        ("ignore", "silent", "request-property-undescribed"),
    ],
)
def test_it_is_as_bad_as_what_becomes_of_unknown_fields(kitchens: Path, policy: str, level: str, rule: str) -> None:
    change, _, _ = found(kitchens, policy, {})
    assert (change.level, change.rule, change.path) == (level, rule, "tip")
    assert (change.witness is not None) == (level == "breaking")
    assert change.evidence


def test_what_is_ignored_keeps_the_promise(kitchens: Path) -> None:
    """Nothing breaks or may break: what A takes, B takes, as soon as what it does not know is let pass."""
    change, a, b = found(kitchens, "ignore", {})
    assert change.level == "silent"
    assert takes(a.document, REQUEST)
    assert takes(opened(b.document), REQUEST)
    assert not takes(b.document, REQUEST), "by this, misspelt names are found"
    assert not takes(opened(b.document), {"dish": 1}), "what is described stays as strict as it is"


def test_what_is_refused_breaks_whatever_becomes_of_other_fields(kitchens: Path) -> None:
    refused = {"note": {"x-support": {"status": "rejected"}}, "tip": {"type": "integer"}}
    change, _, _ = found(kitchens, "ignore", refused)
    assert (change.level, change.rule, change.path) == ("breaking", "request-property-removed", "note")


@pytest.mark.parametrize("policy", ["reject", "ignore"])
def test_what_an_action_takes_away_is_on_its_word(kitchens: Path, policy: str) -> None:
    a, b = overlay(kitchens, "alpha", policy, {}), overlay(kitchens, "beta", policy, {}, gone="note")
    (change,) = [change for change in compare(a, b).changes if change.path == "note"]
    assert change.evidence[0]["source"] == "note"
    assert b.overlay is not None
    (place,) = [place for place in change.locations if place.side == "b"]
    written = b.overlay.location("/actions/2/target", key=True)
    assert (place.line, place.column) == (written.line, written.column)


def takes(document: Any, request: Any) -> bool:
    return jsonschema_rs.Draft202012Validator({**document, "$ref": f"#{ORDER}"}).is_valid(request)


def opened(node: Any) -> Any:
    """A copy of a document in which fields that nobody describes are let pass."""
    if isinstance(node, list):
        return [opened(item) for item in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    words = cast("dict[str, Any]", node).items()
    return {key: opened(value) for key, value in words if (key, value) != ("additionalProperties", False)}
