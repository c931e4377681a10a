"""The matrix as one page that needs nothing else: a table that reads without scripts, and filters with one."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from ..markup import Markup, h, join, path, prose
from ..page import page
from .details import Details, disclosure
from .model import STATUSES, Column, Group, Matrix, Row

HOW = (
    "Open any cell that is not “Not stated” to see the note, the sources and the dates when they were read. "
    "A folded corner marks a note."
)
"""The caption of the table: how to read it."""

_ORIGIN = "Written by `isogloss`: do not edit. What it says stands in spec/providers/."


def render(matrix: Matrix) -> str:
    """The page as HTML; the columns that are not the newest of their provider can be switched on."""
    details = Details()
    table, providers = _table(matrix, details), _providers(matrix, details)
    panels = [h("div", inside, popover=True, id=name) for name, inside in details.panels.items()]
    body = "\n".join(
        (
            h("a", "Skip to the table", class_="skip", href="#matrix"),
            _head(matrix),
            h("main", table, *(Markup(f"\n{panel}") for panel in panels), providers, _documents(details)),
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
    states = [_chip("state", status, word.text, status) for status, word in STATUSES.items()]
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


def _table(matrix: Matrix, details: Details) -> Markup:
    heads = [h("th", "Subject", scope="col"), *map(_column_head, matrix.columns)]
    return h(
        "table",
        h("caption", HOW),
        h("thead", h("tr", *heads)),
        *(_group(matrix, group, details) for group in matrix.groups),
        id="matrix",
    )


def _column_head(column: Column) -> Markup:
    name = h("a", column.title, href=f"#provider-{column.anchor}")
    return h("th", name, h("small", column.version), scope="col", data_p=column.anchor)


def _group(matrix: Matrix, group: Group, details: Details) -> Markup:
    head = h("th", h("span", group.title), scope="rowgroup", colspan=str(len(matrix.columns) + 1))
    rows = [Markup(f"\n{_row(matrix, row, details)}") for row in group.rows]
    return h("tbody", h("tr", head, class_="group"), *rows, id=group.id)


def _row(matrix: Matrix, row: Row, details: Details) -> Markup:
    name = row.name if row.at else path(row.name)
    about = [
        h("small", path(row.at)) if row.at else "",
        h("small", prose(row.about), class_="about") if row.about else "",
        h("small", row.limits) if row.limits else "",
    ]
    head = h("th", h("a", name, href=f"#{row.id}"), *about, scope="row")
    cells = [_cell(row, column, details) for column in matrix.columns]
    return h("tr", head, *cells, id=row.id, data_aside=row.is_aside, class_="rule" if row.at else None)


def _cell(row: Row, column: Column, details: Details) -> Markup:
    """A cell has only its word and the most important notes: there are thousands of cells. The script finds the cell of
    a link by its row and column."""
    cell = row.cell(column)
    word = STATUSES[cell.status].text
    if not cell.is_stated:
        return h("td", word)
    small = [h("small", text) for text in (cell.value, cell.limits) if text]
    disputed = h("small", "sources disagree", class_="disputed") if cell.conflicts else ""
    target = details.panel(column, cell)
    button = h("button", word, *small, disputed, popovertarget=target, class_="noted" if cell.has_note else None)
    return h("td", button, class_=cell.status)


def badge(status: str) -> Markup:
    """Sign and word of a status in its colors."""
    return h("span", STATUSES[status].text, class_=f"badge {status}")


def _providers(matrix: Matrix, details: Details) -> Markup:
    cards = [_card(column, details) for column in matrix.columns]
    return h("section", h("h2", "Providers"), h("div", *cards, class_="cards"), class_="wide", aria_label="Providers")


def _card(column: Column, details: Details) -> Markup:
    facts = [
        join(
            h("dt", fact.name),
            h(
                "dd",
                path(fact.value) if "://" in fact.value else prose(fact.value),
                h("small", prose(fact.note)) if fact.note else "",
                details.source_list(fact.sources),
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
        disclosure("What its sources say twice, differently", join(*map(details.conflict, column.conflicts))),
        class_="card",
        id=f"provider-{column.anchor}",
    )


def _documents(details: Details) -> Markup:
    """Every cited document, once: its title, its address and the places in it."""
    entries = [
        h("li", document, _places(details.places.get(id, {})), id=id)
        for id, document in sorted(details.documents.items(), key=lambda item: item[1])
    ]
    listed = h("ul", *entries, class_="sources", id="sources")
    return h("section", h("h2", "Sources"), listed, class_="wide", aria_label="Sources")


def _places(places: Mapping[str, Markup]) -> Markup:
    entries = [h("li", place, id=id) for id, place in sorted(places.items(), key=lambda item: item[1])]
    return h("ul", *entries) if entries else Markup("")
