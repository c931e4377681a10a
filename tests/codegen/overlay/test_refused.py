"""What `isogloss validate` says about overlays with faults: each folder of cases/ holds one, and the text beside it.

`ISOGLOSS_UPDATE_CASES=1 pytest tests/codegen/overlay` writes the texts anew: read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from isogloss_codegen.cli.validate import command
from isogloss_codegen.document.overlay.rules import RULES

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES / name)
    (overlay,) = [path.name for path in Path().iterdir() if path.name != "expected.txt"]
    result = CliRunner().invoke(command, [overlay])
    said = f"{result.stdout}exit {result.exit_code}\n"
    expected = Path("expected.txt")
    if os.environ.get("ISOGLOSS_UPDATE_CASES"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def test_every_rule_has_a_case_in_which_it_speaks_up() -> None:
    spoken = "".join((CASES / name / "expected.txt").read_text() for name in NAMES)
    assert [rule for rule in RULES if f"[{rule}]" not in spoken] == []


def test_every_rule_explains_itself() -> None:
    assert [rule for rule, text in RULES.items() if not text.endswith(".")] == []
