"""Fitting a body to a provider, for people who send it with something else."""

from __future__ import annotations

import copy
import subprocess
import sys
from typing import Any

import pytest

import isogloss
from isogloss.providers import PROVIDERS

BODY: dict[str, Any] = {
    "model": "MiniMax-M2",
    "max_tokens": 64,
    "messages": [
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "look"},
                {"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}},
            ],
        }
    ],
}


def test_what_goes_and_what_stays() -> None:
    body = {**BODY, "top_k": 5, "temperature": 0, "stop_sequences": ["."]}
    before = copy.deepcopy(body)
    adapted, dropped = isogloss.adapt(body, to="minimax")
    assert body == before
    turn = {"role": "user", "content": [{"type": "text", "text": "look"}]}
    assert adapted == {"model": "MiniMax-M2", "max_tokens": 64, "messages": [turn]}
    assert {(item.path, item.status, item.source) for item in dropped} == {
        ("messages[0].content[1]", "unsupported", "minimax-compatibility"),
        ("top_k", "ignored", "minimax-compatibility"),
        ("stop_sequences", "ignored", "minimax-compatibility"),
        ("temperature", "rejected", "minimax-compatibility"),
    }
    assert isogloss.adapt(adapted, to="minimax@2026-01") == (adapted, [])


def test_models_may_stand_in_the_body() -> None:
    block = isogloss.TextBlockParam(type="text", text="hi")
    adapted, dropped = isogloss.adapt(
        {**BODY, "messages": [isogloss.UserMessageParam(role="user", content=[block])]}, to="minimax"
    )
    assert (adapted["messages"], dropped) == ([{"role": "user", "content": [{"type": "text", "text": "hi"}]}], [])


@pytest.mark.parametrize("provider", PROVIDERS)
def test_what_is_ignored_stays_where_no_request_is_without_it(provider: str) -> None:
    """Some take any model, others any number of tokens to think with: a model has to be there all the same, and the
    number where the provider's document requires it."""
    thinking = {"type": "enabled", "budget_tokens": 2000}
    model = "deepseek-flash" if provider.startswith("deepseek") else "m"  # it refuses names that nobody knows
    body = {"model": model, "max_tokens": 4000, "messages": [{"role": "user", "content": "hi"}], "thinking": thinking}
    adapted, dropped = isogloss.adapt(body, to=provider)
    needs_budget = not provider.startswith("ollama")
    assert adapted.get("thinking") in ((None, thinking) if needs_budget else ({"type": "enabled"},))
    assert (adapted["model"], [found.path for found in dropped if not found.path.startswith("thinking")]) == (model, [])


def test_what_needs_a_part_that_goes_goes_with_it() -> None:
    tools = [{"type": "bash_20250124", "name": "bash"}, {"name": "look", "input_schema": {"type": "object"}}]
    asked = {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "hi"}]}
    adapted, dropped = isogloss.adapt({**asked, "tools": tools[:1], "tool_choice": {"type": "auto"}}, to="vllm")
    assert adapted == asked
    assert [(found.path, found.status) for found in dropped] == [("tools[0]", "rejected"), ("tool_choice", "rejected")]
    assert "it means nothing without `tools`" in str(dropped[1])
    adapted, _ = isogloss.adapt({**asked, "tools": tools, "tool_choice": {"type": "auto"}}, to="vllm")
    assert adapted == {**asked, "tools": tools[1:], "tool_choice": {"type": "auto"}}
    bash, look = ({"type": "tool", "name": name} for name in ("bash", "look"))
    adapted, dropped = isogloss.adapt({**asked, "tools": tools, "tool_choice": bash}, to="vllm")
    assert (adapted, [found.path for found in dropped]) == ({**asked, "tools": tools[1:]}, ["tools[0]", "tool_choice"])
    adapted, _ = isogloss.adapt({**asked, "tools": tools, "tool_choice": look}, to="vllm")
    assert adapted["tool_choice"] == look


def test_nothing_that_is_needed_goes_in_silence() -> None:
    only_image = {**BODY, "messages": [{"role": "user", "content": BODY["messages"][0]["content"][1:]}]}
    with pytest.raises(isogloss.RequestValidationError, match=r"messages\[0\].content: is required"):
        isogloss.adapt(only_image, to="minimax")
    with pytest.raises(isogloss.RequestValidationError, match="max_tokens: is required"):
        isogloss.adapt({key: BODY[key] for key in ("model", "messages")}, to="minimax")


def test_other_operations() -> None:
    body = {"model": "m", "messages": BODY["messages"]}
    adapted, dropped = isogloss.adapt(body, to="minimax", operation="messages.count_tokens")
    assert len(adapted["messages"][0]["content"]) == len(dropped) == 1
    with pytest.raises(ValueError, match=r"No operation 'models\.list' takes a body"):
        isogloss.adapt(body, to="minimax", operation="models.list")


@pytest.mark.parametrize(
    ("name", "hint"), [("minimac", "did you mean 'minimax'"), ("zzz", "known: .*anthropic"), ("minimax@1", "minimax")]
)
def test_a_name_that_nobody_has(name: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        isogloss.adapt(BODY, to=name)


def test_it_needs_no_extra() -> None:
    code = "import sys\nfor name in ('click', 'yaml', 'jsonschema_rs', 'isogloss_codegen'): sys.modules[name] = None\n"
    code += f"import isogloss\nprint(len(isogloss.adapt({BODY!r}, 'minimax')[1]))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "1\n"
