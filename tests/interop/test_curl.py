"""curl against the mock."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from .answers import well_formed
from .test_clients import ROUND

pytestmark = pytest.mark.interop
ASKED = "Name three rivers."
TOOL = {
    "name": "get_tide",
    "input_schema": {"type": "object", "properties": {"harbour": {"type": "string"}}, "required": ["harbour"]},
}


@pytest.fixture(scope="module")
def curl() -> str:
    found = shutil.which("curl")
    return found or pytest.fail("these tests need curl: install it (on Debian: apt-get install curl)")


def ask(curl: str, server: str, messages: list[Any], **options: Any) -> Any:
    """The answer of the mock; for a stream, the message that its events make."""
    body = {"model": "mock-large", "max_tokens": 64, "messages": messages} | options
    headers = ["x-api-key: any", "anthropic-version: 2023-06-01", "content-type: application/json"]
    options_ = [part for header in headers for part in ("--header", header)]
    command = [curl, "--silent", "--show-error", "--no-buffer", "--include", "--noproxy", "*", *options_]
    command += ["--data-binary", "@-", f"{server}/v1/messages"]
    output = subprocess.run(command, input=json.dumps(body).encode(), capture_output=True, check=True).stdout
    head, _, content = output.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    received = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    assert received["content-type"].startswith("text/event-stream") == bool(options.get("stream"))
    return well_formed("/v1/messages", int(status.split()[1]), received, content)


def test_a_message_and_the_same_as_a_stream(curl: str, isogloss_server: str) -> None:
    messages = [{"role": "user", "content": ASKED}]
    message = ask(curl, isogloss_server, messages)
    assert message["content"] == [{"type": "text", "text": ROUND["message"]}]
    streamed = ask(curl, isogloss_server, messages, stream=True)
    assert streamed.pop("id") != message.pop("id")
    assert streamed == message


@pytest.mark.parametrize("stream", [False, True])
def test_a_tool(curl: str, isogloss_server: str, stream: bool) -> None:
    messages: list[Any] = [{"role": "user", "content": "Call get_tide, please."}]
    asked = ask(curl, isogloss_server, messages, tools=[TOOL], stream=stream)
    (call,) = asked["content"]
    assert [asked["stop_reason"], call["name"], call["input"]] == ROUND["called"]
    result = {"type": "tool_result", "tool_use_id": call["id"], "content": "high at six"}
    messages += [{"role": "assistant", "content": asked["content"]}, {"role": "user", "content": [result]}]
    told = ask(curl, isogloss_server, messages, tools=[TOOL], stream=stream)
    assert told["content"][0]["text"] == ROUND["told"]
