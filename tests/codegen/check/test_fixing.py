"""`isogloss check --fix` removes no more than necessary from requests, and reports the rest."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss_codegen.check import Checker
from isogloss_codegen.check.fixing import Fixed, fix
from isogloss_codegen.traffic.exchange import Request

CHECKERS = {name: Checker.of(name) for name in ("minimax", "minimax-m3", "infinity-blue", "baseten", "llama-cpp")}
HELLO = {"role": "user", "content": "Hi."}
IMAGE = {"type": "image", "source": {"type": "url", "url": "https://pictures.example/a.png"}}
SEARCH = {"type": "web_search_20250305", "name": "web_search"}
LOOK = {"name": "look", "description": "Looks.", "input_schema": {"type": "object"}}


def text(said: str) -> dict[str, str]:
    return {"type": "text", "text": said}


def fixed(provider: str, *turns: Any, **fields: Any) -> Fixed:
    body = {"model": "MiniMax-M2", "max_tokens": 64, "messages": list(turns or [HELLO]), **fields}
    return fix(CHECKERS[provider].requests, Request(body))


def paths(findings: tuple[Any, ...]) -> list[str]:
    return [finding.path for finding in findings]


def test_turns_of_one_role_are_merged_part_by_part() -> None:
    answer = {"role": "assistant", "content": "Yes."}
    result = fixed("infinity-blue", HELLO, {"role": "user", "content": [text("You?"), IMAGE]}, HELLO, answer, HELLO)
    assert result.body["messages"] == [
        {"role": "user", "content": [text("Hi."), text("You?"), IMAGE, text("Hi.")]},
        answer,
        HELLO,
    ]
    assert (paths(result.merged), result.dropped) == (["messages[1]", "messages[2]"], ())
    assert "breaking" not in {finding.level for finding in result.left}


def test_turns_that_hold_something_else_are_not_merged() -> None:
    named = {**HELLO, "name": "Ada"}
    result = fixed("infinity-blue", HELLO, named)
    assert (result.body["messages"], result.merged) == ([HELLO, named], ())
    assert "request-roles-alternate" in {finding.rule for finding in result.left}


def test_turns_stay_as_they_are_where_nobody_asks_for_more() -> None:
    assert fixed("minimax", HELLO, HELLO).body["messages"] == [HELLO, HELLO]


@pytest.mark.parametrize(
    ("tools", "left"), [([SEARCH], []), ([SEARCH, LOOK], [LOOK]), ([SEARCH, LOOK, SEARCH], [LOOK])]
)
def test_what_needs_a_part_goes_with_it(tools: list[Any], left: list[Any]) -> None:
    choice = {"type": "any"}
    result = fixed("baseten", tools=tools, tool_choice=choice)
    assert result.body.get("tools", []) == left
    assert result.body.get("tool_choice") == (choice if left else None)
    said = {finding.path: finding.message for finding in result.dropped}
    assert ("tool_choice" in said) == (not left)
    if not left:
        assert said["tool_choice"] == "it has no meaning without tools"


def test_what_names_an_item_goes_with_it() -> None:
    def chosen(tool: dict[str, Any]) -> Any:
        choice = {"type": "tool", "name": tool["name"]}
        result = fixed("baseten", tools=[SEARCH, LOOK, SEARCH], tool_choice=choice)
        assert result.body["tools"] == [LOOK]
        return result.body.get("tool_choice"), [each.message for each in result.dropped if each.path == "tool_choice"]

    assert chosen(LOOK) == ({"type": "tool", "name": LOOK["name"]}, [])
    assert chosen(SEARCH) == (None, ["it has no meaning without tools[0]"])


def test_what_a_request_is_nothing_without_stays_and_is_said() -> None:
    result = fixed("baseten", {"role": "user", "content": [IMAGE]}, stop_sequences=[], top_k=2)
    assert result.body["messages"] == [{"role": "user", "content": [IMAGE]}]
    assert paths(result.stuck) == ["messages[0].content[0]"]
    assert fixed("llama-cpp").stuck == ()  # it ignores the model, and nobody is to hear of that again and again


def test_values_that_only_the_provider_refuses_are_left_out() -> None:
    result = fixed("minimax-m3", service_tier="standard_only")
    assert paths(result.dropped) == ["service_tier"]


def test_what_is_wrong_anywhere_is_not_touched_but_for_null() -> None:
    result = fixed("minimax", max_tokens="64", metadata=None)
    assert (result.body["max_tokens"], paths(result.dropped)) == ("64", ["metadata"])


def test_names_with_dots_are_names() -> None:
    result = fixed("baseten", metadata={"user_id": "u"}, **{"metadata.user_id": "x"})
    assert result.body["metadata"] == {"user_id": "u"}
    assert "metadata.user_id" not in result.body
