"""Conversations in which tools run."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

import isogloss
from isogloss import beta_async_tool, beta_tool

from .wire import HELLO, MESSAGE, NonBlocking, Server, Side, answer, block, end, events, sse, start, text

COMPACTED: dict[str, Any] = {
    **MESSAGE,
    "content": [{"type": "compaction", "content": "So far.", "signature": "s"}, {"type": "hologram", "size": 1}],
    "stop_reason": "compaction",
}
SEARCH = {"type": "web_search_20250305", "name": "web_search"}
WEATHER = {"name": "weather", "description": "Tells the weather.", "input_schema": {"type": "object"}}


def _calls(*names: str) -> dict[str, Any]:
    blocks = [{"type": "tool_use", "id": f"toolu_{name}", "name": name, "input": {"city": "Bern"}} for name in names]
    return {**MESSAGE, "content": blocks, "stop_reason": "tool_use"}


def weather(city: str) -> str:
    """Tells the weather.

    Args:
        city: The city, by its name.
    """
    if city != "Bern":
        raise ValueError("no such city")
    return "sunny"


def broken(city: str) -> str:
    raise isogloss.ToolError([{"type": "text", "text": f"no {city}"}])


def _tools(side: Side) -> list[Any]:
    if side.name == "blocking":
        return [beta_tool(weather), beta_tool(broken)]

    async def other(city: str) -> str:
        return broken(city)

    async def later(city: str) -> str:
        return weather(city)

    later.__doc__ = weather.__doc__
    return [beta_async_tool(later, name="weather"), beta_async_tool(other, name="broken")]


@pytest.mark.parametrize("stream", [False, True])
def test_a_tool_runner_goes_on_until_no_tool_is_called(side: Side, stream: bool) -> None:
    if stream:
        call = _calls("weather")
        first = events(sse({"type": "message_start", "message": call}, *end(stop_reason="tool_use")))
        answers = [first, events(sse(start(), *text("Sunny"), *end()))]
    else:
        answers = [answer(_calls("weather", "broken")), answer()]
    server = Server(*answers)
    runner: Any = side.client(server).beta.messages.tool_runner(tools=_tools(side), stream=stream, **HELLO)
    last = side.wait(runner.until_done())
    assert last.stop_reason == "end_turn"
    bodies = [json.loads(request.content) for request in server.requests]
    assert bodies[0]["tools"][0] == {
        "name": "weather",
        "description": "Tells the weather.",
        "input_schema": {
            "type": "object",
            "properties": {"city": {"title": "City", "type": "string", "description": "The city, by its name."}},
            "required": ["city"],
            "additionalProperties": False,
        },
    }
    results = bodies[1]["messages"][-1]["content"]
    assert results[0] == {"type": "tool_result", "tool_use_id": "toolu_weather", "content": "sunny"}
    if not stream:
        assert results[1]["is_error"] is True
        assert results[1]["content"] == [{"type": "text", "text": "no Bern"}]


def test_a_tool_runner_stops_after_its_last_iteration(side: Side) -> None:
    server = Server(answer(_calls("nobody")))
    runner: Any = side.client(server).messages.tool_runner(tools=_tools(side), max_iterations=2, **HELLO)
    with pytest.warns(UserWarning, match="Tool 'nobody' not found"):
        assert len(side.listed(runner)) == 2
    assert json.loads(server.requests[1].content)["messages"][-1]["content"][0]["is_error"] is True


def _run(side: Side, runner: Any, *steps: Callable[[Any], Any]) -> list[Any]:
    """The messages of a conversation; after each one, the next step is taken with the runner."""
    seen: list[Any] = []

    def take(message: Any) -> None:
        seen.append(message)
        if len(seen) <= len(steps):
            steps[len(seen) - 1](runner)

    async def drive() -> None:
        async for message in runner:
            take(message)

    if isinstance(side, NonBlocking):
        side.wait(drive())
    else:
        for message in runner:
            take(message)
    return seen


def _with(**changes: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda given: given | changes


def _sent(server: Server) -> list[dict[str, Any]]:
    return [json.loads(request.content) for request in server.requests]


def _system(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"role": "system", "content": list(blocks)}


def _added(definition: Any) -> dict[str, Any]:
    return {"type": "tool_addition", "tool": {"type": "tool_definition", "definition": definition}}


REMOVED = {"type": "tool_removal", "tool": {"type": "tool_reference", "name": "weather"}}


def test_a_runner_adds_and_removes_tools_without_a_change_of_the_tools(side: Side) -> None:
    server = Server(answer(_calls("broken")), answer(_calls("weather")), answer(_calls("weather")), answer())
    told, other = _tools(side)
    runner: Any = side.client(server).messages.tool_runner(tools=[other], **HELLO)
    search = dict(SEARCH)

    def remove(runner: Any) -> None:
        runner.remove_tools("weather")
        runner.add_tools(search)
        search["name"] = "changed later"

    with pytest.warns(UserWarning, match=r"Tool 'weather' not found in tool runner \(it has: broken\)"):
        _run(side, runner, lambda runner: runner.add_tools(told), lambda runner: None, remove)
    bodies = _sent(server)
    assert [body["tools"] for body in bodies] == [[other.to_dict()]] * 4
    assert bodies[1]["messages"][-1] == _system(_added(told.to_dict()))
    assert bodies[2]["messages"][-1]["content"][0]["content"] == "sunny"
    # A call that has come already no longer runs.
    assert bodies[3]["messages"][-2]["content"][0]["content"] == "Error: Tool 'weather' not found"
    assert bodies[3]["messages"][-1] == _system(REMOVED, _added(SEARCH))


def test_changes_wait_for_the_end_of_a_paused_turn(side: Side) -> None:
    paused = {**MESSAGE, "stop_reason": "pause_turn"}
    server = Server(answer(paused), answer(_calls("weather")), answer(COMPACTED), answer())
    runner: Any = side.client(server).messages.tool_runner(tools=_tools(side), **HELLO)

    def change(runner: Any) -> None:
        runner.add_tools(WEATHER)  # a definition is not run
        runner.compact_before_next_turn()

    with pytest.warns(UserWarning, match="Tool 'weather' not found"):
        _run(side, runner, change)
    bodies = _sent(server)
    assert bodies[1]["messages"][-1] == {"role": "assistant", "content": paused["content"]}
    assert bodies[2]["messages"][-1] == _system(_added(WEATHER))
    assert ["compaction" in body for body in bodies] == [False, False, True, False]


@pytest.mark.parametrize("given", ["system", "summary"])
def test_the_history_says_which_tools_run(side: Side, given: str) -> None:
    summary = {"type": "compaction", "content": "So far.", "tool_changes": [REMOVED]}
    turn = _system(REMOVED) if given == "system" else {"role": "assistant", "content": [summary]}
    server = Server(answer(_calls("weather")), answer())
    messages = [turn, {"role": "system", "output_config": {"effort": "low"}}, *HELLO["messages"]]
    runner: Any = side.client(server).messages.tool_runner(tools=_tools(side), **HELLO | {"messages": messages})
    with pytest.warns(UserWarning, match="Tool 'weather' not found"):
        side.wait(runner.until_done())
    assert _sent(server)[1]["messages"][-1]["content"][0]["is_error"] is True
    runner.append_messages(_system(_added(WEATHER)))
    assert runner.tools.keys() == {"weather", "broken"}


def test_new_tools_of_new_arguments_run_and_those_left_out_do_not(side: Side) -> None:
    told, other = _tools(side)
    runner: Any = side.client(Server(answer())).messages.tool_runner(tools=[told], betas=["x-1"], **HELLO)
    runner.remove_tools(told)
    runner.set_messages_params(_with(max_tokens=5))
    assert runner.tools == {}
    runner.set_messages_params({**HELLO, "tools": [told.to_dict(), other]})
    assert runner.tools == {"broken": other}
    assert runner.request()["betas"] == ["x-1"]
    runner.set_messages_params({**HELLO, "tools": [SEARCH]})
    assert runner.tools == {}


@pytest.mark.parametrize("stream", [False, True])
def test_a_conversation_goes_on_with_its_summary(side: Side, stream: bool) -> None:
    if stream:
        call = sse({"type": "message_start", "message": _calls("weather")}, *end(stop_reason="tool_use"))
        summary = sse(start(), *block(0, COMPACTED["content"][0]), *end(stop_reason="compaction"))
        server = Server(events(call), events(summary), events(sse(start(), *text("Sunny"), *end())))
    else:
        server = Server(answer(_calls("weather")), answer(COMPACTED), answer())
    config: dict[str, Any] = {"effort": "low", "format": {"type": "json_schema", "schema": {"type": "object"}}}
    reply = {
        "stop_sequences": ["."],
        "output_config": config,
        "tool_choice": {"type": "any"},
        "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]},
        "fallbacks": [{"model": "n", "output_config": config}],
    }
    runner: Any = side.client(server).messages.tool_runner(
        tools=_tools(side), stream=stream, max_iterations=2, **HELLO, **reply
    )
    compaction = {"type": "summarize", "instructions": "Keep the city."}
    _run(
        side,
        runner,
        lambda runner: (runner.compact_before_next_turn(), runner.compact_before_next_turn(compaction)),
        lambda runner: runner.compact_before_next_turn(),  # one is being made
    )
    assert runner.last_message.stop_reason == "end_turn"
    first, compact, after = _sent(server)
    assert compact["compaction"] == compaction
    assert compact["messages"][-1]["content"][0]["content"] == "sunny"
    assert compact.keys() & reply.keys() == {"output_config", "fallbacks"}
    assert compact["output_config"] == compact["fallbacks"][0]["output_config"] == {"effort": "low"}
    content = COMPACTED["content"][: 1 if stream else 2]
    assert after == {**first, "messages": [{"role": "assistant", "content": content}]}


def test_a_tool_stays_removed_when_its_removal_is_summarised(side: Side) -> None:
    server = Server(answer(COMPACTED), answer(_calls("weather")), answer())
    runner: Any = side.client(server).messages.tool_runner(tools=_tools(side), **HELLO)
    runner.append_messages(_system(REMOVED))
    runner.compact_before_next_turn()
    with pytest.warns(UserWarning, match="Tool 'weather' not found"):
        side.wait(runner.until_done())


def test_a_summary_after_the_last_turn(side: Side) -> None:
    server = Server(answer(), answer(COMPACTED))
    runner: Any = side.client(server).messages.tool_runner(tools=_tools(side), max_iterations=1, **HELLO)
    seen = _run(side, runner, lambda runner: (runner.add_tools(SEARCH), runner.compact_before_next_turn()))
    assert [message.stop_reason for message in seen] == ["end_turn", "compaction"]
    assert [message["role"] for message in _sent(server)[1]["messages"]] == ["user", "assistant"]
    assert [turn["role"] for turn in runner.request()["messages"]] == ["assistant"]


@pytest.mark.parametrize("content", [[], [{"type": "compaction", "content": None}]])
def test_without_a_summary_the_conversation_stays(
    side: Side, content: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    server = Server(answer(), answer({**COMPACTED, "content": content}))
    runner: Any = side.client(server).messages.tool_runner(tools=_tools(side), **HELLO)
    _run(side, runner, lambda runner: runner.compact_before_next_turn())
    assert side.wait(runner.until_done()).stop_reason == "end_turn"
    assert [turn["role"] for turn in runner.request()["messages"]] == ["user", "assistant"]
    assert "Compaction produced no summary" in caplog.text


def test_no_summary_of_calls_without_results(side: Side, caplog: pytest.LogCaptureFixture) -> None:
    server = Server(answer({**_calls("weather"), "stop_reason": "max_tokens"}))
    runner: Any = side.client(server).messages.tool_runner(tools=_tools(side), **HELLO)
    assert len(_run(side, runner, lambda runner: runner.compact_before_next_turn())) == 1
    assert "tool calls without results" in caplog.text


def test_messages_are_not_changed_while_they_are_summarised(side: Side) -> None:
    server = Server(answer(COMPACTED), answer())
    runner: Any = side.client(server).messages.tool_runner(tools=_tools(side), **HELLO)
    runner.compact_before_next_turn()

    def change(runner: Any) -> None:
        with pytest.raises(ValueError, match="Message params can't be changed while the conversation"):
            runner.append_messages({"role": "user", "content": "And?"})
        with pytest.raises(ValueError, match="change them at the next message"):
            runner.set_messages_params(_with(messages=[]))
        runner.set_messages_params(_with(max_tokens=5))

    _run(side, runner, change)
    assert _sent(server)[1]["max_tokens"] == 5


def test_a_failed_summary_ends_the_conversation_and_frees_its_messages(side: Side) -> None:
    server = Server(httpx2.ConnectError("gone"))
    runner: Any = side.client(server, max_retries=0).messages.tool_runner(tools=_tools(side), **HELLO)
    runner.compact_before_next_turn()
    with pytest.raises(isogloss.APIConnectionError):
        side.wait(runner.until_done())
    runner.append_messages({"role": "user", "content": "And?"})


def test_summaries_by_the_server_and_by_the_runner_exclude_each_other(side: Side) -> None:
    messages = side.client(Server(answer())).messages
    with pytest.raises(ValueError, match="`compaction` of a tool runner would ask for a summary with every request"):
        messages.tool_runner(tools=[], compaction={"type": "summarize"}, **HELLO)
    edits: list[Any] = []
    runner = messages.tool_runner(tools=[], context_management={"edits": edits}, **HELLO)
    runner.compact_before_next_turn()
    edit = {"type": "compact_20260112"}
    for change in ({"context_management": {"edits": [edit]}}, {"compaction": {"type": "summarize"}}):
        with pytest.raises(ValueError, match=r"compaction edit|with every request"):
            runner.set_messages_params(HELLO | change)
    edits.append(edit)
    with pytest.raises(ValueError, match="has a compaction edit"):
        side.wait(runner.until_done())


def _call(index: int, name: str, **fields: Any) -> list[dict[str, Any]]:
    tool_use: dict[str, Any] = {"type": "tool_use", "id": f"toolu_{index}", "name": name, "input": {}, **fields}
    return block(index, tool_use, {"type": "input_json_delta", "partial_json": '{"city": "Bern"}'})


@pytest.mark.parametrize("read", ["events", "text_stream", "until_done"])
@pytest.mark.parametrize("stop_reason", ["tool_use", "max_tokens"])
def test_tools_run_while_a_message_is_streamed(side: Side, read: str, stop_reason: str) -> None:
    calls = [*_call(0, "weather"), *_call(1, "broken"), *_call(2, "nobody"), *_call(3, "weather")]
    server = Server(events(sse(start(), *calls, *end(stop_reason=stop_reason))), events(sse(start(), *end())))
    runner: Any = side.client(server).messages.tool_runner(
        tools=_tools(side), stream=True, run_tools_eagerly=True, **HELLO
    )
    [stream] = side.taken(runner, 1)
    runner.defer_tool_call("toolu_1")
    match read:
        case "until_done":
            side.wait(stream.until_done())
        case "text_stream":
            assert side.listed(stream.text_stream) == []
        case _:
            side.listed(stream)
    early = runner._early
    # The last call of a message that was cut off may be cut off too.
    assert list(early.results) == (["toolu_0", "toolu_3"] if stop_reason == "tool_use" else ["toolu_0"])
    assert [call.id for call in runner.deferred_tool_calls] == ["toolu_1"]
    with pytest.warns(UserWarning, match="Tool 'nobody' not found"):
        turn = side.wait(runner.generate_tool_call_response())
    assert [result["content"] for result in turn["content"]] == [
        "sunny",
        [{"type": "text", "text": "no Bern"}],
        "Error: Tool 'nobody' not found",
        "sunny",
    ]
    assert runner.deferred_tool_calls == []


def test_calls_after_a_fallback_and_of_toolsets_do_not_run_early(side: Side) -> None:
    fallback = {"type": "fallback", "from": {"model": "m"}, "to": {"model": "n"}}
    calls = [*_call(0, "weather", toolset_name="browser"), *_call(1, "weather"), *block(2, fallback)]
    answers = sse(start(), *calls, *_call(3, "weather"), *end(stop_reason="tool_use"))
    server = Server(events(answers), events(sse(start(), *end())))
    runner: Any = side.client(server).messages.tool_runner(
        tools=_tools(side), stream=True, run_tools_eagerly=True, **HELLO
    )
    [stream] = side.taken(runner, 1)
    side.wait(stream.until_done())
    assert runner._early.results == {}
    with pytest.warns(UserWarning, match="Tool 'weather' not found"):
        side.wait(runner.until_done())
    results = _sent(server)[1]["messages"][-1]["content"]
    assert [result.get("is_error") for result in results] == [True, None, None]


def test_running_tools_early_needs_a_stream(side: Side) -> None:
    runner: Any = side.client(Server(answer())).messages.tool_runner(tools=[], **HELLO)
    runner.defer_tool_call("toolu_1")
    assert runner.deferred_tool_calls == []
    with pytest.raises(ValueError, match="give `stream=True`"):
        side.client(Server(answer())).messages.tool_runner(tools=[], run_tools_eagerly=True, **HELLO)
