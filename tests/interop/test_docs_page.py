"""The page `/docs` in a real browser: Swagger UI reads the whole document, and asks no other server for anything."""

from __future__ import annotations

import pytest

from generated.server.services import Answering, hello
from isogloss.server import create_app
from isogloss.testing import serving

from .browser import Browser

pytestmark = pytest.mark.interop
SHOWN = "[...document.querySelectorAll('.opblock-summary-path')].map(each => each.dataset.path)"
UNTIL = f"new Promise(done => {{ const look = () => {SHOWN}.length ? done() : setTimeout(look, 50); look(); }})"


def test_the_document_is_shown_and_requests_stay_here() -> None:
    with serving(create_app(Answering(hello), docs=True)) as url, Browser() as browser:
        browser.open(f"{url}/docs")
        browser.evaluate(UNTIL)
        assert browser.evaluate(SHOWN) == [
            "/v1/messages",
            "/v1/messages/count_tokens",
            "/v1/models",
            "/v1/models/{model_id}",
        ]
        assert browser.evaluate("document.querySelector('.servers option').value") == "/"
        assert browser.evaluate("document.querySelectorAll('.errors-wrapper').length") == 0
        assert {each for each in browser.requests if not each.startswith((url, "data:"))} == set()
        assert browser.console == []
