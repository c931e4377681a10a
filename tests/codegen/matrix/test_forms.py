"""The matrix as text, Markdown, JSON and a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from isogloss_codegen.document.values import as_list, as_map
from isogloss_codegen.matrix import html, json as programs, markdown, text
from isogloss_codegen.matrix.model import STATUSES
from isogloss_codegen.matrix.select import about, newest, of_columns

from .library import LIBRARY, library

ROOT = Path(__file__).parents[3]
FORMS = {
    "grid.txt": lambda: text.render(newest(library()), width=80),
    "narrow.txt": lambda: text.render(library(), width=50),
    "feature.txt": lambda: text.render(about(library(), "days"), width=80, details=True),
    "provider.txt": lambda: text.render(of_columns(library(), {"attic@2026-10"}), width=80, details=True),
    "SUPPORT.md": lambda: markdown.render(library()),
    "support.json": lambda: programs.render(library()),
}


@pytest.mark.parametrize("name", FORMS)
def test_form(name: str, golden: Callable[[Path, str], None]) -> None:
    rendered = FORMS[name]()
    golden(LIBRARY / name, rendered)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_text_keeps_to_the_width(width: int) -> None:
    for details in (False, True):
        lines = text.render(library(), width=width, details=details).splitlines()
        legend = {f"{word.sign} {word.text:<10}  {word.means}" for word in STATUSES.values()}
        assert [line for line in lines if len(line) > width and line not in legend and not line.startswith("*")] == []


def test_text_is_painted_only_if_asked() -> None:
    assert "\x1b" not in text.render(library())
    assert "<ignored:○ Ignored>" in text.render(library(), width=120, paint=lambda text, status: f"<{status}:{text}>")


def test_json_follows_its_published_schema() -> None:
    schema = json.loads((ROOT / "spec" / "support.schema.json").read_text())
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    for document in (programs.render(library()), (ROOT / "generated" / "support.json").read_text()):
        assert [
            f"{error.instance_path}: {error.message}" for error in validator.iter_errors(json.loads(document))
        ] == []


def test_json_has_a_cell_for_every_row_and_provider() -> None:
    document = json.loads(programs.render(library()))
    keys = [provider["key"] for provider in document["providers"]]
    cells = [list(row["cells"]) for group in document["groups"] for row in group["rows"]]
    assert cells == [keys] * len(cells)
    days = document["groups"][2]["rows"][1]["cells"]
    assert days["cellar@2026-06"] == {"id": "request.days--cellar", "status": "unknown", "evidence": []}
    assert days["attic@2026-01"]["id"] == "request.days--attic@2026-01"


def test_markdown_explains_each_footnote_once() -> None:
    for document in (markdown.render(library()), (ROOT / "generated" / "SUPPORT.md").read_text()):
        used = set(re.findall(r"\[\^([^\]]+)\](?!:)", document))
        explained = re.findall(r"^\[\^([^\]]+)\]:", document, re.MULTILINE)
        assert sorted(explained) == sorted(used)
        tables = [line for line in document.splitlines() if line.startswith("| ")]
        assert all(len(re.findall(r"(?<!\\)\|", line)) >= 3 for line in tables)


# The elements whose end tag may be left out, and the tags that end them.
UNCLOSED = ("dd", "dt", "li", "p", "td", "th", "tr")
ENDED_BY = {
    **dict.fromkeys(("dd", "dt"), ("p", "dd", "dt")),
    **dict.fromkeys(("div", "dl", "details", "h4", "p", "ul"), ("p",)),
    "li": ("p", "li"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("td", "th", "tr"),
}


class Page(HTMLParser):
    """The elements of a page: tag, attributes and the text inside."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[int] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._open and self.elements[self._open[-1]][0] in ENDED_BY.get(tag, ()):
            self._open.pop()
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag not in ("meta", "link", "input", "wbr", "use"):
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        while self.elements[self._open[-1]][0] in UNCLOSED:
            self._open.pop()
        if tag != "use":
            assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.elements[index][2].append(data)

    def all(self, tag: str) -> list[tuple[dict[str, str], str]]:
        return [(attributes, "".join(text)) for name, attributes, text in self.elements if name == tag]


