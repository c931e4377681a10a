"""Models that another one answers, and models that are refused: `check`, the client and the mock say the same."""

from __future__ import annotations

import warnings
from typing import Any

import httpx2
import pytest

import isogloss
from isogloss import ProviderSupportError
from isogloss.providers import deepseek
from isogloss.testing import mock_app
from isogloss_codegen.check import Checker

from ..mock.mock_client import ask

ANSWER: dict[str, Any] = {"id": "m", "type": "message", "role": "assistant", "model": "m", "content": []}


def body(model: str) -> dict[str, Any]:
    return {"model": model, "max_tokens": 9, "messages": [{"role": "user", "content": "Hi."}]}


@pytest.mark.parametrize(
    ("model", "found", "answering"),
    [
        ("deepseek-v4-pro", [], "deepseek-v4-pro"),
        ("deepseek-v4-flash", [], "deepseek-flash"),
        ("claude-opus-4-8", [("request-changed", "warning")], "deepseek-v4-pro"),
        ("claude-sonnet-5", [("request-changed", "warning")], "deepseek-flash"),
        ("gpt-4", [("request-refused", "breaking")], None),
    ],
)
def test_what_becomes_of_a_model(model: str, found: list[tuple[str, str]], answering: str | None) -> None:
    findings = Checker.of("deepseek").check_request(body(model)).findings
    assert [(finding.rule, finding.level) for finding in findings] == found
    response = ask("POST", "/v1/messages", body(model), app=mock_app("deepseek"))
    assert response.status_code == (400 if answering is None else 200)
    assert response.json().get("model") == answering


def test_no_request_can_be_made_of_a_refused_model() -> None:
    with pytest.raises(ProviderSupportError, match="`model` is refused by DeepSeek"):
        isogloss.adapt(body("gpt-4"), to="deepseek")
    assert isogloss.adapt(body("claude-opus-4-8"), to="deepseek") == (body("claude-opus-4-8"), [])


@pytest.mark.parametrize("policy", ["warn", "drop", "error"])
def test_a_client_does_not_send_what_is_refused(policy: Any) -> None:
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json=ANSWER | {"usage": {"input_tokens": 1, "output_tokens": 1}})

    with httpx2.Client(transport=httpx2.MockTransport(answer)) as http:
        client = deepseek.Client(api_key="k", http_client=http, unsupported=policy)
        with pytest.raises(ProviderSupportError, match="`model` is refused by DeepSeek"):
            client.messages.create(**body("gpt-4"))
        assert sent == []
        if policy != "error":
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always")
                client.messages.create(**body("claude-opus-4-8"))
            assert [str(each.message).partition(":")[0] for each in told] == ["`model` is changed by DeepSeek"]
            assert len(sent) == 1
