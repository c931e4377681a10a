"""The page of the support matrix in a real browser: what it shows, hides, opens and links to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from codegen.matrix.library import library
from isogloss_codegen.matrix import html

from .browser import Browser

pytestmark = pytest.mark.interop
ROOT = Path(__file__).parents[2]
SHOWN = "[...document.querySelectorAll('#matrix tr[id]')].filter(row => row.checkVisibility()).map(row => row.id)"
COLUMNS = "[...document.querySelectorAll('thead th')].filter(th => th.checkVisibility()).map(th => th.innerText)"
OPEN = "[...document.querySelectorAll(':popover-open h3')].map(title => title.textContent)"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "support.html"
    path.write_text(html.render(library()), encoding="utf-8")
    return path.as_uri()


def settle(browser: Browser) -> None:
    """Waits until what a change of the address leads to is shown."""
    browser.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_shows_the_newest_versions_and_what_can_be_compared(browser: Browser, page: str) -> None:
    browser.open(page)
    assert browser.evaluate(COLUMNS) == ["Subject", "Attic\n2026-10", "Cellar\n2026-06"]
    shown = browser.evaluate(SHOWN)
    assert "request.days" in shown
    assert "request.genre" not in shown, "nobody says anything about it"
    browser.evaluate("document.querySelector('[name=all]').click()")
    assert "request.genre" in browser.evaluate(SHOWN)
    assert browser.evaluate("document.querySelector('output').textContent") == "26 of 26 rows"


def test_filters_by_text_and_keeps_it_in_the_address(browser: Browser, page: str) -> None:
    browser.open(page)
    browser.evaluate("document.querySelector('#q').focus()")
    browser.send("Input.insertText", text="request GENRE")
    assert browser.evaluate(SHOWN) == ["request.genre", "request.genre-crime", "request.genre-poetry"]
    assert browser.evaluate("location.search") == "?q=request+GENRE"
    browser.open(browser.evaluate("location.href"))
    assert browser.evaluate("document.querySelector('#q').value") == "request GENRE"
    assert len(browser.evaluate(SHOWN)) == 3
    browser.evaluate("document.querySelector('[type=reset]').click()")
    settle(browser)
    browser.evaluate("new Promise(done => setTimeout(done))")
    assert browser.evaluate("location.search") == ""
    assert "request.days" in browser.evaluate(SHOWN)


def test_filters_by_support_and_provider_from_the_address(browser: Browser, page: str) -> None:
    browser.open(f"{page}?provider=cellar,attic@2026-01&state=rejected,partial")
    assert browser.evaluate(COLUMNS) == ["Subject", "Attic\n2026-01", "Cellar\n2026-06"]
    assert browser.evaluate(SHOWN) == ["request.title", "request.days"]
    browser.evaluate("document.querySelector('[value=\"attic@2026-01\"]').click()")
    assert browser.evaluate(SHOWN) == ["request.title"], "what is refused there is not shown any more"
    assert browser.evaluate("location.search") == "?provider=cellar&state=partial,rejected"


def test_a_link_to_a_cell_marks_it_and_opens_its_details(browser: Browser, page: str) -> None:
    browser.open(f"{page}#request.days--attic")
    settle(browser)
    assert browser.evaluate(OPEN) == ["Attic: days"]
    style = "getComputedStyle(document.querySelector('td.target button')).outlineStyle"
    assert browser.evaluate(style) == "solid"
    text = browser.evaluate("document.querySelector(':popover-open').innerText")
    for said in ("Above 0, at most 14, required", "Its sources disagree", "The sign hangs there longer"):
        assert said in text
    cited = browser.evaluate("[...document.querySelectorAll(':popover-open cite')].map(cite => cite.innerText)")
    assert cited == [
        f"attic-{place}"
        for place in ("door, sign, read 2026-10-01", "voice, stairs, read 2026-10-02", "door, sign, read 2026-10-01")
    ]
    box = "(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('{}').getBoundingClientRect())"
    assert browser.evaluate(box.format("td.target"))
    assert browser.evaluate(box.format(":popover-open"))


def test_a_link_to_an_older_version_shows_its_column(browser: Browser, page: str) -> None:
    browser.open(f"{page}#request.days--attic@2026-01")
    settle(browser)
    assert "Attic\n2026-01" in browser.evaluate(COLUMNS)
    assert browser.evaluate(OPEN) == ["Attic: days"]


def test_works_by_keyboard(browser: Browser, page: str) -> None:
    browser.open(page)
    browser.evaluate("document.querySelector('[id=\"request.days\"] td:nth-child(3) button').focus()")
    browser.press("Enter", 13, "\r")
    assert browser.evaluate(OPEN) == ["Attic: days"]
    browser.press("Escape", 27)
    assert browser.evaluate(OPEN) == []
    browser.press("ArrowDown", 40)
    assert browser.evaluate("document.activeElement.closest('tr').id") == "request.remark"
    assert browser.evaluate("document.activeElement.closest('td').cellIndex") == 2


def test_readers_hear_a_table_and_what_each_cell_is_about(browser: Browser, page: str) -> None:
    browser.open(page)
    nodes: list[dict[str, Any]] = browser.send("Accessibility.getFullAXTree")["nodes"]
    named = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if "role" in node]
    assert ("table", html.HOW) in named
    assert ("columnheader", "Attic 2026-10") in named
    label = "Yes: Attic, days. above 0, at most 14, required; sources disagree"
    assert ("button", label) in named
    assert any(role == "rowheader" and name.startswith("days") for role, name in named)


def test_no_column_is_wider_than_its_cells_need(browser: Browser, page: str) -> None:
    browser.open(page)
    widths = browser.evaluate("[...document.querySelectorAll('thead th')].map(th => th.getBoundingClientRect().width)")
    assert max(widths) < 500


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_follows_the_color_scheme(browser: Browser, page: str, scheme: str) -> None:
    browser.media(prefers_color_scheme=scheme)
    browser.open(page)
    red = "getComputedStyle(document.body).{}.match(/\\d+/)[0]"
    paper, ink = (int(browser.evaluate(red.format(name))) for name in ("backgroundColor", "color"))
    assert (paper < ink) == (scheme == "dark")


def test_heads_stay_in_view(browser: Browser, page: str) -> None:
    browser.size(300, 400)
    browser.open(page)
    browser.evaluate("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(200, 900)")
    assert browser.evaluate("document.querySelector('thead th:last-child').getBoundingClientRect().top") == 0
    assert browser.evaluate("document.querySelector('tbody th[scope=row]').getBoundingClientRect().left") == 0
    assert browser.evaluate("scrollX") > 100


def test_without_scripts_everything_is_there(browser: Browser, page: str) -> None:
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(page)
        assert len(browser.evaluate(SHOWN)) == 26
        assert len(browser.evaluate(COLUMNS)) == 4
        assert browser.evaluate("document.querySelector('form').checkVisibility()") is False
        find = "(r => [r.x + 9, r.y + 9])((b => (b.scrollIntoView({block: 'center', behavior: 'instant'}), b))"
        button = "(document.querySelector('[id=\"request.remark\"] td:nth-child(3) button')).getBoundingClientRect())"
        x, y = browser.evaluate(find + button)
        for kind in ("mousePressed", "mouseReleased"):
            browser.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        assert browser.evaluate(OPEN) == ["Attic"], "the title names the row only with scripts"
    finally:
        browser.send("Emulation.setScriptExecutionDisabled", value=False)


def test_prints_the_table_alone(browser: Browser, page: str) -> None:
    browser.media(type="print")
    browser.open(page)
    assert browser.evaluate("document.querySelector('form').checkVisibility()") is False
    assert browser.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert browser.evaluate("getComputedStyle(document.querySelector('thead')).position") == "static"


def test_the_generated_page_opens_and_finds(browser: Browser) -> None:
    browser.open(f"{(ROOT / 'generated' / 'support.html').as_uri()}?q=top_k")
    assert "request.top_k" in browser.evaluate(SHOWN)
    words = browser.evaluate("[...new Set([...document.querySelectorAll('td')].map(td => td.className))]")
    assert {"full", "ignored", "rejected", ""} <= set(words)
