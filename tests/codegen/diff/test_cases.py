"""Two documents in, findings out: cases/api is about any two documents, cases/support about overlays of one base.

A case is a folder with the two, and what the command finds, cut to what is short enough to be read.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from isogloss_codegen.cli.rule_areas import rules_by_id
from isogloss_codegen.document.load import read
from isogloss_codegen.findings.rules.support import behaviour_rules

from .changes import changes

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(folder for kind in ("api", "support") for folder in (CASES / kind).iterdir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_finds_what_is_different(
    folder: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    monkeypatch.chdir(folder)
    a, b = (next(path for path in sorted(folder.glob(f"{side}*.yaml")) if path.name[1:2] in ".@") for side in "ab")
    golden(folder / "expected.json", json.dumps(changes(a.name, b.name), indent=2, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_every_finding_has_a_rule_with_its_level(folder: Path) -> None:
    described = folder / "rules.yaml"
    rules = {**rules_by_id("diff"), **behaviour_rules(read(described).value if described.is_file() else {})}
    for entry in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
        assert entry["level"] in rules[entry["rule"]].levels, entry["rule"]
