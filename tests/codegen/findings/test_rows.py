"""The rows of rules: each is met by a case, and each case names rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from isogloss_codegen.cli import main, rule_areas
from isogloss_codegen.cli.rule_areas import all_rules
from isogloss_codegen.document.load import read
from isogloss_codegen.document.places import packaged_spec
from isogloss_codegen.findings.levels import LEVELS, WORDS
from isogloss_codegen.findings.rules.support import EDITS, REQUEST, RESPONSE, behaviour_rules

TESTS = Path(__file__).parents[2]
GOLDEN = (
    *("codegen/lint/cases/*/expected.txt", "codegen/overlay/cases/*/expected.txt"),
    *("codegen/check/cases/*/expected.txt", "codegen/project/settings.txt"),
    *(
        "codegen/diff/cases/*/*/expected.json",
        "codegen/diff/schema_cases/*/findings.txt",
        "codegen/diff/edit_space.txt",
    ),
)
# Rules that are about what a file cannot show: a server, a large body, a log. Tests name them.
NAMED = (
    *("cli/test_probe*.py", "cli/probing.py", "interop/test_probe*.py", "codegen/project/*.py"),
    *("codegen/check/*.py", "codegen/lint/*.py", "codegen/diff/test_*.py"),
)


def words(*patterns: str) -> set[str]:
    """All words that may be ids of rules, in some files."""
    files = [path for pattern in patterns for path in sorted(TESTS.glob(pattern))]
    assert files
    return {word for path in files for word in re.findall(r"[a-z0-9.]+(?:-[a-z0-9.]+)+", path.read_text("utf-8"))}


def test_every_row_is_met_by_a_case() -> None:
    met = words(*GOLDEN) | words(*NAMED) | {"unreadable"}
    unmet = {rule.id for rule in all_rules() if rule.id not in met}
    # A row of statements is for every kind of subject; behaviour is described in the spec.
    unmet -= {f"{direction}-{kind}-{edit}" for direction, kind, edit in STATEMENTS}
    unmet -= behaviour_rules(read(packaged_spec() / "rules.yaml").value).keys()
    assert unmet == set(UNMET)


def test_every_statement_is_met_of_some_subject_and_every_subject_by_some_statement() -> None:
    shown = words(*GOLDEN, *NAMED)
    met = [each for each in STATEMENTS if "-".join(each) in shown]
    assert {(direction, edit) for direction, _, edit in STATEMENTS} == {(direction, edit) for direction, _, edit in met}
    assert {(direction, kind) for direction, kind, _ in STATEMENTS} == {(direction, kind) for direction, kind, _ in met}


def test_every_finding_of_a_case_names_a_row() -> None:
    levels = "|".join([*(f"{level}\\[" for level in (*LEVELS, "error")), *(f"{word} \\[" for word in WORDS.values())])
    shown = re.compile(rf"\b(?:{levels})([a-z0-9.-]+)\]")
    files = [path for pattern in GOLDEN for path in TESTS.glob(pattern) if path.suffix == ".txt"]
    named = {rule for path in files for rule in shown.findall(path.read_text("utf-8"))}
    assert len(named) > 150
    assert named - {rule.id for rule in all_rules()} == set()


STATEMENTS = [
    (direction, kind, edit)
    for edit, sent, received, *_ in EDITS
    for direction, kinds, levels in (("request", REQUEST, sent), ("response", RESPONSE, received))
    for kind in (kinds if levels else ())
]
RARE = "only a union too large to multiply out has it"
SAME = "the same row is met of another kind of subject"
UNMET = {
    **{f"{side}-any-of-{edit}": RARE for side in ("request", "response") for edit in ("added", "removed", "changed")},
    **{f"{kind}-disputed": SAME for kind in ("request-subject", "response-property", "response-union-member")},
    "response-union-not-stated": SAME,
    "probe-unreachable": "test_probe.py reads the exit code and the message",
    "request-required-property-undescribed": "a provider's document would have to lose a required property",
}
"""Rows that no case meets, and why."""


def test_a_broken_table_of_behaviour_is_shown_at_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`rules` and `explain` say where it is broken, as every command does of a file."""
    (tmp_path / "rules.yaml").write_text("roles-alternate: {title: [\n")
    monkeypatch.setattr("isogloss_codegen.document.places.packaged_spec", lambda: tmp_path)
    for arguments in (["rules"], ["explain", "roles-alternate"]):
        result = CliRunner().invoke(main, arguments)
        assert (result.exit_code, result.stdout) == (3, "")
        assert re.search(r"rules\.yaml:1:26: error\[yaml-syntax\]", result.stderr)
    assert CliRunner().invoke(main, ["rules", "--area", "stream"]).exit_code == 0
    assert rule_areas.all_rules("stream")
