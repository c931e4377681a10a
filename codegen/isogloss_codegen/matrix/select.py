"""Parts of a matrix: some providers, some subjects, or old statements."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from .model import Cell, Group, Matrix, Row


def newest(matrix: Matrix) -> Matrix:
    """The newest version of each provider only."""
    return of_columns(matrix, {column.key for column in matrix.columns if column.is_newest})


def of_columns(matrix: Matrix, keys: Collection[str]) -> Matrix:
    """The columns with these keys. Rows of rules and endpoints that only other columns have are left out."""
    columns = tuple(column for column in matrix.columns if column.key in keys)

    def narrowed(row: Row) -> Row | None:
        cells = {key: cell for key, cell in row.cells.items() if key in keys}
        return replace(row, cells=cells) if cells or row.pointer else None

    return replace(_mapped(matrix, narrowed), columns=columns)


def about(matrix: Matrix, text: str) -> Matrix:
    """The rows whose name, place or group has all words of a text in it, however they are cased."""
    words = text.lower().split()

    def matches(group: Group, row: Row) -> bool:
        where = f"{group.title} {row.id} {row.name} {row.at}".lower()
        return all(word in where for word in words)

    groups = [replace(group, rows=tuple(row for row in group.rows if matches(group, row))) for group in matrix.groups]
    return replace(matrix, groups=tuple(group for group in groups if group.rows))


def read_before(matrix: Matrix, day: str) -> Matrix:
    """The cells without a source that was read on or after a day (`2026-08-23`). Columns and rows without such a cell
    go."""

    def is_old(cell: Cell) -> bool:
        return "" != cell.retrieved < day

    def narrowed(row: Row) -> Row | None:
        cells = {key: cell for key, cell in row.cells.items() if is_old(cell)}
        return replace(row, cells=cells) if cells else None

    result = _mapped(matrix, narrowed)
    used = {key for group in result.groups for row in group.rows for key in row.cells}
    return replace(result, columns=tuple(column for column in matrix.columns if column.key in used))


def _mapped(matrix: Matrix, change: Callable[[Row], Row | None]) -> Matrix:
    groups = [
        replace(group, rows=tuple(row for old in group.rows if (row := change(old)) is not None))
        for group in matrix.groups
    ]
    return replace(matrix, groups=tuple(group for group in groups if group.rows))
