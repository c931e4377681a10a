"""The mock in the dialect of a provider: what it refuses, ignores, and does as its rules say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from isogloss._messages import mock_rules, mock_speech
from isogloss._runtime.relations import RELATIONS
from isogloss.providers import PROVIDERS
from isogloss.testing import ANY_TEXT_SIGNATURE, mock_app
from varied import varied

from .mock_client import ask, events, request

ROOT = Path(__file__).parents[3]
TOOL: dict[str, Any] = {
    "name": "weather",
    "description": "Tells it.",
    "input_schema": {"type": "object", "properties": {}},
}
PIXEL = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}}
TWICE = [{"role": "user", "content": "Hello"}, {"role": "user", "content": "Hello?"}]
SIGNED = {"type": "thinking", "thinking": "Hm.", "signature": "bm90aGluZw=="}


def answer(provider: str, said: Any = "Say hello", *, model: str = "mock-large", **options: Any) -> Any:
    """Status and body of a provider's answer."""
    unsupported = options.pop("unsupported", "ignore")
    app = mock_app(provider, unsupported=unsupported)
    response = ask(
        "POST", "/v1/messages", request(said, **options) | {"model": model}, app=app, authorization="Bearer k"
    )
    return response.status_code, response.json() if not options.get("stream") else response.text


def kinds(body: Any) -> list[str]:
    return [block["type"] for block in body["content"]]


def streamed(provider: str, said: str = "Say hello", **options: Any) -> list[tuple[str, Any]]:
    status, text = answer(provider, said, stream=True, **options)
    assert status == 200
    return events(text.replace("data: [DONE]\n\n", ""))


def test_every_rule_has_an_effect_or_a_reason() -> None:
    effects = [
        *mock_rules.REQUEST_RULES,
        *mock_rules.ANSWER_RULES,
        *mock_rules.SETTINGS,
        *RELATIONS,
        *mock_speech.VALUE_RULES,
        *mock_speech.ERROR_RULES,
        mock_speech.ADDED,
        *mock_speech.EVENT_RULES,
    ]
    described = yaml.safe_load((ROOT / "spec" / "rules.yaml").read_text(encoding="utf-8"))
    assert not set(effects) & mock_rules.WITHOUT_EFFECT.keys()
    assert {*effects, *mock_rules.WITHOUT_EFFECT} == set(described)


@pytest.mark.parametrize("provider", varied(PROVIDERS))
def test_every_provider_answers(provider: str) -> None:
    models = ask("GET", "/v1/models", app=mock_app(provider), authorization="Bearer k", **VERSIONS.get(provider, {}))
    model = models.json()["data"][0]["id"] if models.status_code == 200 else "any"
    headers = {"authorization": "Bearer k", **VERSIONS.get(provider, {})}
    response = ask("POST", "/v1/messages", request("Hello") | {"model": model}, app=mock_app(provider), **headers)
    assert response.status_code == 200, response.text
    assert "Hello" in response.text


VERSIONS = {name: {"anthropic-version": "2026-10-21"} for name in ("anthropic", "anthropic@2026-10-21")}


def test_what_is_ignored_has_no_effect() -> None:
    minimax = answer("minimax", model="MiniMax-M2", stop_sequences=["hello"])[1]
    assert (minimax["content"][-1]["text"], minimax["stop_reason"]) == ("You said: Say hello", "end_turn")
    infercom = answer("infercom", stop_sequences=["hello"])[1]
    assert (infercom["content"][-1]["text"], infercom["stop_reason"]) == ("You said: Say ", "stop_sequence")


def test_what_is_unsupported_is_ignored_or_refused() -> None:
    said = [{"role": "user", "content": [PIXEL, {"type": "text", "text": "What is it?"}]}]
    assert answer("minimax", said, model="MiniMax-M2")[0] == 200
    status, body = answer("minimax", said, model="MiniMax-M2", unsupported="reject")
    assert (status, body["error"]["message"]) == (400, "messages[0].content[0]: image is not supported")


def test_what_is_refused_is_refused() -> None:
    status, body = answer("minimax", model="MiniMax-M2", temperature=0)
    assert status == 400
    assert body["error"]["message"].startswith("temperature: ")


def test_input_is_an_object_where_nobody_asks_for_that() -> None:
    tool: dict[str, Any] = {**TOOL, "input_schema": {}}
    status, body = answer("vllm", tools=[tool], tool_choice={"type": "any"})
    assert (status, body["content"][0]["input"]) == (200, {})


def test_a_condition_on_the_model_counts() -> None:
    said = [{"role": "user", "content": [PIXEL]}]
    for model, expected in (("MiniMax-M3", 200), ("MiniMax-M2", 400)):
        assert answer("minimax-m3", said, model=model, unsupported="reject")[0] == expected
    asks = {"tools": [TOOL], "tool_choice": {"type": "any"}}
    assert kinds(answer("infercom", model="gpt-oss-120b", **asks)[1]) == ["tool_use"]
    assert kinds(answer("infercom", model="Llama", **asks)[1]) == ["text"]


def test_models() -> None:
    status, body = answer("minimax", model="gpt")
    assert (status, body["error"]["type"]) == (404, "not_found_error")
    listed = ask("GET", "/v1/models", app=mock_app("minimax")).json()
    assert [model["id"] for model in listed["data"]] == ["MiniMax-M2.1", "MiniMax-M2.1-lightning", "MiniMax-M2"]
    assert answer("infercom", model="any")[1]["model"] == "any"
    assert answer("deepseek@2025-12", model="claude-opus-5")[1]["model"] == "deepseek-chat"


