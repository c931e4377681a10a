"""Everyday changes of an API: the worst level is the one that a user expects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from isogloss_codegen.diff.compare import compare
from isogloss_codegen.document.providers import find_dialect
from isogloss_codegen.document.resolve import Dialect

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "everyday.yaml").read_text(encoding="utf-8"))
ROWS = [(kind, *row) for kind, rows in TABLE.items() for row in rows]
ANSWERS = {"200": {"description": "x"}}


def whole(kind: str, part: Any) -> dict[str, Any]:
    """The document around one side of a row."""
    content = {"application/json": {"schema": part}}
    operation: dict[str, Any] = {"responses": ANSWERS}
    if kind == "request":
        operation["requestBody"] = {"required": True, "content": content}
    elif kind == "form":
        operation["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": part}}}
    elif kind == "response":
        operation["responses"] = {"200": {"description": "x", "content": content}}
    elif kind == "query":
        operation["parameters"] = [{"name": "q", "in": "query", "schema": part}]
    elif kind == "operation":
        operation |= part
    paths = {"/x": {"post": operation}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        **(part if kind == "document" else {"paths": paths}),
    }


@pytest.mark.parametrize(("kind", "name", "old", "new", "level"), ROWS, ids=[f"{row[0]}: {row[1]}" for row in ROWS])
def test_the_level_is_what_a_user_expects(kind: str, name: str, old: Any, new: Any, level: str, tmp_path: Path) -> None:
    files = [tmp_path / "old.yaml", tmp_path / "new.yaml"]
    for file, part in zip(files, (old, new), strict=True):
        file.write_text(yaml.safe_dump(whole(kind, part), sort_keys=False), encoding="utf-8")
    changes = compare(*(find_dialect(str(file)) for file in files)).changes
    found = [(change.level, change.rule, change.message) for change in changes]
    assert (found[0][0] if found else "nothing") == level, found


def test_a_path_parameter_that_is_not_in_the_template_is_noted(tmp_path: Path) -> None:
    parameter = {"name": "idx", "in": "path", "required": True}
    dialects: list[Dialect] = []
    for name, kind in (("old", "integer"), ("new", "string")):
        operation = {"parameters": [{**parameter, "schema": {"type": kind}}], "responses": ANSWERS}
        file = tmp_path / f"{name}.yaml"
        file.write_text(yaml.safe_dump(whole("document", {"paths": {"/x/{id}": {"get": operation}}})), encoding="utf-8")
        dialects.append(find_dialect(str(file)))
    report = compare(*dialects)
    assert report.changes == ()
    assert report.notes == ("Path parameter `idx` of GET /x/{id}: not in the path template, so not compared.",)
