"""`isogloss resolve` as it is used: what it prints, where it writes, how it fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from isogloss_codegen.cli.resolve import command
from isogloss_codegen.document import yaml_source

ROOT = Path(__file__).parents[2]
STREAM = """\
openapi: 3.2.0
info: {title: Library, version: '1'}
paths:
  /loans:
    query:
      responses: {'200': {description: Loans., content: {text/event-stream: {itemSchema: {type: object}}}}}
"""


@pytest.fixture(autouse=True)
def _checkout(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    monkeypatch.chdir(ROOT)


def resolve(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_yaml_begins_with_where_it_is_from_and_keeps_the_order() -> None:
    result = resolve("base")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Resolved by isogloss from base: change that, not this.\nopenapi: 3.2.0\n")
    base = yaml_source.read(Path("spec/openapi.yaml").read_text(encoding="utf-8")).value
    printed = yaml_source.read(result.stdout).value
    assert list(printed) == list(base)
    assert list(printed["components"]["schemas"]) == list(base["components"]["schemas"])


def test_json_is_the_same_document() -> None:
    printed = json.loads(resolve("minimax", "--format", "json").stdout)
    assert printed == yaml_source.read(resolve("minimax").stdout).value


def test_a_provider_has_its_own_limits_and_servers() -> None:
    printed = json.loads(resolve("minimax", "--format", "json").stdout)
    temperature = printed["components"]["schemas"]["CreateMessageRequest"]["properties"]["temperature"]
    assert "minimum" not in temperature
    assert temperature["exclusiveMinimum"] == 0
    assert printed["servers"][0]["url"] == "https://api.minimax.io/anthropic"


def test_it_writes_files(tmp_path: Path) -> None:
    result = resolve("base", "--openapi", "3.1", "-o", str(tmp_path / "base.yaml"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "openapi: 3.1.1\n" in (tmp_path / "base.yaml").read_text(encoding="utf-8")


def test_a_document_of_anybody(tmp_path: Path) -> None:
    path = tmp_path / "library.yaml"
    path.write_text(STREAM)
    assert json.loads(resolve(str(path), "--format", "json").stdout)["openapi"] == "3.2.0"
    result = resolve(str(path), "--openapi", "3.1")
    assert (result.exit_code, result.stdout) == (1, "")
    message = "error[feature-3.2-only] a Path Item Object has no query before OpenAPI 3.2, at /paths/~1loans/query\n"
    assert result.stderr.endswith(message)
    path.write_text(STREAM.replace("query", "get"))
    printed = json.loads(resolve(str(path), "--openapi", "3.1", "--format", "json").stdout)
    content = printed["paths"]["/loans"]["get"]["responses"]["200"]["content"]
    assert content == {"text/event-stream": {"x-stream-item": {"type": "object"}}}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["minimx"], 2, "did you mean `minimax`?"),
        (["base", "--openapi", "3.0"], 2, "'3.0' is not one of '3.1', '3.2'"),
        (["base", "-o", "nowhere/api.yaml"], 2, "cannot write nowhere/api.yaml: No such file or directory"),
        (["old.yaml", "--openapi", "3.1"], 2, "a document of OpenAPI 3.0 cannot be written as one of a later release"),
        (["broken.yaml"], 3, "broken.yaml:1:10: error[yaml-syntax]"),
        (["misfit.yaml"], 3, 'help: did you mean "info"?'),
        (["git:HEAD:nosuch.yaml"], 3, "error[unreadable] cannot be read: "),
    ],
)
def test_failures(
    arguments: list[str], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text("openapi: 3.0.3\ninfo: {title: a, version: b}\npaths: {}\n")
    Path("broken.yaml").write_text("openapi: [")
    Path("misfit.yaml").write_text(
        "overlay: 1.1.0\ninfo: {title: a, version: b}\nextends: old.yaml\nactions: [{target: $.inf, remove: true}]\n"
    )
    result = resolve(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
