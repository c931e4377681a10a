"""The output of `isogloss validate` for documents with faults: each folder of cases/ has one, and the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator, OpenAPIV32SpecValidator

from isogloss_codegen.cli.validate import command
from isogloss_codegen.document.lint import CHECKS, check
from isogloss_codegen.document.load import Document, LoadError
from isogloss_codegen.document.openapi import load
from isogloss_codegen.findings.rules.document import RULES

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())


def document(name: str) -> str:
    return next(file for file in ("input.yaml", "input.json") if (CASES / name / file).is_file())


_OF_GENERATE = {
    *("not-generatable", "credentials-not-known", "media-type-not-sent", "fragment-not-sent", "all-of-not-enforced"),
}


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]) -> None:
    monkeypatch.chdir(CASES / name)
    # Style is a matter of the house: of a foreign document only if its user wants it.
    options = [] if name.endswith("-foreign") else ["--house"]
    result = CliRunner().invoke(command, [*options, document(name)])
    said = f"{result.stdout}exit {result.exit_code}\n"
    golden(CASES / name / "expected.txt", said)


def test_every_rule_has_a_case_in_which_it_speaks_up() -> None:
    spoken = {line for name in NAMES for line in (CASES / name / "expected.txt").read_text().split("[")}
    silent = [rule for rule in RULES if not any(text.startswith(f"{rule}]") for text in spoken)]
    # `generate` says the one, of documents that are valid; test_observable.py has the other.
    assert set(silent) == {*_OF_GENERATE, "observable-invalid"}


def test_every_check_has_a_rule_with_the_severities_that_it_gives() -> None:
    # Where it is plain what was meant, these two are warnings.
    readable = {"openapi-invalid", "schema-invalid"}
    given = {
        each.rule: ("error", "warning") if each.foreign == "warning" or each.rule in readable else ("error",)
        for each in CHECKS
    }
    assert {rule: RULES[rule].levels for rule in given} == given
    read_or_built = {"unreadable", "yaml-syntax", "json-syntax", "document-limits", "duplicate-key", "not-openapi"}
    assert RULES.keys() - given.keys() == {*read_or_built, *_OF_GENERATE, "observable-invalid"}


@pytest.mark.parametrize("name", NAMES)
def test_what_openapi_spec_validator_refuses_is_a_problem_here(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES / name)
    try:
        read = load(document(name))
    except LoadError:
        return
    if "openapi" not in read.value or check(read):
        return
    validators = {"3.0": OpenAPIV30SpecValidator, "3.1": OpenAPIV31SpecValidator, "3.2": OpenAPIV32SpecValidator}
    assert list(validators[read.value["openapi"][:3]](read.value).iter_errors()) == []


def test_house_rules_are_warnings_in_a_foreign_document_and_only_if_its_user_wants_them() -> None:
    text = (CASES / "description-missing" / "input.yaml").read_text()
    ours = load(CASES / "description-missing" / "input.yaml")
    foreign = {key: value for key, value in ours.value.items() if key != "x-runtime"}
    assert {problem.level for problem in check(ours)} == {"error"}
    assert {problem.level for problem in check(Document("foreign.yaml", text, foreign), house=True)} == {"warning"}
    assert check(Document("foreign.yaml", text, foreign)) == []


def test_positions_are_only_computed_for_documents_with_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a position was computed")

    clean = load(CASES / "clean" / "input.yaml")
    monkeypatch.setattr(Document, "location", refuse)
    assert check(clean) == []


def test_nothing_is_fetched_from_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    reference = {"$ref": "http://127.0.0.1:9/schema.json"}
    value = {
        "openapi": "3.1.0",
        "info": {"title": "Library", "version": "1"},
        "paths": {"/books": {"get": {"responses": {"200": reference}, "parameters": [reference]}}},
        "components": {"schemas": {"Book": {**reference, "examples": [3], "default": 3}}},
    }
    rules = {problem.rule for problem in check(Document("input.json", json.dumps(value), value))}
    assert "ref-unresolved" in rules
