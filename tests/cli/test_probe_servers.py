"""`isogloss probe` on servers that misbehave: findings, no tracebacks, and within bounds."""

from __future__ import annotations

import asyncio

import httpx2
import pytest

from isogloss_codegen.probe import run as run_module

from .probing import (
    MESSAGE,
    Change,
    Serve,
    answering,
    asked,
    error,
    is_message,
    like_a_mock,
    like_a_proxy,
    like_tiny_but,
    of,
    page,
    rules,
    run,
    tiny,
)

pytestmark = pytest.mark.slow


def test_a_server_that_takes_everything_and_does_nothing_is_seen_through(served: Serve) -> None:
    served(answering(tiny))
    found = asked()
    assert found["model"] == "tiny"
    assert rules(found, "breaking") == {"probe-stream-missing"}
    assert of(found, "probe-stream-missing")["message"] == "a stream was requested, and application/json came"
    ignored = {path for each in found["findings"] if each["level"] == "silent" for path in each["paths"]}
    assert {"max_tokens", "stop_sequences", "tools", "output_config.format"} <= ignored
    assert of(found, "probe-unknown-field")["message"].endswith("is accepted")
    taken = {path for each in found["findings"] if each["rule"] == "probe-mistake-taken" for path in each["paths"]}
    assert "POST /v1/messages (signature-made-up)" in taken


def listing(change: Change) -> Change:
    """A server whose list of models is another one."""
    return lambda request: change(request) if request.url.path == "/v1/models" else None


# How servers deviate from `tiny`, and what has to be told of it: rule, level, some of the words.
SEEN: dict[str, tuple[Change, list[tuple[str, str, str]]]] = {
    "a proxy": (
        like_a_proxy,
        [
            ("probe-key-status", "breaking", "a request without a key: the answer is 500"),
            ("probe-answer-json", "breaking", "status 500 is not JSON"),
            ("probe-key-status", "warning", "answered with 400; clients expect 401"),
            ("response-error-envelope", "breaking", '"type" is missing'),
            ("response-error-envelope", "breaking", '"error" is missing'),
            ("probe-answer-failed", "breaking", "the answer is 500: not a mapping"),
            ("probe-stream-missing", "breaking", "application/json came"),
            ("response-field-absent", "warning", "it is promised, but absent"),
            ("probe-usage", "warning", "more tokens are reported than max_tokens allows"),
            ("probe-answer-constant", "warning", "the answer is the same as to count-tokens"),
        ],
    ),
    "a mock": (
        like_a_mock,
        [
            ("probe-key-unchecked", "warning", "a request without a key is accepted"),
            ("probe-key-unchecked", "warning", "a wrong key is accepted"),
            ("probe-pages", "warning", "1 was requested, and 2 came"),
            ("probe-endpoint-absent", "warning", "404: Not found"),
        ],
    ),
    "a last page that is not": (
        listing(lambda r: page("tiny", more=False) if r.url.query else page("tiny", "b", more=False)),
        [("probe-pages", "warning", "clients that follow pages miss the rest")],
    ),
    "a page that leads to itself": (
        listing(lambda _: page("tiny", more=True)),
        [("probe-pages", "breaking", "the same page comes again")],
    ),
    "a next page that is refused": (
        listing(lambda r: error(400, "no") if b"after_id" in r.url.query else page("tiny", more=True)),
        [("probe-pages", "breaking", "the next page is answered with 400")],
    ),
    "another address": (
        lambda _: httpx2.Response(307, headers={"location": "http://elsewhere.invalid/"}),
        [("probe-control-refused", "breaking", "307")],
    ),
    "a page of HTML": (
        lambda _: httpx2.Response(200, html="<h1>Welcome</h1>"),
        [("probe-answer-json", "breaking", "not JSON (content-type: text/html")],
    ),
    "a page of HTML as an error": (
        lambda _: httpx2.Response(502, html="<h1>Bad gateway</h1>"),
        [("probe-control-refused", "breaking", "502"), ("probe-answer-json", "breaking", "text/html")],
    ),
    "wrong types": (
        lambda r: httpx2.Response(200, json=MESSAGE | {"content": "one"}) if is_message(r) else None,
        [("response-type", "breaking", "")],
    ),
}


