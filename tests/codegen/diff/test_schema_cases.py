"""Cases: two documents in, the findings of both directions out. Many began as counterexamples of the properties."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from isogloss_codegen.diff.schema_words import message

from .comparing import judged

CASES = Path(__file__).parent / "schema_cases"


def document(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def findings(case: Path) -> str:
    """All findings of a case as text, a line each, with their witnesses."""
    a, b = document(case / "a.yaml"), document(case / "b.yaml")
    lines: list[str] = []
    for direction in ("request", "response"):
        for fact, level, witness in judged(a, b, direction):
            lines.append(f"{level}[{fact.rule}] {fact.path or '(all)'}: {message(fact)}")
            lines += [f"    at {place}" for place in fact.used_by]
            if witness is not None:
                lines.append(f"    {witness.path or '(all)'} in {json.dumps(witness.value)}")
    return "".join(f"{line}\n" for line in lines) or "nothing\n"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_case(case: Path) -> None:
    assert findings(case) == (case / "findings.txt").read_text(encoding="utf-8")
