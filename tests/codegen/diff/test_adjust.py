"""The effect of settings on a report."""

from __future__ import annotations

from isogloss_codegen.diff.adjust import adjust
from isogloss_codegen.findings.finding import Location
from isogloss_codegen.project.settings import Ignore, Settings

from .reports import BOUND, REPORT


def test_levels_of_rules_are_those_of_the_settings() -> None:
    adjusted = adjust(REPORT, Settings({BOUND.rule: "info", "request-property-not-stated": "breaking"}))
    levels = {change.path: change.level for change in adjusted.report.changes if change.operation == "POST /loans"}
    assert (levels["days"], levels["colour"], levels["remark"]) == ("info", "breaking", "silent")
    assert adjusted.report.summary["breaking"] == REPORT.summary["breaking"]
    assert [change.level for change in adjusted.report.changes][:3] == ["breaking"] * 3, "worst first"


def test_ignored_findings_are_taken_out_and_told_with_their_reason() -> None:
    ignore = Ignore("request-property-ignored", "nobody reads remarks", path="remark", provider="cellar")
    adjusted = adjust(REPORT, Settings(ignores=(ignore,)))
    assert [(change.path, ignore.reason) for change, ignore in adjusted.ignored] == [("remark", "nobody reads remarks")]
    assert "remark" not in [change.path for change in adjusted.report.changes]
    assert len(adjusted.report.changes) == len(REPORT.changes) - 1
    assert adjusted.unused == ()


def test_an_ignore_that_matches_nothing_is_told_unless_it_is_about_another_provider() -> None:
    at = Location("pyproject.toml", 3)
    ignores = (
        Ignore("request-property-ignored", "why", path="colour", at=at),
        Ignore("request-property-ignored", "why", path="colour", provider="shed"),
        Ignore("request-property-ignored", "why", path="remark", provider="cellar@2025-01"),
    )
    adjusted = adjust(REPORT, Settings(ignores=ignores))
    assert [str(problem) for problem in adjusted.unused] == [
        "pyproject.toml:3:1: warning[ignore-unused] this ignores no finding of request-property-ignored"
    ]
    assert adjusted.report.changes == REPORT.changes


def test_without_settings_nothing_is_different() -> None:
    assert adjust(REPORT, Settings()).report == REPORT
