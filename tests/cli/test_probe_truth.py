"""`isogloss probe` reports nothing that the server did not do, and nothing of the key."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx2
import pytest
from click.testing import CliRunner

from isogloss_codegen.cli import main
from isogloss_codegen.cli.probe import _observe  # pyright: ignore[reportPrivateUsage]
from isogloss_codegen.document.providers import find_dialect
from isogloss_codegen.probe.session import Bounds, Probing

from .probing import (
    KEY,
    MESSAGE,
    MODEL,
    Serve,
    answering,
    asked,
    error,
    is_message,
    like_tiny_but,
    mock,
    rules,
    run,
    tiny,
)

pytestmark = pytest.mark.slow


def outcomes(found: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {each["id"]: (each["outcome"], each["why"]) for each in found["results"]}


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(404, json={"error": {"message": "Not Found"}}),
        httpx2.Response(400, json={"error": {"message": "Invalid user agent"}}),
        httpx2.Response(307, headers={"location": "http://elsewhere.invalid/"}),
        httpx2.Response(500),
        httpx2.Response(200, html="<h1>Welcome</h1>"),
    ],
    ids=lambda answer: str(answer.status_code),
)
def test_where_nothing_is_let_in_nothing_is_said_of_keys_and_headers(served: Serve, answer: httpx2.Response) -> None:
    served(like_tiny_but(lambda request: answer if is_message(request) else None))
    found = asked("--model", "tiny")
    assert not {"probe-key-status", "probe-key-unchecked", "probe-refused", "probe-unknown-field"} & rules(found)
    told = outcomes(found)
    assert {told[id][0] for id in ("no credential", "ApiKey", "ApiKey, a wrong key")} == {"not told"}
    assert told["without header.anthropic-version"] == ("not told", "control was not accepted")


def test_where_nothing_is_found_the_address_and_the_model_are_asked_for(served: Serve) -> None:
    served(answering(lambda _: error(404, "Not Found")))
    result = run("--api-key-env", "PROBE_KEY")
    assert "[probe-control-refused] the answer is 404: Not Found" in result.stdout
    assert "Hint: /v1/messages is appended to URL; --model M" in result.stderr


def busy(*, times: int, after: str) -> httpx2.MockTransport:
    """A server that says `times` times that the third and every later message shall come later."""
    count = {"messages": 0, "said": 0}

    def change(request: httpx2.Request) -> httpx2.Response | None:
        count["messages"] += is_message(request)
        if not is_message(request) or count["messages"] < 3 or count["said"] >= times:
            return None
        count["said"] += 1
        return httpx2.Response(
            429, headers={"retry-after": after}, json={"type": "error", "error": {"message": "wait"}}
        )

    return like_tiny_but(change)


def test_who_is_asked_to_wait_waits_and_asks_again(served: Serve) -> None:
    served(busy(times=3, after="0"))
    found = asked("--model", "tiny")
    assert found["stopped"] == "the limit of 60 requests is reached"
    assert found["summary"]["failed"] == 0
    assert rules(found, "breaking") == {"probe-stream-missing"}


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("0", "8 requests in a row were answered with 429"),
        ("3600", "the server answers with 429, and asks to wait 3600 s"),
    ],
)
def test_who_is_asked_to_wait_for_ever_stops_and_blames_nothing(served: Serve, after: str, said: str) -> None:
    served(busy(times=1000, after=after))
    found = asked("--model", "tiny")
    assert found["stopped"] == said
    assert found["sent"]["requests"] < 20
    assert not [each for each in found["findings"] if "429" in each["message"]]
    assert f"stopped: {said}" in run("--api-key-env", "PROBE_KEY", "--model", "tiny").stdout


def test_no_request_is_sent_after_the_seconds_that_are_allowed(served: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(10_000))
    monkeypatch.setattr("isogloss_codegen.probe.run.time.monotonic", lambda: float(next(clock)))
    served(answering(tiny))
    found = asked("--model", "tiny", "--max-seconds", "30", code=0)
    assert found["stopped"] == "the limit of 30 s is reached"
    assert found["bounds"]["seconds"] == 30


HOSTILE = "no\x1b[31m\nred\u202e\x00 ![x](http://evil.invalid/) <img>"


def test_what_a_server_says_moves_no_cursor_and_is_no_markup(served: Serve) -> None:
    served(like_tiny_but(lambda r: error(400, HOSTILE) if b'"top_k"' in r.content else None))
    for style in ("text", "markdown"):
        text = run("--api-key-env", "PROBE_KEY", "--model", "tiny", "--format", style).stdout
        (line,) = [each for each in text.splitlines() if "refused with 400: no" in each]
        assert line.isprintable()
        assert ("](http" in line) == (" <img>" in line) == (style == "text")


def test_half_a_character_is_told_as_another_one(served: Serve) -> None:
    body = json.dumps({"type": "error", "error": {"type": "e", "message": "bad \ud800"}})
    served(like_tiny_but(lambda r: httpx2.Response(400, text=body) if b'"top_k"' in r.content else None))
    assert "bad ?" in run("--api-key-env", "PROBE_KEY", "--model", "tiny").stdout


def test_what_is_nested_too_deep_to_be_checked_is_told(served: Serve) -> None:
    deep: dict[str, Any] = {}
    for _ in range(300):
        deep = {"a": deep}
    served(like_tiny_but(lambda r: httpx2.Response(200, json=MESSAGE | {"content": [deep]}) if is_message(r) else None))
    assert any(each["message"].startswith("the answer cannot be checked") for each in asked()["findings"])


def test_a_key_is_shown_nowhere_a_server_may_put_it(served: Serve, tmp_path: Path) -> None:
    """In a field's name, the name of a model, a cursor, or in the middle of a word."""

    def change(request: httpx2.Request) -> httpx2.Response | None:
        if request.url.path == "/v1/models":
            models = [{**MODEL, "id": KEY}, {**MODEL, "id": "other"}]
            page = models[:1] if request.url.query else models
            return httpx2.Response(200, json={"data": page, "has_more": True, "first_id": KEY, "last_id": KEY})
        if b"top_k" in request.content:
            return error(400, f"x{KEY.upper()}x")
        return httpx2.Response(200, json=MESSAGE | {KEY: 1, "stop_reason": KEY}) if is_message(request) else None

    overlay = tmp_path / "seen.overlay.yaml"
    served(like_tiny_but(change))
    for style in ("text", "markdown", "json"):
        result = run("--api-key-env", "PROBE_KEY", "--format", style, "--write-overlay", overlay)
        shown = result.output + result.stderr + overlay.read_text(encoding="utf-8")
        assert KEY.lower() not in shown.lower(), style
        assert "model $PROBE_KEY" in shown or style == "json"


