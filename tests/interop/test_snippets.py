"""Snippets of providers' guides for the official SDK work with another import line: the same calls, in our words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .environment import succeeded, variables

SNIPPETS = sorted((Path(__file__).parent / "cases" / "snippets").glob("*.py"))


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda path: path.stem)
def test_a_snippet_prints_what_stands_beside_it(isogloss_server: str, snippet: Path) -> None:
    environment = variables(isogloss_server) | {"MOCK_URL": isogloss_server}
    process = subprocess.run([sys.executable, str(snippet)], env=environment, capture_output=True, text=True)
    assert succeeded(process) == snippet.with_suffix(".txt").read_text(encoding="utf-8")
    assert process.stderr == ""
