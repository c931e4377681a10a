"""Asks the mock without sockets."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2

from isogloss import Message
from isogloss.testing import mock_app

HEADERS = {"x-api-key": "k", "anthropic-version": "2023-06-01"}
APP = mock_app()


def ask(method: str, path: str, body: Any = None, *, app: Any = APP, **headers: str) -> httpx2.Response:
    """One request to the mock."""

    async def send() -> httpx2.Response:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://mock", headers=HEADERS) as client:
            return await client.request(method, path, json=body, headers=headers)

    return asyncio.run(send())


def post(content: bytes, *, app: Any = APP) -> httpx2.Response:
    """A request for a message, as these bytes."""

    async def send() -> httpx2.Response:
        headers = HEADERS | {"content-type": "application/json"}
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://mock") as client:
            return await client.post("/v1/messages", content=content, headers=headers)

    return asyncio.run(send())


def request(said: Any, **options: Any) -> dict[str, Any]:
    """The body of a request: `said` is the text of the user, or all messages."""
    messages = [{"role": "user", "content": said}] if isinstance(said, str) else said
    return {"model": "mock-large", "max_tokens": 4096, "messages": messages} | options


def create(said: Any, *, app: Any = APP, **options: Any) -> Message:
    """The mock's answer."""
    response = ask("POST", "/v1/messages", request(said, **options), app=app)
    assert response.status_code == 200, response.text
    return Message.model_validate_json(response.content)


def refuse(said: Any, *, path: str = "/v1/messages", **options: Any) -> str:
    """The message of the mock when it refuses a request."""
    body = request(said, **options)
    if path != "/v1/messages":
        del body["max_tokens"]
    response = ask("POST", path, body)
    assert response.status_code == 400, response.text
    assert response.json()["error"]["type"] == "invalid_request_error"
    return response.json()["error"]["message"]


def events(text: str) -> list[tuple[str, Any]]:
    """Names and data of server-sent events."""
    blocks = [block.split("\n") for block in text.split("\n\n")[:-1]]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def stream(said: Any, *, app: Any = APP, **options: Any) -> Message:
    """The message that the mock's events add up to, put together by hand."""
    response = ask("POST", "/v1/messages", request(said, stream=True, **options), app=app)
    assert response.headers["content-type"].startswith("text/event-stream")
    message: dict[str, Any] = {}
    inputs: dict[int, str] = {}
    for name, data in events(response.text):
        assert data["type"] == name
        if name == "message_start":
            message = data["message"]
            usage = message["usage"]
            assert (message["content"], message["stop_reason"]) == ([], None)
            assert usage["output_tokens"] == 0
            assert "output_tokens_details" not in usage
        elif name == "content_block_start":
            assert data["index"] == len(message["content"])
            message["content"].append(data["content_block"])
        elif name == "content_block_delta":
            _add(message["content"][data["index"]], data["delta"], inputs, data["index"])
        elif name == "content_block_stop":
            if data["index"] in inputs:
                message["content"][data["index"]]["input"] = json.loads(inputs[data["index"]])
        elif name == "message_delta":
            usage = message["usage"] | {key: value for key, value in data["usage"].items() if value is not None}
            message |= data["delta"] | {"usage": usage}
    assert [name for name, _ in events(response.text)].count("message_stop") == 1
    return Message.model_validate_json(json.dumps(message))


def _add(block: dict[str, Any], delta: dict[str, Any], inputs: dict[int, str], index: int) -> None:
    kind = delta["type"]
    if kind == "text_delta":
        block["text"] += delta["text"]
    elif kind == "thinking_delta":
        block["thinking"] += delta["thinking"]
    elif kind == "signature_delta":
        block["signature"] = delta["signature"]
    else:
        assert kind == "input_json_delta"
        inputs[index] = inputs.get(index, "") + delta["partial_json"]
