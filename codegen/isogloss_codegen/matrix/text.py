"""The matrix for terminals: a grid if it fits, else the providers row by row."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from .model import STATUSES, Cell, Claim, Column, Group, Matrix, Row, Source

Paint = Callable[[str, str], str]
"""Gives a text the color of a status."""

# The longest cell, "? Not stated*", and what keeps it from the next one.
_CELL = 15


def render(matrix: Matrix, *, width: int = 80, details: bool = False, paint: Paint | None = None) -> str:
    """The matrix as text of at most `width` columns; `details` adds notes and sources."""
    text = _Text(matrix, width, paint or (lambda text, status: text))
    show = text.details if details else text.overview
    blocks = [block for group in matrix.groups if (block := "\n".join(show(group)))]
    if not blocks:
        return "No statement is that old.\n"
    return "\n\n".join([*blocks, *text.legend(details)]) + "\n"


class _Text:
    def __init__(self, matrix: Matrix, width: int, paint: Paint) -> None:
        self.matrix = matrix
        self.width = width
        self.paint = paint
        versions = [column.id for column in matrix.columns]
        self.heads = {
            column.key: column.title if versions.count(column.id) == 1 else f"{column.title} {column.version}"
            for column in matrix.columns
        }
        self.used: set[str] = set()

    def overview(self, group: Group) -> Iterator[str]:
        """A line per row and, where there is nothing to compare, one for all such rows."""
        rows = [row for row in group.rows if not row.is_aside or len(self.matrix.columns) == 1]
        sizes = [max(_CELL, len(head) + 2) for head in self.heads.values()]
        first = max(len(group.title), *(len(_name(row)) + 2 for row in rows)) + 2 if rows else 0
        fits = min(first, 40) + sum(sizes) <= self.width
        if rows and fits:
            yield from self._grid(group, rows, min(first, self.width - sum(sizes)), sizes)
        elif rows:
            yield group.title
            for row in rows:
                yield from self._by_status(row)
        yield from self._aside(group, [row for row in group.rows if row not in rows], has_title=bool(rows))

    def _grid(self, group: Group, rows: list[Row], first: int, sizes: list[int]) -> Iterator[str]:
        heads = "".join(f"{head:<{size}}" for head, size in zip(self.heads.values(), sizes, strict=True))
        yield f"{group.title:<{first}}{heads}".rstrip()
        for row in rows:
            name = f"  {_name(row)}"
            if len(name) >= first:
                yield name
                name = ""
            cells = (
                self._cell(row.cell(column), size) for column, size in zip(self.matrix.columns, sizes, strict=True)
            )
            yield f"{name:<{first}}{''.join(cells)}".rstrip()

    def _cell(self, cell: Cell, size: int) -> str:
        text = f"{self._badge(cell.status)}{'*' if cell.has_more else ''}"
        return self.paint(text, cell.status) + " " * (size - len(text))

    def _by_status(self, row: Row) -> Iterator[str]:
        yield f"  {_name(row)}"
        for status in STATUSES:
            named = [self._named(column, row) for column in self.matrix.columns if row.cell(column).status == status]
            if status == "unknown" and len(named) > 3:
                named = [f"the other {len(named)}"]
            if named:
                badge = f"{self._badge(status)}:"
                lines = self._wrapped(", ".join(named), 18)
                yield f"    {self.paint(badge, status)}{' ' * (14 - len(badge))}{lines[0]}"
                yield from (f"{'':18}{line}" for line in lines[1:])

    def _named(self, column: Column, row: Row) -> str:
        return f"{self.heads[column.key]}{'*' if row.cell(column).has_more else ''}"

    def _aside(self, group: Group, rows: list[Row], *, has_title: bool) -> Iterator[str]:
        if rows and not has_title:
            yield group.title
        for column in self.matrix.columns:
            names = [_name(row) for row in rows if row.cell(column).is_stated]
            if names:
                text = (
                    f"Only {self.heads[column.key]} has statements about these, and supports them: {', '.join(names)}."
                )
                yield from (f"  {line}" for line in self._wrapped(text, 2))
        silent = [_name(row) for row in rows if not row.is_stated]
        if silent:
            text = f"No provider has a statement about {', '.join(silent)}."
            yield from (f"  {line}" for line in self._wrapped(text, 2))

    def details(self, group: Group) -> Iterator[str]:
        """A block per row: the support by each provider, with the sources."""
        yield group.title
        rows = group.rows
        if len(self.matrix.columns) == 1:
            rows = tuple(row for row in rows if row.is_stated)
        for row in rows:
            yield f"  {_name(row)}{f' ({row.limits})' if row.limits else ''}"
            for column in self.matrix.columns:
                if row.cell(column).is_stated:
                    yield from self._stated(row.cell(column), column)
            silent = [self.heads[column.key] for column in self.matrix.columns if not row.cell(column).is_stated]
            if silent:
                yield from self._listed(self.paint(f"{self._badge('unknown')}:", "unknown"), silent, 4)
        rest = [_name(row) for row in group.rows if row not in rows]
        if rest:
            yield from self._listed(self.paint(f"{self._badge('unknown')}:", "unknown"), rest, 2)

    def _stated(self, cell: Cell, column: Column) -> Iterator[str]:
        badge = self.paint(self._badge(cell.status), cell.status)
        if len(self.heads) == 1:
            yield f"    {badge}"
            indent = 6
        else:
            indent = min(max(map(len, self.heads.values())), 24) + 6
            yield f"    {self.heads[column.key]:<{indent - 6}}  {badge}"
        for text in _texts(cell):
            yield from (f"{'':{indent}}{line}" for line in self._wrapped(text, indent))

    def _listed(self, badge: str, names: list[str], indent: int) -> Iterator[str]:
        lines = self._wrapped(", ".join(names), indent + 14)
        yield f"{'':{indent}}{badge} {lines[0]}"
        yield from (f"{'':{indent + 14}}{line}" for line in lines[1:])

    def _badge(self, status: str) -> str:
        self.used.add(status)
        return f"{STATUSES[status].sign} {STATUSES[status].text}"

    def _wrapped(self, text: str, indent: int) -> list[str]:
        return textwrap.wrap(text, max(20, self.width - indent), break_on_hyphens=False) or [""]

    def legend(self, details: bool) -> Iterator[str]:
        """The meaning of the words that the table uses."""
        words = [
            f"{word.sign} {word.text:<10}  {word.means}" for status, word in STATUSES.items() if status in self.used
        ]
        yield "\n".join(words if details else [*words, f"{'*':<12}  more details with --feature or --provider"])


def _name(row: Row) -> str:
    return f"{row.name} ({row.at})" if row.at else row.name


def _texts(cell: Cell) -> Iterator[str]:
    yield from filter(None, (cell.value, cell.limits, cell.note, cell.when, cell.advice))
    for status, word in STATUSES.items():
        if named := [value.value for value in cell.values if value.status == status]:
            yield f"{word.text}: {', '.join(named)}"
    for conflict in cell.conflicts:
        yield f"sources disagree: {', '.join(map(_claim, conflict.claims))}; {conflict.why}"
    if cell.inherited:
        yield f"as said of {cell.inherited}"
    origins = dict.fromkeys(map(_origin, cell.sources))
    if origins:
        yield f"[{'; '.join(origins)}]"


def _claim(claim: Claim) -> str:
    said = STATUSES[claim.status].text if claim.status else claim.value
    return f"{said} ({'; '.join(dict.fromkeys(map(_origin, claim.sources)))})"


def _origin(source: Source) -> str:
    return f"{source.source}, {source.retrieved}"