def test_the_page_is_a_table_that_makes_sense_without_scripts() -> None:
    page = Page(html.render(library()))
    assert [attributes["id"] for attributes, _ in page.all("table")] == ["matrix"]
    assert len(page.all("caption")) == 1
    scopes = {attributes["scope"] for attributes, _ in page.all("th")}
    assert scopes == {"col", "row", "rowgroup"}
    cells = [text.rstrip("\n") for _, text in page.all("td")]
    rows = [row.id for group in library().groups for row in group.rows]
    assert len(cells) == 3 * len(rows)
    days = 3 * rows.index("request.days")
    assert cells[days + 1 : days + 3] == ["Yesabove 0, at most 14, requiredsources disagree", "Not stated"]
    button = page.all("button")[[text for _, text in page.all("button")].index(cells[days + 1])][0]
    panels = {attributes["id"]: text for attributes, text in page.all("div") if "popover" in attributes}
    assert "The sign hangs there longer." in panels[button["popovertarget"]]
    assert [attributes for attributes, _ in page.all("form") if "hidden" not in attributes] == []


def test_the_page_has_every_fact_once_and_stays_small() -> None:
    for document, facts in (
        (html.render(library()), programs.render(library())),
        *([(ROOT / "generated" / name).read_text() for name in ("support.html", "support.json")],),
    ):
        shown = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", document)))
        for key, said in _texts(json.loads(facts)):
            if key in ("says", "where", "note", "retrieved", "repository", "advice") or said.startswith("https://"):
                # A sentence begins with a capital letter.
                words = re.sub(r"\s+", " ", said.replace("`", ""))[1:]
                assert words in (unescape(document) if key == "url" else shown), key
        panels = re.findall(r"<div popover id=\w+>.*", document)
        assert panels
        assert len(panels) == len(set(panels))
        assert len(document.encode()) < 1_000_000


def _texts(node: Any) -> Iterator[tuple[str, str]]:
    """The texts of a JSON value, each with its key."""
    for key, value in as_map(node).items():
        if isinstance(value, str):
            yield key, value
    for inner in (*as_map(node).values(), *as_list(node)):
        yield from _texts(inner)


def test_one_more_note_changes_no_other_label_and_no_other_id() -> None:
    before, after = library(), library()
    group = next(group for group in after.groups if group.id == "request")
    row = next(row for row in group.rows if row.id == "request.days")
    column = after.columns[0]
    cells = {**row.cells, column.key: replace(row.cell(column), note="Something new.")}
    changed = replace(group, rows=tuple(replace(row, cells=cells) if each is row else each for each in group.rows))
    after = replace(after, groups=tuple(changed if each is group else each for each in after.groups))
    for render, most in ((markdown.render, 3), (html.render, 3)):
        old, new = (render(matrix).splitlines() for matrix in (before, after))
        assert len({*new} - {*old}) <= most
        assert len({*old} - {*new}) <= most


def test_links_within_the_page_lead_somewhere() -> None:
    for document in (html.render(library()), (ROOT / "generated" / "support.html").read_text()):
        page = Page(document)
        ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        links = {attributes["href"][1:] for attributes, _ in page.all("a") if attributes["href"].startswith("#")}
        targets = {attributes["popovertarget"] for attributes, _ in page.all("button") if "popovertarget" in attributes}
        assert links | targets <= set(ids)


def test_the_page_asks_for_nothing_and_lets_no_document_bring_markup() -> None:
    document = html.render(library())
    page = Page(document)
    for _, attributes, _ in page.elements:
        assert not attributes.get("src")
        assert re.match(r"#|data:,$|https://", attributes.get("href", "#"))
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert "<b>capitals</b>" not in document
    assert "&lt;b&gt;capitals&lt;/b&gt;" in document
    assert "javascript:" not in document
    assert "@import" not in document
    assert "url(" not in document


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_color_of_text_has_enough_contrast(scheme: str) -> None:
    css = (ROOT / "codegen" / "isogloss_codegen" / "matrix" / "page" / "page.css").read_text()
    blocks = re.findall(r":root \{(.*?)\n *\}", css, re.DOTALL)
    colors = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6}|transparent)", blocks[0]))
    if scheme == "dark":
        colors |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6}|transparent)", blocks[1]))
    pairs = [(colors[f"{status}-text"], colors[status]) for status in STATUSES]
    pairs += [(colors[ink], colors[paper]) for ink in ("text", "soft", "link") for paper in ("page", "panel")]
    for ink, paper in pairs:
        paper = colors["page"] if paper == "transparent" else paper
        assert contrast(ink, paper) >= 4.5, (ink, paper)


def contrast(ink: str, paper: str) -> float:
    """The contrast of two colors as WCAG 2 counts it."""
    lights = sorted(luminance(color) for color in (ink, paper))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
