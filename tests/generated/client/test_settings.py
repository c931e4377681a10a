"""The base URL, the credentials and the defaults of a client."""

from __future__ import annotations

import warnings

import httpx2
import pytest

from isogloss import Client, MissingCredentialError

from .wire import HELLO, Server, Side, answer


@pytest.mark.parametrize("base", ["", "/", "/v1", "/v1/"])
@pytest.mark.parametrize("prefix", ["", "/anthropic", "/api/v2"])
def test_base_urls_that_mean_the_same(side: Side, prefix: str, base: str) -> None:
    server = Server(answer())
    side.wait(side.client(server, base_url=f"http://host:8080{prefix}{base}").messages.create(**HELLO))
    assert str(server.request.url) == f"http://host:8080{prefix}/v1/messages"


def test_the_query_of_a_base_url_is_kept(side: Side) -> None:
    server = Server(answer())
    client = side.client(server, base_url="http://host/a?x=1", default_query={"y": 2, "beta": "no"})
    side.wait(client.messages.create(**HELLO, beta=True))
    assert str(server.request.url) == "http://host/a/v1/messages?x=1&y=2&beta=true"


@pytest.mark.parametrize("base", ["localhost", "/v1", "nothing"])
def test_a_base_url_without_a_server_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="ANTHROPIC_BASE_URL"):
        Client(api_key="k", base_url=base)


def test_the_environment(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", " key\n")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://elsewhere/v1")
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", "X-One: a: b\nx-two:c\n\nnonsense")
    server = Server(answer())
    side.wait(side.client_class(http_client=side.http(server)).messages.create(**HELLO))
    assert str(server.request.url) == "http://elsewhere/v1/messages"
    headers = server.request.headers
    assert (headers["x-api-key"], headers["x-one"], headers["x-two"]) == ("key", "a: b", "c")
    assert "authorization" not in headers


def test_a_token_of_the_environment(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "token")
    server = Server(answer())
    side.wait(side.client_class(http_client=side.http(server)).messages.create(**HELLO))
    assert server.request.headers["authorization"] == "Bearer token"
    assert "x-api-key" not in server.request.headers


def test_of_two_credentials_in_the_environment_the_key_wins(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "token")
    server = Server(answer())
    with pytest.warns(UserWarning, match="ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN") as caught:
        client = side.client_class(http_client=side.http(server))
    side.wait(client.messages.create(**HELLO))
    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert server.request.headers["x-api-key"] == "key"
    assert "authorization" not in server.request.headers
    assert (client.api_key, client.auth_token) == ("key", None)


def test_an_argument_goes_before_the_environment(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://elsewhere")
    server = Server(answer())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client = side.client(server, api_key=None, auth_token="token", base_url="http://here")
    side.wait(client.messages.create(**HELLO))
    assert server.request.url.host == "here"
    assert server.request.headers["authorization"] == "Bearer token"
    assert "x-api-key" not in server.request.headers


def test_two_credentials_are_one_too_many() -> None:
    with pytest.raises(ValueError, match="either api_key or auth_token"):
        Client(api_key="a", auth_token="b")


def test_a_missing_credential_is_an_error_when_it_is_needed(side: Side) -> None:
    server = Server(answer())
    client = side.client(server, api_key=None)
    with pytest.raises(MissingCredentialError, match=r"ANTHROPIC_API_KEY.*ANTHROPIC_AUTH_TOKEN"):
        side.wait(client.messages.create(**HELLO))
    assert server.requests == []


def test_a_credential_may_come_as_a_header(side: Side) -> None:
    server = Server(answer())
    client = side.client(server, api_key=None)
    side.wait(client.messages.create(**HELLO, extra_headers={"X-Api-Key": "other"}))
    side.wait(client.with_options(default_headers={"Authorization": "Basic x"}).messages.create(**HELLO))
    assert server.requests[0].headers["x-api-key"] == "other"
    assert server.requests[1].headers["authorization"] == "Basic x"


def test_headers_from_the_general_to_the_particular(side: Side) -> None:
    server = Server(answer())
    client = side.client(server, default_headers={"Anthropic-Version": "2026-10-21", "a": "1", "b": "1"})
    client = client.with_options(default_headers={"B": "2", "a": None})
    side.wait(client.messages.create(**HELLO))
    side.wait(client.messages.create(**HELLO, anthropic_version="2023-06-01"))
    side.wait(client.messages.create(**HELLO, extra_headers={"b": "3"}))
    first, second, third = (request.headers for request in server.requests)
    assert (first["anthropic-version"], first["b"]) == ("2026-10-21", "2")
    assert "a" not in first
    assert second["anthropic-version"] == "2023-06-01"
    assert third["b"] == "3"


def test_options_make_a_copy_on_the_same_connections(side: Side) -> None:
    server = Server(answer())
    client = side.client(server, default_query={"a": 1})
    assert client.messages is client.messages
    other = client.with_options(auth_token="token", base_url="http://other", max_retries=0, default_query={"b": 2})
    assert type(other) is type(client)
    side.wait(other.messages.create(**HELLO))
    side.wait(client.copy().messages.create(**HELLO))
    first, second = server.requests
    assert str(first.url) == "http://other/v1/messages?a=1&b=2"
    assert first.headers["authorization"] == "Bearer token"
    assert "x-api-key" not in first.headers
    assert str(second.url) == "https://api.anthropic.com/v1/messages?a=1"
    assert (client.max_retries, other.max_retries) == (2, 0)
    with pytest.raises(ValueError, match="either"):
        client.with_options(api_key="a", auth_token="b")


def test_a_client_closes_what_is_its_own(side: Side) -> None:
    theirs = side.http(Server(answer()))
    client = side.client_class(api_key="k", http_client=theirs)
    side.within(client, lambda entered: entered)
    assert not client.is_closed()
    own = side.client_class(api_key="k")
    side.within(own.with_options(max_retries=1), lambda entered: entered)
    assert not own.is_closed()
    side.within(own, lambda entered: entered)
    assert own.is_closed()


def test_settings_of_a_handed_in_http_client_count(side: Side) -> None:
    server = Server(answer())
    http = side.http(server)
    http.timeout = httpx2.Timeout(7.0)
    http.headers["authorization"] = "Bearer mine"
    side.wait(side.client_class(http_client=http).messages.create(**HELLO))
    assert server.request.extensions["timeout"]["read"] == 7.0
    assert server.request.headers["authorization"] == "Bearer mine"
