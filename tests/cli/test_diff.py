"""`isogloss diff` as a command: what it prints, what it exits with, where it writes, and how it fails."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from commands import isogloss
from isogloss_codegen.cli.rule_areas import Rules
from isogloss_codegen.display import cells
from isogloss_codegen.document.openapi import load
from isogloss_codegen.project.settings import read_settings

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases" / "diff"
PAIR = ("anthropic@2023-06-01", "minimax")
A = """\
openapi: 3.1.0
info: {title: Library, version: '1'}
paths:
  /loans:
    post:
      operationId: loans.create
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Loan'}}}
      responses: {'200': {description: Lent.}}
components:
  schemas:
    Loan:
      type: object
      description: What is lent.
      required: [title]
      properties:
        title: {type: string, description: Of the book.}
        days: {type: integer, minimum: 0, description: For how long.}
        remark: {type: string, maxLength: 500, description: What else there is to say.}
"""
B = A.replace("minimum: 0", "minimum: 1").replace("maxLength: 500", "maxLength: 100").replace("'1'", "'2'")
LOG = [{"title": "Emma", "days": 3}, {"title": "Emma"}, {"method": "POST", "path": "/loans", "body": {"title": "Lot"}}]


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return isogloss("diff", *arguments, cwd=cwd, **environment)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with two versions of a document, and a log of requests."""
    (tmp_path / "a.yaml").write_text(A, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(B, encoding="utf-8")
    (tmp_path / "log.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in LOG), encoding="utf-8")
    return tmp_path


def changes(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return json.loads(result.stdout)["changes"]


def test_tells_a_client_what_to_mind(library: Path, golden: Callable[[Path, str], None]) -> None:
    result = run("a.yaml", "b.yaml", cwd=library)
    assert (result.returncode, result.stderr) == (1, "")
    golden(CASES / "library.txt", result.stdout)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("a.yaml", "b.yaml"), 1),
        (("a.yaml", "b.yaml", "--fail-on", "info"), 1),
        (("a.yaml", "b.yaml", "--fail-on", "never"), 0),
        (("a.yaml", "a.yaml"), 0),
        (("a.yaml", "a.yaml", "--fail-on", "info"), 0),
        (("b.yaml", "a.yaml"), 0),
        (("b.yaml", "a.yaml", "--both"), 1),
    ],
)
def test_exits_by_the_worst_finding(library: Path, arguments: tuple[str, ...], code: int) -> None:
    result = run(*arguments, cwd=library)
    assert (result.returncode, result.stderr) == (code, "")


def test_the_same_document_has_no_differences(library: Path) -> None:
    assert "No differences." in run("a.yaml", "a.yaml", cwd=library).stdout
    assert changes(run("minimax", "minimax", "--format", "json")) == []


def test_documents_of_one_name_are_called_by_their_paths(library: Path) -> None:
    (library / "old").mkdir()
    (library / "old" / "a.yaml").write_text(A, encoding="utf-8")
    lines = run("old/a.yaml", "a.yaml", cwd=library).stdout.splitlines()
    assert lines[0] == "Library: existing clients of old/a.yaml (old) with a.yaml (new)"
    assert lines[-1] == "Existing clients keep working."


def test_both_directions_are_two_reports(library: Path) -> None:
    result = run("a.yaml", "b.yaml", "--both", "--format", "json", cwd=library)
    document = json.loads(result.stdout)
    assert [(report["from"]["id"], report["to"]["id"]) for report in document["reports"]] == [("a", "b"), ("b", "a")]


def test_requests_of_ones_own_leave_out_what_they_do_not_send(library: Path) -> None:
    result = run("a.yaml", "b.yaml", "--using", "log.jsonl", "--format", "json", cwd=library)
    document = json.loads(result.stdout)
    assert [(change["path"], change["sent"]) for change in document["changes"]] == [("days", 1)]
    assert document["requests"] == {"source": "of log.jsonl", "total": 3, "not_sent": 1}
    shown = run("a.yaml", "b.yaml", "--using", "log.jsonl", cwd=library).stdout
    assert "1 of 3 requests" in shown
    assert "1 finding left out: no request sends the subject." in shown


