"""The spec follows its own rules, and a fault that somebody makes in it is found where it was made."""

from __future__ import annotations

import re

import pytest

from isogloss_codegen.document import yaml_source
from isogloss_codegen.document.keywords import X_WORDS
from isogloss_codegen.document.lint import check
from isogloss_codegen.document.load import Document
from isogloss_codegen.document.openapi import load

from .judge import SPEC

TEXT = SPEC.read_text(encoding="utf-8")

# What is replaced (the first time it stands there), by what, and the rule that finds it.
FAULTS = {
    "a reference in a stream": ("contentSchema: {$ref: '#/comp", "contentSchema: {$ref: '#/compo", "ref-unresolved"),
    "a keyword in a stream": ("contentMediaType: app", "contentMediaTyp: app", "unknown-keyword"),
    "a type in a stream": ("event: {type: string", "event: {type: strng", "schema-invalid"),
    "a keyword": ("minimum: 1024", "minimun: 1024", "unknown-keyword"),
    "a value of a keyword": ("minimum: 1024", "minimum: many", "schema-invalid"),
    "a field": ("      summary: ", "      sumary: ", "openapi-invalid"),
    "an operation's name": ("operationId: models.list", "operationId: models.List", "operation-id-not-a-name"),
    "an operation's name again": ("operationId: models.list", "operationId: messages.create", "operation-id-duplicate"),
    "a tag of a union": ("          text_delta: '", "          txt_delta: '", "discriminator-mapping"),
    "the end of a stream": ("        end: message_stop", "        end: message_end", "x-stream-target"),
    "the field of a page": ("items: data", "items: date", "x-pagination-target"),
    "a word": ("      x-open: true", "      x-opn: true", "x-word-unknown"),
    "a word's place": ("x-client: {", "x-tier: declared\nx-client: {", "x-word-unknown"),
    "a security scheme": ("\n    ApiKey:", "\n    ApiKeys:", "security-scheme-unknown"),
    "an object of the other direction": (
        "      properties:\n        model:",
        "      properties:\n        used: {$ref: '#/components/schemas/Usage', description: Used.}\n        model:",
        "object-both-directions",
    ),
    "a keyword that models do not enforce": (
        "minimum: 1024",
        "minimum: 1024\n          unevaluatedItems: false",
        "keyword-not-enforced",
    ),
}


def test_the_spec_has_no_problems() -> None:
    assert list(map(str, check(load(SPEC)))) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_where_it_was_made(name: str) -> None:
    old, new, rule = FAULTS[name]
    assert old in TEXT
    at = TEXT.index(old)
    text = TEXT.replace(old, new, 1)
    found = check(Document("openapi.yaml", text, yaml_source.read(text).value))
    assert {problem.level for problem in found} == {"error"}
    assert rule in {problem.rule for problem in found}
    if rule not in ("object-both-directions", "security-scheme-unknown"):
        lines = range(TEXT.count("\n", 0, at) + 1, TEXT.count("\n", 0, at) + old.count("\n") + 3)
        assert any(problem.rule == rule and problem.at.line in lines for problem in found)


def test_the_rules_know_every_word_of_the_guide() -> None:
    guide = (SPEC.parent / "README.md").read_text(encoding="utf-8")
    of_overlays = {"x-conflicts", "x-sources"}
    assert set(re.findall(r"`(x-[a-z-]+)", guide)) - set(X_WORDS) == of_overlays
