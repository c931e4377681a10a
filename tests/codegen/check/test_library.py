"""The checks as a library: in tests, and in front of a server while it is developed."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import re
from typing import Any

import httpx2
import pytest

from isogloss.testing import mock_app
from isogloss_codegen.check import Checker, ConformanceMiddleware, Finding, assert_clean

BASE = Checker.of("base")
BODY: dict[str, Any] = {"model": "m", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi."}]}
HEADERS = {"x-api-key": "any", "anthropic-version": "2023-06-01"}


def ask(app: Any, *bodies: Any) -> list[httpx2.Response]:
    async def run() -> list[httpx2.Response]:
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://server.example") as client:
            return [await client.post("/v1/messages", json=body, headers=HEADERS) for body in bodies]

    return asyncio.run(run())


def answering(media: str, *pieces: bytes, encoding: str = "identity") -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", media.encode()), (b"content-encoding", encoding.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for piece in pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    return app


def found(app: Any, *bodies: Any, requests: bool = False) -> list[tuple[str, str]]:
    said: list[tuple[str, Finding]] = []

    def report(where: str, finding: Finding) -> None:
        said.append((where, finding))

    checked = ConformanceMiddleware(app, BASE, report=report, requests=requests)
    ask(checked, *bodies)
    return [(where, finding.rule) for where, finding in said if finding.level != "info"]


def test_a_server_that_is_right_has_no_findings() -> None:
    assert found(mock_app(), BODY, {**BODY, "stream": True}) == []
    checked = ConformanceMiddleware(mock_app(seed=1), BASE)
    direct, through = ask(mock_app(seed=1), BODY, BODY), ask(checked, BODY, BODY)
    assert [answer.content for answer in direct] == [answer.content for answer in through]


def test_a_server_that_is_wrong_is_told_where() -> None:
    where = "POST /v1/messages"
    assert found(answering("application/json", b'{"content": ', b"null}"), BODY)[:2] == [
        (where, "response-field-missing"),
        (where, "response-field-missing"),
    ]
    cut = answering("text/event-stream", b"event: message_stop\nda", b'ta: {"type": "message_stop"}\n\nevent: x')
    assert [rule for _, rule in found(cut, BODY)] == [
        "stream-start-missing",
        "stream-change-missing",
        "stream-cut-off",
    ]
    assert found(mock_app(), {**BODY, "max_tokens": -1}, requests=True) == [(where, "request-out-of-range")]


def test_what_is_packed_is_unpacked_to_be_checked_or_passes_unchecked() -> None:
    body = gzip.compress(b'{"content": null}')
    assert ("POST /v1/messages", "response-null") in found(answering("application/json", body, encoding="gzip"), BODY)
    assert found(answering("application/json", body, encoding="br"), BODY) == []


def test_what_the_api_does_not_describe_is_not_checked() -> None:
    said: list[Finding] = []
    app = ConformanceMiddleware(mock_app(), BASE, report=lambda _, finding: said.append(finding))
    passing(app, "/health")
    assert said == []


def test_a_client_that_goes_away_is_not_held_against_the_application() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"event: ping\n", "more_body": True})
        assert (await receive())["type"] == "http.disconnect"

    said: list[Finding] = []
    passing(ConformanceMiddleware(app, BASE, report=lambda _, finding: said.append(finding)), "/v1/messages")
    assert said == []


def test_no_finding_shows_a_secret_of_the_request() -> None:
    secret = "sk-very-secret-key-of-mine"
    data = [
        b"data: no %b\n\n" % secret.encode(),
        b"event: sk-very-secret-\\u006bey-of-mine\ndata: {}\n\n",
        b"data: {%b %b\n\n" % (b"x" * 40, secret.encode()),
    ]
    said: list[str] = []

    def report(where: str, finding: Finding) -> None:
        said.extend((where, finding.message, finding.path))

    async def run() -> None:
        app = ConformanceMiddleware(answering("text/event-stream", *data), BASE, report=report, requests=True)
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://a") as client:
            headers = {**HEADERS, "x-api-key": secret}
            await client.post("/v1/messages", json={**BODY, "metadata": {"apiKey": "other-secret-2"}}, headers=headers)

    asyncio.run(run())
    assert any("no (left out)" in text for text in said)
    assert [text for text in said if re.search("sk-v|u006b|other-secret", text)] == []


def passing(app: Any, path: str) -> None:
    """Asks an application for something, and goes away."""

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        """Takes it."""

    asyncio.run(app({"type": "http", "method": "POST", "path": path, "headers": []}, receive, send))


def test_findings_are_logged_unless_told_otherwise(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="isogloss_codegen"):
        ask(ConformanceMiddleware(answering("text/event-stream", b": nothing\n\n"), BASE), BODY)
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage() == "POST /v1/messages: Breaks [stream-empty] stream: there is no event"


def test_tests_fail_with_what_is_wrong() -> None:
    assert_clean(BASE.check_request(BODY))
    bad = BASE.check_request({**BODY, "max_tokens": "64"})
    with pytest.raises(AssertionError, match=r"1 finding in a request:\n  Breaks \[request-type\] max_tokens: "):
        assert_clean(bad)
    with pytest.raises(AssertionError, match=r"\[stream-end-missing\] event 1, line 4: stream: "):
        assert_clean(BASE.check_stream(b'event: ping\ndata: {"type": "ping"}\n\n'))
    uncertain = Checker.of("minimax").check_request(BODY)
    assert_clean(uncertain, worst="warning")
    with pytest.raises(AssertionError, match="request-model"):
        assert_clean(uncertain)


def test_findings_are_values() -> None:
    (finding,) = BASE.check_request({**BODY, "max_tokens": "64"}).findings
    assert json.loads(json.dumps(finding.as_json()))["path"] == "max_tokens"
    assert hash(finding) == hash(BASE.check_request({**BODY, "max_tokens": "64"}).findings[0])
