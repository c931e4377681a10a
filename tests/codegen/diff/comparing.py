"""Comparing the components of two documents in a test."""

from __future__ import annotations

from typing import Any

from isogloss_codegen.diff.judge import UNDECIDED, judge
from isogloss_codegen.diff.model import Direction, Fact, Place
from isogloss_codegen.diff.schema import SchemaComparer
from isogloss_codegen.diff.witness import Prover
from isogloss_codegen.findings.finding import Witness

ROOT = "/components/schemas/Root"


def facts(
    a: Any, b: Any, direction: Direction = "request", pointers: tuple[str, str] = (ROOT, ROOT)
) -> tuple[Fact, ...]:
    """The differences between the components `Root` of two documents."""
    comparer = SchemaComparer(a, b)
    comparer.add(Place("POST /x", "", direction, *pointers, direction))
    return comparer.facts()


def judged(a: Any, b: Any, direction: Direction = "request") -> list[tuple[Fact, str, Witness | None]]:
    """The facts with their levels and witnesses."""
    prover = Prover(a, b)
    result: list[tuple[Fact, str, Witness | None]] = []
    for fact in facts(a, b, direction):
        level, witness = judge(fact), None
        if level == "breaking":
            shown = prover.shown(fact)
            fact, witness = shown.fact, shown.witness
            level = level if shown.is_known else UNDECIDED
        result.append((fact, level, witness))
    return result
