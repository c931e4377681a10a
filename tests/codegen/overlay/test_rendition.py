"""Documents for other tools: what is open is spelled out, and 3.1 loses nothing that it could say."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from isogloss_codegen.build.api import build
from isogloss_codegen.document.lint import check
from isogloss_codegen.document.load import Document
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.providers import find_dialect, overlays
from isogloss_codegen.document.rendition import render_document
from isogloss_codegen.schema.maker.openness import folded, spelled_out

from .library import LIBRARY


def accepts(document: dict[str, Any], component: str, value: Any) -> bool:
    schema = {"$ref": f"#/components/schemas/{component}", "components": document["components"]}
    validator: Any = Draft202012Validator(schema)
    return validator.is_valid(value)


def test_open_enumerations_take_other_words() -> None:
    rendition = render_document(load(LIBRARY).value)
    assert rendition["components"]["schemas"]["Status"] == {
        "type": "string",
        "anyOf": [{"enum": ["open", "closed"]}, {"type": "string"}],
        "description": "How a loan stands.",
    }
    assert accepts(rendition, "Status", "lost")
    assert not accepts(rendition, "Status", 3)
    assert not accepts(rendition, "Format", "tape")


def test_open_unions_take_other_tags_and_hold_known_ones_to_their_schema() -> None:
    rendition = render_document(load(LIBRARY).value)
    assert accepts(rendition, "LoanEvent", {"kind": "ping"})
    assert accepts(rendition, "LoanEvent", {"kind": "lost", "by": "mail"})
    assert not accepts(rendition, "LoanEvent", {"kind": 3})
    assert not accepts(rendition, "LoanEvent", {})
    assert not accepts(rendition, "ItemParam", {"kind": "film"})
    assert not accepts(rendition, "ItemParam", {"kind": "book"})


def test_a_null_that_is_open_stays_one() -> None:
    schema = {"type": ["string", "null"], "x-open": True, "enum": ["a", None]}
    document = {"openapi": "3.1.0", "components": {"schemas": {"Reason": schema}}}
    rendition = render_document(document)
    assert accepts(rendition, "Reason", None)
    assert accepts(rendition, "Reason", "b")
    assert not accepts(rendition, "Reason", 3)


def test_nothing_else_changes() -> None:
    base = load(LIBRARY).value
    before = repr(base)
    rendition = render_document(base)
    assert repr(base) == before
    assert "x-open" not in repr(rendition)
    for name in ("Status", "Beta", "LoanEvent"):
        del rendition["components"]["schemas"][name], base["components"]["schemas"][name]
    assert repr(rendition) == repr(base)


def test_examples_are_not_schemas() -> None:
    example: dict[str, Any] = {"x-open": True, "enum": ["a"], "itemSchema": {}}
    document = {"openapi": "3.2.0", "components": {"schemas": {"Any": {"examples": [example], "default": example}}}}
    assert render_document(document)["components"] == document["components"]


def test_in_3_1_the_items_of_a_stream_have_another_name() -> None:
    base = load(LIBRARY).value
    rendition = render_document(base, "3.1")
    assert rendition["openapi"] == "3.1.1"
    stream = rendition["paths"]["/v1/loans"]["post"]["responses"]["200"]["content"]["text/event-stream"]
    assert list(stream) == ["x-stream-item"]
    written = repr(rendition).replace("x-stream-item", "itemSchema").replace("3.1.1", "3.2.0")
    assert written == repr(render_document(base, "3.2"))


def test_the_release_is_the_documents_own_unless_asked() -> None:
    assert render_document({"openapi": "3.0.3"})["openapi"] == "3.0.3"
    assert render_document({"openapi": "3.1.0"})["openapi"] == "3.1.0"
    assert render_document({"openapi": "3.1.0"}, "3.2")["openapi"] == "3.2.0"


def test_what_is_spelled_out_is_read_as_open_again() -> None:
    schemas = load(LIBRARY).value["components"]["schemas"]
    for name in ("Status", "Beta", "LoanEvent"):
        assert schemas[name]["x-open"] is True
        assert spelled_out(schemas[name]) != schemas[name]
        assert folded(spelled_out(schemas[name])) == schemas[name]


def test_what_only_looks_like_it_stays_as_it_is() -> None:
    schemas: list[dict[str, Any]] = [
        {"type": "string", "anyOf": [{"enum": ["a"]}, {"type": "integer"}]},
        {"type": "string", "anyOf": [{"enum": ["a"], "description": "A."}, {"type": "string"}]},
        {"oneOf": [{"$ref": "#/components/schemas/Book"}, {"type": "object"}], "discriminator": {"propertyName": "k"}},
        {"discriminator": {"propertyName": {"type": "string"}}, "oneOf": []},
    ]
    for schema in schemas:
        assert folded(schema) is schema


FEW = ("base", "minimax@2026-01", "vllm@2026-06")


@pytest.mark.parametrize(
    "name",
    [name if name in FEW else pytest.param(name, marks=pytest.mark.slow) for name in ("base", *overlays())],
)
def test_what_is_printed_for_others_is_valid_here(name: str) -> None:
    document = render_document(find_dialect(name).document)
    assert [str(problem) for problem in check(Document(name, "", document)) if problem.level == "error"] == []


def test_a_package_of_what_is_printed_is_the_same() -> None:
    base = find_dialect("base").document
    assert build(render_document(base)).components == build(base).components
