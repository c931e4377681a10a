"""The providers' overlays: they apply, say on whose word, and make documents that other validators take as well."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, OpenAPIV32SpecValidator, schemas as releases

from isogloss_codegen.document.load import Document, read
from isogloss_codegen.document.openapi import load, parse
from isogloss_codegen.document.overlay.assemble import assemble
from isogloss_codegen.document.overlay.check import check_overlay
from isogloss_codegen.document.overlay.evidence import each_evidence
from isogloss_codegen.document.providers import overlays
from isogloss_codegen.document.rendition import Release, render_document
from isogloss_codegen.document.resolve import Dialect, resolve_overlay
from isogloss_codegen.document.values import NOTHING, copied, value_at

SPEC = Path(__file__).parents[2] / "spec"
OVERLAYS = overlays(SPEC / "providers")
VALIDATORS = {"3.1": OpenAPIV31SpecValidator, "3.2": OpenAPIV32SpecValidator}
each_overlay = pytest.mark.parametrize("name", OVERLAYS)


@cache
def base() -> Document:
    return load(SPEC / "openapi.yaml")


@cache
def dialect(name: str) -> Dialect:
    return resolve_overlay(load(OVERLAYS[name]), base())


@cache
def form_of(release: Release) -> jsonschema_rs.Validator:
    """The JSON Schema of an OpenAPI release."""
    schemas: Any = releases
    schema = schemas.schema_v31 if release == "3.1" else schemas.schema_v32
    return jsonschema_rs.validator_for(dict(schema), offline=True)


@each_overlay
def test_nothing_is_wrong_with_it(name: str) -> None:
    assert [str(problem) for problem in check_overlay(load(OVERLAYS[name]), base())] == []


@pytest.mark.parametrize("path", sorted(SPEC.rglob("*.yaml")), ids=lambda path: path.relative_to(SPEC).as_posix())
def test_parsers_without_c_read_it(path: Path) -> None:
    """They stop at a plain text in braces that ends with a question mark; it has to be quoted."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    assert [number for number, line in lines if re.search(r"\?([}\]]|, \w+:)", line)] == []


@cache
def published() -> Any:
    """The form of an overlay as an editor sees it, by another implementation of JSON Schema."""
    schema = json.loads((SPEC / "overlay.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@each_overlay
def test_the_published_schema_describes_it(name: str) -> None:
    assert [error.message for error in published().iter_errors(read(OVERLAYS[name]).value)] == []


@pytest.mark.parametrize("release", ["3.1", "3.2"])
@each_overlay
def test_the_resolved_document_has_the_form_of_its_release(name: str, release: Release) -> None:
    document = render_document(dialect(name).document, release)
    assert [error.message for error in form_of(release).iter_errors(document)] == []


# A second for each of them.
@pytest.mark.parametrize("release", ["3.1", "3.2"])
@pytest.mark.parametrize("name", ["base", *(pytest.param(name, marks=pytest.mark.slow) for name in OVERLAYS)])
def test_other_validators_take_the_resolved_document(name: str, release: Release) -> None:
    document = base().value if name == "base" else dialect(name).document
    found = VALIDATORS[release](render_document(document, release)).iter_errors()
    assert [error.message for error in found] == []


@each_overlay
def test_every_statement_has_its_evidence(name: str) -> None:
    support = dialect(name).support
    said = [*support.statements.values(), *(item for values in support.values.values() for item in values.values())]
    assert said
    assert [item.subject for item in said if not item.evidence] == []


@each_overlay
def test_evidence_has_all_that_its_source_says(name: str) -> None:
    """A source that is written once in a file is complete in every output."""
    overlay = dialect(name).overlay
    assert overlay is not None
    sources = overlay.value["info"]["x-sources"]
    found = [item for _, item in each_evidence(overlay.value)]
    assert found
    for item in found:
        assert item.keys() >= {"kind", "source", "title", "where", "says", "retrieved", *sources[item["source"]]}


def test_an_overlay_in_which_all_evidence_is_complete_says_the_same() -> None:
    """Naming sources once is a way to write, and changes no fact."""
    day = "2000-01-01"
    for name in OVERLAYS:
        ours = dialect(name)
        assert ours.overlay is not None
        if len(assemble(ours.overlay).parts) > 1:
            continue  # What it says differently would be said twice in one file.
        value = copied(ours.overlay.value)
        sources: dict[str, Any] = value["info"]["x-sources"]
        value["info"]["x-sources"] = {id: {"title": each["title"], "retrieved": day} for id, each in sources.items()}
        for _, item in each_evidence(value):
            del item["title"]
        theirs = resolve_overlay(parse(OVERLAYS[name].parent / "flat.json", json.dumps(value)), base())
        assert theirs.support.statements == ours.support.statements
        assert theirs.support.values == ours.support.values
        assert (theirs.words, theirs.rules, theirs.conflicts) == (ours.words, ours.rules, ours.conflicts)


def test_resolving_leaves_the_base_as_it_is() -> None:
    for name in OVERLAYS:
        dialect(name)
    assert json.dumps(base().value) == json.dumps(load(SPEC / "openapi.yaml").value)


def test_every_rule_is_described_and_each_is_a_sentence() -> None:
    rules: dict[str, Any] = read(SPEC / "rules.yaml").value
    known = {"title", "side", "explains", "level", "lost", "gone", "about"}
    assert [id for id, rule in rules.items() if list(rule)[:3] != ["title", "side", "explains"]] == []
    assert [id for id, rule in rules.items() if rule.keys() - known] == []
    assert {rule["side"] for rule in rules.values()} == {"request", "response"}
    levels = {"breaking", "silent", "warning", "unknown", "info"}
    assert {rule[word] for rule in rules.values() for word in ("level", "lost") if word in rule} <= levels
    assert [id for id, rule in rules.items() if not rule["explains"].endswith(".") or rule["title"].endswith(".")] == []


def test_the_guide_shows_an_overlay_that_is_right() -> None:
    guide = (SPEC / "README.md").read_text(encoding="utf-8").partition("## Providers")[2]
    overlay = parse(SPEC / "providers" / "example@2026-11-20.overlay.yaml", guide.split("```")[1].removeprefix("yaml"))
    assert [str(problem) for problem in check_overlay(overlay, base())] == []


@each_overlay
def test_what_a_provider_adds_is_stated_by_it(name: str) -> None:
    """It is there because the provider has it: nobody should be told that nothing is said of it."""
    support = dialect(name).support
    added = [
        pointer
        for pointer, subject in support.subjects.items()
        if subject.kind == "property"
        and value_at(base().value, pointer) is NOTHING
        and pointer.startswith("/components")
    ]
    assert [pointer for pointer in added if not support.of(pointer).is_stated] == []