@pytest.mark.parametrize(("change", "expected"), SEEN.values(), ids=SEEN)
def test_what_servers_did_is_told(served: Serve, change: Change, expected: list[tuple[str, str, str]]) -> None:
    served(like_tiny_but(change))
    found = asked("--model", "tiny", most=50)
    told = [(each["rule"], each["level"], each["message"]) for each in found["findings"]]
    for rule, level, words in expected:
        assert any((rule, level) == each[:2] and words in each[2] for each in told), (rule, level, words, told)
    assert found["sent"]["requests"] <= 50


def test_what_is_absent_in_many_places_of_answers_alike_is_one_finding(served: Serve) -> None:
    """A curl shows what is absent from its own answer, not from another."""
    served(like_tiny_but(like_a_proxy))
    found = asked("--model", "tiny")
    absent = [e for e in found["findings"] if (e["rule"], e["level"]) == ("response-field-absent", "warning")]
    paths = {each["experiment"]: set(each["paths"]) for each in absent}
    assert {"data[].type", "data[].display_name", "has_more"} <= paths["models"]
    assert {"type", "display_name"} <= paths["model"]
    assert len(absent) == 2


def test_a_mock_says_nothing_of_what_it_has_no_answer_for(served: Serve) -> None:
    served(like_tiny_but(like_a_mock))
    found = asked(code=1)
    (unknown,) = [each for each in found["results"] if each["id"] == "isogloss_probe"]
    assert (unknown["outcome"], unknown["why"]) == ("not told", "404: No fixture matched")


def test_a_budget_of_tokens_is_kept_and_told(served: Serve) -> None:
    usage = {"input_tokens": 90, "output_tokens": 10}
    served(like_tiny_but(lambda r: httpx2.Response(200, json=MESSAGE | {"usage": usage}) if is_message(r) else None))
    found = asked("--max-tokens", "1000", "--concurrency", "1", "--model", "tiny", code=0)
    assert 900 < found["sent"]["tokens"] <= 1000
    used = found["sent"]["tokens"]
    assert (
        found["stopped"] == f"{used} tokens were used or asked for, the next request may use 100, and 1000 are allowed"
    )
    text = run("--api-key-env", "PROBE_KEY", "--max-tokens", "1000", "--model", "tiny").stdout
    assert "stopped: " in text
    assert "tokens, of at most 1000\n" in text


def test_what_is_reported_of_tokens_counts_less_than_what_was_asked_for(served: Serve) -> None:
    served(answering(tiny))
    asked_for = asked("--max-tokens", "5000")["sent"]["tokens"]
    served(like_tiny_but(lambda r: httpx2.Response(200, json=MESSAGE | {"usage": None}) if is_message(r) else None))
    assert asked_for < asked("--max-tokens", "5000")["sent"]["tokens"]


class _Endless(httpx2.AsyncByteStream):
    async def __aiter__(self):  # type: ignore[no-untyped-def]
        while True:
            yield b"event: ping\ndata: {}\n\n" * 500


class _Stalled(httpx2.AsyncByteStream):
    async def __aiter__(self):  # type: ignore[no-untyped-def]
        yield b'{"id": '
        await asyncio.Event().wait()


class _Cut(httpx2.AsyncByteStream):
    async def __aiter__(self):  # type: ignore[no-untyped-def]
        yield b'{"type":'
        raise httpx2.RemoteProtocolError("peer closed connection")


@pytest.mark.parametrize("stream", [_Endless, _Stalled, _Cut])
def test_answers_without_end_are_told_and_the_server_is_left_alone(
    served: Serve, stream: type[httpx2.AsyncByteStream], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streams do not end as they should; all other answers are right."""
    monkeypatch.setattr(run_module, "LARGEST", 64 * 1024)  # the whole of it is checked
    served(
        like_tiny_but(
            lambda r: (
                httpx2.Response(200, headers={"content-type": "text/event-stream"}, stream=stream())
                if b'"stream": true' in r.content
                else None
            )
        )
    )
    found = asked("--timeout", "0.2")
    rule = "probe-answer-cut" if stream is _Cut else "probe-answer-endless"
    assert of(found, rule)["experiment"] == "effect of stream"
    assert found["summary"]["failed"] in (1, 2)


def test_a_server_that_hangs_is_asked_no_more_than_a_few_times(served: Serve) -> None:
    served(answering(lambda _: httpx2.Response(200, stream=_Stalled())))
    found = asked("--timeout", "0.1", "--model", "tiny", most=200)
    assert found["stopped"] == "8 requests in a row had no whole answer"
    assert found["sent"]["requests"] < 20
