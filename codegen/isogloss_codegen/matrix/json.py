"""The matrix for programs; spec/support.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ..document.values import as_list, as_map
from .model import STATUSES, Cell, Claim, Column, Conflict, Group, Matrix, Row, Source, anchor


def render(matrix: Matrix) -> str:
    """The matrix as JSON, one line per cell: a cell is there for every row and column, stated or not."""
    return "".join(_lines(document(matrix))) + "\n"


def document(matrix: Matrix) -> dict[str, Any]:
    """The matrix as a JSON value."""
    statuses = [
        {"status": status, "sign": word.sign, "word": word.text, "means": word.means}
        for status, word in STATUSES.items()
    ]
    return {
        "schema_version": 1,
        "base": {"title": matrix.title, "version": matrix.version},
        "statuses": statuses,
        "providers": [_column(column) for column in matrix.columns],
        "groups": [_group(matrix, group) for group in matrix.groups],
    }


def _column(column: Column) -> dict[str, Any]:
    facts = [
        {"name": fact.name, "value": fact.value, **_given(note=fact.note), "evidence": _sources(fact.sources)}
        for fact in column.facts
    ]
    return {
        "key": column.key,
        "id": column.id,
        "version": column.version,
        "title": column.title,
        "newest": column.is_newest,
        "description": column.description,
        "facts": facts,
        "conflicts": [_conflict(item) for item in column.conflicts],
    }


def _group(matrix: Matrix, group: Group) -> dict[str, Any]:
    return {"id": group.id, "title": group.title, "rows": [_row(matrix, row) for row in group.rows]}


def _row(matrix: Matrix, row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        **_given(at=row.at, about=row.about, pointer=row.pointer, limits=row.limits),
        "cells": {column.key: {"id": anchor(row, column), **_cell(row.cell(column))} for column in matrix.columns},
    }


def _cell(cell: Cell) -> dict[str, Any]:
    texts = _given(
        value=cell.value,
        limits=cell.limits,
        note=cell.note,
        when=cell.when,
        advice=cell.advice,
        inherited_from=cell.inherited,
    )
    values = [{name: text for name, text in asdict(value).items() if text} for value in cell.values]
    return {
        "status": cell.status,
        **texts,
        **({"values": values} if values else {}),
        "evidence": _sources(cell.sources),
        **({"conflicts": [_conflict(item) for item in cell.conflicts]} if cell.conflicts else {}),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    claims = [_claim(claim) for claim in conflict.claims]
    return {"about": conflict.about, "claims": claims, "taken": conflict.taken, "why": conflict.why}


def _claim(claim: Claim) -> dict[str, Any]:
    words = _given(status=claim.status or "", value=claim.value, note=claim.note)
    return {**words, "evidence": _sources(claim.sources)}


def _sources(sources: tuple[Source, ...]) -> list[dict[str, str]]:
    return [_given(**asdict(source)) for source in sources]


def _given(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _lines(value: Any, pad: str = "") -> Iterator[str]:
    """JSON with one line per statement, so that a diff shows the change."""
    items: list[tuple[Any, Any]] = [*as_map(value).items(), *enumerate(as_list(value))]
    if not items or not as_map(value).keys().isdisjoint(_LINES):
        yield json.dumps(value, ensure_ascii=False)
        return
    inner = f"{pad} "
    yield "{" if isinstance(value, dict) else "["
    for index, (key, item) in enumerate(items):
        yield f"{',' if index else ''}\n{inner}"
        if isinstance(key, str):
            yield f"{json.dumps(key)}: "
        yield from _lines(item, inner)
    yield f"\n{pad}{'}' if isinstance(value, dict) else ']'}"


_LINES = ("evidence", "claims", "means")
"""An object with one of these fields gets a line of its own: facts, cells, conflicts, words."""
