"""`isogloss validate` as it is used: formats, exit codes, what it reads and where it writes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from isogloss_codegen.cli.validate import command
from isogloss_codegen.generate import InvalidDocumentError, generate

CLEAN = """\
openapi: 3.1.0
info: {title: Library, version: '1', description: Lends books.}
paths: {}
"""
WARNED = CLEAN.replace("'1'", "1")
FAULTY = CLEAN.replace("paths", "pathes")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("clean", CLEAN), ("warned", WARNED), ("faulty", FAULTY), ("broken", "openapi: [")):
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def validate(*arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(command, arguments)


def report(*arguments: str) -> dict[str, Any]:
    return json.loads(validate("--format", "json", *arguments).stdout)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.yaml"], 0),
        (["warned.yaml"], 0),
        (["warned.yaml", "--fail-on", "warning"], 1),
        (["faulty.yaml"], 1),
        (["clean.yaml", "faulty.yaml"], 1),
        (["broken.yaml"], 3),
        (["faulty.yaml", "nowhere.yaml"], 3),
        (["--fail-on", "info", "clean.yaml"], 2),
        (["--no-such-option"], 2),
        (["clean.yaml", "-o", "nowhere/report.txt"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert validate(*arguments).exit_code == code


def test_the_problems_of_all_files_come_sorted_and_each_file_counts_once() -> None:
    result = validate("warned.yaml", "faulty.yaml", "broken.yaml", "warned.yaml")
    headlines = [line for line in result.stdout.splitlines() if ".yaml:" in line]
    assert [line.split(":")[0] for line in headlines] == ["broken.yaml", "faulty.yaml", "faulty.yaml", "warned.yaml"]
    assert result.stdout.endswith("3 errors (openapi-invalid 2, yaml-syntax 1) and 1 warning in 3 files.\n")
    assert result.stderr == ""


def test_json_is_for_programs() -> None:
    assert report("faulty.yaml", "broken.yaml") == {
        "schema_version": 1,
        "summary": {"files": 2, "error": 3, "warning": 0},
        "problems": [
            {
                "rule": "yaml-syntax",
                "severity": "error",
                "message": "did not find expected node content while parsing a flow node",
                "file": "broken.yaml",
                "line": 1,
                "column": 10,
                "pointer": "",
                "help": "look for a bracket or a quote that is not closed, or for a line that is indented differently",
            },
            {
                "rule": "openapi-invalid",
                "severity": "error",
                "message": 'one of "paths", "components", "webhooks" has to be there (generate: dropped)',
                "file": "faulty.yaml",
                "line": 1,
                "column": 1,
                "pointer": "",
                "help": None,
            },
            {
                "rule": "openapi-invalid",
                "severity": "error",
                "message": '"pathes" is not a field of an OpenAPI Object (generate: dropped)',
                "file": "faulty.yaml",
                "line": 3,
                "column": 1,
                "pointer": "/pathes",
                "help": 'did you mean "paths"?',
            },
        ],
    }


def test_json_of_a_clean_document_is_a_report_too() -> None:
    summary = {"files": 1, "error": 0, "warning": 0}
    assert report("clean.yaml") == {"schema_version": 1, "summary": summary, "problems": []}


def test_annotations_for_github_are_escaped_and_relative(folder: Path) -> None:
    (folder / "a,b:c%.yaml").write_text("swagger: '2.0'\n")
    result = validate("--format", "github", str(folder / "a,b:c%.yaml"))
    assert result.stdout == (
        "::error title=not-openapi,file=a%2Cb%3Ac%25.yaml,line=1,col=1,endColumn=8"
        "::this is a Swagger 2 document%0Ahelp: convert it to OpenAPI 3 first\n"
    )
    assert validate("--format", "github", "clean.yaml").stdout == ""


@pytest.mark.parametrize("style", ["text", "json", "github", "sarif", "junit"])
def test_files_are_named_from_the_working_directory(style: str, folder: Path, tmp_path_factory: Any) -> None:
    beside = tmp_path_factory.mktemp("beside") / "other.yaml"
    beside.write_text(FAULTY)
    result = validate("--format", style, str(folder / "faulty.yaml"), str(beside), str(folder / "nowhere.yaml"))
    assert str(folder.parent) not in result.stdout
    assert {*re.findall(r"[./\w]+\.yaml", result.stdout)} - {"openapi.yaml"} == {
        "faulty.yaml",
        "nowhere.yaml",
        f"../{beside.parent.name}/other.yaml",
    }


def test_output_goes_to_the_file_without_colors(folder: Path) -> None:
    result = validate("faulty.yaml", "-o", "report.txt", "--color", "always")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert (folder / "report.txt").read_text() == validate("faulty.yaml").stdout


def test_colors_are_for_who_asks_or_looks() -> None:
    assert "\x1b[" not in validate("faulty.yaml").stdout
    assert "\x1b[31m" in validate("faulty.yaml", "--color", "always").stdout
    assert "\x1b[" not in validate("faulty.yaml", "--color", "never").stdout


@pytest.mark.parametrize(("environment", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_a_terminal_gets_colors_unless_no_color(
    environment: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from isogloss_codegen.cli import output as module

    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(module.sys, "stdout", _Terminal())
    assert module.is_colored("auto") is colored


class _Terminal:
    def isatty(self) -> bool:
        return True


def test_the_caret_stands_below_wide_characters_and_tabs(folder: Path) -> None:
    (folder / "wide.yaml").write_text(
        "openapi: 3.1.0\ninfo: {\t本: 1, title: a, version: b, description: c}\npaths: {}\n"
    )
    lines = validate("wide.yaml").stdout.splitlines()
    assert lines[1:3] == ["    2 | info: { 本: 1, title: a, version: b, description: c}", "      |         ^^"]


def test_a_document_cannot_steer_the_terminal(folder: Path) -> None:
    name = "\\u001b]0;owned\\u0007\\u202e"
    (folder / "hostile.json").write_text(f'{{"openapi": "3.1.0", "paths": {{}}, "{name}": 1, "info": 1}}')
    text = validate("hostile.json").stdout
    assert "owned" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_without_a_file_the_spec_of_the_checkout_and_its_examples(folder: Path) -> None:
    book = "{type: object, description: A book., required: [title], properties: {title: {type: string}}}"
    event = "{type: object, required: [type], properties: {type: {const: end}}}"
    text = f"{CLEAN}components: {{schemas: {{Book: {book}, Event: {event}}}}}\n"
    (folder / "spec" / "examples" / "responses").mkdir(parents=True)
    (folder / "spec" / "openapi.yaml").write_text(text)
    examples = folder / "spec" / "examples"
    for name, example in {
        "good": "{schema: Book, summary: One., value: {title: Emma}}",
        "bad": "{schema: Book, summary: One., value: {title: 3}}",
        "unknown": "{schema: Bok, value: {}}",
        "empty": "{schema: Book, sumary: None.}",
        "refused": "{schema: Book, value: {}, invalid: {path: title, rule: required}}",
        "not-refused": "{schema: Book, value: {title: Emma}, invalid: {path: title, rule: required}}",
        "refused-elsewhere": "{schema: Book, value: {title: 3}, invalid: {path: title, rule: required}}",
    }.items():
        (examples / "responses" / f"{name}.yaml").write_text(f"{example}\n")
    (examples / "good.sse").write_text(': schema Event\n\nevent: end\ndata: {"type": "end"}\n\n')
    (examples / "bad.sse").write_text(': schema Event\n: more\n\ndata: {"type":\ndata: "and"}\n\nevent: x\ndata: {\n\n')
    (examples / "nameless.sse").write_text('data: {"type": "end"}\n\n')
    found = [
        (Path(problem["file"]).name, problem["line"], problem["column"], problem["message"], problem["help"])
        for problem in report()["problems"]
        if problem["severity"] == "error"
    ]
    assert found == [
        ("bad.sse", 4, 1, 'type: this must be "end", not "and"', None),
        ("bad.sse", 8, 1, "the data of this event is not valid JSON", None),
        ("nameless.sse", 1, 1, "the first comment must be `: schema NAME`", None),
        ("bad.yaml", 1, 46, "this must be a string, not 3", None),
        ("empty.yaml", 1, 1, 'an example needs a "value"', None),
        ("empty.yaml", 1, 16, 'an example has no "sumary"', 'did you mean "summary"?'),
        ("not-refused.yaml", 1, 38, "Book does not refuse the value", None),
        ("refused-elsewhere.yaml", 1, 35, "Book does not refuse the value by required at title",
         "it refuses it by type at title"),
        ("unknown.yaml", 1, 10, 'there is no schema "Bok"', 'did you mean "Book"?'),
    ]  # fmt: skip
    assert report()["summary"]["files"] == 11


def test_help_shows_examples_and_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from isogloss_codegen.cli import main\n"
        "main(['validate', '--help'], standalone_mode=False)\n"
        "heavy = {'yaml', 'jsonschema', 'jsonschema_rs', 'openapi_spec_validator', 'pydantic', 'isogloss'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "isogloss validate petstore.yaml" in result.stdout
    assert result.stdout.endswith("[]\n")


def test_style_is_checked_where_its_user_wants_it(folder: Path) -> None:
    undescribed = CLEAN.replace(", description: Lends books.", "")
    (folder / "plain.yaml").write_text(undescribed)
    assert validate("plain.yaml").stdout == "No problems in 1 file.\n"
    assert "warning[description-missing]" in validate("--house", "plain.yaml").stdout
    (folder / "pyproject.toml").write_text("[tool.isogloss]\nhouse = true\n")
    assert "warning[description-missing]" in validate("plain.yaml").stdout
    (folder / "own.yaml").write_text(f"x-runtime: messages\n{undescribed}")
    assert "error[description-missing]" in validate("own.yaml").stdout


def test_errors_come_before_warnings(folder: Path) -> None:
    (folder / "both.yaml").write_text(WARNED.replace("paths", "pathes: {}\npaths"))
    headlines = [line for line in validate("both.yaml").stdout.splitlines() if ".yaml:" in line]
    assert [line.split()[1].partition("[")[0] for line in headlines] == ["error", "warning"]


def test_the_settings_of_a_project_count(folder: Path) -> None:
    settings = folder / "pyproject.toml"
    settings.write_text('[tool.isogloss]\nlevels = { openapi-invalid = "error" }\n')
    assert validate("warned.yaml").exit_code == 1
    ignore = '{ rule = "openapi-invalid", path = "/info", reason = "It is theirs." }'
    settings.write_text(f"[tool.isogloss]\nignores = [{ignore}]\n")
    assert validate("warned.yaml").stdout == "No problems in 1 file.\n"
    assert "warning[ignore-unused] this ignores no finding of openapi-invalid" in validate("clean.yaml").stdout
    settings.write_text('[tool.isogloss]\nlevels = { openapi-invalidd = "error" }\n')
    unknown = validate("warned.yaml")
    assert unknown.exit_code == 3
    assert "error[settings-unknown] there is no rule `openapi-invalidd`" in unknown.stderr


LOSSY = """\
openapi: 3.1.0
info: {title: Library, version: '1', description: Lends books.}
paths:
  /books:
    get: {responses: {'200': {$ref: '#/components/responses/Nowhere'}}}
    put:
      requestBody:
        content:
          application/json: {schema: {type: array, items: {}, unevaluatedItems: false}}
          multipart/form-data: {schema: {type: object}}
      responses: {'204': {description: Done.}}
