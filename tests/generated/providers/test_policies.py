"""The policies of a provider's client for parts that its provider does not accept: fields, objects, values, headers."""

from __future__ import annotations

import asyncio
import importlib
import warnings
from typing import Any

import httpx2
import pytest

from ..client.wire import Server
from .conftest import made

CAT, DOG, FISH = {"kind": "cat"}, {"kind": "dog"}, {"kind": "fish"}
PLAIN: dict[str, Any] = {"model": "short", "animals": [CAT]}
SOURCE = "keeper-guide, The table; retrieved 2026-11-20"

# What is sent, its path and what is said, and what `drop` makes of it (None: it stays).
LESSER = [
    ({"note": "hi"}, "note", f"is ignored by Keeper: Nobody reads it ({SOURCE})", PLAIN),
    (
        {"animals": [CAT, FISH]},
        "animals[1]",
        f"(fish) is not supported by Keeper (no source says whether it is refused or ignored) ({SOURCE})",
        PLAIN,
    ),
    ({"extras": [FISH]}, "extras[0]", "(fish) is not supported", PLAIN),
    (
        {"houses": [{"animals": [FISH, CAT, FISH]}, {"animals": [CAT]}]},
        "houses[0].animals[2]",
        "(fish) is not supported",
        {**PLAIN, "houses": [{"animals": [CAT]}, {"animals": [CAT]}]},
    ),
    ({"animals": [{**CAT, "collar": "red"}]}, "animals[0].collar", "is changed by Keeper: It becomes a bell", None),
    ({"guide": {"name": "Al"}}, "guide", "is not always supported by Keeper: Only on long tours", None),
    ({"model": "slow"}, "model", "(slow) is not among what Keeper lists", None),
]
REFUSED = [
    ({"color": "red"}, "color", f"is refused by Keeper ({SOURCE})", PLAIN),
    ({"animals": [DOG, CAT]}, "animals[0]", f"(dog) is refused by Keeper ({SOURCE})", PLAIN),
]
UNLISTED_MODEL = LESSER[-1]


@pytest.mark.parametrize(("fields", "path", "said", "dropped"), LESSER)
def test_lesser_things(
    fields: dict[str, Any], path: str, said: str, dropped: Any, keeper: Any, zoo: Any, visits: Server
) -> None:
    body = {**PLAIN, **fields}
    with pytest.warns(zoo.ProviderSupportWarning) as caught:
        made(keeper, visits, api_key="k").visits.create(**body)
    assert f"`{path}` {said}" in " ".join(str(item.message) for item in caught)
    assert visits.body == body, "warn sends as it is"
    visits.requests.clear()

    if fields != UNLISTED_MODEL[0]:
        with pytest.raises(zoo.ProviderSupportError) as refused:
            made(keeper, visits, api_key="k", unsupported="error").visits.create(**body)
        assert path in [finding.path for finding in refused.value.findings]
        assert f"`{path}` {said}" in str(refused.value)
        assert visits.requests == [], "error sends nothing"

    made(keeper, visits, api_key="k", unsupported="send").visits.create(**body)
    assert visits.body == body
    visits.requests.clear()

    with warnings.catch_warnings():
        warnings.simplefilter("error" if dropped is not None else "ignore")
        made(keeper, visits, api_key="k", unsupported="drop").visits.create(**body)
    assert visits.body == (body if dropped is None else dropped)


@pytest.mark.parametrize("unsupported", ["warn", "error"])
@pytest.mark.parametrize(("fields", "path", "said", "dropped"), REFUSED)
def test_what_is_refused_is_not_sent(
    unsupported: str, fields: dict[str, Any], path: str, said: str, dropped: Any, keeper: Any, zoo: Any, visits: Server
) -> None:
    body = {**PLAIN, **fields}
    with pytest.raises(zoo.RequestValidationError) as refused:
        made(keeper, visits, api_key="k", unsupported=unsupported).visits.create(**body)
    assert f"`{path}` {said}" in str(refused.value)
    assert visits.requests == []
    made(keeper, visits, api_key="k", unsupported="drop").visits.create(**body)
    assert visits.requests.pop().read() == httpx2.Request("POST", "http://h", json=dropped).read()
    made(keeper, visits, api_key="k", unsupported="send").visits.create(**body)
    assert visits.body == body