def test_credentials() -> None:
    body = request("Hello")
    assert ask("POST", "/v1/messages", body, app=mock_app("openrouter")).status_code == 401  # x-api-key alone
    assert ask("POST", "/v1/messages", body, app=mock_app("openrouter"), authorization="Bearer k").status_code == 200
    for key, expected in (("no-such-key", 401), ("k", 200)):
        assert ask("GET", "/v1/models", app=mock_app("minimax"), **{"x-api-key": key}).status_code == expected
    assert ask("POST", "/v1/messages", body, app=mock_app("ollama"), **{"x-api-key": ""}).status_code == 200
    keyed = mock_app("vllm", api_key="geheim")
    assert ask("POST", "/v1/messages", body, app=keyed, authorization="Bearer other").status_code == 401


def test_the_version_header() -> None:
    empty = {"anthropic-version": "", "authorization": "Bearer k"}
    response = ask("POST", "/v1/messages", request("Hello"), app=mock_app("infinity-blue"), **empty)
    assert (response.status_code, "header.anthropic-version" in response.text) == (400, True)


def test_endpoints_and_paths() -> None:
    count = {"model": "MiniMax-M2", "messages": [{"role": "user", "content": "Hello"}]}
    assert ask("POST", "/v1/messages/count_tokens", count, app=mock_app("ollama")).status_code == 404
    minimax = mock_app("minimax")
    for path in ("/v1/messages", "/anthropic/v1/messages"):
        assert ask("POST", path, request("Hello") | {"model": "MiniMax-M2"}, app=minimax).status_code == 200
    assert ask("POST", "/other/v1/messages", request("Hello"), app=minimax).status_code == 404


def test_thinking_comes_unasked_and_ends_where_it_does_not_come_back() -> None:
    assert kinds(answer("minimax", model="MiniMax-M2")[1]) == ["thinking", "text"]
    assert kinds(answer("minimax", model="MiniMax-M2", thinking={"type": "disabled"})[1]) == ["thinking", "text"]
    assert kinds(answer("minimax-m3", model="MiniMax-M3")[1]) == ["text"]
    assert kinds(answer("minimax-m3", model="MiniMax-M2.5")[1]) == ["thinking", "text"]
    for block, expected in (
        (SIGNED | {"signature": ANY_TEXT_SIGNATURE}, "thinking"),
        ({"type": "text", "text": "."}, "text"),
    ):
        said = [TWICE[0], {"role": "assistant", "content": [block]}, TWICE[1]]
        assert kinds(answer("minimax-m3", said, model="MiniMax-M2.5")[1])[0] == expected


def test_turns() -> None:
    status, body = answer("infinity-blue", TWICE)
    assert (status, "messages[1].role" in body["error"]["message"]) == (400, True)
    assert answer("minimax", TWICE, model="MiniMax-M2")[0] == 200
    prefill = [TWICE[0], {"role": "assistant", "content": "I"}]
    assert "messages[1].role" in answer("baseten", prefill)[1]["error"]["message"]


def test_signatures() -> None:
    said = [TWICE[0], {"role": "assistant", "content": [SIGNED]}, TWICE[1]]
    status, body = answer("minimax", said, model="MiniMax-M2")
    assert (status, "signature" in body["error"]["message"]) == (400, True)
    assert answer("llama-cpp", said)[0] == 200
    thinking = answer("ollama", thinking={"type": "enabled", "budget_tokens": 1024})[1]["content"][0]
    assert thinking == {"type": "thinking", "thinking": thinking["thinking"]}


def test_stop_reasons_and_absent_fields() -> None:
    body = answer("ollama", stop_sequences=["hello"])[1]
    assert body["content"][0]["text"] == "You said: Say "
    assert body["stop_reason"] == "end_turn"
    assert "stop_sequence" not in body
    said = 'USE_TOOL:weather {"a": 1}'
    assert answer("ollama", said, tools=[TOOL], max_tokens=1)[1]["content"] is None
    assert answer("sglang", said, tools=[TOOL], max_tokens=1)[1]["content"] == [{"type": "text", "text": ""}]


def test_events() -> None:
    for provider, pings in (("minimax-m3", 1), ("ollama", 0), ("vllm", 0)):
        assert [name for name, _ in streamed(provider, model="MiniMax-M3")].count("ping") == pings
    assert "type" not in streamed("vllm@2026-06")[0][1]["message"]
    assert answer("openrouter", stream=True)[1].endswith("data: [DONE]\n\n")
    pieces = [
        data for name, data in streamed("ollama", 'USE_TOOL:weather {"a": 1}', tools=[TOOL]) if name.endswith("delta")
    ]
    assert [piece["delta"].get("partial_json") for piece in pieces if "index" in piece] == ['{"a":1}']


def test_errors_have_the_provider_s_form() -> None:
    assert answer("vllm", max_tokens="x")[1]["error"]["param"] is None
    keyed = mock_app("sglang", api_key="geheim")
    assert ask("POST", "/v1/messages", request("Hello"), app=keyed).json() == {"error": "Unauthorized"}
    fault = {"x-mock-fault": "error-after-2", "authorization": "Bearer k"}
    response = ask("POST", "/v1/messages", request("Hello", stream=True), app=mock_app("llama-cpp"), **fault)
    assert json.loads(response.text.rpartition("data: ")[2])["type"] == "overloaded_error"
    response = ask("POST", "/v1/messages", request("Hello", stream=True), app=mock_app("sglang"), **fault)
    assert [name for name, _ in events(response.text)][-3:] == ["error", "content_block_stop", "message_stop"]


def test_an_unknown_provider() -> None:
    with pytest.raises(ValueError, match="did you mean 'minimax'"):
        mock_app("minimaxx")