@pytest.mark.parametrize("style", ["text", "markdown", "html", "json", "github", "sarif", "junit"])
def test_writes_a_file(library: Path, style: str) -> None:
    result = run("a.yaml", "b.yaml", "--format", style, "-o", "out", cwd=library)
    assert (result.returncode, result.stdout, result.stderr) == (1, "", "")
    assert (library / "out").read_text() == run("a.yaml", "b.yaml", "--format", style, cwd=library).stdout


def test_is_colored_only_where_eyes_see_it(library: Path) -> None:
    plain = run("a.yaml", "b.yaml", cwd=library).stdout
    colored = run("a.yaml", "b.yaml", "--color", "always", cwd=library).stdout
    assert "\x1b" not in plain
    assert "\x1b[31m" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain
    assert "\x1b" not in run("a.yaml", "b.yaml", "--color", "auto", cwd=library, NO_COLOR="1").stdout


def test_a_reader_that_goes_away_is_no_error(library: Path) -> None:
    command = [sys.executable, "-m", "isogloss_codegen", "diff", *PAIR, "--show", "all", "--format", "json"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    error = process.stderr.read().decode()
    process.stderr.close()
    process.wait()
    assert "Traceback" not in error


def test_settings_say_what_counts_and_what_one_lives_with(library: Path) -> None:
    (library / "pyproject.toml").write_text(
        """\
[tool.isogloss]
ignores = [
  {rule = "request-upper-bound-lowered", path = "remark", reason = "ours are short"},
  {rule = "request-upper-bound-lowered", path = "title", reason = "long gone"},
]
[tool.isogloss.levels]
request-lower-bound-raised = "warning"
""".replace("request-upper-bound-lowered", rule_of(library, "remark")),
        encoding="utf-8",
    )
    result = run("a.yaml", "b.yaml", "--format", "json", cwd=library)
    document = json.loads(result.stdout)
    assert result.returncode == 0
    assert [(change["path"], change["level"]) for change in document["changes"]] == [("days", "warning")]
    assert [(item["path"], item["reason"]) for item in document["ignored"]] == [("remark", "ours are short")]
    assert result.stderr.startswith("pyproject.toml:4:3: warning[ignore-unused] this ignores no finding of ")
    below = library / "below"
    below.mkdir()
    assert run("../a.yaml", "../b.yaml", cwd=below).returncode == 0, "settings of a folder above count"


def rule_of(library: Path, path: str) -> str:
    found = changes(run("a.yaml", "b.yaml", "--format", "json", cwd=library))
    return next(change["rule"] for change in found if change["path"] == path)


def test_wrong_settings_are_shown_where_they_stand(library: Path) -> None:
    (library / "pyproject.toml").write_text("[tool.isogloss.levels]\nrequest-lower-bound-raisd = 'info'\n")
    result = run("a.yaml", "b.yaml", cwd=library)
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith(
        "pyproject.toml:2:1: error[settings-unknown] there is no rule `request-lower-bound-raisd`\n"
        "    2 | request-lower-bound-raisd = 'info'\n"
    )
    assert 'help: did you mean "request-lower-bound-raised"?' in result.stderr


def test_what_it_cannot_read_is_never_no_difference(library: Path) -> None:
    (library / "swagger.json").write_text('{"swagger": "2.0", "info": {}}')
    (library / "broken.yaml").write_text("openapi: 3.1.0\ninfo: [\n")
    (library / "log.jsonl").write_text('{"title": "Emma"}\n{"title": \n')
    for arguments, start in (
        (("a.yaml", "swagger.json"), "swagger.json:1:"),
        (("broken.yaml", "a.yaml"), "broken.yaml:"),
        (("a.yaml", "git:HEAD:nowhere.yaml"), "git:HEAD:nowhere.yaml:1:1: error[unreadable]"),
        (("a.yaml", "b.yaml", "--using", "log.jsonl"), "log.jsonl:2:"),
        (("a.yaml", "b.yaml", "--using", "missing.jsonl"), "missing.jsonl:1:1: error[unreadable]"),
    ):
        result = run(*arguments, cwd=library)
        assert (result.returncode, result.stdout) == (3, ""), arguments
        assert result.stderr.startswith(start)


DANGLING = {
    "schema": (("schemas/Loan'", "schemas/Lone'"), "request-reference-unresolved", "#/components/schemas/Lone"),
    "member": (
        ("{$ref: '#/components/schemas/Loan'}", "{anyOf: [{type: 'null'}, {$ref: '#/components/schemas/Lone'}]}"),
        "request-reference-unresolved",
        "#/components/schemas/Lone",
    ),
    "response": (
        ("{description: Lent.}", "{$ref: '#/components/responses/Lent'}"),
        "request-operation-unresolved",
        "#/components/responses/Lent",
    ),
}


@pytest.mark.parametrize("name", DANGLING)
def test_what_a_reference_without_a_target_means_is_not_compared_and_the_rest_is(name: str, library: Path) -> None:
    change, rule, reference = DANGLING[name]
    (library / "dangling.yaml").write_text(A.replace(*change))
    other = "paths:\n  /books: {get: {operationId: books.list, responses: {'200': {description: Books.}}}}\n"
    (library / "more.yaml").write_text(A.replace("paths:\n", other))
    for pair in (("a.yaml", "dangling.yaml"), ("dangling.yaml", "a.yaml"), ("dangling.yaml", "dangling.yaml")):
        result = run(*pair, "--format", "json", cwd=library)
        (found,) = json.loads(result.stdout)["changes"]
        assert (result.returncode, found["rule"], found["level"]) == (3, rule, "warning"), pair
        assert result.stderr == "Error: 1 place could not be compared, because a `$ref` has no target: see the report\n"
    assert reference in found["message"]
    assert run("dangling.yaml", "a.yaml", "--fail-on", "warning", cwd=library).returncode == 1
    assert run("dangling.yaml", "a.yaml", "--fail-on", "never", cwd=library).returncode == 0
    rest = run("more.yaml", "dangling.yaml", "--format", "json", cwd=library)
    assert (rest.returncode, rest.stderr) == (1, "")
    assert [each["rule"] for each in json.loads(rest.stdout)["changes"]] == ["request-operation-removed", rule]


def test_what_a_revision_lacks_is_shown_at_the_reference(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the working tree is none of the revision, and its absence there is never no difference."""
    monkeypatch.chdir(library)
    (library / "c.yaml").write_text(A.replace("'#/components/schemas/Loan'", "'parts.yaml#/Loan'"))
    for arguments in ("init -q", "add c.yaml", "-c user.name=a -c user.email=a@a.example commit -qm One"):
        subprocess.run(["git", *arguments.split()], check=True, capture_output=True)
    (library / "parts.yaml").write_text("Loan: {type: object}\n")
    result = run("git:HEAD:c.yaml", "a.yaml", cwd=library)
    assert (result.returncode, result.stdout) == (3, "")
    first, line, caret, *_ = result.stderr.splitlines()
    message = "parts.yaml#/Loan cannot be resolved: path 'parts.yaml'"
    assert first.startswith(f"git:HEAD:c.yaml:9:53: error[ref-unresolved] {message}")
    assert line.partition(" | ")[2].strip().startswith("content: {application/json: {schema: {$ref: 'parts.yaml")
    assert set(caret.partition(" | ")[2].strip()) == {"^"}


def test_wrong_usage_is_said_in_a_line(library: Path) -> None:
    for arguments, message in (
        (("a.yaml", "minimx"), "there is no provider and no file `minimx`; did you mean `minimax`?"),
        (("a.yaml", "b.yaml", "-o", "missing/out"), "cannot write missing/out: No such file or directory"),
        (("a.yaml", "b.yaml", "--both", "--all-providers"), "--both and --all-providers exclude each other"),
        (("a.yaml",), "Missing argument 'NEW'."),
    ):
        result = run(*arguments, cwd=library)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.splitlines()[-1].endswith(message)


def unnumbered(text: str) -> str:
    """A report without the numbers of lines, which every edit of the spec moves."""
    return re.sub(r"\.yaml:\d+", ".yaml:0", text)


@pytest.mark.parametrize("width", [80, 120])
def test_two_providers_read_well(width: int, golden: Callable[[Path, str], None]) -> None:
    """The first screen says it all: the golden text was revised until it was good to read."""
    result = run(*PAIR, COLUMNS=str(width))
    assert (result.returncode, result.stderr) == (1, "")
    golden(CASES / f"providers.{width}.txt", unnumbered(result.stdout))
    lines = result.stdout.splitlines()
    assert len(lines) <= 40
    assert [line for line in lines if cells(line) > width] == []


def test_files_of_the_package_have_no_path_of_a_machine(tmp_path: Path) -> None:
    for style in ("text", "json", "sarif", "github", "markdown", "html"):
        result = run(*PAIR, "--format", style, cwd=tmp_path)
        # Markdown names the sources instead.
        assert style == "markdown" or "isogloss:spec/providers/minimax@" in unquote(result.stdout), style
        assert str(ROOT) not in result.stdout, style


def test_the_readme_shows_what_it_prints(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    versions, providers = re.findall(r"^\$ isogloss diff (.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    command, *lines = versions.splitlines()
    (made,) = re.findall(r"^```sh\n(cat > library.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    subprocess.run(["sh", "-ec", made], check=True, cwd=tmp_path)
    assert run(*command.split(), cwd=tmp_path).stdout.splitlines() == lines
    command, *lines = providers.splitlines()
    assert tuple(command.split()) == PAIR
    golden = {re.sub(r"\d+", "0", line) for line in (CASES / "providers.80.txt").read_text("utf-8").splitlines()}
    assert [line for line in lines if line != "..." and re.sub(r"\d+", "0", line) not in golden] == []
    (settings,) = re.findall(r"^```toml\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert read_settings(settings, "README.md", Rules()) is not None


@pytest.mark.parametrize("pair", [PAIR, ("base", "ollama"), ("generic", "anthropic"), ("vllm", "deepseek")])
def test_json_is_what_its_schema_says(pair: tuple[str, str]) -> None:
    schema = json.loads((ROOT / "spec" / "diff.schema.json").read_text(encoding="utf-8"))
    validator: Any = jsonschema.Draft202012Validator(schema)
    result = run(*pair, "--format", "json", "--fail-on", "never")
    assert result.returncode == 0
    document = json.loads(result.stdout)
    validator.validate(document)
    assert sum(document["summary"].values()) == len(document["changes"]) > 0


@pytest.mark.slow
def test_a_change_of_the_base_is_held_against_every_provider(tmp_path: Path) -> None:
    """One change, that messages may have the role of the system, and who refuses it."""
    old = load(ROOT / "spec" / "openapi.yaml").value
    union = old["components"]["schemas"]["MessageParam"]
    union["oneOf"] = [member for member in union["oneOf"] if "System" not in member["$ref"]]
    del union["discriminator"]["mapping"]["system"]
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    result = run(str(tmp_path / "old.json"), "base", "--all-providers", "--format", "json")
    (change,) = [each for each in changes(result) if each["direction"] == "request"]
    assert (change["rule"], change["path"]) == ("request-union-member-added", "messages[]")
    refusing = {each["id"] for each in change["providers"] if each["effect"] == "refuses"}
    assert refusing
    assert {each["id"] for each in change["providers"]} >= {"anthropic", "minimax", "ollama"}
    text = run(str(tmp_path / "old.json"), "base", "--all-providers").stdout
    assert f"Refused by: {', '.join(each for each in sorted(refusing))}"[:60] in text
    # Of what is gone, the overlays speak as long as it was there.
    back = run("base", str(tmp_path / "old.json"), "--all-providers", "--format", "json")
    (gone,) = [each for each in changes(back) if each["direction"] == "request"]
    assert (gone["rule"], gone["path"]) == ("request-union-member-removed", "messages[]")
    assert gone["providers"] == change["providers"]


@pytest.mark.parametrize("pair", [PAIR, ("vllm", "infinity-blue"), ("generic", "openrouter"), ("anthropic", "sglang")])
def test_the_conclusion_stays_below_three_lines(pair: tuple[str, str]) -> None:
    lines = run(*pair).stdout.rstrip().splitlines()
    assert 1 <= len(lines) - 1 - max(number for number, line in enumerate(lines) if not line) <= 2
