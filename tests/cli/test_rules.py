"""`isogloss rules` and `isogloss explain`: whatever stands in brackets in a finding can be looked up."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from isogloss_codegen.cli import main
from isogloss_codegen.cli.rule_areas import all_rules

CASES = Path(__file__).parents[1] / "codegen"
RULES = all_rules()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"COLUMNS": "100"})


def test_ids_are_unique_in_their_area() -> None:
    assert [id for id, count in Counter((rule.area, rule.id) for rule in RULES).items() if count > 1] == []
    assert [rule.id for rule in RULES if not re.fullmatch(r"[a-z0-9.]+(-[a-z0-9.]+)*", rule.id)] == []


def test_every_rule_tells_all_that_explain_promises() -> None:
    for rule in RULES:
        assert rule.levels, rule.id
        assert [text for text in (rule.sentence, rule.why, rule.advice) if not re.search(r"[.?]$", text)] == [], rule.id
        assert "\n" not in rule.title, rule.id
        assert rule.example.strip(), rule.id


def test_whatever_validate_says_is_a_rule() -> None:
    expected = [*CASES.glob("lint/cases/*/expected.txt"), *CASES.glob("overlay/cases/*/expected.txt")]
    said = {rule for path in expected for rule in re.findall(r": (?:error|warning)\[([^\]]+)\]", path.read_text())}
    assert len(said) > 40
    assert said <= {rule.id for rule in RULES if rule.area in ("document", "overlay")}


def test_the_list_is_for_people_and_for_programs() -> None:
    text = run("rules").stdout
    report = json.loads(run("rules", "--format", "json").stdout)
    assert report["schema_version"] == 1
    assert [rule["id"] for rule in report["rules"]] == [rule.id for rule in RULES]
    assert set(report["rules"][0]) == {"id", "area", "levels", "title", "why", "example", "advice"}
    assert [rule.id for rule in RULES if f"  {rule.id} " not in text] == []
    overlays = json.loads(run("rules", "--area", "overlay", "--format", "json").stdout)["rules"]
    assert {rule["area"] for rule in overlays} == {"overlay"}


def test_explain_tells_what_why_an_example_and_what_to_do() -> None:
    assert run("explain", "joined-url").stdout == (
        "joined-url (overlay: error)\n\n"
        "The joined URL of a server is not the URL that clients call.\n\n"
        "Clients append the path to the base URL; a base URL that already ends in the version gives a 404.\n\n"
        "Example:\n\n"
        "    servers: [{url: https://shop.example/v1, joined: https://shop.example/v1/orders}]\n\n"
        "What to do: Leave the version out of `url`, or correct `joined`.\n"
    )


def test_a_rule_is_explained_as_a_finding_shows_it() -> None:
    text = run("explain", "May break [request-model]").stdout
    assert text == run("explain", "request-model").stdout
    assert text.startswith("request-model (request: May break)\n")


def test_an_id_of_two_areas_is_explained_in_both() -> None:
    text = run("explain", "x-word-unknown").stdout
    assert text.index("x-word-unknown (document: error)") < text.index("x-word-unknown (overlay: error)")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("joinedurl", "did you mean `joined-url`?"),
        ("JoinedUrls", "did you mean `joined-url`?"),
        ("property-ignored", "did you mean `request-property-ignored`?"),
        ("lower-bound-raised", "did you mean `request-lower-bound-raised` or `response-lower-bound-raised`?"),
        ("support-placed", "`support-misplaced`"),
        ("?!", "`isogloss rules` lists them"),
    ],
)
def test_a_rule_that_nobody_knows_is_met_with_the_nearest(name: str, hint: str) -> None:
    result = run("explain", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"there is no rule `{name}`" in result.stderr
    assert hint in result.stderr


def test_the_page_has_every_rule() -> None:
    page = run("rules", "--format", "markdown").stdout
    assert re.findall(r"^### (.+)$", page, re.MULTILINE) == [rule.id for rule in RULES]
    assert all(rule.advice in page for rule in RULES)
