"""The probe against servers that misbehave: findings, no tracebacks, and within bounds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx2
import pytest

from isogloss_codegen.document.providers import find_dialect
from isogloss_codegen.probe.answer import Answer as Reply
from isogloss_codegen.probe.judge import Observation
from isogloss_codegen.probe.report import REPORTS
from isogloss_codegen.probe.session import Bounds, Probing

KEY = "sk-not-to-be-shown"


def probed(
    answer: Callable[[httpx2.Request], httpx2.Response], bounds: Bounds | None = None, provider: str = "base"
) -> tuple[Probing, Sequence[Observation]]:
    probing = Probing(find_dialect(provider), model="m", key=KEY, bounds=bounds or Bounds(requests=12))

    async def run() -> Sequence[Observation]:
        transport = httpx2.MockTransport(answer)
        async with httpx2.AsyncClient(transport=transport, base_url="http://probed.invalid") as client:
            return await probing.observe(client)

    return probing, asyncio.run(run())


class _Endless(httpx2.AsyncByteStream):
    async def __aiter__(self):  # type: ignore[no-untyped-def]
        while True:
            yield b"event: ping\n" * 100_000


class _Stalled(httpx2.AsyncByteStream):
    async def __aiter__(self):  # type: ignore[no-untyped-def]
        yield b"{"
        await asyncio.Event().wait()


class _Cut(httpx2.AsyncByteStream):
    async def __aiter__(self):  # type: ignore[no-untyped-def]
        yield b'{"type":'
        raise httpx2.RemoteProtocolError("peer closed connection")


def _refused(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("connection refused")


Answer = Callable[[httpx2.Request], httpx2.Response]
MISBEHAVIOUR: dict[str, tuple[Answer, str, str]] = {
    "endless": (lambda _: httpx2.Response(200, stream=_Endless()), "failed", "longer than 4 MB"),
    "stalled": (lambda _: httpx2.Response(200, stream=_Stalled()), "failed", "not over after 0.05 s"),
    "cut": (lambda _: httpx2.Response(200, stream=_Cut()), "failed", "peer closed connection"),
    "refused": (_refused, "failed", "connection refused"),
    "html": (lambda _: httpx2.Response(500, html="<h1>Oops</h1>"), "failed", "500"),
    "denied": (lambda _: httpx2.Response(401, json={"error": "no"}), "denied", "401"),
}


@pytest.mark.parametrize(("answer", "outcome", "why"), MISBEHAVIOUR.values(), ids=MISBEHAVIOUR)
def test_misbehaviour_is_told(answer: Answer, outcome: str, why: str) -> None:
    probing, observations = probed(answer, Bounds(requests=4, timeout=0.05))
    assert observations[0].outcome == outcome
    assert why in observations[0].why
    assert all(REPORTS[style](probing, observations, "http://u", "K") for style in REPORTS)


@pytest.mark.parametrize("body", ["<h1>Hello</h1>", "[" * 5000, "[]", "null", '"text"', '{"error": 5}'])
def test_what_is_no_answer_is_a_finding(body: str) -> None:
    _, observations = probed(lambda _: httpx2.Response(200, text=body))
    assert any(finding.level == "breaking" for finding in observations[0].findings)


def test_no_more_is_sent_than_allowed_and_the_key_is_not_shown() -> None:
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json={})

    probing, observations = probed(answer, Bounds(requests=30))
    assert len(sent) == probing.requests == 30
    assert any(KEY in value for value in sent[0].headers.values())
    for style, report in REPORTS.items():
        text = report(probing, observations, "http://u", "NAME")
        assert KEY not in text, style
    curls = [each["curl"] for each in json.loads(REPORTS["json"](probing, observations, "http://u", "NAME"))["results"]]
    assert any("$NAME" in curl for curl in curls)


def test_of_what_an_overlay_says_is_ignored_no_range_need_be_looked_at(tmp_path: Path) -> None:
    overlay = tmp_path / "seen.overlay.yaml"
    name = "#/components/schemas/ThinkingConfigEnabledParam"
    target = f"$.components.schemas.ThinkingConfigParam.oneOf[?@['$ref'] == '{name}']"
    temperature = "$.components.schemas.CreateMessageRequest.properties.temperature"
    stated = {target: "ignored", temperature: "full", "$.paths['/v1/messages'].post": "full"}
    evidence = [{"kind": "probe", "source": "http://u", "where": "w", "says": "s", "retrieved": "2026-11-21"}]
    actions = [
        {"target": target, "update": {"x-support": {"status": status}}, "x-evidence": evidence}
        for target, status in stated.items()
    ]
    provider = {"id": "seen", "default_status": "unknown", "unknown_fields": "unknown"}
    info = {"title": "seen", "version": "2026-11-21", "x-provider": provider}
    document = {"overlay": "1.1.0", "info": info, "extends": "isogloss:base", "actions": actions}
    overlay.write_text(json.dumps(document), encoding="utf-8")
    body = {"type": "message", "role": "assistant"}
    _, observations = probed(
        lambda _: httpx2.Response(200, json=body), Bounds(requests=700, tokens=10**9), str(overlay)
    )
    told = {each.experiment.id: each for each in observations}
    assert told["thinking=enabled.budget_tokens: 1023"].agreement == "agrees"
    assert told["temperature: 2"].agreement == "differs"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("5", 5.0),
        ("Fri, 01 Jan 2010 00:00:00 GMT", 0.0),
        ("Mon, 1 Jan 2024 00:00:00 +99999999999999", None),
        ("soon", None),
        ("-5", None),
        ("nan", None),
        ("", None),
    ],
)
def test_how_long_to_wait_is_read_as_http_has_it(said: str, seconds: float | None) -> None:
    assert Reply(429, {"retry-after": said}).delay == seconds


def test_what_is_not_there_is_not_refused() -> None:
    """A server that answers from a list of prepared answers says 404 where it has none."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        known = b"isogloss_probe" not in request.content
        return httpx2.Response(200 if known else 404, json={} if known else {"error": {"message": "no such answer"}})

    _, observations = probed(answer, Bounds(requests=60))
    (unknown,) = [each for each in observations if each.experiment.id == "isogloss_probe"]
    assert (unknown.outcome, unknown.why) == ("not told", "404: no such answer")
