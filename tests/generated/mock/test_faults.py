"""Faults on demand: statuses, and streams that go wrong."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from isogloss.testing import FAULTS, mock_app

from .mock_client import HEADERS, ask, events, request

BODY = request("hello there", stream=True)


def fault(name: str, body: Any = BODY, path: str = "/v1/messages") -> Any:
    return ask("POST", path, body, app=mock_app(), **{"x-mock-fault": name})


@pytest.mark.parametrize(
    ("status", "type_"),
    [
        (400, "invalid_request_error"),
        (401, "authentication_error"),
        (429, "rate_limit_error"),
        (503, "api_error"),
        (529, "overloaded_error"),
    ],
)
def test_any_error_status_can_be_had(status: int, type_: str) -> None:
    response = fault(f"status-{status}")
    assert response.status_code == status
    assert response.json()["error"]["type"] == type_
    assert response.json()["request_id"] == response.headers["request-id"]
    assert ("retry-after" in response.headers) == (status == 429)


def test_a_status_can_be_had_anywhere() -> None:
    assert ask("GET", "/v1/models", None, **{"x-mock-fault": "status-500"}).status_code == 500


@pytest.mark.parametrize(
    "name", ["", "status-200", "status-600", "error", "cut-after-x", "cut-after--1", "no-message-stop-2"]
)
def test_an_unknown_fault_is_refused_with_those_there_are(name: str) -> None:
    response = fault(name)
    assert response.status_code == 400
    assert all(known in response.json()["error"]["message"] for known in FAULTS)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_an_error_event_ends_the_stream(count: int) -> None:
    response = fault(f"error-after-{count}")
    whole = events(fault("error-after-99").text)
    received = events(response.text)
    assert received[:-1] == whole[:count]
    assert received[-1][0] == "error"
    assert received[-1][1]["error"]["type"] == "overloaded_error"
    assert received[-1][1]["request_id"] == response.headers["request-id"]


def test_the_last_event_can_be_missing() -> None:
    names = [name for name, _ in events(fault("no-message-stop").text)]
    assert names[-1] == "message_delta"


def test_a_delta_can_be_cut_in_half() -> None:
    whole, received = (fault(name).text.split("\n\n") for name in ("cut-after-99", "truncated-delta"))
    changed = [number for number, pair in enumerate(zip(whole, received, strict=True)) if pair[0] != pair[1]]
    assert len(changed) == 1
    assert whole[changed[0]].startswith("event: content_block_delta\n")
    assert whole[changed[0]].startswith(received[changed[0]])


def test_a_fault_of_a_stream_needs_a_stream() -> None:
    response = fault("cut-after-1", request("hello"))
    assert response.status_code == 400
    assert response.json()["error"]["message"] == "header.x-mock-fault: cut-after needs a request for a stream"
    assert (
        fault("cut-after-1", BODY | {"max_tokens": "x"}).json()["error"]["message"] == "max_tokens: must be an integer"
    )


def raw(name: str, *, leave: asyncio.Event | None = None, **options: Any) -> list[dict[str, Any]]:
    """The ASGI messages of an answer."""
    return asyncio.run(araw(name, leave=leave, **options))


async def araw(name: str, *, leave: asyncio.Event | None = None, **options: Any) -> list[dict[str, Any]]:
    import json

    incoming: list[dict[str, Any]] = [{"type": "http.request", "body": json.dumps(BODY).encode()}]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if incoming:
            return incoming.pop()
        await (leave or asyncio.Event()).wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = HEADERS | {"content-type": "application/json", "x-mock-fault": name}
    pairs = [(key.encode(), value.encode()) for key, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/v1/messages", "headers": pairs}
    await mock_app(**options)(scope, receive, send)
    return sent


def test_a_cut_leaves_the_response_open() -> None:
    start, *bodies = raw("cut-after-2")
    assert start["status"] == 200
    assert len(bodies) == 2
    assert all(body["more_body"] for body in bodies)


def test_a_stall_is_silent_and_does_not_last_for_ever() -> None:
    naps: list[float] = []

    async def sleep(seconds: float) -> None:
        naps.append(seconds)
        if seconds != 60.0:  # the interval of the pings
            await asyncio.Event().wait()

    messages = raw("stall-after-2", sleep=sleep)
    assert len(messages) == 3
    assert messages[-1]["more_body"]
    assert 60.0 in naps


def test_a_stall_ends_when_the_client_leaves() -> None:
    async def run() -> list[dict[str, Any]]:
        leave = asyncio.Event()

        async def sleep(seconds: float) -> None:
            if seconds == 60.0:
                leave.set()
            await asyncio.Event().wait()

        return await araw("stall-after-2", leave=leave, sleep=sleep)

    assert len(asyncio.run(run())) == 3
