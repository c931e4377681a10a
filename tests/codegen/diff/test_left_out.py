"""Keywords that no validator can work with: one costs no more than itself, and the report says so once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from isogloss_codegen.cli.diff import command


def document(c: dict[str, Any], others: dict[str, Any]) -> str:
    schema = {"type": "object", "required": ["c"], "properties": {"c": c, **others}}
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    operation = {"operationId": "put", "requestBody": body, "responses": {"204": {"description": "Done."}}}
    info = {"title": "t", "version": "1"}
    return json.dumps({"openapi": "3.1.0", "info": info, "paths": {"/x": {"put": operation}}})


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"e": {"type": "string", "pattern": "("}}, ["e/pattern"]),
        ({"e": {"type": "any"}, "f": {"minimum": "1"}}, ["e/type", "f/minimum"]),
        ({"e": {"type": "string", "description": None}}, []),
        ({"e": {"type": "string"}}, []),
    ],
)
def test_a_break_beside_it_is_proven_and_it_is_noted(others: Any, said: list[str], tmp_path: Path) -> None:
    for name, kind in (("a", "string"), ("b", "integer")):
        (tmp_path / f"{name}.json").write_text(document({"type": kind}, others), encoding="utf-8")
    result = CliRunner().invoke(command, [str(tmp_path / "a.json"), str(tmp_path / "b.json"), "--format", "json"])
    report = json.loads(result.stdout)
    assert [change["level"] for change in report["changes"] if change["rule"] == "request-type-changed"] == ["breaking"]
    properties = "/paths/~1x/put/requestBody/content/application~1json/schema/properties"
    keywords = ", ".join(f"{side} {properties}/{keyword}" for side in ("old", "new") for keyword in said)
    text = "JSON Schema does not allow the value of these keywords, so examples are not checked by them"
    more = " and 1 more" if len(said) > 1 else ""
    shown = ", ".join(keywords.split(", ")[:3]) + more
    assert report.get("notes", []) == ([f"{text}: {shown}."] if said else [])
