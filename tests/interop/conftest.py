"""Fixtures for tests of pages: one Chromium for all of them, and a page without errors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .browser import Browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium; it is started by the first test that asks for it."""
    with Browser() as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The page in it, at its usual size; in the end it must have asked for no other and complained of nothing."""
    chromium.size(1280, 800)
    chromium.media()
    yield chromium
    assert chromium.console == []
    assert [url for url in chromium.requests if not url.startswith(("file:", "data:", "about:"))] == []
