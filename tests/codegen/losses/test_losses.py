"""Foreign documents with mistakes: each folder of cases/ has one, what is said about it, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from isogloss_codegen.build.api import build
from isogloss_codegen.build.source import BuildProblem
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.prepare import prepare
from isogloss_codegen.document.rendition import as_yaml
from isogloss_codegen.findings.loss import in_order, line

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]) -> None:
    monkeypatch.chdir(CASES / name)
    document, losses = prepare(load("input.yaml"))
    left_out: list[BuildProblem] = []
    build(document.value, left_out=left_out)
    said = [*map(line, in_order(losses)), *(f"left out {each.operation}: {each.message}" for each in left_out)]
    golden(CASES / name / "expected.txt", "\n".join([*said, "", as_yaml(document.value)]))