@pytest.mark.parametrize("unsupported", ["warn", "error"])
def test_a_refused_value_is_the_callers_to_mend(unsupported: str, keeper: Any, zoo: Any, visits: Server) -> None:
    with pytest.raises(zoo.RequestValidationError) as refused:
        made(keeper, visits, api_key="k", unsupported=unsupported).visits.create(**PLAIN, pace=0)
    assert f"pace: must be greater than 0 ({SOURCE})" in str(refused.value)
    assert visits.requests == []


def test_a_refused_value_is_dropped_like_a_refused_field(keeper: Any, zoo: Any, visits: Server) -> None:
    client = made(keeper, visits, api_key="k", unsupported="drop")
    client.visits.create(**PLAIN, pace=0, color="red")
    assert visits.body == PLAIN
    visits.requests.clear()
    with pytest.raises(zoo.RequestValidationError, match="pace: must be greater than 0"):
        client.visits.create(**PLAIN, pace=-1)
    assert visits.requests == [], "what nobody takes is the caller's to mend"


def test_refused_values_of_the_query_are_dropped_like_those_of_the_body(keeper: Any, zoo: Any, visits: Server) -> None:
    with pytest.raises(zoo.RequestValidationError, match="days"):
        made(keeper, visits, api_key="k").visits.create(**PLAIN, days=9)
    client = made(keeper, visits, api_key="k", unsupported="drop")
    client.visits.create(**PLAIN, days=9, pace=0)
    assert (visits.body, visits.request.url.query) == (PLAIN, b"")
    visits.requests.clear()
    client.visits.create(**PLAIN, days=7)
    assert visits.requests.pop().url.query == b"days=7"
    with pytest.raises(zoo.RequestValidationError, match="days"):
        client.visits.create(**PLAIN, days=0)
    assert visits.requests == []


def test_send_still_refuses_what_nobody_takes(keeper: Any, zoo: Any, visits: Server) -> None:
    client = made(keeper, visits, api_key="k", unsupported="send")
    client.visits.create(**PLAIN, pace=0)
    with pytest.raises(zoo.RequestValidationError, match="pace: must be greater than or equal to 0"):
        client.visits.create(**PLAIN, pace=-1)
    with pytest.raises(zoo.RequestValidationError, match="nothing: is not a known field"):
        client.visits.create(**PLAIN, nothing=1)


@pytest.mark.parametrize(
    "body",
    [
        {"model": "short", "animals": [FISH]},
        {**PLAIN, "houses": [{"animals": [FISH]}]},
    ],
)
def test_dropping_never_leaves_a_body_that_is_not_valid(
    body: dict[str, Any], keeper: Any, zoo: Any, visits: Server
) -> None:
    with pytest.raises(zoo.RequestValidationError, match="animals: is required"):
        made(keeper, visits, api_key="k", unsupported="drop").visits.create(**body)
    assert visits.requests == []


@pytest.mark.parametrize(
    ("given", "path", "sent"),
    [
        ({"loud": True}, "query.loud", {}),
        ({"tenant": "t"}, "header.x-tenant", {}),
        ({"extra_headers": {"X-Tenant": "t"}}, "header.x-tenant", {}),
        ({"features": ["maps", "tours"]}, "header.x-feature[1]", {"x-feature": "maps"}),
        ({"features": ["tours"]}, "header.x-feature[0]", {}),
        ({"extra_headers": {"x-feature": "tours, maps"}}, "header.x-feature[0]", {"x-feature": "maps"}),
    ],
)
def test_headers_and_query(
    given: dict[str, Any], path: str, sent: dict[str, str], keeper: Any, zoo: Any, visits: Server
) -> None:
    argument = {"x_tenant" if name == "tenant" else name: value for name, value in given.items()}
    with pytest.warns(zoo.ProviderSupportWarning, match="Keeper") as caught:
        made(keeper, visits, api_key="k").visits.create(**PLAIN, **argument)
    assert [str(item.message).split("`")[1] for item in caught] == [path]
    before = visits.requests.pop()
    assert before.url.query or before.headers.keys() & {"x-tenant", "x-feature"}
    with pytest.raises(zoo.ProviderSupportError, match="Keeper"):
        made(keeper, visits, api_key="k", unsupported="error").visits.create(**PLAIN, **argument)
    made(keeper, visits, api_key="k", unsupported="drop").visits.create(**PLAIN, **argument)
    assert {name: value for name, value in visits.request.headers.items() if name in ("x-tenant", "x-feature")} == sent
    assert not visits.request.url.query


def test_headers_of_the_client_count_too(keeper: Any, zoo: Any, visits: Server) -> None:
    client = made(keeper, visits, api_key="k", default_headers={"X-Tenant": "t"}, unsupported="drop")
    client.visits.create(**PLAIN)
    assert "x-tenant" not in visits.request.headers


