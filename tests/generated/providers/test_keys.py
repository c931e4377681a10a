"""A key never goes to another vendor: which variables a provider's client reads, and where it sends."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from ..client.wire import Server
from .conftest import made

VISIT: dict[str, Any] = {"model": "short", "animals": [{"kind": "cat"}]}
ELSEWHERE = [
    None,
    "https://zoo.example",
    "https://keeper.example.evil.example/zoo",
    "https://keeper.example@evil.example/zoo",
    "https://keeper.example:444/zoo",
    "nonsense",
]
ITS_OWN = ["https://keeper.example/zoo", "https://west.keeper.example", "https://KEEPER.example:443/other"]


@pytest.mark.parametrize(("own", "base", "token"), list(product([None, "own"], [None, "base"], [None, "token"])))
@pytest.mark.parametrize("base_url", [*ELSEWHERE, *ITS_OWN])
def test_every_combination_of_variables(
    own: str | None,
    base: str | None,
    token: str | None,
    base_url: str | None,
    keeper: Any,
    zoo: Any,
    visits: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (
        ("KEEPER_API_KEY", own),
        ("ZOO_API_KEY", base),
        ("ZOO_AUTH_TOKEN", token),
        ("ZOO_BASE_URL", base_url),
    ):
        if value is not None:
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("ZOO_HEADERS", "x-secret: s")
    is_its_own = base_url in ITS_OWN
    expected = own or ((base or token) if is_its_own else None)
    client = made(keeper, visits)
    if expected is None:
        with pytest.raises(zoo.MissingCredentialError, match="KEEPER_API_KEY") as missing:
            client.visits.create(**VISIT)
        assert ("ZOO_API_KEY is set, but not for keeper.example" in str(missing.value)) == (base is not None)
        assert visits.requests == []
        return
    client.visits.create(**VISIT)
    headers = visits.request.headers
    # The provider prefers bearer tokens.
    assert headers["authorization"] == f"Bearer {expected}"
    assert "x-key" not in headers
    assert ("x-secret" in headers) == is_its_own
    assert visits.request.url.host.endswith("keeper.example")


@pytest.mark.parametrize(
    ("variable", "options", "url"),
    [
        (None, {}, "https://keeper.example/zoo/visits"),
        (None, {"region": "west"}, "https://west.keeper.example/zoo/visits"),
        (None, {"region": "west", "base_url": "http://h/x"}, "http://h/x/visits"),
        ("https://west.keeper.example/zoo", {}, "https://west.keeper.example/zoo/visits"),
        ("https://west.keeper.example/zoo", {"region": "east"}, "https://keeper.example/zoo/visits"),
        ("https://other.example", {}, "https://keeper.example/zoo/visits"),
        ("https://west.keeper.example/zoo", {"base_url": "http://h"}, "http://h/visits"),
    ],
)
def test_where_to(
    variable: str | None,
    options: dict[str, str],
    url: str,
    keeper: Any,
    visits: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if variable is not None:
        monkeypatch.setenv("ZOO_BASE_URL", variable)
    made(keeper, visits, api_key="k", **options).visits.create(**VISIT)
    assert str(visits.request.url) == url


def test_regions_have_names(keeper: Any) -> None:
    with pytest.raises(ValueError, match="Keeper has no region 'north'; known: east, west"):
        keeper.Client(api_key="k", region="north")


def test_a_base_key_does_not_follow_to_another_server(
    keeper: Any, zoo: Any, visits: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZOO_API_KEY", "base")
    monkeypatch.setenv("ZOO_BASE_URL", "https://keeper.example/zoo")
    client = made(keeper, visits)
    for moved in (client.with_options(base_url="http://elsewhere"), made(keeper, visits, base_url="http://elsewhere")):
        with pytest.raises(zoo.MissingCredentialError):
            moved.visits.create(**VISIT)
    client.with_options(base_url="https://west.keeper.example").visits.create(**VISIT)
    assert visits.request.headers["authorization"] == "Bearer base"


def test_the_preferred_header_carries_the_key(keeper: Any, visits: Server) -> None:
    client = made(keeper, visits, api_key="one")
    client.visits.create(**VISIT)
    client.with_options(api_key="two").visits.create(**VISIT)
    made(keeper, visits, auth_token="three").visits.create(**VISIT)
    assert [r.headers["authorization"] for r in visits.requests] == ["Bearer one", "Bearer two", "Bearer three"]
