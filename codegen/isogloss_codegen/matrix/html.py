"""The matrix as one page that needs nothing else: a table that reads without scripts, and filters with one."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from ..markup import Markup, h, join, path, prose
from ..page import page
from .details import conflict_of, details, disclosure, source_list
from .model import STATUSES, Cell, Column, Group, Matrix, Row, anchor

_SIGNS = {
    "full": '<circle cx="8" cy="8" r="7"/>',
    "partial": '<path d="M8 1a7 7 0 0 0 0 14z"/><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" '
    'stroke-width="2"/>',
    "conditional": '<path d="M8 1l7 7-7 7-7-7z" fill="none" stroke="currentColor" stroke-width="2"/>',
    "transformed": '<path d="M1 5h11M9 1.5 12.5 5 9 8.500M15 11H4M7 7.500 3.500 11 7 14.500" fill="none" '
    'stroke="currentColor" stroke-width="2"/>',
    "ignored": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>',
    "unsupported": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path d="M4 12l8-8" stroke="currentColor" stroke-width="2"/>',
    "rejected": '<path d="M2.500 2.500l11 11m0-11l-11 11" stroke="currentColor" stroke-width="3"/>',
    "unknown": '<path d="M5 5.500a3 3 0 1 1 4.200 2.700c-.8.400-1.200.9-1.200 1.800" fill="none" stroke="currentColor" '
    'stroke-width="2"/><circle cx="8" cy="13.200" r="1.300"/>',
}
HOW = (
    "Every cell that is not “Not stated” opens: the note, on whose word it is, and when that was read. "
    "A folded corner marks a note."
)
"""How the table is read: its caption."""

_ORIGIN = "Written by `isogloss`: do not edit. What it says stands in spec/providers/."


def render(matrix: Matrix) -> str:
    """The page as HTML; the columns that are not the newest of their provider can be switched on."""
    symbols = "".join(f'<symbol id="s-{name}" viewBox="0 0 16 16">{path}</symbol>' for name, path in _SIGNS.items())
    body = "\n".join(
        (
            h("svg", Markup(symbols), class_="hidden", aria_hidden="true", fill="currentColor"),
            h("a", "Skip to the table", class_="skip", href="#matrix"),
            _head(matrix),
            h("main", _table(matrix), _providers(matrix)),
        )
    )
    folder = files("isogloss_codegen.matrix").joinpath("page")
    return page(folder, origin=_ORIGIN, title=f"{matrix.title}: who supports what", body=Markup(body))


def _head(matrix: Matrix) -> Markup:
    count = len({column.id for column in matrix.columns})
    lead = (
        f"{matrix.title}, as {count} providers speak it: what their documents say about each field, block, tool and "
        "event, and what nobody says. “Not stated” means that no source says anything; it is not a no."
    )
    words = [
        join(h("dt", badge(status)), h("dd", f"{word.means[0].upper()}{word.means[1:]}."))
        for status, word in STATUSES.items()
    ]
    links = [h("li", h("a", group.title, href=f"#{group.id}")) for group in matrix.groups]
    return h(
        "header",
        h("h1", "Who supports what"),
        h("p", lead, class_="lead"),
        h("details", h("summary", "What the words mean"), h("dl", *words), class_="words"),
        _form(matrix),
        h("nav", h("ul", *links, class_="groups"), aria_label="Groups of rows"),
        class_="wide",
    )


def _form(matrix: Matrix) -> Markup:
    aside = sum(row.is_aside for group in matrix.groups for row in group.rows)
    states = [_chip("state", status, join(sign(status), word.text), status) for status, word in STATUSES.items()]
    providers = [
        _chip("provider", column.anchor, column.title if column.is_newest else f"{column.title} {column.version}",
              checked=column.is_newest)
        for column in matrix.columns
    ]  # fmt: skip
    search = join(
        h("label", "Find", for_="q"),
        h("input", type="search", id="q", name="q", placeholder="a field, a block, a header …", autocomplete="off"),
        _chip("all", "1", f"{aside} more rows that only one provider speaks of"),
        h("button", "Clear", type="reset", class_="plain"),
        h("output", aria_live="polite"),
    )
    return h(
        "form",
        h("div", search, class_="search"),
        h("fieldset", h("legend", "Support"), *states),
        h("fieldset", h("legend", "Providers"), *providers),
        hidden=True,
        role="search",
        autocomplete="off",
    )


def _chip(name: str, value: str, text: str, status: str = "", *, checked: bool = False) -> Markup:
    box = h("input", type="checkbox", name=name, value=value, checked=checked)
    return h("label", box, h("span", text), class_=f"chip state {status}" if status else "chip")


def _table(matrix: Matrix) -> Markup:
    heads = [h("th", "Subject", scope="col"), *map(_column_head, matrix.columns)]
    return h(
        "table",
        h("caption", HOW),
        h("thead", h("tr", *heads)),
        *(_group(matrix, group) for group in matrix.groups),
        id="matrix",
    )


def _column_head(column: Column) -> Markup:
    name = h("a", column.title, href=f"#provider-{column.anchor}")
    return h("th", name, h("small", column.version), scope="col", data_p=column.anchor)


def _group(matrix: Matrix, group: Group) -> Markup:
    head = h("th", h("span", group.title), scope="rowgroup", colspan=str(len(matrix.columns) + 1))
    rows = [Markup(f"\n{_row(matrix, row)}") for row in group.rows]
    return h("tbody", h("tr", head, class_="group"), *rows, id=group.id)


def _row(matrix: Matrix, row: Row) -> Markup:
    name = row.name if row.at else path(row.name)
    about = [
        h("small", path(row.at)) if row.at else "",
        h("small", prose(row.about), class_="about") if row.about else "",
        h("small", row.limits) if row.limits else "",
    ]
    head = h("th", h("a", name, class_="name", href=f"#{row.id}"), *about, scope="row")
    cells = [_cell(row, column) for column in matrix.columns]
    return h("tr", head, *cells, id=row.id, data_aside=row.is_aside, class_="rule" if row.at else None)


def _cell(row: Row, column: Column) -> Markup:
    cell, name = row.cell(column), anchor(row, column)
    words = {"id": name, "data_p": column.anchor, "data_s": cell.status}
    if not cell.is_stated:
        return h("td", h("span", _shown(cell), class_="cell unknown"), **words)
    target = f"about-{name}"
    button = h(
        "button",
        _shown(cell),
        popovertarget=target,
        class_=f"cell {cell.status}{' noted' if cell.has_note else ''}",
        aria_label=f"{STATUSES[cell.status].text}: {column.title}, {row.name}. {_spoken(cell)}".strip(),
    )
    panel = h("div", details(row, column, cell), popover=True, id=target)
    return h("td", button, panel, **words)


def _shown(cell: Cell) -> Markup:
    """What stands in the cell itself: sign, word, and what is too important to be opened for."""
    small = [h("small", text) for text in (cell.value, cell.limits) if text]
    disputed = h("small", "sources disagree", class_="disputed") if cell.conflicts else ""
    return join(sign(cell.status), h("span", STATUSES[cell.status].text), *small, disputed)


def _spoken(cell: Cell) -> str:
    parts = (cell.value, cell.limits, "sources disagree" if cell.conflicts else "")
    return "; ".join(filter(None, parts))


def sign(status: str) -> Markup:
    """The sign of a status; the word beside it says the same."""
    use = Markup(f'<use href="#s-{status}"/>')
    return h("svg", use, class_="sign", aria_hidden="true")


def badge(status: str) -> Markup:
    """Sign and word of a status in its colors."""
    return h("span", sign(status), STATUSES[status].text, class_=f"badge {status}")


def _providers(matrix: Matrix) -> Markup:
    cards = [_card(column) for column in matrix.columns]
    return h("section", h("h2", "Providers"), h("div", *cards, class_="cards"), class_="wide", aria_label="Providers")


def _card(column: Column) -> Markup:
    facts = [
        join(
            h("dt", fact.name),
            h(
                "dd",
                path(fact.value) if "://" in fact.value else prose(fact.value),
                h("small", prose(fact.note)) if fact.note else "",
                source_list(fact.sources),
            ),
        )
        for fact in column.facts
    ]
    title = h("h3", column.title, " ", h("small", column.version))
    return h(
        "article",
        title,
        h("p", prose(column.description)),
        h("dl", *facts, class_="facts"),
        disclosure("What its sources say twice, differently", _all(map(conflict_of, column.conflicts))),
        class_="card",
        id=f"provider-{column.anchor}",
    )


def _all(parts: Iterable[Markup]) -> Markup:
    return join(*parts)