def test_a_key_that_is_a_word_is_hidden_in_the_words_of_the_server_only(
    served: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBE_KEY", "any")

    def answer(request: httpx2.Request) -> httpx2.Response:
        if b'"tool_choice": {"type": "any"}' in request.content:
            return error(400, "the key any may not, anyway")
        return httpx2.Response(200, json=MESSAGE) if is_message(request) else error(404, "nothing there")

    served(answering(answer))
    found = [each for each in asked("--model", "tiny")["findings"] if each["paths"] == ["tool_choice=any"]]
    assert [each["message"] for each in found] == ["refused with 400: the key $KEY may not, anyway"]


def test_events_that_nobody_asked_for_are_no_answer(served: Serve) -> None:
    events = 'event: ping\ndata: {"type": "ping"}\n\n'
    headers = {"content-type": "text/event-stream"}
    served(like_tiny_but(lambda r: httpx2.Response(200, text=events, headers=headers) if is_message(r) else None))
    found = asked("--model", "tiny")
    (unasked,) = [each for each in found["findings"] if each["rule"] == "probe-answer-json"]
    assert (unasked["experiment"], unasked["message"]) == (
        "control",
        "the answer with status 200 is not JSON (content-type: text/event-stream)",
    )


def test_what_takes_more_tokens_than_are_left_is_left_out_and_the_rest_is_asked(served: Serve) -> None:
    served(answering(tiny))
    found = asked("--model", "tiny", "--max-tokens", "1500", most=700)
    assert found["stopped"].endswith("the next request may use 2048, and 1500 are allowed")
    assert outcomes(found)["effect of thinking=enabled"][0] == "not told"
    assert outcomes(found)["metadata"][0] == "taken"
    assert found["sent"]["tokens"] <= 1500


def test_what_a_stream_reports_counts_for_the_budget(served: Serve) -> None:
    served(like_tiny_but(lambda r: streamed(40_000) if b'"stream": true' in r.content else None))
    assert asked("--model", "tiny", code=0)["sent"]["tokens"] > 40_000


def streamed(tokens: int) -> httpx2.Response:
    events: list[dict[str, Any]] = [
        {
            "type": "message_start",
            "message": MESSAGE | {"content": [], "usage": {"input_tokens": 9, "output_tokens": 1}},
        },
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": tokens}},
        {"type": "message_stop"},
    ]
    text = "".join(f"event: {each['type']}\ndata: {json.dumps(each)}\n\n" for each in events)
    return httpx2.Response(200, text=text, headers={"content-type": "text/event-stream"})


def test_refusals_for_reasons_of_their_own_are_one_finding(served: Serve) -> None:
    def change(request: httpx2.Request) -> httpx2.Response | None:
        names = [name for name in ("temperature", "top_k", "metadata") if f'"{name}"'.encode() in request.content]
        return error(400, f"there is no {names[0]}") if names else None

    served(like_tiny_but(change))
    (refused,) = [each for each in asked("--model", "tiny")["findings"] if each["rule"] == "probe-refused"]
    assert {"temperature", "top_k", "metadata"} <= set(refused["paths"])
    assert refused["message"] == "refused with 400"
    text = run("--api-key-env", "PROBE_KEY", "--model", "tiny").stdout
    first = refused["experiment"]
    assert f"refused with 400 (seen in: {first}: 400: there is no {first})" in text


def test_conversations_that_are_refused_are_told_apart(served: Serve) -> None:
    def change(request: httpx2.Request) -> httpx2.Response | None:
        if not is_message(request) or request.content in (b"{", b"[]"):
            return None
        roles = [turn["role"] for turn in json.loads(request.content)["messages"]]
        return error(400, "turns alternate") if roles != ["user", "assistant", "user"][: len(roles)] else None

    served(like_tiny_but(change))
    (refused,) = [each for each in asked("--model", "tiny", most=55)["findings"] if each["rule"] == "probe-refused"]
    assert refused["paths"] == ["POST /v1/messages (two-turns-of-one-role)", "POST /v1/messages (assistant-begins)"]


def test_a_refusal_says_in_whose_turn(served: Serve) -> None:
    def change(request: httpx2.Request) -> httpx2.Response | None:
        return error(400, "not there") if b'"assistant", "content": [{"type": "image"' in request.content else None

    served(like_tiny_but(change))
    found = asked("--model", "tiny", most=200)
    (refused,) = [each for each in found["findings"] if each["rule"] == "probe-refused"]
    assert refused["paths"] == ["messages[]=assistant.content[]=image"]


def test_who_refuses_what_refers_to_nothing_is_not_blamed(served: Serve, tmp_path: Path) -> None:
    """Results without calls, calls without results, and files that are not there."""

    def change(request: httpx2.Request) -> httpx2.Response | None:
        if not is_message(request) or request.content in (b"{", b"[]"):
            return None
        turns: list[Any] = json.loads(request.content)["messages"]
        kinds = [[part["type"] for part in turn["content"]] for turn in turns if isinstance(turn["content"], list)]
        if kinds != [["tool_use"], ["tool_result"]] and any(
            kind in ("tool_use", "tool_result") for each in kinds for kind in each
        ):
            return error(400, "calls and results come in pairs")
        return error(400, "no such file") if b'"file_id"' in request.content else None

    served(like_tiny_but(change))
    overlay = tmp_path / "seen.overlay.yaml"
    options = ("--model", "tiny", "--write-overlay", overlay)
    refused = [each for each in asked(*options, most=700)["findings"] if each["rule"] == "probe-refused"]
    assert {each["level"] for each in refused} == {"info"}
    assert "which may be the reason" in refused[0]["message"]
    assert "status: rejected" not in overlay.read_text(encoding="utf-8")


def test_what_is_refused_in_one_place_only_is_not_drafted_as_refused(served: Serve, tmp_path: Path) -> None:
    def change(request: httpx2.Request) -> httpx2.Response | None:
        return error(400, "not there") if b'"assistant", "content": [{"type": "document"' in request.content else None

    served(like_tiny_but(change))
    overlay = tmp_path / "seen.overlay.yaml"
    result = run("--api-key-env", "PROBE_KEY", "--model", "tiny", "--write-overlay", overlay)
    assert "messages[]=assistant.content[]=document" in result.stdout
    assert "DocumentBlockParam" not in overlay.read_text(encoding="utf-8")


def test_an_overlay_of_little_is_valid_and_tells_headers_and_rules(served: Serve, tmp_path: Path) -> None:
    served(like_tiny_but(lambda r: None if is_message(r) else error(404, "nothing there")))
    overlay = tmp_path / "seen.overlay.yaml"
    run("--api-key-env", "PROBE_KEY", "--model", "tiny", "--max-requests", "20", "--write-overlay", overlay)
    text = overlay.read_text(encoding="utf-8")
    assert "- target: $.components.parameters.AnthropicVersion\n  update:\n    required: false" in text
    assert "- rule: header-optional\n  at: header.anthropic-version\n" in text
    assert "- rule: signature-ignored\n" in text
    run("--api-key-env", "PROBE_KEY", "--model", "tiny", "--max-requests", "1", "--write-overlay", overlay)
    result = CliRunner().invoke(main, ["validate", str(overlay)], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def test_what_is_most_used_comes_first_and_what_was_not_asked_is_told(served: Serve) -> None:
    served(mock())
    options = ("--api-key-env", "PROBE_KEY", "--model", "tiny")
    text = run(*options).stdout
    assert "  stopped: the limit of 200 requests is reached\n" in text
    (left,) = [line for line in text.splitlines() if line.startswith("  not sent: ")]
    assert "for messages" in left
    assert "for tools" in left
    planned = [line for line in run(*options, "--dry-run").stdout.splitlines() if line.startswith("curl ")]
    for block in ("image", "document", "tool_use", "tool_result"):
        assert any(f'"content": [{{"type": "{block}"' in line for line in planned), block


def test_the_name_of_a_model_is_one_part_of_the_path(served: Serve) -> None:
    paths: set[str] = set()

    def change(request: httpx2.Request) -> None:
        paths.add(request.url.raw_path.decode())

    served(like_tiny_but(change))
    asked("--model", "a/b c?d", code=1)
    assert "/v1/models/a%2Fb%20c%3Fd" in paths


def test_no_cookie_goes_back_and_no_connection_is_used_twice() -> None:
    """A server that breaks a connection after an answer has not failed what comes next."""
    seen: list[bytes] = []
    body = json.dumps(MESSAGE).encode()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nset-cookie: a=b\r\ncontent-length: {len(body)}"
        writer.write(head.encode() + b"\r\n\r\n" + body)
        await reader.readuntil(b"\r\n\r\n")  # the next request, which is never answered
        writer.close()

    async def probed() -> list[str]:
        server = await asyncio.start_server(one, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            observations = await _observe(probing, f"http://127.0.0.1:{port}", 5)
        return [each.outcome for each in observations if each.answer is not None]

    probing = Probing(find_dialect("base"), model="tiny", key=KEY, bounds=Bounds(requests=12))
    assert "failed" not in asyncio.run(probed())
    assert len(seen) == 12
    assert not any(b"cookie" in each.lower() for each in seen)
