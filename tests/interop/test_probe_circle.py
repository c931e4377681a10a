"""The circle: the mock of a provider, probed, shows what the overlay of the provider says, all of it and no more."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import httpx2
import pytest

from isogloss.testing import mock_app
from isogloss_codegen.document.openapi import parse
from isogloss_codegen.document.providers import find_dialect, load_base, overlays
from isogloss_codegen.document.resolve import resolve_overlay
from isogloss_codegen.document.values import as_map
from isogloss_codegen.probe.draft import draft_overlay
from isogloss_codegen.probe.judge import Observation
from isogloss_codegen.probe.observable import sign_of
from isogloss_codegen.probe.session import Bounds, Probing

from .circle import Facts, Overlay, observed

Probed = tuple[Probing, Sequence[Observation]]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=overlays())
def provider(request: pytest.FixtureRequest) -> str:
    """A provider; the scope keeps the tests of one together, so that it is probed once."""
    return request.param


def probe(app: Any, held_against: str, model: str | None = None) -> Probed:
    probing = Probing(find_dialect(held_against), model=model, key="any", bounds=Bounds(requests=5000, tokens=10**9))

    async def run() -> Sequence[Observation]:
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://mock.invalid") as client:
            return await probing.observe(client)

    return probing, asyncio.run(run())


@cache
def probed(mock: str | None, held_against: str, model: str | None = None) -> Probed:
    return probe(mock_app(mock), held_against, model)


def compared(of: Probed) -> tuple[Facts, Facts]:
    """The effects that the overlay states, those that are visible, and those that were seen."""
    probing, observations = of
    overlay = Overlay(probing.dialect, probing.observable, probing.model)
    return overlay.facts(), observed(observations, overlay)


def content(observation: Observation | None) -> tuple[Any, Mapping[str, str]]:
    """The body of an answer, that of a stream as its events; and the headers."""
    answer = None if observation is None else observation.answer
    if answer is None:
        return None, {}
    if not answer.is_stream:
        return answer.body, answer.headers
    data = [line.removeprefix("data: ") for line in answer.content.decode().splitlines() if line.startswith("data: {")]
    return {"events": [json.loads(each) for each in data]}, answer.headers


def shows(rule: str, at: str, of: Probed) -> bool:
    """True if a rule of the table is visible at a place."""
    probing, observations = of
    entry = probing.observable.rules[rule]
    findings = [(found.rule, found.path) for each in observations for found in each.findings]
    if "finding" in entry:
        place = at.removeprefix("response.")
        return any(found in entry["finding"] and path == place for found, path in findings)
    if "status" in entry:
        status = int(at.split(".")[1])
        return any(_is_other(each, status) for each in observations)
    wanted = entry["experiment"].replace("$at", at)
    asked = {each.experiment.id: each for each in observations}.get(wanted)
    if "seen" in entry:
        return asked is not None and asked.outcome == entry["seen"]
    return asked is not None and sign_of(entry["shows"]).is_in(*content(asked))


def _is_other(observation: Observation, status: int) -> bool:
    """True if an error of that status differs from that of the base."""
    answer = observation.answer
    if answer is None or answer.status != status:
        return False
    types = {400: "invalid_request_error", 401: "authentication_error", 404: "not_found_error"}
    body = as_map(answer.body)
    error = as_map(body.get("error"))
    return (body.get("type"), error.get("type")) != ("error", types[status])


def test_the_facts_of_an_overlay_that_show_are_seen_and_no_others(provider: str) -> None:
    expected, seen = compared(probed(provider, provider))
    wrong = {about: (expected.get(about), seen.get(about)) for about in expected.keys() | seen.keys()}
    assert {about: pair for about, pair in wrong.items() if pair[0] != pair[1]} == {}
    assert expected


def test_what_is_not_stated_is_as_in_the_base_language(provider: str) -> None:
    probing, observations = probed(provider, provider)
    overlay = Overlay(probing.dialect, probing.observable, probing.model)
    for each in observations:
        subjects = each.experiment.subjects
        if subjects and each.experiment.kind in ("field", "member") and subjects[-1] in overlay.unstated:
            assert each.outcome in ("taken", "not told"), each.experiment.id


def test_values_out_of_range_are_refused_where_the_document_of_the_provider_has_a_range(provider: str) -> None:
    probing, observations = probed(provider, provider)
    overlay = Overlay(probing.dialect, probing.observable, probing.model)
    for each in observations:
        experiment = each.experiment
        if experiment.kind != "range" or each.outcome == "not told":
            continue
        value = json.loads(experiment.shown.rpartition(" ")[2])
        is_taken = overlay.is_ignored(experiment.subjects) or overlay.is_in_range(experiment.subjects[-1], value)
        assert each.outcome == ("taken" if is_taken else "refused"), experiment.id


def test_the_rules_of_an_overlay_that_show_are_seen_and_no_others(provider: str) -> None:
    of = probed(provider, provider)
    probing, _ = of
    overlay = Overlay(probing.dialect, probing.observable, probing.model)
    for id, entry in probing.observable.rules.items():
        if "why" in entry:
            continue
        stated = overlay.rules(id)
        for rule in stated:
            if overlay.unshown(id, rule):
                continue
            places = [f"{rule['at']}.{name}" for name in rule["value"]] if id == "field-added" else [str(rule["at"])]
            described = [at for at in places if not is_described(probing, at)]
            assert all(shows(id, at, of) for at in described), f"{id} at {rule['at']} is stated and does not show"
        if not stated and "experiment" in entry and "$at" not in entry["experiment"]:
            is_new = shows(id, "", of) and not shows(id, "", probed(None, "base"))
            assert not is_new or overlay.is_same_elsewise(id), f"{id} shows and is not stated"
        if not stated and "status" in entry:
            assert not any(shows(id, f"response.{status}", of) for status in entry["status"]), id


def is_described(probing: Probing, at: str) -> bool:
    """True if the provider's document has a field: it is none of the fields that nobody knows."""
    holders = {"response": "Message", "response.usage": "Usage", "response.error": "ErrorObject"}
    holder, _, name = at.rpartition(".")
    schemas = probing.dialect.document["components"]["schemas"]
    return holder in holders and name in as_map(schemas[holders[holder]].get("properties"))


