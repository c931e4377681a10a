"""Rules between fields: `check`, the client before it sends, and the mock find the same in the same requests."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import httpx2
import pytest

from isogloss import RequestValidationError
from isogloss._runtime.relations import RELATIONS
from isogloss.providers import anthropic, anthropic_2023_06_01
from isogloss.testing import mock_app
from isogloss_codegen.check import Checker

from ..mock.mock_client import ask

CASES = Path(__file__).parents[2] / "codegen" / "check" / "cases"
ANSWER: dict[str, Any] = {"id": "m", "type": "message", "role": "assistant", "model": "m", "content": [], "usage": {}}
CLIENTS: dict[str, Any] = {
    "anthropic": anthropic.Client,
    "anthropic@2023-06-01": anthropic_2023_06_01.Client,
}


def sent(client: Any, body: dict[str, Any]) -> list[str]:
    """The paths that a client refuses before it sends a body."""
    transport = httpx2.MockTransport(
        lambda _: httpx2.Response(200, json=ANSWER | {"usage": {"input_tokens": 1, "output_tokens": 1}})
    )
    with httpx2.Client(transport=transport) as http, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            client(api_key="k", http_client=http).messages.create(**body)
        except RequestValidationError as error:
            return sorted(problem.path for problem in error.problems)
    return []


@pytest.mark.parametrize("relation", RELATIONS)
def test_check_client_and_mock_find_the_same(relation: str) -> None:
    folder = CASES / f"request-{relation}"
    provider = (folder / "arguments.txt").read_text().split()[-1]
    checker, app = Checker.of(provider), mock_app(provider)
    met = 0
    for line in (folder / "input.jsonl").read_text().splitlines():
        body = json.loads(line)
        findings = [
            each for each in checker.check_request(body).findings if each.rule.removeprefix("request-") in RELATIONS
        ]
        # What is a warning is not refused: the rule holds within limits, or under a condition that no request shows.
        paths = sorted(finding.path for finding in findings if finding.level == "breaking")
        met += sum(finding.rule == f"request-{relation}" for finding in findings)
        assert sent(CLIENTS[provider], body) == paths
        response = ask("POST", "/v1/messages", body, app=app)
        assert response.status_code == (400 if paths else 200), response.text
        said = response.json().get("error", {}).get("message", "")
        assert sorted(part.partition(": ")[0] for part in said.split("; ") if ": " in part) == paths
    assert met


def test_the_client_says_who_refuses_what() -> None:
    turns: Any = [
        {"role": "user", "content": "Hi."},
        {"role": "assistant", "content": ""},
        {"role": "user", "content": "?"},
    ]
    with pytest.raises(RequestValidationError) as caught:
        anthropic.Client(api_key="k").messages.create(model="claude-sonnet-4-6", max_tokens=9, messages=turns)
    assert str(caught.value) == (
        "Anthropic refuses this request; nothing was sent:\n  messages[1].content: it must not be empty"
    )


def test_what_is_sent_all_the_same_is_not_held_against_the_rules() -> None:
    body: dict[str, Any] = {
        "model": "claude-sonnet-4-6",
        "max_tokens": 9,
        "messages": [{"role": "user", "content": []}],
    }

    def client(**options: Any) -> Any:
        return anthropic.Client(unsupported="send", **options)

    assert sent(client, body) == []
