"""Applying overlays to documents: the specification's own cases if they are at hand, and ours.

A folder of applied/ holds a document, an overlay and what comes out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from isogloss_codegen.document.load import Document, read
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.overlay.apply import apply_overlay
from isogloss_codegen.document.overlay.vocabulary import check_words

from .library import LIBRARY, action, overlay, support

OURS = sorted((Path(__file__).parent / "applied").iterdir())
# The compliance cases of the Overlay specification, where a developer has them beside the checkout.
THEIRS = sorted((Path(__file__).parents[4] / "shared" / "overlay-spec" / "compliant-sets").glob("*/"))


@pytest.mark.parametrize("folder", [*OURS, *THEIRS], ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    overlay, base = load(folder / "overlay.yaml"), read(folder / "openapi.yaml")
    before = repr(base.value)
    applied = apply_overlay(overlay, base.value)
    assert applied.problems == []
    assert list(check_words(overlay)) == []
    assert applied.document == read(folder / "output.yaml").value
    assert repr(base.value) == before


@pytest.mark.parametrize("folder", OURS, ids=lambda folder: folder.name)
def test_order_is_kept(folder: Path) -> None:
    applied = apply_overlay(load(folder / "overlay.yaml"), read(folder / "openapi.yaml").value)
    assert repr(applied.document) == repr(read(folder / "output.yaml").value)


def test_json_is_as_good_as_yaml(tmp_path: Path) -> None:
    text = '{"overlay": "1.0.0", "info": {"title": "a", "version": "1"}, "actions": [{"target": "$.a", "update": 2}]}'
    (tmp_path / "overlay.json").write_text(text)
    assert apply_overlay(load(tmp_path / "overlay.json"), {"a": 1}).document == {"a": 2}


def test_places_that_one_action_changes_do_not_share_what_it_adds() -> None:
    changes = [
        {"target": "$.*", "update": {"x": {"y": [1]}}},
        {"target": "$.a.x.y", "update": 2},
        {"target": "$.b.x", "copy": "$.a.x"},
    ]
    result = applied(changes, {"a": {}, "b": {}, "c": {}})
    assert result.document["c"] == {"x": {"y": [1]}}
    assert [problem.rule for problem in result.problems] == ["item-repeated"]


def test_a_place_that_is_selected_twice_is_changed_once() -> None:
    result = applied(
        [{"target": "$['a', 'a']", "update": 1}, {"target": "$['b', 'b']", "remove": True}], {"a": [], "b": 2}
    )
    assert result == ({"a": [1]}, [])


def test_what_looks_alike_is_no_repetition() -> None:
    result = applied([{"target": "$.a", "update": [True, 1.0, "1"]}], {"a": [1, 0]})
    assert repr(result.document["a"]) == "[1, 0, True, 1.0, '1']"


def test_only_the_first_actions() -> None:
    changes = [{"target": "$.a", "update": 2}, {"target": "$.a", "update": 3}]
    value = {"actions": changes}
    assert apply_overlay(Document("o", "", value), {"a": 1}, actions=1).document == {"a": 2}
    assert apply_overlay(Document("o", "", value), {"a": 1}, actions=0).document == {"a": 1}


def test_support_takes_its_evidence_along() -> None:
    document = overlay(
        support("Loan", "full"), action("$.info", update={"x-support-values": {"a": {"status": "full"}}})
    )
    result = apply_overlay(document, load(LIBRARY).value).document
    words = result["components"]["schemas"]["Loan"]["x-support"]
    assert words["status"] == "full"
    assert words["evidence"][0]["source"] == "branch"
    assert result["info"]["x-support-values"]["a"]["evidence"] == words["evidence"]


def applied(changes: list[dict[str, Any]], base: dict[str, Any]) -> Any:
    return apply_overlay(Document("overlay.yaml", "", {"actions": changes}), base)
