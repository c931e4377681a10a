"""Facts of real providers, as their clients act on them."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import Any

import httpx2
import pytest

import isogloss
from isogloss.providers import PROVIDERS

from ..client.wire import MESSAGE, Server, answer
from .conftest import made

HELLO: dict[str, Any] = {"model": "MiniMax-M2", "max_tokens": 64, "messages": [{"role": "user", "content": "hello"}]}
IMAGE = {"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}}
TEXT = {"type": "text", "text": "what is it?"}


@pytest.fixture
def minimax() -> Any:
    return importlib.import_module("isogloss.providers.minimax")


@pytest.fixture
def messages() -> Server:
    return Server(answer(MESSAGE))


def test_temperature_zero_is_refused_before_the_network(minimax: Any, messages: Server) -> None:
    with pytest.raises(isogloss.RequestValidationError, match=r"temperature: .*minimax-compatibility.*retrieved 2026-"):
        made(minimax, messages, api_key="k").messages.create(**HELLO, temperature=0)
    assert messages.requests == []
    made(minimax, messages, api_key="k", unsupported="send").messages.create(**HELLO, temperature=0)
    assert messages.body["temperature"] == 0


def test_top_k_warns_with_source_and_date(minimax: Any, messages: Server) -> None:
    said = r"`top_k` is ignored by MiniMax \(minimax-compatibility, .*; retrieved 2026-11-20\)"
    with pytest.warns(isogloss.ProviderSupportWarning, match=said):
        made(minimax, messages, api_key="k").messages.create(**HELLO, top_k=5)
    assert messages.body["top_k"] == 5
    assert str(messages.request.url) == "https://api.minimax.io/anthropic/v1/messages"
    assert messages.request.headers["x-api-key"] == "k"


def test_an_image_in_a_tool_result_is_found(minimax: Any, messages: Server) -> None:
    turn = {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": [TEXT, IMAGE]}]}
    body = {**HELLO, "messages": [turn]}
    with pytest.raises(isogloss.ProviderSupportError, match=r"`messages\[0\].content\[0\].content\[1\]` \(image\)"):
        made(minimax, messages, api_key="k", unsupported="error").messages.create(**body)
    made(minimax, messages, api_key="k", unsupported="drop").messages.create(**body)
    assert messages.body["messages"][0]["content"][0]["content"] == [TEXT]


def test_a_received_message_can_be_sent_back(minimax: Any, messages: Server) -> None:
    client = made(minimax, messages, api_key="k")
    received = client.messages.create(**HELLO)
    client.messages.create(**{**HELLO, "messages": [*HELLO["messages"], received, HELLO["messages"][0]]})
    assert (
        httpx2.Response(200, content=messages.requests[-1].content).json()["messages"][1]["content"]
        == (MESSAGE["content"])
    )


def test_fields_that_the_typed_client_does_not_have_meet_the_policy(messages: Server) -> None:
    infercom = importlib.import_module("isogloss.providers.infercom")
    body = {**HELLO, "model": "gpt-oss-120b", "thinking": {"type": "enabled", "budget_tokens": 1024}}
    with pytest.warns(isogloss.ProviderSupportWarning, match="`thinking` is not supported by Infercom"):
        made(infercom, messages, api_key="k").messages.create(**body)
    made(infercom, messages, api_key="k", unsupported="drop").messages.create(**body)
    assert b"thinking" in messages.requests[0].content
    assert b"thinking" not in messages.requests[1].content


@pytest.mark.parametrize(("model", "warns"), [("gpt-oss-120b", False), ("Llama-4", True)])
def test_tools_depend_on_the_model(model: str, warns: bool, messages: Server, recwarn: pytest.WarningsRecorder) -> None:
    infercom = importlib.import_module("isogloss.providers.infercom")
    tool = {"name": "t", "input_schema": {"type": "object"}}
    client = made(infercom, messages, api_key="k")
    if warns:
        with pytest.warns(isogloss.ProviderSupportWarning, match="`tools` is not always supported by Infercom"):
            client.messages.create(**{**HELLO, "model": model}, tools=[tool])
    else:
        client.messages.create(**{**HELLO, "model": model}, tools=[tool])


def test_server_tools_are_dropped_and_others_stay(messages: Server) -> None:
    infercom = importlib.import_module("isogloss.providers.infercom")
    own = {"name": "t", "input_schema": {"type": "object"}}
    search = {"type": "web_search_20250305", "name": "web_search"}
    body = {**HELLO, "model": "gpt-oss-120b", "tools": [search, own, search]}
    made(infercom, messages, api_key="k", unsupported="drop").messages.create(**body)
    assert messages.body["tools"] == [own]


def test_a_local_server_needs_no_key(messages: Server) -> None:
    vllm = importlib.import_module("isogloss.providers.vllm")
    made(vllm, messages, unsupported="send").messages.create(**HELLO)
    assert str(messages.request.url) == "http://localhost:8000/v1/messages"
    assert not messages.request.headers.keys() & {"x-api-key", "authorization"}


def test_what_is_ignored_by_default_only_is_not_dropped(messages: Server) -> None:
    vllm = importlib.import_module("isogloss.providers.vllm")
    parts = [{"type": "text", "text": "hi"}, {"type": "thinking", "thinking": "hm", "signature": "s"}]
    body = {**HELLO, "messages": [{"role": "user", "content": parts}], "metadata": {"user_id": "u"}}
    made(vllm, messages, unsupported="drop").messages.create(**body)
    assert messages.body == {key: value for key, value in body.items() if key != "metadata"}


def test_a_model_that_is_not_listed_is_one_warning(minimax: Any, messages: Server) -> None:
    with pytest.warns(
        isogloss.ProviderSupportWarning, match=r"`model` \(M9\) is not among what MiniMax lists"
    ) as caught:
        made(minimax, messages, api_key="k").messages.create(**{**HELLO, "model": "M9"})
    assert len(caught) == 1


@pytest.mark.parametrize(
    ("variables", "sent"),
    [
        ({"MINIMAX_API_KEY": "own", "ANTHROPIC_API_KEY": "other"}, "own"),
        ({"ANTHROPIC_API_KEY": "other"}, None),
        ({"ANTHROPIC_API_KEY": "other", "ANTHROPIC_BASE_URL": "https://api.anthropic.com"}, None),
        ({"ANTHROPIC_API_KEY": "its", "ANTHROPIC_BASE_URL": "https://api.minimaxi.com/anthropic"}, "its"),
    ],
)
def test_keys_of_minimax(
    variables: dict[str, str], sent: str | None, minimax: Any, messages: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    client = made(minimax, messages)
    if sent is None:
        with pytest.raises(isogloss.MissingCredentialError, match="MINIMAX_API_KEY"):
            client.messages.create(**HELLO)
    else:
        client.messages.create(**HELLO)
        assert messages.request.headers["x-api-key"] == sent


@pytest.mark.parametrize(
    ("base_url", "sends"), [(None, True), ("https://api.anthropic.com", True), ("https://gateway.example", True)]
)
def test_the_vendor_whose_variables_they_are(
    base_url: str | None, sends: bool, messages: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    anthropic = importlib.import_module("isogloss.providers.anthropic")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "k")
    if base_url is not None:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", base_url)
    made(anthropic, messages, unsupported="send").messages.create(**HELLO)
    assert str(messages.request.url) == f"{base_url or 'https://api.anthropic.com'}/v1/messages"
    with pytest.raises(isogloss.MissingCredentialError, match="not for elsewhere"):
        made(anthropic, messages, base_url="http://elsewhere").messages.create(**HELLO)


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_every_provider_has_its_package(name: str) -> None:
    package: Any = importlib.import_module(f"isogloss.providers.{PROVIDERS[name]}")
    assert all(getattr(package, exported) is not None for exported in package.__all__)
    assert name in (package.DIALECT.id, f"{package.DIALECT.id}@{package.DIALECT.version}")
    with pytest.raises(AttributeError, match="no attribute 'Mesage'"):
        _ = package.Mesage


def test_importing_a_provider_loads_no_other_and_nothing_heavy() -> None:
    code = "import isogloss.providers.minimax\nimport sys\nprint(*sys.modules)\n"
    code += "isogloss.providers.minimax.Client, isogloss.providers.minimax.CreateMessageRequest\nprint(*sys.modules)"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    light, whole = ({*line.split()} for line in output.splitlines())
    assert not {"pydantic", "httpx2", "isogloss.client", "isogloss.models"} & light
    others = {module for module in PROVIDERS.values() if module != "minimax"}
    assert not {name for name in whole if name.startswith("isogloss.providers.") and name.split(".")[2] in others}
