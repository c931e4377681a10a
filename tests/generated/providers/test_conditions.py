"""Conditions of statements: the check of a request and the client of a provider answer them alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from isogloss import models
from isogloss._runtime.dialect import Dialect, stated
from isogloss._runtime.support.conditions import is_model
from isogloss._runtime.survey import Survey
from isogloss_codegen.check import Checker

CACHED = {"type": "text", "text": "Hello.", "cache_control": {"type": "ephemeral"}}
BODY: dict[str, Any] = {
    "model": "any",
    "max_tokens": 5,
    "system": [CACHED],
    "messages": [
        {"role": "user", "content": [CACHED]},
        {"role": "assistant", "content": [{"type": "text", "text": "Hi."}, CACHED]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": [CACHED]}]},
    ],
}
AT = {
    "system": "system[0]",
    "user": "messages[0].content[0]",
    "assistant": "messages[1].content[1]",
    "inside": "messages[2].content[0].content[0]",
}


@pytest.mark.parametrize(
    ("places", "within"),
    [
        (["system"], ["system"]),
        (["system[]"], ["system"]),
        (["system[].cache_control"], ["system"]),
        (["messages"], ["user", "assistant", "inside"]),
        (["messages[role=user]"], ["user", "inside"]),
        (["messages[role=assistant].content", "system"], ["system", "assistant"]),
        (["messages[].content[type=tool_result].content"], ["inside"]),
        (["messages[].content[type=text]"], ["user", "assistant"]),
        (["messages[].content[].content[].cache_control.ttl"], []),
        (["messages[role=user|system]"], ["user", "inside"]),
        (["messages[-1]"], ["inside"]),
        (["messages[!-1].content[type=text]"], ["user", "assistant"]),
        (["system[cache_control=no]"], []),
    ],
)
def test_a_place(places: list[str], within: list[str], tmp_path: Path) -> None:
    outside = {f"{path}.cache_control" for name, path in AT.items() if name not in within}
    statement = stated("conditional", when={"at": places}, otherwise="ignored")
    dialect = Dialect("p", "1", "P", statements={"TextBlockParam.cache_control": statement})
    for body in (BODY, models.CreateMessageRequest.model_validate(BODY)):  # what is sent may be models
        survey = Survey(dialect)
        survey.body("CreateMessageRequest", body)
        told = [finding for finding in survey.findings if finding.status != "unknown"]
        assert {finding.path for finding in told} == outside
        assert {finding.status for finding in told} <= {"ignored"}
    overlay = tmp_path / "p.overlay.yaml"
    overlay.write_text(f"""
overlay: 1.1.0
info:
  title: P
  version: 2026-11
  x-sources: {{page: {{title: A page, kind: docs, retrieved: 2026-11-20}}}}
  x-provider: {{id: p}}
extends: isogloss:base
actions:
  - target: $.components.schemas.TextBlockParam.properties.cache_control
    update: {{x-support: {{status: conditional, when: {{at: {places}}}, otherwise: ignored, note: There only.}}}}
    x-evidence: [{{source: page, where: Caching, says: so}}]
""")
    found = Checker.of(str(overlay)).check_request(BODY).findings
    assert {finding.path for finding in found if finding.rule == "request-ignored"} == outside
    assert [finding.path for finding in found if finding.rule == "request-depends"] == []


@pytest.mark.parametrize(
    ("name", "patterns", "is_one"),
    [
        ("claude-opus-4-5", ["claude-opus-4-5*"], True),
        ("claude-opus-4-5-20251101", ["claude-opus-4-5*"], True),
        ("claude-opus-4-6", ["claude-opus-4-5*", "claude-*-4-6"], True),
        ("claude-opus-4-6", ["claude-opus-4"], False),
        ("Claude-opus-4-6", ["claude-*"], False),
        # Only * stands for something else than itself.
        ("large[1m]", ["large[1m]"], True),
        ("large1", ["large[1m]"], False),
        ("large?", ["large?"], True),
        ("larger", ["large?"], False),
        ("anything", [], False),
    ],
)
def test_the_name_of_a_model(name: str, patterns: list[str], is_one: bool) -> None:
    assert is_model(name, patterns) is is_one