def test_all_that_is_found_in_answers_is_explained(provider: str) -> None:
    probing, observations = probed(provider, provider)
    overlay = Overlay(probing.dialect, probing.observable, probing.model)
    plain = {(found.rule, found.path) for each in probed(None, "base")[1] for found in each.findings}
    missing = {pointer for pointer, _ in overlay.missing()}
    by_finding = {
        finding: [str(rule["at"]) for rule in overlay.rules(id)]
        for id, entry in probing.observable.rules.items()
        for finding in entry.get("finding", ())
    }
    envelopes = [str(rule["at"]) for rule in overlay.rules("error-envelope")]
    unexplained: set[tuple[str, str]] = set()
    for each in observations:
        assert each.agreement != "differs", f"{each.experiment.id}: {each.outcome} {each.why}; {each.stated}"
        status = each.answer.status if each.answer else None
        for found in each.findings:
            places = by_finding.get(found.rule, ())
            is_explained = (
                (found.level == "info" and found.rule.startswith(("probe-", "response-error")))
                or (found.rule, found.path) in plain
                or found.pointer in missing
                or overlay.support.of(found.pointer).status in ("ignored", "unsupported", "rejected")
                or any(pointer.endswith(f"/properties/{found.path}") for pointer in missing)
                or any(at == "response" or found.path.startswith(at.removeprefix("response.")) for at in places)
                or any(at.startswith(f"response.{status}") for at in envelopes)
            )
            if not is_explained:
                unexplained.add((found.rule, found.path))
    assert unexplained == set()


def first_model(provider: str) -> str:
    """A model that the provider names; any one where it names none."""
    return str((*as_map(find_dialect(provider).words.get("models")).get("ids", ()), "tiny")[0])


@pytest.mark.parametrize(
    ("mock", "other", "experiment"),
    [
        (None, "minimax", "effect of stop_sequences"),
        ("minimax", "anthropic@2023-06-01", "effect of stop_sequences"),
        ("anthropic@2023-06-01", "anthropic@2026-10-21", "temperature"),
        (None, "ollama", "no credential"),
    ],
)
def test_another_dialect_is_told_from_it(mock: str | None, other: str, experiment: str) -> None:
    _, observations = probed(mock, other, first_model(mock or other))
    assert experiment in [each.experiment.id for each in observations if each.agreement == "differs"]


def test_what_is_observed_is_an_overlay() -> None:
    probing, observations = probed("minimax", "base", "MiniMax-M2")
    text = draft_overlay(
        observations,
        probing.dialect.document,
        id="seen",
        url="http://mock.invalid",
        model="m",
        date="2026-11-21",
        rules=probing.observable.rules,
    )
    dialect = resolve_overlay(parse("seen.overlay.yaml", text), load_base())
    request = "/components/schemas/CreateMessageRequest/properties"
    assert dialect.support.of(f"{request}/stop_sequences").status == "ignored"
    assert dialect.support.of(f"{request}/max_tokens").status == "full"
    # Only its lower bound is refused.
    assert dialect.support.of(f"{request}/temperature").status == "unknown"
    assert dialect.support.of(f"{request}/metadata").status == "unknown"
    assert dialect.words["unknown_fields"]["policy"] == "reject"
    assert dialect.words["auth"]["validation"] == "checked"
    assert {each["rule"] for each in dialect.rules} >= {"roles-merged", "thinking-unrequested"}
    assert {each["kind"] for said in dialect.statements.values() for each in said.evidence} == {"probe"}


@pytest.mark.parametrize(
    ("mock", "other", "wrong"),
    [
        ("anthropic@2023-06-01", "anthropic@2026-10-21", ("temperature", "sent", "refused", "taken")),
        (None, "minimax", ("stop_sequences", "effect", "without effect", "works")),
    ],
)
def test_a_mock_that_does_otherwise_is_not_equal(
    mock: str | None, other: str, wrong: tuple[str, str, str, str]
) -> None:
    expected, seen = compared(probed(mock, other, first_model(mock or other)))
    name, what, stated, shown = wrong
    about = (f"/components/schemas/CreateMessageRequest/properties/{name}", what)
    assert (expected[about], seen[about]) == (stated, shown)
    assert expected != seen
