"""Every edit of every keyword, in both directions, is claimed by a rule or waived for a reason that still holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isogloss_codegen.document.keywords import JSON_SCHEMA, REPLACED
from isogloss_codegen.findings.rules.schemas import DIFFERENCES, RULES

from .comparing import judged
from .edits import EDITS, NO_SUCH_EDIT, SPACE, WAIVED

GOLDEN = Path(__file__).parent / "edit_space.txt"
DIRECTIONS = ("request", "response")
CASES = [
    (keyword, edit, direction)
    for keyword, edits in SPACE.items()
    for edit in EDITS
    if edit in edits
    for direction in DIRECTIONS
]


def document(schema: Any) -> dict[str, Any]:
    # A word for what is promised, so that it means something in both.
    promise = {"type": "object", "properties": {"a": {"x-tier": "declared"}}}
    components = {"Root": schema, "Text": {"type": "string"}, "Count": {"type": "integer"}, "Other": promise}
    version = "3.0.3" if "nullable" in str(schema) else "3.1.0"
    return {"openapi": version, "components": {"schemas": components}}


def found(keyword: str, edit: str, direction: Any) -> list[str]:
    a, b = map(document, SPACE[keyword][edit])
    return sorted(
        f"{level} {fact.rule} {fact.effect}{' (witness)' if witness else ''}"
        for fact, level, witness in judged(a, b, direction)
    )


@pytest.mark.parametrize(("keyword", "edit", "direction"), CASES)
def test_every_edit_is_claimed_or_waived(keyword: str, edit: str, direction: str) -> None:
    lines = found(keyword, edit, direction)
    if (keyword, edit, direction) in WAIVED:
        assert lines == [], "this waiver is stale: the edit is claimed"
    else:
        assert lines, "no rule claims this edit, and nothing says why not"
        assert all(line.split()[1] in RULES for line in lines)


def test_the_findings_are_the_expected(golden: Callable[[Path, str], None]) -> None:
    """The whole table in one text that can be read by eye."""
    text = "".join(f"{' · '.join(case):<45} {'; '.join(found(*case)) or 'waived'}\n" for case in CASES)
    golden(GOLDEN, text)


def test_every_keyword_is_in_the_space() -> None:
    keywords = {keyword.split(" ")[0] for keyword in SPACE}
    assert JSON_SCHEMA - keywords == set()
    assert keywords - JSON_SCHEMA - REPLACED.keys() - {"x-extensible-enum", "x-tier"} == set()


def test_every_missing_edit_has_a_reason() -> None:
    reasons = {
        (keyword, edit): why
        for keywords, edits in NO_SUCH_EDIT.items()
        for keyword in keywords
        for edit, why in edits.items()
    }
    missing = {(keyword, edit) for keyword, edits in SPACE.items() for edit in EDITS if edit not in edits}
    assert missing - reasons.keys() == set(), "edits that are neither tried nor explained"
    assert reasons.keys() - missing == set(), "explained, though there is such an edit"
    assert all((*reasons.values(), *WAIVED.values()))
    assert WAIVED.keys() <= set(CASES)


def test_every_row_has_the_levels_that_are_met() -> None:
    met: dict[str, set[str]] = {}
    for case in CASES:
        for line in found(*case):
            level, rule, *_ = line.split()
            met.setdefault(rule, set()).add(level)
    wrong = {id: levels - set(RULES[id].levels) for id, levels in met.items() if not levels <= set(RULES[id].levels)}
    assert wrong == {}


def test_every_kind_of_difference_is_met() -> None:
    """No rule is left that nothing leads to."""
    met = {line.split()[1].partition("-")[2] for case in CASES for line in found(*case)}
    kinds = {f"{row.subject}-{row.edit}" for row in DIFFERENCES}
    assert kinds - met == RARE.keys()


RARE = {f"any-of-{edit}": "a union too large to multiply out" for edit in ("added", "removed", "changed")}
RARE["reference-unresolved"] = "a document that lacks a target"
"""Kinds of differences that take more than an edit to one keyword, and where they come from."""
