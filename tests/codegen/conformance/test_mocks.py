"""Two who read the same overlay agree: what a check calls refused, the mock of that provider refuses."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from isogloss.testing import mock_app
from isogloss_codegen.conformance import Checker
from isogloss_codegen.document.load import read
from isogloss_codegen.document.providers import overlays

ROOT = Path(__file__).parents[3]
HEADERS = {"x-api-key": "any", "authorization": "Bearer any", "anthropic-version": "2023-06-01"}
PATHS = {"CreateMessageRequest": "/v1/messages", "CountTokensRequest": "/v1/messages/count_tokens"}
NEWEST = list(dict.fromkeys(name.partition("@")[0] for name in overlays()))


def requests() -> list[tuple[str, dict[str, Any]]]:
    """The path and body of what is shown in the spec, and of what clients sent."""
    shown = [read(path).value for path in sorted(ROOT.glob("spec/examples/requests/*.yaml"))]
    found = [(PATHS[each["schema"]], each["value"]) for each in shown if each["schema"] in PATHS]
    for path in sorted(ROOT.glob("tests/spec/recorded/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            found.append((entry["path"].partition("?")[0], entry["body"]))
    return found


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

    async def statuses() -> list[int]:
        transport = httpx2.ASGITransport(app=mock_app(provider))
        async with httpx2.AsyncClient(transport=transport, base_url="http://server.example") as client:
            answers = [await client.post(path, json=body, headers=HEADERS) for path, body in refused]
        return [answer.status_code for answer in answers]

    assert [body for (_, body), status in zip(refused, asyncio.run(statuses()), strict=True) if status < 400] == []
