"""The cells and the rows of the matrix."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from isogloss_codegen.document.load import load, read
from isogloss_codegen.document.providers import overlays
from isogloss_codegen.document.resolve import resolve_overlay
from isogloss_codegen.matrix.facts import limits
from isogloss_codegen.matrix.model import STATUSES, Cell, slug
from isogloss_codegen.matrix.select import about, newest, of_columns, read_before
from isogloss_codegen.matrix.table import tabulate

from .library import LIBRARY, cell, library, rows

ATTIC, CELLAR, OLD = "attic@2026-10", "cellar@2026-06", "attic@2026-01"
SPEC = Path(__file__).parents[3] / "spec"


def test_columns_come_in_versions_and_one_of_them_is_the_newest() -> None:
    assert [(column.key, column.is_newest) for column in library().columns] == [
        (OLD, False),
        (ATTIC, True),
        (CELLAR, True),
    ]
    assert [column.key for column in newest(library()).columns] == [ATTIC, CELLAR]


def test_rows_are_what_the_base_lists_under_the_names_that_users_know() -> None:
    groups = {group.id: [row.name for row in group.rows] for group in library().groups}
    assert groups["endpoints"] == ["POST /loans", "GET /books/{isbn}", "POST /returns"]
    assert groups["headers"] == ["x-card", "Authorization: Bearer", "x-branch", "x-copies-left"]
    assert groups["answers"] == ["404 missing", "Receipt"]
    assert groups["other"] == ["GET /catalogue"]
    assert groups["request"][:3] == ["title", "days", "remark"]
    assert groups["request"][-2:] == ["genre: crime", "genre: poetry"]


def test_what_lies_deeper_has_a_row_if_somebody_says_anything_but_yes() -> None:
    names = [row.name for row in rows().values()]
    assert names.index("cover: paper.color") == names.index("cover: paper") + 1
    assert "delivery.floor" not in names, "only one provider has a statement about it: it supports it"


def test_what_several_providers_speak_of_has_a_row_even_if_it_lies_deeper(tmp_path: Path) -> None:
    base = load(LIBRARY / "openapi.yaml")
    overlay = yaml.safe_load((LIBRARY / "providers" / "cellar@2026-06.overlay.yaml").read_text())
    for action in overlay["actions"]:
        action["target"] = action["target"].replace("street", "floor")
    path = tmp_path / "cellar@2026-06.overlay.yaml"
    path.write_text(yaml.safe_dump(overlay | {"extends": str(LIBRARY / "openapi.yaml")}))
    attic = resolve_overlay(load(overlays(LIBRARY / "providers")[ATTIC]), base)
    matrix = tabulate(base.value, [attic, resolve_overlay(load(path), base)])
    assert "delivery.floor" in [row.name for group in matrix.groups for row in group.rows]


def test_what_a_provider_adds_has_a_row_below_where_it_is_met(tmp_path: Path) -> None:
    text = (LIBRARY / "providers" / "cellar@2026-06.overlay.yaml").read_text()
    text = text.replace("../openapi.yaml", str(LIBRARY / "openapi.yaml")).replace(
        "actions:\n",
        "actions:\n"
        "  - target: $.components.schemas\n"
        "    update: {Lift: {type: object, properties: {floor: {type: integer, x-support: {status: ignored}}}}}\n"
        "    x-evidence: &lift [{kind: docs, source: a, where: b, says: c, retrieved: 2026-06-01}]\n"
        "  - target: $.components.schemas.Delivery.properties\n"
        "    update: {lift: {$ref: '#/components/schemas/Lift'}}\n"
        "    x-evidence: *lift\n",
    )
    path = tmp_path / "cellar@2026-06.overlay.yaml"
    path.write_text(text)
    base = load(LIBRARY / "openapi.yaml")
    attic = resolve_overlay(load(overlays(LIBRARY / "providers")[ATTIC]), base)
    matrix = tabulate(base.value, [attic, resolve_overlay(load(path), base)])
    found = {row.name: row for group in matrix.groups for row in group.rows}["delivery.lift.floor"]
    assert ({key: cell.status for key, cell in found.cells.items()}, found.pointer) == ({CELLAR: "ignored"}, "")


def test_a_cell_has_the_statement_with_its_sources_and_the_day_they_were_read() -> None:
    remark = cell("request.remark", ATTIC)
    assert (remark.status, remark.retrieved) == ("ignored", "2026-10-03")
    assert [(source.kind, source.path) for source in remark.sources] == [("code", "src/stamp.py")]


def test_a_range_that_is_not_that_of_the_base_is_shown() -> None:
    assert rows()["request.days"].limits == "0 to 30"
    assert cell("request.days", ATTIC).limits == "above 0, at most 14, required"
    assert cell("request.days", ATTIC).advice == "recommended: 7; out of range is refused"
    assert cell("headers.x-branch", CELLAR).limits == "may be left out"
    assert cell("request.title", CELLAR).limits == "", "the same as in the base"


def test_what_is_refused_stays_a_fact_though_it_has_left_the_document() -> None:
    assert cell("request.days", OLD).status == "rejected"


def test_what_is_said_of_a_component_counts_where_it_is_used() -> None:
    assert cell("request.cover-foil", ATTIC).status == "unsupported"
    assert cell("answers.Receipt", CELLAR).inherited == "POST /loans"


def test_values_have_rows_where_they_are_listed() -> None:
    poetry = cell("request.genre-poetry", ATTIC)
    assert (poetry.status, poetry.note, poetry.when) == ("conditional", "On Mondays.", "on Mondays")
    assert cell("request.genre", ATTIC) == Cell(), "and are not repeated there"


def test_not_stated_is_nothing_else() -> None:
    assert cell("request.cover", CELLAR) == Cell()
    assert not Cell().is_stated
    assert not rows()["request.cover"].is_stated


def test_conflicts_are_in_the_cell_that_they_are_about_or_with_the_provider() -> None:
    (found,) = cell("request.days", ATTIC).conflicts
    assert [claim.status or claim.value for claim in found.claims] == ["full", "at most a week"]
    attic = next(column for column in library().columns if column.key == ATTIC)
    assert [(conflict.about, conflict.taken) for conflict in attic.conflicts] == [("auth", "a card")]


def test_rules_are_rows_and_several_values_of_one_are_several_rows() -> None:
    fees = {row.name: sorted(row.cells) for row in rows().values() if row.id.startswith("behaviour.late")}
    assert fees == {
        "Being late costs: 1 cent": [CELLAR],
        "Being late costs: 5 cents": [ATTIC],
        "Being late costs: a book": [CELLAR],
    }
    assert cell("behaviour.late-fee-days-a-book", CELLAR).when == "with large"
    assert cell("behaviour.unknown-fields", ATTIC).status == "ignored"


def test_a_document_that_lists_no_rows_has_the_usual_ones() -> None:
    base = load(LIBRARY / "openapi.yaml")
    value = {word: item for word, item in base.value.items() if word != "x-matrix"}
    dialects = [resolve_overlay(load(path), base) for path in overlays(LIBRARY / "providers").values()]
    matrix = tabulate(value, dialects)
    assert [group.title for group in matrix.groups] == [
        *("Endpoints", "Headers and credentials", "Fields", "Behaviour", "Other interfaces")
    ]
    fields = {row.name: row for row in matrix.groups[2].rows}
    assert fields["Loan.days"].cells[OLD].status == "rejected"


def test_ids_are_unique() -> None:
    ids = [row.id for group in library().groups for row in group.rows]
    assert len(ids) == len(set(ids))
    assert slug("messages[].content[]: tool_use") == "messages.content-tool_use"


def test_parts_of_a_matrix() -> None:
    assert {row.name for group in about(library(), "GENRE poetry").groups for row in group.rows} == {"genre: poetry"}
    cellar = of_columns(library(), {CELLAR})
    assert "behaviour.quiet-stairs" not in [row.id for group in cellar.groups for row in group.rows]
    old = read_before(library(), "2026-06-02")
    assert [column.key for column in old.columns] == [OLD, CELLAR]
    assert {key for group in old.groups for row in group.rows for key in row.cells} == {OLD, CELLAR}
    assert read_before(library(), "2026-01-05").groups == ()


@pytest.mark.parametrize(
    ("schema", "phrase"),
    [
        ({}, ""),
        ({"minimum": 0, "maximum": 1}, "0 to 1"),
        ({"exclusiveMinimum": 0, "maximum": 1}, "above 0, at most 1"),
        ({"minimum": 1}, "at least 1"),
        ({"maximum": 9, "exclusiveMaximum": 9}, "at most 9, below 9"),
        ({"minItems": 1, "maxItems": 100000}, "at least 1 item, at most 100,000 items"),
        ({"minLength": 2}, "at least 2 characters"),
        ({"enum": ["a", None]}, "one of a, null"),
        ({"const": "a"}, "always a"),
        ({"multipleOf": 2, "pattern": "^a$"}, "in steps of 2, matching ^a$"),
    ],
)
def test_limits_in_words(schema: dict[str, object], phrase: str) -> None:
    assert limits(schema) == phrase


def test_the_statuses_are_those_of_the_overlays() -> None:
    published = read(SPEC / "overlay.schema.json").value["$defs"]["status"]["enum"]
    assert sorted(STATUSES) == sorted(published)
    for word in STATUSES.values():
        assert len(word.sign) == 1
        assert word.text
    assert len({word.text for word in STATUSES.values()}) == len({word.sign for word in STATUSES.values()}) == 8
