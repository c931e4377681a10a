"""Two who read the same overlay agree: what a check calls refused, the mock of that provider refuses."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

import isogloss
from isogloss.testing import mock_app
from isogloss_codegen.check import Checker, assert_clean
from isogloss_codegen.check.fixing import fix
from isogloss_codegen.document.load import read
from isogloss_codegen.document.providers import overlays
from isogloss_codegen.traffic.exchange import Request
from varied import varied

ROOT = Path(__file__).parents[3]
BETA = "server-side-fallback-2026-07-01"
HEADERS = {"x-api-key": "any", "authorization": "Bearer any", "anthropic-version": "2023-06-01"}
PATHS = {"CreateMessageRequest": "/v1/messages", "CountTokensRequest": "/v1/messages/count_tokens"}
NEWEST = varied(dict.fromkeys(name.partition("@")[0] for name in overlays()))


def requests() -> list[tuple[str, dict[str, Any]]]:
    """The path and body of what is shown in the spec, and of what clients sent."""
    shown = [read(path).value for path in sorted(ROOT.glob("spec/examples/requests/*.yaml"))]
    found = [(PATHS[each["schema"]], each["value"]) for each in shown if each["schema"] in PATHS]
    for path in sorted(ROOT.glob("tests/spec/recorded/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            found.append((entry["path"].partition("?")[0], entry["body"]))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("provider", NEWEST)
def test_what_is_called_refused_is_refused(provider: str) -> None:
    checker = Checker.of(provider)
    listed = [name for name in checker.dialect.words.get("models", {}).get("ids", []) if "*" not in name]
    refused: list[tuple[str, dict[str, Any]]] = []
    for path, body in requests():
        asked = {**body, "model": listed[0]} if listed else body
        if checker.check_request(asked, method="POST", url=path, headers=HEADERS).verdict == "rejected":
            refused.append((path, asked))
    assert len(refused) > 4

    given = asyncio.run(answers(provider, *refused))
    assert [body for (_, body), answer in zip(refused, given, strict=True) if answer.status_code < 400] == []


def test_a_text_inside_a_search_result_is_held_to_the_rules_of_the_user_as_well() -> None:
    places = {"cited_text": "a", "document_index": 0, "document_title": None, "start_char_index": 0}
    cited = {"type": "text", "text": "a", "citations": [{"type": "char_location", "end_char_index": 1, **places}]}
    result = {"type": "search_result", "source": "s", "title": "t", "content": [cited]}
    turn = {"role": "user", "content": [{"type": "text", "text": "Which?"}, result]}
    body = {"model": "claude-opus-5-5", "max_tokens": 9, "messages": [turn]}
    (finding,) = Checker.of("anthropic").check_request(body).findings
    assert (finding.level, finding.path) == ("breaking", "messages[0].content[1].content[0].citations")
    (answer,) = asyncio.run(answers("anthropic", ("/v1/messages", body)))
    assert answer.json()["error"]["message"] == f"{finding.path}: not in a text of the user"


async def answers(provider: str, *asked: tuple[str, dict[str, Any]]) -> list[httpx2.Response]:
    transport = httpx2.ASGITransport(app=mock_app(provider))
    async with httpx2.AsyncClient(transport=transport, base_url="http://server.example") as client:
        return [await client.post(path, json=body, headers=HEADERS) for path, body in asked]


BASIC: dict[str, Any] = {"max_tokens": 64, "messages": [{"role": "user", "content": "Hi."}]}
LOOKED_AT_BY_NOBODY = {
    "minimax": {"model": "MiniMax-M2", "top_k": -1},
    "sglang": {"model": "m", "fallbacks": [{"model": "x", "thinking": {"type": "enabled", "budget_tokens": 5}}]},
    "vllm@2026-06": {"model": "m", "thinking": {"type": "enabled", "budget_tokens": 10}},
}


@pytest.mark.slow
@pytest.mark.parametrize(("provider", "fields"), LOOKED_AT_BY_NOBODY.items(), ids=LOOKED_AT_BY_NOBODY)
def test_what_is_wrong_in_what_is_ignored_is_seen_by_nobody(provider: str, fields: dict[str, Any]) -> None:
    body = {**BASIC, **fields}
    (ignored,) = fields.keys() - {"model"}
    found = Checker.of(provider).check_request(body, method="POST", url="/v1/messages", headers=HEADERS).findings
    assert [(f.rule, f.path) for f in found if f.level in ("breaking", "silent")] == [("request-ignored", ignored)]
    (answer,) = asyncio.run(answers(provider, ("/v1/messages", body)))
    assert answer.status_code == 200, answer.text
    adapted, dropped = isogloss.adapt(body, to=provider)
    assert ([f.path for f in dropped], adapted) == ([ignored], {**BASIC, "model": fields["model"]})
    fixed = fix(Checker.of(provider).requests, Request(body))
    assert fixed.body == adapted
    wrong = Checker.of("base").check_request(body, headers={**HEADERS, "anthropic-beta": BETA}).verdict
    assert wrong == "rejected"


TOOL = {"name": "look", "description": "Looks.", "input_schema": {"type": "object"}}


# One mock has null for fields that its provider adds, and describes without.
@pytest.mark.parametrize("provider", NEWEST)
def test_what_is_known_of_a_provider_is_no_surprise(provider: str) -> None:
    checker = Checker.of(provider)
    listed = [name for name in checker.dialect.words.get("models", {}).get("ids", []) if "*" not in name]
    body = {**BASIC, "model": listed[0] if listed else "m"}
    call = {"tools": [TOOL], "tool_choice": {"type": "any"}}
    asked = [{**body, **more, "stream": stream} for more in ({}, call) for stream in (False, True)]
    for answer in asyncio.run(answers(provider, *(("/v1/messages", each) for each in asked))):
        if answer.headers["content-type"].startswith("text/event-stream"):
            assert_clean(checker.check_stream(answer.content))
        else:
            assert_clean(checker.check_response(answer.json(), status=answer.status_code, headers=answer.headers))