def test_operations(keeper: Any, zoo: Any, visits: Server) -> None:
    with pytest.warns(zoo.ProviderSupportWarning, match="`GET /visits/last` is not supported by Keeper"):
        made(keeper, visits, api_key="k").visits.last()
    for unsupported in ("error", "drop"):
        with pytest.raises(zoo.ProviderSupportError, match="GET /visits/last"):
            made(keeper, visits, api_key="k", unsupported=unsupported).visits.last()
    made(keeper, visits, api_key="k", unsupported="send").visits.last()
    assert len(visits.requests) == 2


def test_a_condition_that_holds_says_nothing(keeper: Any, visits: Server) -> None:
    made(keeper, visits, api_key="k").visits.create(model="long", animals=[CAT], guide={"name": "Al"})
    assert visits.body["guide"] == {"name": "Al"}


@pytest.mark.parametrize(
    "given",
    [{"features": ["maps"]}, {"extra_headers": {"x-feature": "more, maps"}}, {"client": {"X-Feature": "maps"}}],
)
def test_a_condition_on_a_header_looks_at_what_is_sent_from_wherever(
    given: dict[str, Any], keeper: Any, zoo: Any, visits: Server
) -> None:
    headers, given = given.get("client"), {name: value for name, value in given.items() if name != "client"}
    client = made(keeper, visits, api_key="k", default_headers=headers, unsupported="drop")
    client.visits.create(**PLAIN, route="north", **given)
    assert visits.body == {**PLAIN, "route": "north"}
    visits.requests.clear()
    made(keeper, visits, api_key="k", unsupported="drop").visits.create(**PLAIN, route="north")
    assert visits.body == PLAIN
    with pytest.warns(zoo.ProviderSupportWarning, match="`route` is ignored by Keeper: Only with maps"):
        made(keeper, visits, api_key="k").visits.create(**PLAIN, route="north", features=["more"])


def test_model_instances_are_looked_into(keeper: Any, zoo: Any, visits: Server) -> None:
    animals = [zoo.Fish(kind="fish"), zoo.Cat(kind="cat")]
    with pytest.warns(zoo.ProviderSupportWarning, match=r"`animals\[0\]` \(fish\)"):
        made(keeper, visits, api_key="k").visits.create(model="short", animals=animals)
    visits.requests.clear()
    made(keeper, visits, api_key="k", unsupported="drop").visits.create(model="short", animals=animals)
    assert visits.body == PLAIN


def test_one_warning_for_each_line_and_subject(keeper: Any, zoo: Any, visits: Server) -> None:
    client = made(keeper, visits, api_key="k")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        for count in range(1, 4):
            client.visits.create(model="short", animals=[*[CAT] * count, FISH], note="hi")
        client.visits.create(**PLAIN, note="hi")
    told = [str(item.message).split("`")[1] for item in caught]
    assert told == ["note", "animals[1]", "note"] or told == ["animals[1]", "note", "note"]
    assert {item.filename for item in caught} == {__file__}
    assert all(item.category is zoo.ProviderSupportWarning for item in caught)


def test_the_async_client_has_the_same_policies(keeper: Any, zoo: Any, visits: Server) -> None:
    async def run() -> None:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(visits))
        client = keeper.AsyncClient(api_key="k", http_client=http)
        with pytest.warns(zoo.ProviderSupportWarning, match="note") as caught:
            await client.visits.create(**PLAIN, note="hi")
        assert caught[0].filename == __file__
        with pytest.raises(zoo.ProviderSupportError):
            await client.with_options(unsupported="error").visits.create(**PLAIN, note="hi")
        await client.with_options(unsupported="drop").visits.create(**PLAIN, note="hi")

    asyncio.run(run())
    assert len(visits.requests) == 2


def test_policies_have_names(keeper: Any) -> None:
    with pytest.raises(ValueError, match="unsupported='maybe' is none of warn, error, drop, send"):
        keeper.Client(api_key="k", unsupported="maybe")


def test_own_classes_are_those_that_differ(keeper: Any, zoo: Any) -> None:
    assert keeper.Cat is zoo.Cat
    assert keeper.Animal is not zoo.Animal
    params = importlib.import_module("zoo.providers.keeper.params")
    assert params.Cat is zoo.params.Cat
    assert params.House is not zoo.params.House
    assert "color" not in params.CreateVisitRequest.__annotations__
    assert not hasattr(params, "Fish")
    assert not issubclass(keeper.Client, zoo.Client)
