"""The circle: the mock of a provider, probed, shows what the overlay of the provider says."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cache

import httpx2
import pytest

from isogloss.testing import mock_app
from isogloss_codegen.conformance.probe.draft import draft_overlay
from isogloss_codegen.conformance.probe.judge import Observation
from isogloss_codegen.conformance.probe.session import Bounds, Probing
from isogloss_codegen.document.load import parse
from isogloss_codegen.document.providers import find_dialect, load_base, overlays
from isogloss_codegen.document.resolve import resolve_overlay


@cache
def probed(mock: str | None, held_against: str, model: str | None = None) -> tuple[Probing, Sequence[Observation]]:
    probing = Probing(
        find_dialect(held_against),
        model=model,
        key="any",
        bounds=Bounds(requests=5000),
    )

    async def run() -> Sequence[Observation]:
        transport = httpx2.ASGITransport(app=mock_app(mock))
        async with httpx2.AsyncClient(transport=transport, base_url="http://mock.invalid") as client:
            return await probing.observe(client)

    return probing, asyncio.run(run())


@pytest.mark.parametrize("provider", overlays())
def test_the_mock_of_a_provider_shows_its_overlay(provider: str) -> None:
    _, observations = probed(provider, provider)
    differing = [
        f"{each.experiment.id}: {each.outcome} {each.why}; the overlay: {each.stated}"
        for each in observations
        if each.agreement == "differs"
    ]
    assert not differing, "\n".join(differing)
    assert sum(each.agreement == "agrees" for each in observations) > 20


@pytest.mark.parametrize(
    ("mock", "other", "experiment"),
    [
        (None, "minimax", "effect of stop_sequences"),
        ("minimax", "anthropic@2023-06-01", "effect of stop_sequences"),
        (None, "anthropic@2026-10-21", "temperature"),
        (None, "ollama", "no credential"),
    ],
)
def test_another_dialect_is_told_from_it(mock: str | None, other: str, experiment: str) -> None:
    _, observations = probed(mock, other, "MiniMax-M2")
    assert experiment in [each.experiment.id for each in observations if each.agreement == "differs"]


def test_what_is_observed_is_an_overlay() -> None:
    probing, observations = probed("minimax", "base", "MiniMax-M2")
    text = draft_overlay(
        observations, probing.dialect.document, id="seen", url="http://mock.invalid", model="m", date="2026-11-21"
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
    assert {each["kind"] for said in dialect.statements.values() for each in said.evidence} == {"probe"}
