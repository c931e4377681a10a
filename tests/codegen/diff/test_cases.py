"""Two documents in, findings out: cases/api is about any two documents, cases/support about overlays of one base.

A case is a folder with the two, and what is found. To accept what is found now: ACCEPT=1 pytest tests/codegen/diff.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from isogloss_codegen.diff.rules import RULES
from isogloss_codegen.diff.support.rules import behaviour_rules
from isogloss_codegen.document.load import read
from isogloss_codegen.rule import by_id

from .changes import changes

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(folder for kind in ("api", "support") for folder in (CASES / kind).iterdir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_finds_what_is_different(folder: Path) -> None:
    a, b = (next(path for path in sorted(folder.glob(f"{side}*.yaml")) if path.name[1:2] in ".@") for side in "ab")
    found = changes(a, b, folder=folder)
    expected = folder / "expected.json"
    if os.environ.get("ACCEPT"):
        expected.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_every_finding_has_a_rule_with_its_level(folder: Path) -> None:
    described = folder / "rules.yaml"
    own = by_id(behaviour_rules(read(described).value if described.is_file() else {}))
    for entry in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
        rule = RULES.get(entry["rule"]) or own[entry["rule"]]
        assert entry["level"] in rule.levels, entry["rule"]
