"""One table, one answer: `check`, the client, `adapt` and the mock say the same of what real clients sent.

Each request in recorded/ (and in ../shared/recorded, where that lies beside the project) is held against each provider.
A finding is a subject, a status and a place.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import NamedTuple

import pytest

import isogloss
from isogloss._messages.mock_dialect import MockDialect
from isogloss._runtime.adapt import provider_module
from isogloss._runtime.call import Call
from isogloss._runtime.dialect import Dialect, SupportFinding
from isogloss._runtime.header_values import Headers
from isogloss._runtime.operation import Operation
from isogloss._runtime.policy import CallSurvey
from isogloss.operations import API
from isogloss_codegen.check import Checker
from isogloss_codegen.document.providers import overlays
from varied import varied

from .judge import Node
from .test_recorded import path_of, recorded

REQUESTS: list[Node] = [case.values[0] for case in recorded()]
STATUSES = {
    "request-refused": "rejected",
    "request-ignored": "ignored",
    "request-unsupported": "unsupported",
    "request-partial": "partial",
    "request-changed": "transformed",
    "request-depends": "conditional",
    "request-not-stated": "unknown",
    "request-model": "unknown",
}
COVERING = {"ignored", "rejected", "unsupported"}

# What a consumer does not tell although the table says it, and why.
EXEMPT: Mapping[str, Mapping[str, str]] = {
    "client": {},
    "adapt": {
        "partial": "it works within limits, so that a request is no better without it",
        "transformed": "it has an effect, so that a request is no better without it",
        "conditional": "it may work, so that a request is not known to be better without it",
        "unknown": "no source speaks against it, so that a request is not known to be better without it",
        "needed": "there is no request without it",
        "header": "it makes a body fit, and knows no headers",
    },
    "mock": {
        "partial": "a stand-in does not know the limits, and answers as if it were within them",
        "transformed": "a stand-in does not know the other effect",
        "conditional": "a stand-in takes what may work",
        "unknown": "a stand-in takes what no source speaks against",
        "header": "it reads a header with the parameters of its operation, which this test does not make",
    },
}


class Told(NamedTuple):
    """The finding about a part of a request."""

    subject: str
    status: str
    place: str


@cache
def checker(provider: str) -> Checker:
    return Checker.of(provider)


@cache
def dialect(provider: str) -> Dialect:
    return import_module(f"isogloss.providers.{provider_module(provider)}.dialect").DIALECT


def headers_of(request: Node) -> dict[str, str]:
    return {name: value for name, value in request["headers"].items() if name.startswith("anthropic-")}


def operation_of(request: Node) -> Operation:
    wanted = (request["method"], path_of(request).path)
    return next(each for each in API.operations if (each.method, each.path) == wanted)


def by_check(request: Node, provider: str) -> Counter[Told]:
    judgement = checker(provider).check_request(
        request["body"], method=request["method"], url=path_of(request).path, headers=headers_of(request)
    )
    found = (each for each in judgement.findings if each.rule in STATUSES)
    # An operation has its place in the request line.
    return Counter(
        Told(each.pointer, STATUSES[each.rule], each.subject if each.path == "url" else each.path) for each in found
    )


def by_client(request: Node, provider: str) -> list[SupportFinding]:
    call = Call(operation_of(request), body=request["body"])
    return list(CallSurvey(call, dialect(provider), Headers(headers_of(request))).findings)


def told(found: Iterable[SupportFinding]) -> Counter[Told]:
    return Counter(Told(each.statement.subject, each.status, each.path) for each in found)


@pytest.mark.parametrize("provider", varied(overlays()))
def test_the_client_finds_what_check_finds(provider: str) -> None:
    for request in REQUESTS:
        assert told(by_client(request, provider)) == by_check(request, provider)


@pytest.mark.parametrize("provider", varied(overlays()))
def test_adapt_takes_out_what_the_client_finds(provider: str) -> None:
    exempt = EXEMPT["adapt"]
    for request in REQUESTS:
        found = by_client(request, provider)
        expected = [each for each in found if _why(each) not in exempt and each.status not in exempt]
        assert told(each for each in dropped_by_adapt(request, provider, expected) if each.subject) == told(expected)


def dropped_by_adapt(request: Node, provider: str, expected: Sequence[SupportFinding]) -> Sequence[SupportFinding]:
    """The parts that `adapt` removes; all parts that should go if it raises because no valid request is left."""
    try:
        return isogloss.adapt(request["body"], to=provider, operation=operation_of(request).id)[1]
    except isogloss.ProviderSupportError as refused:
        # Where something has to be there and cannot be, it names only that.
        droppable = [each for each in expected if each.is_droppable]
        return refused.findings if len(droppable) == len(expected) else [*refused.findings, *droppable]
    except isogloss.RequestValidationError:
        return expected


def _why(found: SupportFinding) -> str:
    """The reason for which `adapt` leaves what covers, by its word in the table above."""
    if found.path.startswith("header."):
        return "header"
    return "needed" if found.status == "ignored" and found.has_to_be else ""


@pytest.mark.parametrize("provider", varied(overlays()))
def test_the_mock_acts_on_what_the_client_finds(provider: str) -> None:
    exempt = EXEMPT["mock"]
    mock = MockDialect(dialect(provider))
    for request in REQUESTS:
        component = operation_of(request).body
        assert component is not None
        found = by_client(request, provider)
        expected = [each for each in found if each.status not in exempt and "header" not in each.path]
        expected = [each for each in expected if " /" not in each.path]  # an operation is left out as a whole
        acted = mock.findings(component, copy.deepcopy(request["body"]), headers_of(request))
        assert told(each for each in acted if each.status in COVERING) == told(expected)


def test_every_exemption_is_used() -> None:
    """A reason that no request needs any more is taken out."""
    found = [each for provider in overlays() for request in REQUESTS for each in by_client(request, provider)]
    seen = {each.status for each in found} | {_why(each) for each in found}
    assert {word for words in EXEMPT.values() for word in words} <= seen
