"""Verdicts about requests agree with what the spec and its providers show, and with what clients were seen to send."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from isogloss_codegen.check import Checker
from isogloss_codegen.check.fixing import fix
from isogloss_codegen.document.load import read
from isogloss_codegen.document.providers import overlays
from isogloss_codegen.traffic.exchange import Request
from varied import VARIED, varied

SPEC = Path(__file__).parents[3] / "spec"
RECORDED = sorted((Path(__file__).parents[2] / "spec" / "recorded").glob("*.jsonl"))
BASE = Checker.of("base")


def examples() -> list[Any]:
    found: list[Any] = []
    for path in sorted([*SPEC.glob("examples/re*/*.yaml"), *SPEC.glob("providers/examples/*/*.yaml")]):
        is_of_provider = path.parents[1].name == "examples" and path.parents[2].name == "providers"
        provider = path.parent.name if is_of_provider else "base"
        marks = () if provider in VARIED else pytest.mark.slow
        found.append(pytest.param(path, provider, id=f"{provider}-{path.stem}", marks=marks))
    return found


@functools.cache
def checker_of(provider: str) -> Checker:
    return Checker.of(provider)


@pytest.mark.parametrize(("path", "provider"), examples())
def test_examples_are_taken_or_refused_where_they_say(path: Path, provider: str) -> None:
    example = read(path).value
    checker = checker_of(provider)
    body, schema = example["value"], str(example["schema"])
    operation = next((o for o in checker.requests.api.operations if schema in (o.body, o.response)), None)
    if schema == checker.responses.api.error_response:
        judgement = checker.check_response(body, status=400)
    elif operation is None:
        return  # a part of something
    elif operation.body == schema:
        judgement = checker.check_request(body, method=operation.method, url=operation.path)
    else:
        judgement = checker.check_response(body)
    wrong = [finding.path for finding in judgement.findings if finding.level == "breaking"]
    if "invalid" not in example:
        assert wrong == []
    else:  # a tag that is none is at fault itself, not the object that it is in
        assert [path.removesuffix(".type") for path in wrong] == [example["invalid"]["path"].removesuffix(".type")]


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_what_clients_send_is_taken(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        judgement = BASE.check_request(
            entry["body"], method=entry["method"], url=entry["path"], headers=entry["headers"]
        )
        assert [finding for finding in judgement.findings if finding.level != "info"] == []


@pytest.mark.parametrize("provider", varied(overlays()))
def test_what_is_fixed_is_taken(provider: str) -> None:
    """A fix removes the parts that a provider refuses, and nothing else."""
    checker = checker_of(provider)
    for line in [line for path in RECORDED for line in path.read_text(encoding="utf-8").splitlines()]:
        body = json.loads(line)["body"]
        given = json.dumps(body)
        fixed = fix(checker.requests, Request(body))
        assert json.dumps(body) == given
        if not fixed.dropped:
            assert fixed.body == body
        again = fix(checker.requests, Request(fixed.body))
        assert (again.body, again.dropped) == (fixed.body, ())


def test_verdicts_follow_the_worst_finding() -> None:
    body = {"model": "m", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi."}]}
    minimax = Checker.of("minimax")
    verdicts = {
        "accepted": {**body, "model": "MiniMax-M2"},
        "degraded": {**body, "model": "MiniMax-M2", "stop_sequences": ["END"]},
        "uncertain": body,
        "rejected": {**body, "temperature": 0},
    }
    assert {name: minimax.check_request(value).verdict for name, value in verdicts.items()} == {
        name: name for name in verdicts
    }


def test_conditions_are_held_against_model_and_headers() -> None:
    infercom = Checker.of("infercom")
    body = {"max_tokens": 64, "messages": [{"role": "user", "content": "Hi."}]}
    tools = {**body, "tools": [{"name": "look", "input_schema": {"type": "object"}}]}
    assert "request-depends" not in {
        f.rule for f in infercom.check_request({**tools, "model": "MiniMax-M2.5"}).findings
    }
    assert "request-depends" in {f.rule for f in infercom.check_request({**tools, "model": "other"}).findings}
    beta: dict[str, Any] = {**body, "model": "m", "context_management": {"edits": []}}
    version = {"Anthropic-Version": "2023-06-01"}
    asked = {**version, "anthropic-beta": "other-1, context-management-2025-06-27"}
    levels = [
        [f.level for f in BASE.check_request(beta, headers=headers).findings if f.path == "context_management"]
        for headers in (None, version, asked, {**version, "anthropic-beta": "context-management-2099-01-01"})
    ]
    assert levels == [["warning"], ["breaking"], [], ["warning"]]
