"""The matrix as Markdown: a table per group, the notes and sources as footnotes below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2s

from .model import STATUSES, Cell, Claim, Column, Conflict, Fact, Group, Matrix, Row, Source

_HEAD = """\
<!-- Do not edit: `isogloss generate` writes this from spec/openapi.yaml and spec/providers/. -->
# Who supports what

{title} as {count} providers speak it: what their documents say, and what nobody says. "Not stated" means that no source
says anything; it is not a no. Each cell has its note, its sources and the day they were read in a footnote.

The same as a page with filters: [support.html](support.html). For programs: [support.json](support.json).
"""


def render(matrix: Matrix) -> str:
    """The matrix as a document in GitHub's Markdown, the newest version of each provider only."""
    columns = [column for column in matrix.columns if column.is_newest]
    older = [f"{column.title} {column.version}" for column in matrix.columns if not column.is_newest]
    parts = [_HEAD.format(title=matrix.title, count=len(columns))]
    if older:
        parts.append(f"Older versions are in these two only: {', '.join(older)}.\n")
    parts.append(_table(["", ""], [[_badge(status), f"{word.means}"] for status, word in STATUSES.items()]))
    parts.append(" · ".join(f"[{group.title}](#{_heading(group.title)})" for group in matrix.groups) + "\n")
    parts += ["\n".join(_group(group, columns)) for group in matrix.groups]
    parts.append("## Providers\n")
    parts += ["\n".join(_provider(column)) for column in columns]
    return "\n".join(parts)


def _group(group: Group, columns: Sequence[Column]) -> Iterator[str]:
    yield f"## {group.title}\n"
    notes = _Footnotes(group)
    shown = [row for row in group.rows if not row.is_aside]
    if shown:
        lines = [[_name(row), *(_cell(row, column, notes) for column in columns)] for row in shown]
        yield _table(["", *(column.title for column in columns)], lines)
    yield from _aside([row for row in group.rows if row.is_aside], columns)
    yield from (f"[^{label}]: {_plain(text)}" for text, label in notes.labels.items())
    yield ""


def _aside(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[str]:
    """The rows in which there is nothing to compare, in a line for each provider."""
    for column in columns:
        names = [_name(row) for row in rows if row.cell(column).is_stated]
        if names:
            yield f"Only {column.title} has statements about these, and supports them: {', '.join(names)}.\n"
    silent = [_name(row) for row in rows if not row.is_stated]
    if silent:
        yield f"No provider has a statement about {', '.join(silent)}.\n"


class _Footnotes:
    """The footnotes of a group by their text; equal notes of several cells are one footnote.

    A label is made of the text alone, so that no note changes the label of another.
    """

    def __init__(self, group: Group) -> None:
        self._group = group
        self.labels: dict[str, str] = {}

    def label(self, text: str, column: Column) -> str:
        digest = blake2s(text.encode(), digest_size=4).hexdigest()
        return self.labels.setdefault(text, f"{self._group.id}.{column.anchor}.{digest}")


def _cell(row: Row, column: Column, notes: _Footnotes) -> str:
    cell = row.cell(column)
    if not cell.is_stated:
        return _badge("unknown")
    parts = [
        _badge(cell.status),
        *filter(None, (cell.value, cell.limits)),
        *(["**disputed**"] if cell.conflicts else []),
    ]
    label = notes.label(_note(column, cell), column)
    return f"{_escaped('; '.join(parts))}[^{label}]"


def _note(column: Column, cell: Cell) -> str:
    said = f"as said of {cell.inherited}" if cell.inherited else ""
    values = "; ".join(_values(cell))
    texts = [text for text in (cell.note, cell.when, cell.advice, said, values) if text]
    parts = [f"{column.title}: {'; '.join(texts)}" if texts else column.title]
    parts += [_conflict(conflict) for conflict in cell.conflicts]
    return f"{'. '.join(part.rstrip('.') for part in parts)}. {_sources(cell.sources)}".rstrip()


def _values(cell: Cell) -> Iterator[str]:
    for status, word in STATUSES.items():
        named = [f"`{value.value}`" for value in cell.values if value.status == status]
        if named:
            yield f"{word.text}: {', '.join(named)}"


def _conflict(conflict: Conflict) -> str:
    claims = "; ".join(map(_claim, conflict.claims))
    return f"Sources disagree about {conflict.about}: {claims}. Taken here: {_word(conflict.taken)}. {conflict.why}"


def _claim(claim: Claim) -> str:
    said = ", ".join(filter(None, (_word(claim.status or ""), claim.value, claim.note)))
    return f"{said} ({_sources(claim.sources).rstrip('.')})"


def _word(status: str) -> str:
    return STATUSES[status].text if status in STATUSES else status


def _provider(column: Column) -> Iterator[str]:
    yield f"### {column.title}\n\nDocuments of {column.version}. {_plain(column.description)}\n"
    yield from (_plain(_fact(fact)) for fact in column.facts)
    yield from (_plain(f"- {_conflict(conflict)}") for conflict in column.conflicts)
    yield ""


def _fact(fact: Fact) -> str:
    note = f" ({fact.note})" if fact.note else ""
    sources = f" {_sources(fact.sources)}" if fact.sources else ""
    return f"- {fact.name}: {fact.value}{note}.{sources}"


def _sources(sources: Sequence[Source]) -> str:
    """Sources for a sentence: the document, the place in it, and the day it was read."""
    named = [f"{_link(source)}, {source.where}, {source.retrieved}" for source in sources]
    return "; ".join(dict.fromkeys(named)) + "." if named else ""


def _link(source: Source) -> str:
    is_web = re.fullmatch(r"https?://[^\s()<>]+", source.url)
    return f"[{source.source}]({source.url})" if is_web else source.source


def _badge(status: str) -> str:
    return f"{STATUSES[status].sign} {STATUSES[status].text}"


def _name(row: Row) -> str:
    return _escaped(f"{row.name} (`{row.at}`)" if row.at else f"`{row.name}`")


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def _escaped(text: str) -> str:
    """A text for a cell of a table."""
    return _plain(text).replace("|", "\\|")


def _plain(text: str) -> str:
    """A text that GitHub does not read as HTML; between backticks it never does."""
    parts = re.split(r"(`[^`]*`)", text.replace("\n", " "))
    return "".join(part if part.startswith("`") else part.replace("<", "&lt;") for part in parts)


def _heading(title: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
