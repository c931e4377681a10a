"""The providers of this project, each held against the base and its neighbour."""

from __future__ import annotations

from functools import cache

import pytest

from isogloss_codegen.cli.rule_areas import rules_by_id
from isogloss_codegen.diff.compare import Comparing
from isogloss_codegen.diff.rank import Ranker
from isogloss_codegen.diff.usage import Usage, Words
from isogloss_codegen.document.load import Document
from isogloss_codegen.document.providers import find_dialect, load_base, overlays
from isogloss_codegen.document.resolve import Dialect
from isogloss_codegen.findings.finding import Finding
from varied import VARIED, varied

NAMES = list(overlays())
PAIRS = [
    pytest.param(a, b, marks=() if a == "base" and b in VARIED else pytest.mark.slow)
    for a, b in [*(("base", name) for name in NAMES), *zip(NAMES, [*NAMES[1:], NAMES[0]], strict=True)]
]


@cache
def base() -> Document:
    return load_base()


@cache
def dialect(name: str) -> Dialect:
    return find_dialect(name, base())


@cache
def comparison(a: str, b: str) -> tuple[Comparing, tuple[Finding, ...]]:
    compared = Comparing(dialect(a), dialect(b))
    return compared, compared.report().changes


def one(a: str, b: str, rule: str, path: str, before: str | None = None) -> Finding:
    found = [c for c in comparison(a, b)[1] if (c.rule, c.path) == (rule, path) and before in (None, c.before)]
    assert len(found) == 1, [change.message for change in found]
    return found[0]


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_every_finding_can_be_relied_on(a: str, b: str) -> None:
    compared, changes = comparison(a, b)
    structural = {entry.fact.rule for entry in compared.found if entry.fact.is_structural}
    for change in changes:
        assert change.level in rules_by_id("diff")[change.rule].levels, change.rule
        assert change.level != "breaking" or change.witness is not None or change.rule in structural, change
        assert change.message.endswith("."), change
        lines = [(place.file, place.line) for place in change.locations]
        # Who says it is the author of one side: the same line twice would show nothing.
        assert (lines and len(set(lines)) == len(lines)) or change.level in ("unknown", "info"), change


@pytest.mark.parametrize("name", varied(NAMES))
def test_what_is_stated_comes_with_its_sources(name: str) -> None:
    compared, _ = comparison("base", name)
    for entry in compared.found:
        statement = entry.fact.statement
        if statement is not None and statement.is_stated:
            assert entry.evidence, entry.fact
    for change in comparison("base", name)[1]:
        assert change.evidence or change.level in ("unknown", "info"), change


@pytest.mark.parametrize("name", varied(["base", *NAMES]))
def test_nothing_is_different_from_itself(name: str) -> None:
    assert comparison(name, name)[1] == ()


def test_a_refused_value_has_one_finding_with_everything() -> None:
    change = one("anthropic@2023-06-01", "minimax", "request-lower-bound-raised", "temperature")
    assert (change.level, change.before, change.after) == ("breaking", ">= 0", "> 0")
    assert change.witness is not None
    assert change.witness.value["temperature"] == 0
    assert change.evidence[0]["source"] == "minimax-compatibility"
    lines = [(place.side, place.file.rpartition("/")[2]) for place in change.locations]
    assert lines == [("a", "openapi.yaml"), ("b", "minimax@2026-01.overlay.yaml")]
    assert [c.rule for c in comparison("anthropic@2023-06-01", "minimax")[1] if c.path == "temperature"] == [
        change.rule
    ]


def test_an_example_asks_for_a_model_that_its_sender_has() -> None:
    witness = one("minimax@2026-01", "infercom@2026-11", "request-lower-bound-raised", "max_tokens").witness
    assert witness is not None
    assert witness.value["model"] == "MiniMax-M2.1"


def test_what_follows_from_an_ignored_field_is_said_once() -> None:
    change = one("base", "minimax", "request-property-ignored", "stop_sequences")
    assert change.level == "silent"
    assert "`stop_reason` is never `stop_sequence`" in change.message
    assert [c.rule for c in comparison("base", "minimax")[1] if "stop-reason" in c.rule] == []


def test_behaviour_says_what_fails() -> None:
    change = one("base", "minimax", "response-thinking-unrequested-stated", "content")
    assert (change.level, change.direction) == ("warning", "response")
    assert "`content[0].text` fails" in change.message


def test_contradictions_travel_into_the_findings() -> None:
    assert one("base", "minimax", "request-property-disputed", "thinking").conflicts


def test_a_rejected_block_carries_the_statement() -> None:
    change = one("base", "vllm", "request-union-member-removed", "messages[].content[]", "document")
    assert change.level == "breaking"
    assert change.witness is not None
    assert change.evidence[0]["source"] == "vllm-protocol"
    assert [c.rule for c in comparison("base", "vllm")[1] if c.before == "document"] == [
        "request-union-member-removed",
        "request-union-member-ignored",
    ]


def test_a_key_in_a_header_that_is_not_read() -> None:
    change = one("base", "vllm", "request-credential-removed", "header.x-api-key")
    assert change.level == "breaking"
    assert change.evidence


def test_silence_about_all_alternatives_is_one_finding() -> None:
    found = [c for c in comparison("base", "generic")[1] if c.rule == "request-union-not-stated"]
    images = next(c for c in found if c.before == "base64, url, file")
    assert (images.level, images.path) == ("unknown", "messages[].content[].source")
    assert images.message == "It works; the sources do not say which of its union members do: base64, url, file."
    # Where something is said of one, the others are told by name.
    members = [c for c in comparison("base", "generic")[1] if c.path == "messages[]"]
    assert [(c.rule, c.before) for c in members] == [("request-union-member-not-stated", "system")]


def test_of_what_nothing_is_said_its_values_are_not_told() -> None:
    found = [c.rule for c in comparison("base", "minimax")[1] if c.path == "stop_reason"]
    assert found == ["response-property-not-stated"]


def test_what_is_refused_in_some_places_only_is_not_said_of_all() -> None:
    """Documents are refused in turns of the assistant, by a union of their own; a client may go on sending them."""
    a, b = dialect("anthropic@2023-06-01"), dialect("anthropic@2026-10-21")
    report = Comparing(a, b).report()
    ranker = Ranker(Usage(0, {}, ""), Words({"/components/schemas/DocumentBlockParam": "documents"}), a, b)
    assert {entry.called for entry in ranker.entries(report)} == {None, "documents in some places"}
    (found,) = (change for change in report.changes if change.before == "document")
    assert "Directly in a turn of the assistant" in found.message
