"""The README's commands and code work, word for word; only ports and the folder of commands are replaced."""

from __future__ import annotations

import importlib
import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

import isogloss
from interop.environment import succeeded, variables
from interop.wheel import RELEASES
from isogloss.testing import serving
from isogloss_codegen.check import Checker, assert_clean

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent
DEFAULT_URL = "http://127.0.0.1:8400"
HELLO: dict[str, Any] = {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "hello"}]}
NOWHERE = "http://127.0.0.1:9"


def blocks(section: str, language: str) -> list[str]:
    """The code of a language in a section, block by block."""
    (text,) = re.findall(rf"^## {re.escape(section)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(section: str) -> list[list[str]]:
    """The commands of a section; those from `.venv/bin`, or from nowhere, are taken from this environment."""
    lines = [line.partition("#")[0] for block in blocks(section, "sh") for line in block.splitlines()]
    return [command(line) for line in lines]


def command(line: str) -> list[str]:
    name, *arguments = shlex.split(line)
    return [str(BIN / name.removeprefix(".venv/bin/")), *arguments] if name != "make" else [name, *arguments]


@contextmanager
def running(arguments: list[str], where: Path, announcement: str) -> Generator[str]:
    """The URL that a server says it is at, while it runs."""
    process = subprocess.Popen(
        arguments, cwd=where, env=variables(NOWHERE), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert process.stdout is not None
        said: list[str] = []
        for line in process.stdout:
            said.append(line)
            if found := re.search(rf"{announcement} (http://127\.0\.0\.1:\d+)", line):
                yield found[1]
                return
        raise AssertionError("".join(said))
    finally:
        process.kill()
        process.communicate()


def test_the_two_commands_are_those_that_ci_runs() -> None:
    two = [" ".join(each) for each in commands("Two commands")]
    assert two == ["make generate", "make test"]
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert set(two) <= set(steps)


def test_quickstart(tmp_path: Path) -> None:
    (serve,) = commands("Quickstart")
    script = "".join(blocks("Quickstart", "python"))
    assert DEFAULT_URL in script
    assert f"serve on {DEFAULT_URL}" in succeeded(subprocess.run([*serve, "--help"], capture_output=True, text=True))
    with running([*serve, "--port", "0"], tmp_path, r"isogloss mock \(base\) on") as url:
        python = [sys.executable, "-c", script.replace(DEFAULT_URL, url)]
        process = subprocess.run(python, env=variables(NOWHERE), cwd=tmp_path, capture_output=True, text=True)
    whole, streamed, *refusal = succeeded(process).splitlines()
    assert whole == "You said: Which line divides two dialects?"
    assert streamed.startswith("You said: Once more, slowly.")
    assert any("max_tokens" in line for line in refusal)
    assert any("messages[0].content[0].text" in line for line in refusal)


def of_your_own(where: Path) -> tuple[str, str, str]:
    """Writes the three programs of the section into a folder; the name of the first, how to run it, and its curl."""
    section = "A server of your own"
    (name, run) = re.findall(r"Save this as\n`([\w.]+)` and run `([^`]+)`", README)[0]
    for file, source in zip((name, "words.py", "mounted.py"), blocks(section, "python"), strict=True):
        (where / file).write_text(source, encoding="utf-8")
    (curl,) = blocks(section, "sh")
    return name, run, curl


def test_a_server_of_your_own(tmp_path: Path) -> None:
    _, run, curl = of_your_own(tmp_path)
    hello = isogloss.UserMessageParam(content="hello")
    with (
        running([*command(run), "--port", "0"], tmp_path, "running on") as url,
        isogloss.Client(base_url=url, api_key="any") as client,
    ):
        assert client.messages.create(model="m", max_tokens=9, messages=[hello]).text == "1 messages, thank you"
        with client.messages.stream(model="m", max_tokens=9, messages=[hello]) as stream:
            assert "".join(stream.text_stream) == "1 messages, thank you"
            assert stream.get_final_message().usage.output_tokens == 4
        assert "http://127.0.0.1:8000" in curl  # where uvicorn listens
        process = subprocess.run(
            ["sh", "-c", curl.replace("http://127.0.0.1:8000", url)], capture_output=True, text=True
        )
        assert json.loads(succeeded(process))["content"] == [{"type": "text", "text": "1 messages, thank you"}]
        judged = Checker.of("base").check_response(json.loads(process.stdout))
        assert {finding.level for finding in judged.findings} <= {"info"}
        bin = str(BIN / "isogloss")
        probed = subprocess.run(
            [bin, "probe", url, "--api-key-env", "KEY", "--model", "echo"],
            env=variables(NOWHERE) | {"KEY": "any"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert "Breaks: " not in probed.stdout, probed.stdout


def test_streaming_token_by_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of_your_own(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    app = importlib.import_module("words").app
    with serving(app) as url, isogloss.Client(base_url=url, api_key="any") as client:
        hello = isogloss.UserMessageParam(content="hello")
        assert client.messages.create(model="m", max_tokens=9, messages=[hello]).text == "one word at a time"
        raw = httpx2.post(
            f"{url}/v1/messages",
            json=HELLO | {"stream": True},
            headers={"x-api-key": "k", "anthropic-version": "2023-06-01"},
        )
        assert raw.text.count("event: content_block_delta") == 5
        assert_clean(Checker.of("base").check_stream(raw.content))
        with client.messages.stream(**HELLO) as stream:
            assert "".join(stream.text_stream) == "one word at a time"


def test_mounted_in_another_framework(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of_your_own(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    echo = importlib.import_module("echo").Echo
    seen: list[Any] = []

    async def spied(self: Any, body: Any, parameters: Any, context: Any) -> Any:
        seen.append((context.identity, context.scope["state"]))
        return await answer(self, body, parameters, context)

    answer = echo.messages_create
    monkeypatch.setattr(echo, "messages_create", spied)
    with serving(importlib.import_module("mounted").app) as url:
        assert httpx2.get(f"{url}/health").json() == {"status": "ok"}
        asked = {"origin": "http://page", "access-control-request-method": "POST"}
        allowed = httpx2.options(f"{url}/v1/messages", headers=asked | {"access-control-request-headers": "x-api-key"})
        assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, "*")
        for key, kind in (("key-of-emma", "message"), ("key-of-max", "error")):
            headers = {"x-api-key": key, "anthropic-version": "2023-06-01", "origin": "http://page"}
            given = httpx2.post(f"{url}/v1/messages", json=HELLO, headers=headers)
            assert (given.json()["type"], given.headers["access-control-allow-origin"]) == (kind, "*")
        assert seen == [("emma", {"engine": "loaded"})]


def test_what_a_provider_does_not_support_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    (snippet,) = blocks("Providers", "python")
    exec(snippet, {})
    assert capsys.readouterr().out.startswith("top_k ignored minimax-compatibility")


def test_your_own_api(tmp_path: Path) -> None:
    (document,) = blocks("What a change breaks", "sh")
    subprocess.run(["sh", "-ec", document], check=True, cwd=tmp_path)
    for each in commands("Your own API"):
        succeeded(subprocess.run(each, cwd=tmp_path, capture_output=True, text=True))
    code = "import library; print(library.Loan(title='Emma').title, library.Client)"
    process = subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "build", capture_output=True, text=True)
    assert succeeded(process) == "Emma <class 'library.client.Client'>\n"


def test_each_extra_is_in_the_table_with_what_it_brings() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {f"isogloss[{name}]": wanted for name, wanted in project["optional-dependencies"].items()}
    wanted = {"isogloss": project["dependencies"], **extras}
    rows = re.findall(r"^\| `(isogloss[^`]*)` \|.*\| ([^|]*) \|$", README, re.MULTILINE)
    brings = {name: [re.split("[<>=]", each)[0] for each in packages] for name, packages in wanted.items()}
    assert {name: packages.split(", ") for name, packages in rows} == brings
    releases = {line.rpartition(" :: ")[2] for line in project["classifiers"] if ":: Python :: 3." in line}
    assert releases == set(RELEASES)
    assert f"Python {RELEASES[0]} to {RELEASES[-1]}." in README


def test_paths_in_the_readme_lead_somewhere() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(linked) > 5
    assert [path for path in linked if not (ROOT / path).exists()] == []


def test_the_changelog_begins_with_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    heading = re.search(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heading is not None
    assert heading[1].split()[0] == project["version"]


def test_what_contributors_are_told_to_run_and_edit_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", text, re.MULTILINE))
    assert {target for pair in named for target in pair if target} <= targets
    paths = re.findall(r"`((?:spec|codegen|tests|generated|\.ci)/[\w./-]*)`", text)
    assert len(paths) > 10
    assert [path for path in paths if "NAME" not in path and not (ROOT / path).exists()] == []
