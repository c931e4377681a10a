"""`isogloss check` of traffic: each folder of cases/ holds an input, a text about it, and the expected report.

Those that are called `seen-...` are what servers and clients really did, cut to a dozen lines. `arguments.txt` has the
options.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from isogloss_codegen.cli.check import command
from isogloss_codegen.cli.rule_areas import all_rules

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]) -> None:
    folder = CASES / name
    monkeypatch.chdir(folder)
    (file,) = folder.glob("input.*")
    arguments = folder / "arguments.txt"
    options = arguments.read_text().split() if arguments.exists() else []
    result = CliRunner().invoke(command, [file.name, *options], catch_exceptions=False)
    said = f"{result.stdout}exit {result.exit_code}\n"
    golden(folder / "expected.txt", said)


# What each of the eight is found by, and nothing else that is worse than info, or as bad.
SEEN = {
    "seen-start-without-type-and-role": "stream-start-incomplete",
    "seen-text-for-a-tool": "stream-delta-kind",
    "seen-input-at-start": "stream-input-at-start",
    "seen-no-usage": "stream-usage-missing",
    "seen-no-end": "stream-end-missing",
    "seen-null-citations": "response-null-list",
    "seen-foreign-error": "response-error-envelope",
    "seen-system-turn": "request-refused",
}


@pytest.mark.parametrize(("name", "rule"), SEEN.items())
def test_what_was_seen_is_found_by_name(name: str, rule: str) -> None:
    said = (CASES / name / "expected.txt").read_text()
    worse = re.findall(r"^  (?:Breaks|Silently ignored|May break|Not stated) \[([a-z-]+)\]", said, re.MULTILINE)
    assert set(worse) == {rule} if worse else rule in said


def test_every_rule_is_found_in_a_case() -> None:
    said = "".join((CASES / name / "expected.txt").read_text() for name in NAMES)
    held = [rule.id for rule in all_rules("request", "response", "stream")]
    silent = [rule for rule in held if not re.search(rf"(?<![a-z-]){rule}(?![a-z-])", said)]
    assert silent == NOT_IN_CASES


# Too large for a file here, or stated of no provider so far: test_rules.py has them.
NOT_IN_CASES = ["request-first-role-user", "request-replay-forbidden", "request-size-limit", "stream-event-too-large"]
