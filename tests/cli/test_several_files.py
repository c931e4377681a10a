"""A document in several files: each command treats it like the same document in one file."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from commands import isogloss

HEAD = "openapi: 3.1.0\ninfo: {title: Library, version: '1'}\nservers: [{url: https://a.example}]\n"
ONE = f"""{HEAD}paths:
  /books/{{id}}:
    parameters: [{{name: id, in: path, required: true, schema: {{type: integer}}}}]
    put:
      operationId: put_book
      requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Book'}}}}}}}}
      responses: {{'204': {{description: Done.}}}}
components:
  schemas:
    Book:
      type: object
      required: [title]
      properties: {{title: {{type: string}}, pages: {{$ref: '#/components/schemas/pages'}}}}
    pages: {{type: integer, minimum: 1}}
"""
SEVERAL = {
    "api.yaml": f"{HEAD}paths:\n  /books/{{id}}:\n    $ref: paths/book.yaml\n",
    "paths/book.yaml": "parameters: [{$ref: ../shared/parameters.yaml#/id}]\n"
    "put:\n  $ref: ../operations/put_book.yaml\n",
    "operations/put_book.yaml": "operationId: put_book\nrequestBody:\n  required: true\n"
    "  content: {application/json: {schema: {$ref: ../schemas/index.yaml#/Book}}}\n"
    "responses: {'204': {description: Done.}}\n",
    "shared/parameters.yaml": "id: {name: id, in: path, required: true, schema: {type: integer}}\n",
    "schemas/index.yaml": "Book: {$ref: book.yaml#/Book}\n",
    "schemas/book.yaml": "Book:\n  type: object\n  required: [title]\n  properties:\n    title: {type: string}\n"
    "    pages: {$ref: pages.yaml}\n",
    "schemas/pages.yaml": "type: integer\nminimum: 1\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"one.yaml": ONE, **{f"several/{name}": text for name, text in SEVERAL.items()}}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return isogloss(*arguments, cwd=Path.cwd())


def test_it_is_the_same_document() -> None:
    for pair in (("one.yaml", "several/api.yaml"), ("several/api.yaml", "one.yaml")):
        assert "No differences." in run("diff", *pair).stdout
    assert run("validate", "several/api.yaml").stdout == "No problems in 1 file.\n"


def test_the_copy_that_resolve_prints_is_one_file(folder: Path) -> None:
    assert run("resolve", "several/api.yaml", "-o", "copy.yaml").returncode == 0
    assert "yaml" not in (folder / "copy.yaml").read_text().partition("openapi:")[2]
    assert "No differences." in run("diff", "one.yaml", "copy.yaml").stdout


def test_a_change_is_shown_in_the_files_of_both_sides(folder: Path) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "."], check=True)
    name = ["-c", "user.name=a", "-c", "user.email=a@a.example"]
    subprocess.run(["git", *name, "commit", "-qm", "One"], check=True)
    (folder / "several/schemas/pages.yaml").write_text("# Not empty.\ntype: integer\nminimum: 5\n")
    result = run("diff", "git:HEAD:several/api.yaml", "several/api.yaml", "--format", "json")
    [change] = json.loads(result.stdout)["changes"]
    places = [(each["file"], each["line"]) for each in change["locations"]]
    assert places == [("git:HEAD:several/schemas/pages.yaml", 2), ("several/schemas/pages.yaml", 3)]
    assert (change["rule"], change["path"], result.returncode) == ("request-lower-bound-raised", "pages", 1)


def test_requests_are_checked_by_all_files(folder: Path) -> None:
    sent = [
        {"method": "PUT", "url": "https://a.example/books/7", "body": {"title": "a", "pages": 3}},
        {"method": "PUT", "url": "https://a.example/books/x", "body": {"title": "a", "pages": 0}},
    ]
    (folder / "log.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in sent))
    for name in ("one.yaml", "several/api.yaml"):
        results = json.loads(run("check", "log.jsonl", "--provider", name, "--format", "json").stdout)["results"]
        assert [each["verdict"] for each in results] == ["accepted", "rejected"]
        assert [each["message"] for each in results[1]["findings"]] == [
            'this must be an integer, not "x"',
            "0 is less than 1",
        ]


def test_show_prints_the_lines_of_the_file_that_has_them() -> None:
    said = run("show", "Book.pages", "--spec", "several/api.yaml").stdout
    assert said == "several/schemas/book.yaml:6\n  pages: {$ref: pages.yaml}\n"
    assert run("show", "PUT /books/{id}", "--spec", "several/api.yaml").stdout.startswith(
        "several/operations/put_book.yaml:1\n"
    )


COMMANDS = {
    "validate": (["validate", "several/api.yaml"], 1),
    "diff": (["diff", "one.yaml", "several/api.yaml"], 3),
    "check": (["check", "request.json", "--provider", "several/api.yaml"], 3),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_missing_file_is_told_where_the_reference_stands(name: str, folder: Path) -> None:
    (folder / "several/schemas/pages.yaml").unlink()
    (folder / "request.json").write_text('{"title": "a"}')
    arguments, code = COMMANDS[name]
    result = run(*arguments)
    assert result.returncode == code
    message = "several/schemas/book.yaml:6:19: error[ref-unresolved] schemas/pages.yaml cannot be resolved"
    assert message in result.stdout + result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_that_cannot_be_read_ends_every_command(name: str, folder: Path) -> None:
    (folder / "several/schemas/pages.yaml").write_text("type: [\n")
    (folder / "request.json").write_text('{"title": "a"}')
    result = run(*COMMANDS[name][0])
    assert result.returncode == 3
    assert "several/schemas/pages.yaml:1:7: error[yaml-syntax]" in result.stdout + result.stderr
