"""A provider's client in an editor, by the language server of pyright."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from .language_server import LanguageServer

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CALL = "from isogloss.providers import {0}\nclient = {0}.Client()\nclient.messages.{1}"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    folder = tmp_path_factory.mktemp("editor")
    config = {"typeCheckingMode": "strict", "extraPaths": [str(ROOT / "generated")], "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(config))
    with LanguageServer(folder) as server:
        yield server


@pytest.mark.parametrize("method", ["create", "stream", "with_raw_response.create"])
def test_fields_and_options_are_offered(method: str, editor: LanguageServer) -> None:
    offered = editor.keywords(CALL.format("minimax", f"{method}(|)"))
    assert {"model", "max_tokens", "messages", "temperature", "top_k", "tools", "thinking", "betas"} <= {*offered}
    assert {"extra_headers", "extra_body", "timeout"} <= {*offered}
    assert ("stream" in offered) == (method != "stream")


def test_what_is_given_is_not_offered_again(editor: LanguageServer) -> None:
    offered = editor.keywords(CALL.format("minimax", "create(model='m', |)"))
    assert "messages" in offered
    assert "model" not in offered


@pytest.mark.parametrize(
    ("provider", "refused", "taken"),
    [
        ("anthropic", {"temperature", "top_p", "top_k"}, {"thinking", "max_tokens"}),
        ("infercom", {"thinking", "cache_control"}, {"temperature", "max_tokens"}),
        ("baseten", {"thinking", "container", "fallbacks"}, {"temperature", "metadata"}),
    ],
)
def test_what_is_refused_is_not_offered(
    provider: str, refused: set[str], taken: set[str], editor: LanguageServer
) -> None:
    offered = {*editor.keywords(CALL.format(provider, "create(|)"))}
    assert not refused & offered
    assert taken | {"model", "messages", "stream", "timeout"} <= offered


def test_what_a_provider_adds_is_offered(editor: LanguageServer) -> None:
    assert "plugins" in editor.keywords(CALL.format("openrouter", "create(|)"))


def test_a_signature_names_the_fields_and_says_what_differs(editor: LanguageServer) -> None:
    first, *_ = editor.signatures(CALL.format("minimax", "create(|)"))
    assert "messages: Sequence[MessageParam]" in first["label"]
    assert "temperature: float | Omit = ..." in first["label"]
    assert "MiniMax ignores them" in first["documentation"]["value"]


def test_hovering_shows_what_differs(editor: LanguageServer) -> None:
    shown = editor.hover(CALL.format("minimax", "create|"))
    assert "**given: **MessagesCreateArguments" in shown
    assert "MiniMax differs from the base in these arguments:" in shown
