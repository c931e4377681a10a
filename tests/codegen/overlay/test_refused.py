"""`isogloss validate` of overlays with faults: each folder of cases/ holds one, and the expected text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from isogloss_codegen.cli.validate import command
from isogloss_codegen.findings.rules.overlay import RULES

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]) -> None:
    monkeypatch.chdir(CASES / name)
    (overlay,) = [path.name for path in Path().glob("*.yaml") if not path.name.startswith("parent")]
    result = CliRunner().invoke(command, [overlay])
    said = f"{result.stdout}exit {result.exit_code}\n"
    golden(Path("expected.txt"), said)


def test_every_rule_has_a_case_in_which_it_speaks_up() -> None:
    spoken = "".join((CASES / name / "expected.txt").read_text() for name in NAMES)
    assert [rule for rule in RULES if f"[{rule}]" not in spoken] == []


def test_findings_are_for_programs_and_for_github_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES / "rule-unknown")
    report = json.loads(CliRunner().invoke(command, ["--format", "json", "overlay.yaml"]).stdout)
    assert report["summary"] == {"files": 1, "error": 2, "warning": 0}
    assert report["problems"][0] == {
        "rule": "rule-unknown",
        "severity": "error",
        "message": 'there is no rule "one-readr"',
        "file": "overlay.yaml",
        "line": 16,
        "column": 12,
        "pointer": "/x-rules/0/rule",
        "help": 'did you mean "one-reader"?',
    }
    annotation = CliRunner().invoke(command, ["--format", "github", "overlay.yaml"]).stdout.splitlines()[0]
    assert annotation.startswith(
        "::error title=rule-unknown,file=overlay.yaml,line=16,col=12,endColumn=21::there is no rule"
    )


def test_without_a_file_the_overlays_of_the_checkout_are_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spec" / "providers").mkdir(parents=True)
    for name in ("library.yaml", "rules.yaml"):
        shutil.copy(CASES / name, tmp_path / "spec" / name.replace("library", "openapi"))
    for case, name in (("clean", "branch@2026-11"), ("rule-unknown", "branch@2026-12")):
        text = (CASES / case / "overlay.yaml").read_text().replace("library.yaml", "openapi.yaml")
        text = text.replace("version: 2026-11\n", f"version: {name[-7:]}\n")
        (tmp_path / "spec" / "providers" / f"{name}.overlay.yaml").write_text(text)
    report = json.loads(CliRunner().invoke(command, ["--format", "json"]).stdout)
    assert report["summary"] == {"files": 3, "error": 2, "warning": 1}
    errors = {Path(problem["file"]).name for problem in report["problems"] if problem["severity"] == "error"}
    assert errors == {"branch@2026-12.overlay.yaml"}
