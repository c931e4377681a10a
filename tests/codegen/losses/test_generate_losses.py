"""`isogloss generate` for a document that it cannot express completely: the summary, LOSSES.md and --strict."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from isogloss_codegen.cli.generate import command

_DOCUMENT = """\
openapi: 3.1.0
info: {title: Library, version: '1'}
paths:
  /books:
    get:
      operationId: list_books
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}
    post:
      parameters: [{$ref: '#/components/parameters/Nowhere'}]
      responses: {'201': {description: Added.}}
components:
  schemas:
    Book: {type: object, required: [title], properties: {isbn: {type: string, default: 1}}}
"""


def _generate(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, *options: str) -> Result:
    monkeypatch.chdir(folder)
    (folder / "library.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(command, ["--spec", "library.yaml", "--package", "library", "--output", "out", *options])


def test_the_summary_and_a_page_say_what_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = _generate(tmp_path, monkeypatch, _DOCUMENT)
    assert result.exit_code == 0, result.stderr
    assert result.stderr.splitlines()[1:] == [
        "1 operation kept, 1 operation left out, 1 place dropped, 1 place read as meant; "
        "all are listed in out/library/LOSSES.md",
        "  library.yaml:9:20: left out[ref-unresolved] POST /books: "
        '#/components/parameters/Nowhere cannot be resolved: "parameters" is not in #/components',
        "  library.yaml:13:88: dropped[default-invalid] this must be a string, not 1",
        '  library.yaml:13:37: read as meant[required-without-property] there is no property "title"; '
        "its value may be any",
    ]
    page = (tmp_path / "out/library/LOSSES.md").read_text(encoding="utf-8")
    assert "## Left out\n\nThe package has no method for the operation.\n" in page
    assert "| library.yaml:13 | default-invalid | this must be a string, not 1 |" in page
    assert "list_books" in (tmp_path / "out/library/operations.py").read_text(encoding="utf-8")
    assert "post_books" not in (tmp_path / "out/library/operations.py").read_text(encoding="utf-8")


def test_strict_refuses_what_cannot_be_expressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = _generate(tmp_path, monkeypatch, _DOCUMENT, "--strict")
    assert result.exit_code == 1
    assert result.stderr.endswith(
        "3 errors (ref-unresolved 1, default-invalid 1, required-without-property 1) in 1 file.\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_document_without_any_operation_left_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = _generate(tmp_path, monkeypatch, _DOCUMENT.replace("    get:", "    x-get:"))
    assert result.exit_code == 3
    assert "error[ref-unresolved] POST /books: #/components/parameters/Nowhere cannot be resolved" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_document_without_losses_has_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = "\n".join(_DOCUMENT.splitlines()[:7]).replace("'#/components/schemas/Book'", "'#/components/schemas/Title'")
    clean += "\ncomponents: {schemas: {Title: {type: string}}}\n"
    result = _generate(tmp_path, monkeypatch, clean, "--strict")
    assert result.exit_code == 0, result.stderr
    assert not (tmp_path / "out/library/LOSSES.md").exists()


def test_a_document_of_this_project_must_be_without_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = _generate(tmp_path, monkeypatch, f"x-runtime: messages\n{_DOCUMENT}")
    assert result.exit_code == 1
    assert "error[required-without-property]" in result.stderr
    assert not (tmp_path / "out").exists()
