"""The page of a comparison in a real browser: what it shows, filters, opens and links to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from codegen.diff.reports import NOTHING, view
from isogloss_codegen.diff.report import html

from .browser import Browser

pytestmark = pytest.mark.interop
SHOWN = "[...document.querySelectorAll('article')].filter(item => item.checkVisibility()).map(item => item.id)"
DAYS = "request-lower-bound-raised--POST-loans--days"
COLOUR = "request-property-not-stated--POST-loans--colour"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "diff.html"
    path.write_text(html.render([view()]), encoding="utf-8")
    return path.as_uri()


def settle(browser: Browser) -> None:
    """Waits until what a change leads to is shown."""
    browser.evaluate("new Promise(done => setTimeout(done))")


def test_shows_what_happens_and_keeps_the_rest_closed(browser: Browser, page: str) -> None:
    browser.open(page)
    shown = browser.evaluate(SHOWN)
    assert len(shown) == 7
    assert DAYS in shown
    assert COLOUR not in shown
    assert browser.evaluate("document.querySelector('output').textContent") == "10 of 10 findings"
    assert "keeps days above 0" in browser.evaluate("document.querySelector('.conclusion').innerText")


def test_filters_by_text_and_keeps_it_in_the_address(browser: Browser, page: str) -> None:
    browser.open(page)
    browser.evaluate("document.querySelector('#q').focus()")
    browser.send("Input.insertText", text="post COLOUR")
    assert browser.evaluate(SHOWN) == [COLOUR], "what is found is opened"
    assert browser.evaluate("location.search") == "?q=post+COLOUR"
    browser.open(browser.evaluate("location.href"))
    assert browser.evaluate(SHOWN) == [COLOUR]
    browser.evaluate("document.querySelector('[type=reset]').click()")
    settle(browser)
    assert browser.evaluate("location.search") == ""
    assert len(browser.evaluate(SHOWN)) == 7


def test_filters_by_level(browser: Browser, page: str) -> None:
    browser.open(f"{page}?level=info,silent")
    assert [id.split("--")[0] for id in browser.evaluate(SHOWN)] == [
        "request-property-ignored",
        "request-property-ignored",
        "request-enum-value-added",
    ]
    browser.evaluate("document.querySelector('[value=silent]').click()")
    assert len(browser.evaluate(SHOWN)) == 1
    assert browser.evaluate("location.search") == "?level=info"
    assert browser.evaluate("document.querySelector('output').textContent") == "1 of 10 findings"


def test_a_link_to_a_finding_opens_and_marks_it(browser: Browser, page: str) -> None:
    browser.open(f"{page}#{COLOUR}")
    assert COLOUR in browser.evaluate(SHOWN)
    assert browser.evaluate("getComputedStyle(document.querySelector(':target')).outlineStyle") == "solid"
    browser.open(f"{page}?level=breaking#{COLOUR}")
    assert COLOUR in browser.evaluate(SHOWN), "a link leads to its finding whatever the filter"


def test_works_by_keyboard(browser: Browser, page: str) -> None:
    browser.open(page)
    browser.press("Tab", 9)
    assert browser.evaluate("document.activeElement.className") == "skip"
    browser.evaluate(f"document.querySelector('#{DAYS} details > summary').focus()")
    browser.press("Enter", 13, "\r")
    assert '"days": 0' in browser.evaluate(f"document.querySelector('#{DAYS} pre').innerText")
    browser.evaluate("document.querySelector('[value=breaking]').focus()")
    browser.press(" ", 32, " ")
    assert browser.evaluate("location.search") == "?level=breaking"


def test_readers_hear_levels_and_sides(browser: Browser, page: str) -> None:
    browser.open(page)
    nodes: list[dict[str, Any]] = browser.send("Accessibility.getFullAXTree")["nodes"]
    named = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if "role" in node]
    assert ("heading", "POST /loans") in named
    assert any(role == "heading" and name.startswith("days Breaks 61 of 500 requests") for role, name in named)
    assert ("checkbox", "Breaks 3") in [(role, " ".join(name.split())) for role, name in named]
    assert any(role == "StaticText" and "before:" in name for role, name in named)


def test_what_sources_say_differently_opens(browser: Browser, page: str) -> None:
    browser.open(f"{page}?level=warning")
    browser.evaluate("document.querySelector('summary.disputed').click()")
    said = browser.evaluate("document.querySelector('summary.disputed').parentNode.innerText")
    for part in (
        "full",
        "small, none",
        "letter, second page (read 2026-10-02)",
        "Taken here: none. The letter is younger.",
    ):
        assert part in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_follows_the_color_scheme(browser: Browser, page: str, scheme: str) -> None:
    browser.media(prefers_color_scheme=scheme)
    browser.open(page)
    red = "getComputedStyle(document.body).{}.match(/\\d+/)[0]"
    paper, ink = (int(browser.evaluate(red.format(name))) for name in ("backgroundColor", "color"))
    assert (paper < ink) == (scheme == "dark")


def test_signs_and_words_tell_levels_apart_without_color(browser: Browser, page: str) -> None:
    browser.media(forced_colors="active")
    browser.open(page)
    words = browser.evaluate("[...document.querySelectorAll('section > details > summary')].map(s => s.innerText)")
    assert {word[0] for word in words} == {"✕", "○", "▲", "?", "●"}
    border = "getComputedStyle(document.querySelector('section > details > summary')).borderStyle"
    assert browser.evaluate(border) == "solid"


def test_without_scripts_everything_is_there(browser: Browser, page: str) -> None:
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(page)
        assert len(browser.evaluate(SHOWN)) == 7
        assert browser.evaluate("document.querySelector('form').checkVisibility()") is False
        find = "(r => [r.x + 9, r.y + 9])((b => (b.scrollIntoView({block: 'center', behavior: 'instant'}), b))"
        button = "(document.querySelector('details.unknown > summary')).getBoundingClientRect())"
        x, y = browser.evaluate(find + button)
        for kind in ("mousePressed", "mouseReleased"):
            browser.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        assert COLOUR in browser.evaluate(SHOWN)
    finally:
        browser.send("Emulation.setScriptExecutionDisabled", value=False)


def test_prints_all_findings_and_no_form(browser: Browser, page: str) -> None:
    browser.media(type="print")
    browser.open(page)
    assert browser.evaluate("document.querySelector('form').checkVisibility()") is False
    assert len(browser.evaluate(SHOWN)) == 10


def test_nothing_moves_sideways_on_a_telephone(browser: Browser, page: str) -> None:
    browser.size(360, 640)
    browser.open(page)
    assert browser.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_page_without_findings_says_so(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "none.html"
    path.write_text(html.render([view(NOTHING)]), encoding="utf-8")
    browser.open(path.as_uri())
    assert "No differences." in browser.evaluate("document.querySelector('main').innerText")