"""


def test_what_generate_would_lose_is_a_warning_at_the_same_line(folder: Path) -> None:
    (folder / "lossy.yaml").write_text(LOSSY)
    result = validate("lossy.yaml")
    generated = generate(folder / "lossy.yaml", package="library")
    lost = {(f"lossy.yaml:{each.finding.at.line}:{each.finding.at.column}", each.kind) for each in generated.losses}
    assert {kind for _, kind in lost} == {"left out", "left wider", "dropped"}
    told = re.findall(r"^(\S+): .*\(generate: (.*)\)$", result.stdout, re.MULTILINE)
    assert {(place, kind) for place, kind in told} == lost
    assert result.exit_code == 1  # the reference is an error, with or without a package
    assert "warning[media-type-not-sent]" in result.stdout


def test_a_document_that_no_package_can_be_made_of_is_an_error(folder: Path) -> None:
    paths = "paths: {/a: {put: {requestBody: {content: {}}, responses: {'204': {description: Done.}}}}}"
    (folder / "none.yaml").write_text(CLEAN.replace("paths: {}", paths))
    with pytest.raises(InvalidDocumentError):
        generate(folder / "none.yaml", package="library")
    result = validate("none.yaml")
    assert result.exit_code == 1
    assert "error[not-generatable] PUT /a: the body has no media type" in result.stdout


def test_settings_do_not_silence_a_document_that_cannot_be_read(folder: Path) -> None:
    ignores = '[[tool.isogloss.ignores]]\nrule = "yaml-syntax"\nreason = "no"\n'
    levels = '[tool.isogloss.levels]\nyaml-syntax = "warning"\n'
    (folder / "pyproject.toml").write_text(ignores + levels)
    result = validate("broken.yaml")
    assert result.exit_code == 3
    assert "broken.yaml:1:10: error[yaml-syntax]" in result.stdout
