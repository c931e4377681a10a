"""One change of the spec changes few files in generated/, so that the change can be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from isogloss_codegen.generate import generate

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BEFORE = "        top_k:\n          type: integer\n          minimum: 0\n"
FIELD = "        seed:\n          type: integer\n          description: Start of the random numbers.\n"


def test_one_more_optional_field_changes_few_files(tmp_path: Path) -> None:
    spec = shutil.copytree(ROOT / "spec", tmp_path / "spec") / "openapi.yaml"
    text = spec.read_text()
    assert text.count(BEFORE) == 1, "`top_k` of CreateMessageRequest is written in another way: say here how"
    spec.write_text(text.replace(BEFORE, FIELD + BEFORE))
    files = generate(spec, package="isogloss").files
    generated = ROOT / "generated"
    changed = {name for name, text in files.items() if (generated / name).read_text() != text} | {"MANIFEST"}
    # Where silence of the sources means that a field is ignored, the table of a dialect names each such field.
    packages = {name for name in changed if "/providers/" in name and not name.endswith("/dialect.py")}
    assert packages == set(), "no provider says anything of the field"
    assert len([name for name in changed if "/providers/" not in name]) <= 12, changed
