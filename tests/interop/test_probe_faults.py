"""Each fault that the mock can be asked for is found by a probe, by the rule that says what is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx2
import pytest

from isogloss.testing import FAULTS, mock_app, serving
from isogloss_codegen.document.providers import find_dialect
from isogloss_codegen.findings.finding import Finding
from isogloss_codegen.probe.session import Bounds, Probing

pytestmark = pytest.mark.slow

# By fault: one of it, the rule of what is found, and what the finding says.
FOUND = {
    "status-<code>": ("status-503", "probe-answer-failed", "503"),
    "error-after-<n>": ("error-after-3", "probe-stream-failed", "ends with an error"),
    "cut-after-<n>": ("cut-after-3", "probe-answer-cut", "closed"),
    "stall-after-<n>": ("stall-after-3", "probe-answer-endless", "not over after 1 s"),
    "no-message-stop": ("no-message-stop", "stream-end-missing", "message_stop never came"),
    "truncated-delta": ("truncated-delta", "stream-data-not-json", "not valid JSON"),
}


class FaultyStreams:
    """The mock, asked for a fault with each request for a stream."""

    def __init__(self, fault: str) -> None:
        self._app = mock_app()
        self._fault = fault

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        message: dict[str, Any] = {"type": "http.request", "body": b"", "more_body": True}
        while message["more_body"]:
            more = await receive()
            body = message["body"] + more.get("body", b"")
            message = {**more, "body": body, "more_body": more.get("more_body", False)}
        whole = [message]

        async def again() -> Any:
            return whole.pop() if whole else await receive()

        if b'"stream": true' in message["body"]:
            scope = {**scope, "headers": [*scope["headers"], (b"x-mock-fault", self._fault.encode())]}
        await self._app(scope, again, send)


def found_at(app: Any, timeout: float) -> Sequence[Finding]:
    probing = Probing(find_dialect("base"), model="m", key="k", bounds=Bounds(requests=50, timeout=timeout))

    async def run(url: str) -> Sequence[Finding]:
        async with httpx2.AsyncClient(base_url=url) as client:
            observations = await probing.observe(client)
            return [found for each in observations for found in each.findings if found.level == "breaking"]

    with serving(app) as url:
        return asyncio.run(run(url))


def test_every_fault_has_its_rule() -> None:
    assert FOUND.keys() == FAULTS.keys()
    assert len({rule for _, rule, _ in FOUND.values()}) == len(FOUND)


@pytest.mark.parametrize("name", FOUND)
def test_a_fault_is_found_by_name(name: str) -> None:
    fault, rule, said = FOUND[name]
    found = found_at(FaultyStreams(fault), 1 if name.startswith("stall") else 30)
    assert {each.rule for each in found if said in each.message} == {rule}


def test_a_server_without_faults_has_none() -> None:
    assert found_at(mock_app(), 30) == []


def test_a_server_that_answers_nothing_else_is_not_varied() -> None:
    class Failing:
        def __init__(self) -> None:
            self._app = mock_app()

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                scope = {**scope, "headers": [*scope["headers"], (b"x-mock-fault", b"status-529")]}
            await self._app(scope, receive, send)

    (refused,) = [each for each in found_at(Failing(), 30) if each.rule == "probe-control-refused"]
    assert "529" in refused.message
