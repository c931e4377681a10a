"""`isogloss check`: files in, a verdict each and a sentence out, in forms for people and for programs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from isogloss.testing import mock_app, serving
from isogloss_codegen.cli import main

ROOT = Path(__file__).parents[2]
SCHEMA: Any = Draft202012Validator(json.loads((ROOT / "spec" / "check.schema.json").read_text(encoding="utf-8")))
BODY: dict[str, Any] = {"model": "MiniMax-M2", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi."}]}
STREAM = ROOT / "spec" / "examples" / "streams" / "text.sse"


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)], input=stdin, catch_exceptions=False)


def log(path: Path, *entries: Any) -> Path:
    path.write_text("".join(f"{entry if isinstance(entry, str) else json.dumps(entry)}\n" for entry in entries))
    return path


def report(*arguments: str | Path, code: int) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == code, result.output
    found = json.loads(result.stdout)
    SCHEMA.validate(found)
    return found


def test_the_schema_of_the_report_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)


def test_a_log_has_a_sentence_that_says_what_it_comes_to(tmp_path: Path) -> None:
    entries = (
        [BODY] * 4 + [{**BODY, "stop_sequences": ["END"]}] * 3 + [{**BODY, "temperature": 0}, {**BODY, "model": "x"}]
    )
    found = report(log(tmp_path / "log.jsonl", *entries), "--provider", "minimax", code=1)
    assert found["summary"] == {"accepted": 4, "degraded": 3, "uncertain": 1, "rejected": 1}
    assert found["sentences"] == {
        "minimax": "4 of 9 requests are fine on MiniMax as documented on 2026-01; 1 breaks: temperature; "
        "stop_sequences is silently ignored in 3; 1 may break: model"
    }
    assert [result["line"] for result in found["results"]] == list(range(1, 10))


def test_what_is_said_has_a_source_and_a_date(tmp_path: Path) -> None:
    file = log(tmp_path / "request.json", {**BODY, "stop_sequences": ["END"]})
    (result,) = report(file, "--provider", "minimax", code=0)["results"]
    (finding,) = [finding for finding in result["findings"] if finding["level"] == "silent"]
    assert (finding["rule"], finding["path"]) == ("request-ignored", "stop_sequences")
    assert finding["pointer"] == "/components/schemas/CreateMessageRequest/properties/stop_sequences"
    assert {"source", "where", "says", "retrieved"} <= finding["evidence"][0].keys()


def test_lines_that_are_no_json_are_errors_and_the_rest_is_checked(tmp_path: Path) -> None:
    file = log(tmp_path / "log.jsonl", BODY, '{"model": ', "", BODY)
    found = report(file, tmp_path / "missing.json", file, code=3)
    assert [(error["file"], error["line"]) for error in found["errors"]] == [
        (str(file), 2),
        (str(tmp_path / "missing.json"), 1),
        (str(file), 2),
    ]
    assert found["summary"]["accepted"] == 4


@pytest.mark.parametrize(
    ("content", "kind", "lines"),
    [
        (json.dumps(BODY, indent=2), "request", [1]),
        (f"\n{json.dumps(BODY)}\n\n{json.dumps(BODY)}\n", "request", [2, 4]),
        (f"{json.dumps(BODY, indent=2)}\n{json.dumps(BODY, indent=2)}", "request", [1, 11]),
        (f"\ufeff\n[{json.dumps(BODY)},\n {json.dumps({'request': {'body': BODY}})}]", "request", [2, 3]),
        (json.dumps({"type": "error", "error": {"type": "api_error", "message": "no"}}), "response", [1]),
        (json.dumps({"data": [], "has_more": False}), "response", [1]),
        (json.dumps({"input_tokens": 3}), "response", [1]),
        (STREAM.read_text(), "stream", [1]),
        (f"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n{STREAM.read_text()}", "stream", [1]),
        ('HTTP/2 200\r\ncontent-type: application/json\r\n\r\n{"input_tokens": 3}', "response", [1]),
    ],
)
def test_the_kind_follows_from_the_content(tmp_path: Path, content: str, kind: str, lines: list[int]) -> None:
    file = tmp_path / "something.txt"
    file.write_bytes(content.encode())
    for result in (run(file, "--format", "json"), run("-", "--format", "json", stdin=content.encode())):
        assert result.exit_code == 0, result.output
        results = json.loads(result.stdout)["results"]
        assert [(each["kind"], each["line"]) for each in results] == [(kind, line) for line in lines]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("log.jsonl", b"\n\n", "is empty"),
        ("request.json", b"", "is empty"),
        ("request.json", b'{"model": "\\ud83e"}', "cannot be read: \\ud83e is half a character"),
        ("log.jsonl", b'{"model": "\\uD83E"}', "cannot be read: \\ud83e is half a character"),
        ("log.jsonl", b'{"max_tokens": NaN}', "cannot be read: NaN is no number of JSON"),
        ("log.jsonl", b'{"method": "POST", "url": "https://[a", "body": {}}', "cannot be read: Invalid IPv6 URL"),
        ("two.json", b'{\n"a": 1}\n{\n"a": oops}', "is not valid JSON: expecting value"),
        ("log.jsonl.gz", b"\x1f\x8b\x08\x00", "is not UTF-8: it is packed with gzip, unpack it first"),
        (
            "packed.txt",
            b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n\x1f\x8b\x08\x00",
            "is packed with gzip: capture it with `curl --compressed`, or unpack it first",
        ),
        (
            "verbose.txt",
            b"* Trying 127.0.0.1\n> POST /v1/messages HTTP/1.1\n",
            "is not valid JSON: expecting value; of `curl -v` only what `curl -i` prints can be read",
        ),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    found = report(tmp_path / name, code=3)
    assert ([error["message"] for error in found["errors"]], found["results"]) == ([message], [])


def test_kind_overrides_what_the_content_looks_like(tmp_path: Path) -> None:
    (result,) = report(log(tmp_path / "body.json", BODY), "--kind", "response", code=1)["results"]
    assert result["kind"] == "response"
    assert report(STREAM, "--kind", "request", code=3)["results"] == []
    exchange = {
        "request": {"method": "POST", "url": "/v1/messages", "body": BODY},
        "response": {"status": 200, "body": 1},
    }
    assert [r["kind"] for r in report(log(tmp_path / "log.jsonl", exchange), code=1)["results"]] == [
        "request",
        "response",
    ]
    assert [r["kind"] for r in report(tmp_path / "log.jsonl", "--kind", "request", code=0)["results"]] == ["request"]


def test_other_models_can_be_asked_for(tmp_path: Path) -> None:
    file = log(tmp_path / "log.jsonl", {**BODY, "model": "large-1"}, {**BODY, "model": "small-1"}, BODY)
    names = log(tmp_path / "models.json", {"large-*": "MiniMax-M2.1", "small-*": "MiniMax-M2"})
    minimax = ("--provider", "minimax")
    assert report(file, *minimax, code=0)["summary"]["uncertain"] == 2
    assert report(file, *minimax, "--model", "MiniMax-M2", code=0)["summary"]["accepted"] == 3
    assert report(file, *minimax, "--model-map", names, code=0)["summary"]["accepted"] == 3
    assert run(file, "--model", "m", "--model-map", names).exit_code == 2
    assert run(file, "--model-map", log(tmp_path / "wrong.json", {"a": 1})).exit_code == 2


def test_fail_on_decides_the_exit_code(tmp_path: Path) -> None:
    file = log(tmp_path / "request.json", {**BODY, "stop_sequences": ["END"]})
    codes = {
        level: run(file, "--provider", "minimax", "--fail-on", level).exit_code for level in ("breaking", "silent")
    }
    assert codes == {"breaking": 0, "silent": 1}
    assert run(log(tmp_path / "bad.json", {**BODY, "max_tokens": -1}), "--fail-on", "never").exit_code == 0


def test_several_providers_are_asked_at_once(tmp_path: Path) -> None:
    file = log(tmp_path / "request.json", BODY)
    found = report(file, "--provider", "base", "--provider", "minimax@2026-01", "--provider", "minimax", code=0)
    assert [result["provider"] for result in found["results"]] == ["base", "minimax@2026-01", "minimax"]
    file = log(tmp_path / "request.json", {**BODY, "model": "claude-sonnet-5"})  # which every provider takes
    everybody = {result["provider"] for result in report(file, "--all-providers", code=0)["results"]}
    ids = {path.name.partition("@")[0] for path in (ROOT / "spec" / "providers").glob("*.overlay.yaml")}
    assert everybody == ids
    assert run(file, "--all-providers", "--provider", "base").exit_code == 2
    assert run(file, "--provider", "nobody").exit_code == 2


def test_github_and_markdown(tmp_path: Path) -> None:
    file = log(tmp_path / "log.jsonl", BODY, {**BODY, "temperature": 0, "top_k": 1})
    github = run(file, "--provider", "minimax", "--format", "github").stdout.splitlines()
    assert [line.partition(" ")[0] for line in github] == ["::warning", "::error"]
    assert f"title=request-out-of-range,file={os.path.relpath(file)},line=2::" in github[1]
    markdown = run(file, "--provider", "minimax", "--format", "markdown").stdout
    assert "## MiniMax 2026-01" in markdown
    assert "| Silently ignored | top_k | 1 | `request-ignored` |" in markdown


def test_settings_say_what_counts_and_what_one_lives_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = log(tmp_path / "log.jsonl", {**BODY, "top_k": 1, "stop_sequences": ["END"]}, {**BODY, "model": "x"})
    settings = """\
