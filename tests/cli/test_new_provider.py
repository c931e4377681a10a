"""A provider is one file: wherever it lies, every command knows what to do with it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from click.testing import CliRunner, Result

from isogloss_codegen.cli import main

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
REQUEST = {"model": "acme-1", "max_tokens": 5, "top_k": 3, "messages": [{"role": "user", "content": "Hello"}]}
IMAGE = {"type": "image", "source": {"type": "url", "url": "https://acme.example/a.png"}}
OVERLAY = """\
overlay: 1.1.0
info:
  title: Acme
  version: 2026-11-20
  x-provider:
    id: acme
    servers: [{{url: https://acme.example, joined: https://acme.example/v1/messages, evidence: &word [{{kind: docs,
      source: acme-reference, where: Addresses, says: One address., retrieved: 2026-11-20}}]}}]
    auth: {{schemes: [BearerToken], evidence: *word}}
    models: {{ids: [acme-1], closed: true, evidence: *word}}
extends: {extends}
actions:
  - target: $.components.schemas.CreateMessageRequest.properties.top_k
    update: {{x-support: {{status: ignored}}}}
    x-evidence: *word
  - target: $.components.schemas.ImageBlockParam
    update: {{x-support: {{status: rejected}}}}
    x-evidence: *word
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def printed(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_one_file_in_the_spec_makes_a_module_a_column_a_comparison_and_a_mock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "spec", "spec", ignore=shutil.ignore_patterns("examples", "[!g]*.overlay.yaml"))
    before = run("diff", "base", "acme")
    assert (before.exit_code, "there is no provider and no file `acme`" in before.stderr) == (2, True)

    Path("spec/providers/acme@2026-11-20.overlay.yaml").write_text(OVERLAY.format(extends="../openapi.yaml"))

    assert printed("validate") == "No problems in 4 files.\n"
    assert run("generate", "--output", "build").exit_code == 0
    code = "import isogloss.providers.acme as acme; print(acme.Client.__module__, hasattr(acme, 'ImageBlockParam'))"
    module = subprocess.run(
        [sys.executable, "-c", code], cwd="build", env={"PYTHONPATH": "."}, capture_output=True, text=True
    )
    assert module.stdout == "isogloss.providers.acme.client False\n", module.stderr
    assert " | Acme | " in Path("build/SUPPORT.md").read_text()
    matrix = json.loads(printed("matrix", "--format", "json"))
    assert "acme" in [provider["id"] for provider in matrix["providers"]]
    report = json.loads(printed("diff", "base", "acme", "--format", "json", "--fail-on", "never"))
    assert {"breaking", "silent"} <= {change["level"] for change in report["changes"]}

    with served("acme") as url:
        assert ask(url, REQUEST).status_code == 200
        refused = ask(url, {**REQUEST, "messages": [{"role": "user", "content": [IMAGE]}]})
    assert (refused.status_code, refused.json()["error"]["type"]) == (400, "invalid_request_error")


@contextmanager
def served(provider: str) -> Generator[str]:
    """The URL of a mock that speaks as a provider."""
    command = [sys.executable, "-m", "isogloss_codegen", "serve", "--provider", provider, "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert said.startswith(f"isogloss mock ({provider}) on http://127.0.0.1:"), process.communicate()
        yield said.split()[-1]
    finally:
        process.kill()
        process.communicate()


def ask(url: str, body: object) -> httpx2.Response:
    headers = {"authorization": "Bearer any", "anthropic-version": "2023-06-01"}
    return httpx2.post(f"{url}/v1/messages", json=body, headers=headers)


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An overlay that lies beside no spec, seen from a working directory that is no checkout."""
    monkeypatch.chdir(tmp_path)
    Path("overlays").mkdir()
    Path("overlays/acme.yaml").write_text(OVERLAY.format(extends="isogloss:base"))
    Path("request.json").write_text(json.dumps(REQUEST))
    return "overlays/acme.yaml"


def test_an_overlay_anywhere_is_validated(overlay: str) -> None:
    assert printed("validate", overlay) == "No problems in 1 file.\n"


def test_an_overlay_anywhere_is_resolved(overlay: str) -> None:
    assert "ImageBlockParam" not in json.loads(printed("resolve", overlay, "--format", "json"))["components"]["schemas"]


@pytest.mark.parametrize("pair", [("base", "{}"), ("minimax", "{}"), ("{}", "minimax")])
def test_an_overlay_anywhere_is_compared(overlay: str, pair: tuple[str, str]) -> None:
    a, b = (name.format(overlay) for name in pair)
    report = json.loads(printed("diff", a, b, "--format", "json", "--fail-on", "never"))
    assert report["changes"]


def test_an_overlay_anywhere_has_a_column(overlay: str) -> None:
    text = printed("matrix", "--provider", overlay, "--feature", "top_k")
    assert "Ignored" in text
    assert "acme-reference" in text


def test_requests_are_checked_against_an_overlay_anywhere(overlay: str) -> None:
    report = json.loads(printed("check", "request.json", "--provider", overlay, "--format", "json"))
    assert [result["verdict"] for result in report["results"]] == ["degraded"]


def test_an_overlay_anywhere_is_set_up(overlay: str) -> None:
    text = printed("setup", overlay)
    assert "https://acme.example" in text


def test_an_overlay_anywhere_is_what_others_begin_with(overlay: str) -> None:
    printed("init-provider", "emca", "--from", overlay, "-o", "emca.yaml")
    assert "  - target: $.components.schemas.ImageBlockParam\n" in Path("emca.yaml").read_text()


def test_an_overlay_anywhere_has_a_mock(overlay: str) -> None:
    with served(overlay) as url:
        assert ask(url, REQUEST).json()["content"][0]["text"] == "You said: Hello"
        assert ask(url, {**REQUEST, "messages": [{"role": "user", "content": [IMAGE]}]}).status_code == 400


def test_a_package_is_made_of_documents_not_of_overlays(overlay: str) -> None:
    result = run("generate", "--spec", overlay, "--output", "build")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "error[not-openapi] this is an overlay" in result.stderr
    assert not Path("build").exists()
