"""SARIF, JUnit and GitHub annotations of every command: one renderer each, with the findings of the JSON report."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from isogloss_codegen.cli import main
from isogloss_codegen.findings import formats, sarif
from isogloss_codegen.findings.finding import Finding, Location
from isogloss_codegen.findings.report import Item, Suite
from isogloss_codegen.findings.rule import Rule, by_id

CASES = Path(__file__).parents[1]
SCHEMA = json.loads((Path(__file__).parent / "sarif.schema.json").read_text(encoding="utf-8"))
VALIDATOR: Any = jsonschema.Draft202012Validator(SCHEMA)
COMMANDS = {
    "validate": ("lint/cases/description-missing", ["validate", "input.yaml"], "problems"),
    "diff": ("diff/cases/api/parameters", ["diff", "a.yaml", "b.yaml", "--show", "all"], "changes"),
    "check": ("check/cases/stream-order", ["check", "input.sse"], "results"),
}


def report(name: str, style: str, monkeypatch: pytest.MonkeyPatch, *more: str) -> str:
    folder, arguments, _ = COMMANDS[name]
    monkeypatch.chdir(CASES / folder)
    result = CliRunner().invoke(main, [*arguments, "--format", style, *more], catch_exceptions=False)
    assert result.exit_code in (0, 1), result.output
    return result.stdout


def listed(name: str, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    found = json.loads(report(name, "json", monkeypatch))[COMMANDS[name][2]]
    return [finding for result in found for finding in result["findings"]] if name == "check" else found


@pytest.mark.parametrize("name", COMMANDS)
def test_sarif_has_every_finding_and_its_rule(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = json.loads(report(name, "sarif", monkeypatch))
    VALIDATOR.validate(document)
    (run,) = document["runs"]
    findings = listed(name, monkeypatch)
    assert sorted(result["ruleId"] for result in run["results"]) == sorted(finding["rule"] for finding in findings)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"].endswith(".") for rule in rules)
    assert all(result["locations"] for result in run["results"])


@pytest.mark.parametrize("name", COMMANDS)
def test_junit_fails_what_fails_the_command(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    root = ElementTree.fromstring(report(name, "junit", monkeypatch))
    findings = listed(name, monkeypatch)
    failed = [finding for finding in findings if finding.get("severity", finding.get("level")) in ("error", "breaking")]
    assert (root.attrib["tests"], root.attrib["failures"]) == (str(len(findings)), str(len(failed)))
    assert [each.attrib["type"] for each in root.iter("failure")] == [finding["rule"] for finding in failed]
    if name != "validate":
        everything = ElementTree.fromstring(report(name, "junit", monkeypatch, "--fail-on", "info"))
        assert everything.attrib["failures"] == str(len(findings))


def test_a_clean_file_is_a_passed_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES / "lint" / "cases" / "clean")
    text = CliRunner().invoke(main, ["validate", "input.yaml", "--format", "junit"]).stdout
    (case,) = ElementTree.fromstring(text).iter("testcase")
    assert (case.attrib["classname"], case.attrib["name"]) == ("input.yaml", "no findings")
    document = json.loads(CliRunner().invoke(main, ["validate", "input.yaml", "--format", "sarif"]).stdout)
    assert document["runs"][0]["results"] == []


EVIL = 'a<b & "c" \x1b[31m\x00 100%\n::error ]]>'
ITEM = Item(Finding("r,u:l%e", "breaking", EVIL, "p", "/x"), EVIL, Location("a b,c:d.yaml", 3, 5, 2, EVIL))


def rendered(style: str, item: Item = ITEM) -> str:
    return formats.render([Suite(EVIL, [item])], style, failing=("breaking",), rules=dict)


def test_texts_of_others_stay_texts() -> None:
    """Documents cannot bring markup, control characters or commands of their own."""
    root = ElementTree.fromstring(rendered("junit"))
    (failure,) = root.iter("failure")
    assert "\x1b" not in rendered("junit")
    assert failure.text is not None
    assert 'a<b & "c"' in failure.text
    VALIDATOR.validate(json.loads(rendered("sarif")))
    assert json.loads(rendered("sarif"))["runs"][0]["results"][0]["message"]["text"] == EVIL
    (line,) = rendered("github").splitlines()
    assert line.startswith("::error title=r%2Cu%3Al%25e,file=a b%2Cc%3Ad.yaml,line=3,col=5,endColumn=7::a<b & ")
    assert line.endswith(" 100%25%0A::error ]]>")


def test_what_is_no_place_in_a_file_is_a_logical_location() -> None:
    finding = Finding("probe-refused", "info", "m", "color", operation="POST /orders")
    (result,) = json.loads(rendered("sarif", Item(finding, "m")))["runs"][0]["results"]
    assert result["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "POST /orders color"}]}]
    assert (result["kind"], result["level"], result["properties"]["level"]) == ("informational", "none", "info")
    assert rendered("github", Item(finding, "m")) == "::notice title=probe-refused::m\n"


def test_the_row_of_a_rule_is_its_help() -> None:
    row = Rule("r", "probe", ("silent", "info"), "Found", "Because.", "x: 1", "Do it.")
    (rule,) = json.loads(sarif.render([Suite("s", [Item(Finding("r", "info", "m"), "m")])], by_id([row])))["runs"][0][
        "tool"
    ]["driver"]["rules"]
    assert rule == {
        "id": "r",
        "shortDescription": {"text": "Found."},
        "fullDescription": {"text": "Because."},
        "help": {"text": "Do it.\n\nx: 1", "markdown": "Do it.\n\n```\nx: 1\n```"},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"area": "probe", "levels": ["silent", "info"]},
    }
