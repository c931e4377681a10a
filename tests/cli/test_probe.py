"""`isogloss probe`: a server is asked, and what it does is told, in forms for people and for programs."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import httpx2
import jsonschema_rs
import pytest
from click.testing import CliRunner

from isogloss_codegen.cli import main

from .probing import (
    KEY,
    ROOT,
    SCHEMA,
    Serve,
    answering,
    mock,
    report,
    rules,
    run,
)


def test_the_schema_of_the_report_is_one() -> None:
    assert jsonschema_rs.meta.is_valid(SCHEMA)


def test_the_mock_of_a_provider_does_what_its_overlay_says(served: Serve) -> None:
    served(mock("minimax"))
    found = report("--provider", "minimax", "--api-key-env", "PROBE_KEY", "--max-requests", "100", code=0)
    assert (found["provider"], found["summary"]["differs"]) == ("minimax", 0)
    assert found["sent"]["requests"] == 100
    assert found["stopped"] == "the limit of 100 requests is reached"
    assert sum(each["agreement"] == "agrees" for each in found["results"]) > 15


def test_what_a_server_ignores_and_refuses_is_told(served: Serve) -> None:
    served(mock("minimax", api_key=KEY))
    found = report("--api-key-env", "PROBE_KEY", "--max-requests", "100", code=0)
    assert found["model"].startswith("MiniMax")
    ignored = [each for each in found["findings"] if each["rule"] == "probe-without-effect"]
    assert {each["level"] for each in ignored} == {"silent"}
    assert [each["paths"] for each in ignored] == [["stop_sequences"], ["thinking=disabled"]]  # each with its own curl
    assert "(expected: stop_reason is stop_sequence or no content[].text matches four)" in ignored[0]["message"]
    refused = [each for each in found["findings"] if "refused" in each["message"]]
    paths = {(each["rule"], path) for each in refused for path in each["paths"]}
    assert ("probe-refused", "header.anthropic-version") in paths
    assert ("probe-unknown-field", "isogloss_probe") in paths
    assert len([each for each in refused if each["rule"] == "probe-unknown-field"]) == 1  # not one for each place
    assert run("--api-key-env", "PROBE_KEY", "--max-requests", "40", "--fail-on", "silent").exit_code == 1


@pytest.mark.parametrize("style", ["sarif", "junit", "github"])
def test_lists_name_what_the_json_report_does(served: Serve, style: str) -> None:
    served(mock("minimax", api_key=KEY))
    options = ("--api-key-env", "PROBE_KEY", "--max-requests", "40")
    result = run(*options, "--format", style, "--fail-on", "silent")
    assert result.exit_code == 1
    assert KEY not in result.stdout
    assert "curl -iN" in result.stdout
    if style == "sarif":
        (found,) = json.loads(result.stdout)["runs"]
        rule = next(rule for rule in found["tool"]["driver"]["rules"] if rule["id"] == "probe-without-effect")
        assert rule["defaultConfiguration"] == {"level": "warning"}
        assert {each["ruleId"] for each in found["results"]} <= rules(report(*options, code=0))
    elif style == "junit":
        assert '<failure type="probe-without-effect"' in result.stdout
    else:
        assert "::warning title=probe-without-effect::" in result.stdout


def test_another_provider_than_it_says_is_told(served: Serve) -> None:
    served(mock("minimax"))
    options = ("--api-key-env", "PROBE_KEY", "--max-requests", "60", "--model", "MiniMax-M2")
    found = report("--provider", "anthropic", *options, code=1)
    assert "stop_sequences" in [path for each in found["findings"] for path in each["paths"]]
    assert "probe-overlay-differs" in rules(found, "breaking")
    text = run("--provider", "anthropic", *options).stdout
    assert "[probe-overlay-differs] stop_sequences" in text
    assert ": ignored: the answer does not show its effect (expected: stop_reason is stop_sequence" in text


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
    assert "x.overlay.yaml was not written" in result.stderr
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
        ("nohttp", "this is not a URL"),
        ("http://127.0.0.1:99999", "this is not a URL"),
        ("http://[", "this is not a URL"),
        (f"http://user:{KEY}@host", "it contains a credential"),
        ("http://host?x=1", "cannot have a query"),
        ("http://host/v1", "/v1/messages is appended"),
    ],
)
def test_an_address_that_is_none_is_wrong_usage(url: str, said: str) -> None:
    result = run(url=url)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("value", "said"), [(None, "is not set"), (" ", "is not set"), ("a\nb", "cannot be sent in a header")]
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
    assert "cannot be probed" in result.stderr


def test_nobody_at_the_address_is_no_result(served: Serve) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("connection refused")

    served(answering(answer))
    result = run()
    assert result.exit_code == 3
    assert "no answer from" in result.stderr
    assert "connection refused" in result.stderr
    assert report(code=3)["sent"]["requests"] == 2


def test_who_is_not_let_in_is_told_what_is_missing(served: Serve) -> None:
    served(mock())
    result = run("--fail-on", "breaking")
    assert result.exit_code == 1
    assert "[probe-control-refused]" in result.stdout
    assert "--api-key-env" in result.stderr
    assert len(result.stdout.splitlines()) < 40


def test_a_key_that_a_server_repeats_is_not_shown(served: Serve) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        key = request.headers.get("x-api-key", "")
        return httpx2.Response(401, json={"type": "error", "error": {"type": "t", "message": f"no such key: {key}"}})

    served(answering(answer))
    for style in ("markdown", "json"):
        assert "no such key: $KEY" in run("--api-key-env", "PROBE_KEY", "--format", style).stdout
