"""The findings of each provider about requests that real clients sent: only those that its sources support.

recorded/findings.txt has all of it, provider by provider, for people to judge.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from isogloss._runtime.call import Call
from isogloss._runtime.dialect import Dialect, SupportFinding
from isogloss._runtime.header_values import Headers
from isogloss._runtime.policy import CallSurvey
from isogloss.operations import API
from isogloss_codegen.document.providers import overlays

from .judge import Node
from .test_recorded import TRIMMED, path_of, recorded

FINDINGS = TRIMMED / "findings.txt"
IDS = sorted({name.partition("@")[0] for name in overlays()})


@cache
def dialect(id: str) -> Dialect:
    return import_module(f"isogloss.providers.{id.replace('-', '_')}.dialect").DIALECT


def findings(request: Node, id: str) -> list[SupportFinding]:
    """The findings of a provider about a request, its headers included."""
    wanted = (request["method"], path_of(request).path)
    (operation,) = [operation for operation in API.operations if (operation.method, operation.path) == wanted]
    headers = {name: value for name, value in request["headers"].items() if name.startswith("anthropic-")}
    return list(CallSurvey(Call(operation, body=request["body"]), dialect(id), Headers(headers)).findings)


def report() -> Iterator[str]:
    """All findings about the requests that are kept here, as text, those about one subject once."""
    lines = [line for path in sorted(TRIMMED.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    for id in IDS:
        yield f"{id} {dialect(id).version}"
        found = [item for line in lines for item in findings(json.loads(line), id)]
        yield from sorted({f"  {item.subject}: {item.status}" for item in found}) or ["  nothing"]


def test_findings_are_those_that_were_read(golden: Callable[[Path, str], None]) -> None:
    golden(FINDINGS, "\n".join(report()) + "\n")


@pytest.mark.parametrize("id", IDS)
def test_every_finding_has_a_source(id: str) -> None:
    """A field that clients send every day is not called ignored only because no source mentions it."""
    found = [item for case in recorded() for item in findings(case.values[0], id)]
    assert {item.subject for item in found if not item.source and item.status != "unknown"} == set()


@pytest.mark.parametrize("id", IDS)
def test_tools_of_ones_own_are_taken(id: str) -> None:
    """The simplest tool call there is, and its result, draw no complaint about the tool or its result."""
    tool: Node = {
        "name": "get_tide",
        "description": "Height of the tide.",
        "input_schema": {"type": "object", "properties": {"harbour": {"type": "string"}}, "required": ["harbour"]},
    }
    turns: list[Node] = [
        {"role": "user", "content": "How high is the tide in Brest?"},
        {"role": "assistant", "content": [{"type": "tool_use", "id": "a", "name": "get_tide", "input": {}}]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "a", "content": "4.2 m"}]},
    ]
    model = next(iter(dialect(id).models), "local-test-model")
    body: Node = {"model": model, "max_tokens": 100, "tools": [tool], "messages": turns}
    request: Node = {"method": "POST", "path": "/v1/messages", "headers": {}, "body": body}
    # The name of the model is the one thing that some change, or do not read.
    told = {item.subject for item in findings(request, id) if item.status not in ("partial", "unknown")}
    assert told <= {"CreateMessageRequest.model"}