[tool.isogloss]
ignores = [
  {rule = "request-ignored", path = "top_k", provider = "minimax", reason = "nobody relies on it"},
  {rule = "request-type", reason = "never found"},
  {rule = "request-model", provider = "sglang", reason = "not asked"},
  {rule = "request-property-ignored", reason = "about comparisons"},
]
levels = {request-model = "breaking"}
"""
    (tmp_path / "pyproject.toml").write_text(settings)
    result = run(file, "--provider", "minimax", "--format", "json")
    found = json.loads(result.stdout)
    SCHEMA.validate(found)
    assert (result.exit_code, found["ignored"]) == (1, 1)
    assert [(f["level"], f["path"]) for each in found["results"] for f in each["findings"] if f["level"] != "info"] == [
        ("silent", "stop_sequences"),
        ("breaking", "model"),
    ]
    assert result.stderr.startswith(
        "pyproject.toml:4:3: warning[ignore-unused] this ignores no finding of request-type in what was checked"
    )
    assert result.stderr.count("ignore-unused") == 1
    assert "1 finding ignored by the settings." in run(file, "--provider", "minimax").stdout
    (tmp_path / "pyproject.toml").write_text("[tool.isogloss.levels]\nrequest-modell = 'info'\n")
    result = run(file)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "there is no rule `request-modell`" in result.stderr


def test_a_file_that_does_not_exist_is_told(tmp_path: Path) -> None:
    result = run(tmp_path / "nothing.json")
    assert (result.exit_code, result.stdout) == (3, f"{tmp_path}/nothing.json:1: error: the file does not exist\n")


def test_text_folds_what_is_too_much(tmp_path: Path) -> None:
    file = log(tmp_path / "log.jsonl", *[{**BODY, "top_k": 1}] * 30)
    text = run(file, "--provider", "minimax").stdout
    assert "... and 10 more" in text
    assert "      30  Silently ignored  top_k  [request-ignored]" in text
    assert text.endswith(
        "0 of 30 requests are fine on MiniMax as documented on 2026-01; top_k is silently ignored in 30.\n"
    )


def test_one_mistake_of_a_stream_is_not_told_without_end(tmp_path: Path) -> None:
    (tmp_path / "unnamed.sse").write_text(re.sub("^event:.*\n", "", STREAM.read_text(), flags=re.MULTILINE))
    said = run(tmp_path / "unnamed.sse").stdout
    assert said.count("Breaks [stream-event-unnamed] event") == 5
    assert re.search(r"\.\.\. and \d+ more events \[stream-event-unnamed\]; --format json lists all\.", said)


def test_the_report_can_go_to_a_file(tmp_path: Path) -> None:
    file, out = log(tmp_path / "request.json", BODY), tmp_path / "report.txt"
    assert run(file, "-o", out).stdout == ""
    assert out.read_text().endswith("1 of 1 request is fine on the Messages API.\n")
    for options in ((), ("--fix",)):
        for nowhere in (tmp_path / "none" / "report.txt", tmp_path):
            said = run(file, *options, "-o", nowhere)
            assert (said.exit_code, "cannot write" in said.output) == (2, True)


def test_what_files_say_does_not_steer_the_terminal(tmp_path: Path) -> None:
    file = log(tmp_path / "request.json", {**BODY, "\x1b[2Jfield": 1})
    assert "\x1b[2J" not in run(file).stdout
    assert "\x1b[31" in run(file, "--color", "always").stdout


ASKED = {**BODY, "temperature": 0, "stop_sequences": ["END"], "metadata": {"user_id": "u"}}


def test_any_document_will_do(tmp_path: Path) -> None:
    pet = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "nullable": True}}}
    answer = {"200": {"description": "x", "content": {"application/json": {"schema": pet}}}}
    body = {"content": {"application/json": {"schema": pet}}}
    info = {"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"}}
    pets = log(
        tmp_path / "pets.json", {**info, "paths": {"/pets": {"post": {"requestBody": body, "responses": answer}}}}
    )
    request = log(tmp_path / "request.json", {"name": 5})
    (result,) = report(request, "--provider", pets, "--kind", "request", code=1)["results"]
    assert [(finding["rule"], finding["path"]) for finding in result["findings"]] == [("request-type", "name")]
    assert report(log(tmp_path / "null.json", {"name": None}), "--provider", pets, code=0)["summary"]["accepted"] == 1
    assert run(STREAM, "--provider", pets).exit_code == 2
    nothing = log(tmp_path / "nothing.json", {**info, "paths": {}})
    assert report(request, "--provider", nothing, code=0)["summary"]["uncertain"] == 1


def test_what_is_nested_too_deeply_is_an_error(tmp_path: Path) -> None:
    deep = '{"model": ' * 400 + "1" + "}" * 400
    file = log(tmp_path / "deep.jsonl", "[" * 100_000, BODY, deep)
    found = report(file, code=3)
    assert [error["message"] for error in found["errors"]] == ["is nested too deeply"] * 2
    assert found["summary"]["accepted"] == 1
    assert run(log(tmp_path / "deep.jsonl", deep), "--fix").stderr.endswith("deep.jsonl:1: is nested too deeply\n")


class TestFix:
    def test_it_prints_the_request_that_is_taken_and_says_what_it_left_out(self, tmp_path: Path) -> None:
        result = run(log(tmp_path / "request.json", ASKED), "--provider", "minimax", "--fix")
        assert result.exit_code == 0
        assert json.loads(result.stdout) == {**BODY, "metadata": {"user_id": "u"}}
        assert "request.json:1: left out stop_sequences: MiniMax ignores it" in result.stderr
        assert "left out temperature: 0 is not more than 0" in result.stderr

    def test_it_writes_back_to_the_file(self, tmp_path: Path) -> None:
        exchange = {"request": {"method": "POST", "url": "/v1/messages", "headers": {"a": "b"}, "body": ASKED}}
        file = log(tmp_path / "log.jsonl", ASKED, exchange)
        assert run(file, "--provider", "minimax", "--fix", "--write").exit_code == 0
        first, second = map(json.loads, file.read_text().splitlines())
        assert first == second["request"]["body"] == {**BODY, "metadata": {"user_id": "u"}}
        assert second["request"]["headers"] == {"a": "b"}
        assert [path.name for path in tmp_path.iterdir()] == ["log.jsonl"]

    def test_what_a_link_leads_to_is_written(self, tmp_path: Path) -> None:
        file, link = log(tmp_path / "request.json", ASKED), tmp_path / "link.json"
        link.symlink_to(file)
        assert run(link, "--provider", "minimax", "--fix", "--write").exit_code == 0
        assert link.is_symlink()
        assert "stop_sequences" not in json.loads(file.read_text())

    def test_a_list_stays_one_and_can_go_to_another_file(self, tmp_path: Path) -> None:
        file, out = (
            log(tmp_path / "requests.json", [ASKED, {"method": "POST", "path": "/v1/messages", "body": ASKED}]),
            tmp_path / "fixed.json",
        )
        assert run(file, "--provider", "minimax", "--fix", "-o", out).stdout == ""
        first, second = json.loads(out.read_text())
        assert second == {"method": "POST", "path": "/v1/messages", "body": first}
        assert run(file, "--provider", "minimax", "--fix", "--write").exit_code == 0
        assert file.read_text() == out.read_text()

    def test_what_cannot_be_mended_is_said(self, tmp_path: Path) -> None:
        result = run(log(tmp_path / "request.json", {**BODY, "max_tokens": "64"}), "--fix")
        assert result.exit_code == 1
        assert "cannot fix max_tokens: this must be an integer" in result.stderr

    @pytest.mark.parametrize("line", ['{"model": ', '{"input_tokens": 3}'])
    def test_a_file_with_anything_else_stays_as_it_is(self, tmp_path: Path, line: str) -> None:
        file = log(tmp_path / "log.jsonl", ASKED, line)
        before = file.read_text()
        assert run(file, "--provider", "minimax", "--fix", "--write").exit_code == 3
        assert file.read_text() == before
        assert [path.name for path in tmp_path.iterdir()] == ["log.jsonl"]

    def test_it_is_for_one_provider_and_for_files(self, tmp_path: Path) -> None:
        file = log(tmp_path / "request.json", BODY)
        assert run(file, "--all-providers", "--fix").exit_code == 2
        assert run(file, "--write").exit_code == 2
        assert run(file, "--fix", "--format", "json").exit_code == 2
        assert run(file, "--fix", "--write", "-o", tmp_path / "out.json").exit_code == 2
        assert run("-", "--fix", "--write", stdin=b"{}").exit_code == 2


def test_the_guide_shows_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of the README make the files that it checks, from nothing but a mock."""
    guide = (ROOT / "README.md").read_text(encoding="utf-8")
    (section,) = re.findall(r"^## Check requests and streams\n(.*?)^## ", guide, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    made = re.findall(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    with serving(mock_app()) as url:
        for each in made:
            subprocess.run(["sh", "-ec", each.replace("http://127.0.0.1:8400", url)], check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer.sse", "request.json"]
    screens = re.findall(r"^```text\n\$ isogloss check (.*?)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert len(screens) == 2
    for arguments, shown in screens:
        assert run(*arguments.split()).stdout == shown
    in_a_test, middleware = re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    with pytest.raises(AssertionError, match="stream-end-missing"):
        exec(in_a_test, {})
    monkeypatch.setitem(sys.modules, "echo", SimpleNamespace(app=mock_app()))  # as the README made it before
    checked: dict[str, Any] = {}
    exec(middleware, checked)
    with serving(checked["app"]) as url:
        assert (
            httpx2.get(f"{url}/v1/models", headers={"x-api-key": "any", "anthropic-version": "2023-06-01"}).status_code
            == 200
        )


def test_several_providers_are_ranked_and_the_findings_come_on_demand(tmp_path: Path) -> None:
    plain = {**BODY, "max_tokens": 64, "messages": [{"role": "user", "content": "Hi."}]}
    file = log(tmp_path / "log.jsonl", *[plain] * 3, {**plain, "temperature": 0})
    arguments = (file, "--provider", "minimax", "--provider", "base")
    result = run(*arguments)
    table = [
        "                   Not    May  Silently",
        "Provider  Fine  stated  break   ignored  Breaks  First reasons",
        "base         4       0      0         0       0",
        "minimax      3       0      0         0       1  temperature",
    ]
    lines = result.stdout.splitlines()
    assert lines[:5] == [*table, ""]
    assert lines[lines.index(f"{file}:4: request") + 1].startswith(
        "  Breaks [request-out-of-range] (minimax) temperature: "
    )
    assert result.exit_code == 1
    everybody = run(file, "--all-providers")
    assert "[request-out-of-range]" not in everybody.stdout
    assert "Model names are not checked for alibaba, " in everybody.stdout
    assert everybody.stdout.endswith("--show details lists the findings, --provider NAME those of one provider.\n")
    details = run(file, "--all-providers", "--show", "details").stdout
    assert f"{file}:1: request\n" in details
    assert "\n  Fine: alibaba, anthropic, " in details
    assert "3 of 4 requests are fine on MiniMax as documented on 2026-01; 1 breaks: temperature.\n" in details
    assert run(*arguments, "--format", "markdown").stdout.startswith(
        "| Provider | Fine | Not stated | May break | Silently ignored | Breaks | First reasons |\n"
        "|---|--:|--:|--:|--:|--:|---|\n"
        "| base | 4 | 0 | 0 | 0 | 0 |  |\n| minimax | 3 | 0 | 0 | 0 | 1 | temperature |\n"
    )


def test_findings_that_providers_have_alike_are_shown_once(tmp_path: Path) -> None:
    file = log(tmp_path / "log.jsonl", {**BODY, "max_tokens": "64", "top_k": 1})
    details = run(file, "--all-providers", "--show", "details").stdout
    assert details.count("this must be an integer") == 1
    assert "  Breaks [request-type] (all providers) max_tokens: this must be an integer" in details
    assert (
        "  Silently ignored [request-ignored] (deepseek, minimax, minimax-m3) top_k: each provider ignores it\n"
        in details
    )


@pytest.mark.parametrize(
    ("provider", "why"),
    [
        ("ollama", "; model names are not checked, because Ollama lists none"),
        ("baseten", "; model names are not checked, because Baseten lists only some"),
        ("minimax", ""),
        ("base", ""),
    ],
)
def test_the_sentence_says_that_model_names_are_not_checked(tmp_path: Path, provider: str, why: str) -> None:
    sentence = run(log(tmp_path / "log.jsonl", BODY), "--provider", provider).stdout.splitlines()[-1]
    assert ("model names" in sentence) == bool(why)
    assert sentence.endswith(f"{why}.")


@pytest.mark.parametrize("style", ["json", "text"])
def test_several_processes_report_what_one_reports(style: str, tmp_path: Path) -> None:
    long = {**BODY, "messages": [{"role": "user", "content": "Hi. " * 200_000}]}
    entries = [long, {**BODY, "temperature": 0}, '{"model": ', long, "", {**BODY, "stop_sequences": ["END"]}, long]
    files = log(tmp_path / "log.jsonl", *entries), log(tmp_path / "one.json", BODY), tmp_path / "missing.jsonl"
    arguments = (*files, "--provider", "minimax", "--format", style)
    one, two = run(*arguments), run(*arguments, "--jobs", "2")
    assert (two.stdout, two.exit_code) == (one.stdout, one.exit_code) == (one.stdout, 3)
    for place in (f"{files[0]}", "3", "6", f"{files[2]}", "request-ignored", "the file does not exist"):
        assert place in one.stdout
