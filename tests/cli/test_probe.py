"""`isogloss probe`: a server is asked, and what it does is told, in forms for people and for programs."""

from __future__ import annotations

import asyncio
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from isogloss.testing import FAULTS, mock_app
from isogloss_codegen.cli import main
from isogloss_codegen.conformance.rules import RULES

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "spec" / "probe.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA)
URL = "http://probed.invalid"
KEY = "sk-not-to-be-shown"

Answer = Callable[[httpx2.Request], httpx2.Response]
Change = Callable[[httpx2.Request], httpx2.Response | None]
Serve = Callable[[httpx2.AsyncBaseTransport], None]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Puts a server of this process where the command looks for one; the key is in the variable PROBE_KEY."""
    monkeypatch.setenv("PROBE_KEY", KEY)
    client = httpx2.AsyncClient

    def serve(transport: httpx2.AsyncBaseTransport) -> None:
        def made(**options: Any) -> httpx2.AsyncClient:
            return client(transport=transport, **options)

        monkeypatch.setattr(httpx2, "AsyncClient", made)

    return serve


def run(*arguments: str | Path, url: str = URL) -> Result:
    result = CliRunner().invoke(main, ["probe", url, *map(str, arguments)], catch_exceptions=False)
    assert KEY not in result.output
    return result


def report(*arguments: str | Path, code: int) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == code, result.output
    found = json.loads(result.stdout)
    VALIDATOR.validate(found)
    for finding in found["findings"]:
        assert finding["level"] in RULES[finding["rule"]].levels, finding
    return found


def rules(found: dict[str, Any], level: str = "") -> set[str]:
    return {each["rule"] for each in found["findings"] if level in ("", each["level"])}


def of(found: dict[str, Any], rule: str) -> dict[str, Any]:
    (finding,) = [each for each in found["findings"] if each["rule"] == rule]
    return finding


def mock(provider: str | None = None, **options: Any) -> httpx2.ASGITransport:
    return httpx2.ASGITransport(app=mock_app(provider, **options))


def answering(answer: Answer) -> httpx2.MockTransport:
    return httpx2.MockTransport(answer)


def test_the_schema_of_the_report_is_one() -> None:
    assert jsonschema_rs.meta.is_valid(SCHEMA)


def test_the_mock_of_a_provider_does_what_its_overlay_says(served: Serve) -> None:
    served(mock("minimax"))
    found = report("--provider", "minimax", "--api-key-env", "PROBE_KEY", "--max-requests", "100", code=0)
    assert (found["provider"], found["summary"]["differs"]) == ("minimax", 0)
    assert found["sent"]["requests"] == 100
    assert found["stopped"] == "100 requests were sent, the most that are allowed"
    assert sum(each["agreement"] == "agrees" for each in found["results"]) > 15


def test_what_a_server_ignores_and_refuses_is_told(served: Serve) -> None:
    served(mock("minimax", api_key=KEY))
    found = report("--api-key-env", "PROBE_KEY", "--max-requests", "100", code=0)
    assert found["model"].startswith("MiniMax")
    ignored = of(found, "probe-without-effect")
    assert ignored["level"] == "silent"
    assert ignored["paths"] == ["stop_sequences", "thinking=disabled"]
    refused = [each for each in found["findings"] if "refused" in each["message"]]
    paths = {(each["rule"], path) for each in refused for path in each["paths"]}
    assert ("probe-refused", "header.anthropic-version") in paths
    assert ("probe-unknown-field", "isogloss_probe") in paths
    assert len([each for each in refused if each["rule"] == "probe-unknown-field"]) == 1  # not one for each place
    assert run("--api-key-env", "PROBE_KEY", "--max-requests", "40", "--fail-on", "silent").exit_code == 1


def test_another_provider_than_it_says_is_told(served: Serve) -> None:
    served(mock("minimax"))
    options = ("--api-key-env", "PROBE_KEY", "--max-requests", "60", "--model", "MiniMax-M2")
    found = report("--provider", "anthropic", *options, code=1)
    assert "stop_sequences" in [path for each in found["findings"] for path in each["paths"]]
    assert "probe-overlay-differs" in rules(found, "breaking")
    text = run("--provider", "anthropic", *options).stdout
    assert "breaking[probe-overlay-differs] stop_sequences" in text
    assert ": without effect: the answer shows nothing of it; the overlay: full" in text


def test_what_was_observed_is_written_as_an_overlay_that_is_valid(served: Serve, tmp_path: Path) -> None:
    served(mock("minimax"))
    overlay = tmp_path / "seen.overlay.yaml"
    options = ("--api-key-env", "PROBE_KEY", "--max-requests", "60", "--write-overlay", overlay)
    assert run(*options, "-o", tmp_path / "report.txt").exit_code == 0
    text = overlay.read_text(encoding="utf-8")
    assert "kind: probe" in text
    assert KEY not in text
    result = CliRunner().invoke(main, ["validate", str(overlay)], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def test_an_overlay_has_an_id_whatever_its_file_is_called(served: Serve, tmp_path: Path) -> None:
    served(mock("minimax"))
    overlay = tmp_path / "4 My Server.yaml"
    run("--api-key-env", "PROBE_KEY", "--max-requests", "12", "--write-overlay", overlay)
    assert "\n    id: my-server\n" in overlay.read_text(encoding="utf-8")


def test_of_what_lets_nobody_in_no_overlay_is_written(served: Serve, tmp_path: Path) -> None:
    served(mock())
    result = run("--write-overlay", tmp_path / "x.overlay.yaml")
    assert "x.overlay.yaml is not written" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_where_a_report_cannot_be_written_nothing_is_sent(served: Serve, tmp_path: Path) -> None:
    served(answering(lambda _: pytest.fail("something was sent")))
    result = run("-o", tmp_path / "none" / "report.txt")
    assert result.exit_code == 2
    assert "there is no folder" in " ".join(result.stderr.split())


def test_a_dry_run_sends_nothing_and_prints_lines_to_paste(served: Serve) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise AssertionError(request)

    served(answering(answer))
    text = run("--dry-run", "--api-key-env", "PROBE_KEY", "--model", "m'odel", "--max-requests", "40").stdout
    lines = [line for line in text.splitlines() if line.startswith("curl ")]
    assert len(lines) == 40
    assert '"x-api-key: $PROBE_KEY"' in lines[0]
    for words in map(shlex.split, lines):
        for index, word in enumerate(words):
            if word == "--data-raw" and words[index + 1] != "{":
                json.loads(words[index + 1])
    assert json.loads(shlex.split(lines[0])[-1])["model"] == "m'odel"
    assert "40 of " in text.splitlines()[0]


def test_what_is_sent_is_what_curl_would_send(served: Serve) -> None:
    sent: list[tuple[str, str, bytes, set[tuple[str, str]]]] = []
    names = ("x-api-key", "authorization", "anthropic-version", "anthropic-beta", "content-type")

    def answer(request: httpx2.Request) -> httpx2.Response:
        headers = {(name, value) for name, value in request.headers.items() if name in names}
        sent.append((request.method, str(request.url), request.content, headers))
        return httpx2.Response(200, json={"type": "message", "usage": {"input_tokens": 1, "output_tokens": 1}})

    served(answering(answer))
    found = report("--api-key-env", "PROBE_KEY", "--max-requests", "50", "--model", "m", code=1)
    for each in found["results"]:
        if each["why"].startswith("not sent"):
            continue
        assert ("no-such-isogloss-probe" in each["curl"]) == each["id"].endswith("a wrong key")
        assert "$PROBE_KEY" not in each["curl"] or not each["id"].endswith(("a wrong key", "no credential"))
        words = [word.replace("$PROBE_KEY", KEY) for word in shlex.split(each["curl"])]
        method = words[words.index("-X") + 1] if "-X" in words else "GET"
        url = next(word for word in words if word.startswith("http"))
        data = words[words.index("--data-raw") + 1] if "--data-raw" in words else ""
        given = {tuple(words[index + 1].split(": ", 1)) for index, word in enumerate(words) if word == "-H"}
        assert (method, url, data.encode(), given) in sent


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nohttp", "no http or https address"),
        ("http://127.0.0.1:99999", "no http or https address"),
        ("http://[", "no http or https address"),
        (f"http://user:{KEY}@host", "it carries a credential"),
        ("http://host?x=1", "no query"),
        ("http://host/v1", "/v1/messages is appended"),
    ],
)
def test_an_address_that_is_none_is_wrong_usage(url: str, said: str) -> None:
    result = run(url=url)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("value", "said"), [(None, "is not set"), (" ", "is not set"), ("a\nb", "cannot stand in a header")]
)
def test_a_key_that_cannot_be_sent_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, value: str | None, said: str
) -> None:
    monkeypatch.delenv("PROBE_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("PROBE_KEY", value)
    result = run("--api-key-env", "PROBE_KEY")
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_nothing_can_be_asked_by_another_api() -> None:
    result = run("--provider", ROOT / "tests" / "codegen" / "cases" / "library" / "openapi.yaml")
    assert result.exit_code == 2
    assert "nothing can be asked" in result.stderr


def test_nobody_at_the_address_is_no_result(served: Serve) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("connection refused")

    served(answering(answer))
    result = run()
    assert result.exit_code == 3
    assert "nobody answers" in result.stderr
    assert "connection refused" in result.stderr
    assert report(code=3)["sent"]["requests"] == 2


def test_who_is_not_let_in_is_told_what_is_missing(served: Serve) -> None:
    served(mock())
    result = run("--fail-on", "breaking")
    assert result.exit_code == 1
    assert "breaking[probe-control-refused]" in result.stdout
    assert "--api-key-env" in result.stderr
    assert len(result.stdout.splitlines()) < 40


def test_a_key_that_a_server_repeats_is_not_shown(served: Serve) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        key = request.headers.get("x-api-key", "")
        return httpx2.Response(401, json={"type": "error", "error": {"type": "t", "message": f"no such key: {key}"}})

    served(answering(answer))
    for style in ("markdown", "json"):
        assert "no such key: $KEY" in run("--api-key-env", "PROBE_KEY", "--format", style).stdout


MESSAGE: dict[str, Any] = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "tiny",
    "content": [{"type": "text", "text": "one two three four five six seven eight nine CUTHERE three four"}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 9, "output_tokens": 1},
}
MODEL = {"type": "model", "id": "tiny", "display_name": "Tiny", "created_at": "2026-01-01T00:00:00Z", "lifecycle": None}


def error(status: int, message: str, **more: Any) -> httpx2.Response:
    return httpx2.Response(status, json={"type": "error", "error": {"type": "e", "message": message}} | more)


def tiny(request: httpx2.Request) -> httpx2.Response:
    """A server that takes everything, does nothing of it, and says the same every time; but asks for the right key."""
    path, method = request.url.path, request.method
    if request.headers.get("x-api-key") != KEY and request.headers.get("authorization") != f"Bearer {KEY}":
        return error(401, "who are you?")
    if (method, path) == ("GET", "/v1/models"):
        return httpx2.Response(200, json={"data": [MODEL], "has_more": False, "first_id": "tiny", "last_id": "tiny"})
    if (method, path) == ("GET", "/v1/models/tiny"):
        return httpx2.Response(200, json=MODEL)
    if (method, path) == ("POST", "/v1/messages/count_tokens"):
        return httpx2.Response(200, json={"input_tokens": len(request.content)})
    if (method, path) != ("POST", "/v1/messages"):
        return error(404, "nothing there")
    try:
        is_object = isinstance(json.loads(request.content), dict)
    except ValueError:
        is_object = False
    return httpx2.Response(200, json=MESSAGE) if is_object else error(400, "no object")


def like_tiny_but(change: Change) -> httpx2.MockTransport:
    """`tiny`, but where `change` has an answer of its own."""
    return answering(lambda request: change(request) or tiny(request))


def page(*names: str, more: bool, last: str | None = None) -> httpx2.Response:
    items = [{**MODEL, "id": name} for name in names]
    return httpx2.Response(
        200, json={"data": items, "has_more": more, "first_id": names[0], "last_id": last or names[-1]}
    )


def is_message(request: httpx2.Request) -> bool:
    return (request.method, request.url.path) == ("POST", "/v1/messages")


def has_key(request: httpx2.Request) -> bool:
    return "x-api-key" in request.headers or "authorization" in request.headers


def asked(*options: str | Path, code: int = 1, most: int = 60) -> dict[str, Any]:
    return report("--api-key-env", "PROBE_KEY", "--max-requests", str(most), *options, code=code)


def test_a_server_that_takes_everything_and_does_nothing_is_seen_through(served: Serve) -> None:
    served(answering(tiny))
    found = asked()
    assert found["model"] == "tiny"
    assert rules(found, "breaking") == {"probe-stream-missing"}
    assert of(found, "probe-stream-missing")["message"] == "events were asked for, and application/json came"
    assert {"max_tokens", "stop_sequences", "tools"} <= set(of(found, "probe-without-effect")["paths"])
    assert of(found, "probe-unknown-field")["message"].endswith("is let pass")


def like_a_proxy(request: httpx2.Request) -> httpx2.Response | None:
    """What a proxy in front of other APIs did, with answers that were prepared."""
    path = request.url.path
    if not has_key(request):
        return httpx2.Response(500, text="Internal Server Error")
    if KEY not in str(request.headers.raw):
        return httpx2.Response(400, json={"error": {"message": "no such key", "code": "400"}})
    if path.endswith("/isogloss-probe"):
        return httpx2.Response(404, json={"detail": "Not Found"})
    if path.startswith("/v1/models"):
        model = {"id": "tiny", "object": "model", "owned_by": "somebody"}
        return httpx2.Response(200, json=model if path.endswith("tiny") else {"data": [model], "object": "list"})
    if request.content == b"[]":
        return httpx2.Response(500, json={"type": "error", "error": {"type": "e", "message": "not a mapping"}})
    if path.endswith("count_tokens"):
        return httpx2.Response(200, json={"input_tokens": 10})
    usage = {"input_tokens": 2095, "output_tokens": 503}
    return httpx2.Response(200, json=MESSAGE | {"usage": usage}) if is_message(request) else None


def like_a_mock(request: httpx2.Request) -> httpx2.Response | None:
    """What a mock of several APIs did: it looks at no key, and has answers to what is prepared."""
    path = request.url.path
    if b"isogloss_probe" in request.content:
        return error(404, "No fixture matched")
    if path == "/v1/models":
        return page("tiny", "other", more=False)
    if path.startswith("/v1/models/") or path.endswith("count_tokens"):
        return httpx2.Response(404, json={"error": {"message": "Not found"}})
    return httpx2.Response(200, json=MESSAGE) if is_message(request) else error(404, "Not found")


def listing(change: Change) -> Change:
    """A server whose list of models is another one."""
    return lambda request: change(request) if request.url.path == "/v1/models" else None


# How servers deviate from `tiny`, and what has to be told of it: rule, level, some of the words.
SEEN: dict[str, tuple[Change, list[tuple[str, str, str]]]] = {
    "a proxy": (
        like_a_proxy,
        [
            ("probe-key-status", "breaking", "no key: the answer is 500"),
            ("probe-answer-json", "breaking", "status 500 is no JSON"),
            ("probe-key-status", "warning", "answered with 400, where clients look for 401"),
            ("response-error-envelope", "breaking", '"type" is missing'),
            ("response-error-envelope", "breaking", '"error" is missing'),
            ("probe-answer-failed", "breaking", "the answer is 500: not a mapping"),
            ("probe-stream-missing", "breaking", "application/json came"),
            ("response-field-absent", "warning", "it is promised, and absent"),
            ("probe-usage", "warning", "more tokens are reported than max_tokens allows"),
            ("probe-answer-constant", "warning", "the answer is the same as to count-tokens"),
        ],
    ),
    "a mock": (
        like_a_mock,
        [
            ("probe-key-unchecked", "warning", "no key is let in"),
            ("probe-key-unchecked", "warning", "a key that nobody has is let in"),
            ("probe-pages", "warning", "1 was asked for, and 2 came"),
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
        [("probe-answer-json", "breaking", "no JSON, but text/html")],
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


def test_what_is_absent_in_many_places_is_one_finding(served: Serve) -> None:
    served(like_tiny_but(like_a_proxy))
    found = asked("--model", "tiny")
    (absent,) = [e for e in found["findings"] if (e["rule"], e["level"]) == ("response-field-absent", "warning")]
    assert {"data[].type", "data[].display_name", "has_more", "type", "display_name"} <= set(absent["paths"])


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
    assert found["stopped"] == f"{used} tokens were used, the next request may use 100, and 1000 are allowed"
    text = run("--api-key-env", "PROBE_KEY", "--max-tokens", "1000", "--model", "tiny").stdout
    assert "stopped: " in text
    assert "of 1000 tokens" in text


def test_what_is_reported_of_tokens_counts_less_than_what_was_asked_for(served: Serve) -> None:
    served(answering(tiny))
    asked_for = asked("--max-tokens", "5000")["sent"]["tokens"]
    served(like_tiny_but(lambda r: httpx2.Response(200, json=MESSAGE | {"usage": None}) if is_message(r) else None))
    assert asked_for < asked("--max-tokens", "5000")["sent"]["tokens"]


class _Endless(httpx2.AsyncByteStream):
    async def __aiter__(self):  # type: ignore[no-untyped-def]
        while True:
            yield b"event: ping\ndata: {}\n\n" * 50_000


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
    served: Serve, stream: type[httpx2.AsyncByteStream]
) -> None:
    """Streams that are asked for do not end as they should; everything else is as it is."""
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
    assert of(found, "probe-answer-cut")["experiment"] == "effect of stream"
    assert found["summary"]["failed"] in (1, 2)


FAULTS_FOUND = {
    "status-503": "probe-answer-failed",
    "error-after-2": "probe-answer-failed",
    "cut-after-2": "probe-answer-failed",
    "stall-after-2": "probe-answer-failed",
    "no-message-stop": "stream-end-missing",
    "truncated-delta": "stream-data-not-json",
}


@pytest.mark.parametrize(("fault", "rule"), FAULTS_FOUND.items(), ids=FAULTS_FOUND)
def test_a_fault_of_the_mock_is_found(served: Serve, fault: str, rule: str) -> None:
    class Faulty(httpx2.ASGITransport):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            if b'"stream": true' in request.content:
                request.headers["x-mock-fault"] = fault
            try:
                return await super().handle_async_request(request)
            except AssertionError:  # what the transport says of an application that does not end
                raise httpx2.RemoteProtocolError("peer closed connection") from None

    served(Faulty(app=mock_app()))
    found = asked("--timeout", "0.3", most=40, code=1)
    told = [each for each in found["findings"] if each["experiment"] in ("effect of stream", "stream")]
    assert rule in [each["rule"] for each in told]
    assert {each.partition("-")[0] for each in FAULTS_FOUND} == {each.partition("-")[0] for each in FAULTS}


def test_a_server_that_hangs_is_asked_no_more_than_a_few_times(served: Serve) -> None:
    served(answering(lambda _: httpx2.Response(200, stream=_Stalled())))
    found = asked("--timeout", "0.1", "--model", "tiny", most=200)
    assert found["stopped"] == "8 requests in a row had no whole answer"
    assert found["sent"]["requests"] < 20
