"""The matrix of a small library and its two houses, one of them in two versions."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from isogloss_codegen.document.load import read
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.providers import overlays
from isogloss_codegen.document.resolve import resolve_overlay
from isogloss_codegen.matrix.model import Cell, Matrix, Row
from isogloss_codegen.matrix.table import tabulate

LIBRARY = Path(__file__).parent / "cases" / "library"


@cache
def library() -> Matrix:
    base = load(LIBRARY / "openapi.yaml")
    dialects = [resolve_overlay(load(path), base) for path in overlays(LIBRARY / "providers").values()]
    return tabulate(base.value, dialects, read(LIBRARY / "rules.yaml").value)


def rows() -> dict[str, Row]:
    return {row.id: row for group in library().groups for row in group.rows}


def cell(row: str, key: str) -> Cell:
    return rows()[row].cells.get(key, Cell())
