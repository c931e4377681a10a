"""What real clients sent, sent to the mock: each request is answered, and each stream is well-formed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from isogloss import Message, MessageTokensCount
from isogloss.testing import ANY_TEXT_SIGNATURE

from .mock_client import ask, events

RECORDED = Path(__file__).parents[2] / "spec" / "recorded"
REQUESTS = [
    pytest.param(json.loads(line), id=f"{path.stem}:{number}")
    for path in sorted(RECORDED.glob("*.jsonl"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


@pytest.mark.parametrize("recorded", REQUESTS)
def test_it_is_answered(recorded: Any) -> None:
    # The texts were cut when the requests were written down, so their signatures fit no more.
    body = json.loads(json.dumps(recorded["body"]).replace("c2lnbmF0dXJl", ANY_TEXT_SIGNATURE))
    response = ask(recorded["method"], recorded["path"], body, **recorded["headers"])
    assert response.status_code == 200, response.text
    if recorded["body"].get("stream"):
        assert_well_formed(events(response.text))
    elif recorded["path"].startswith("/v1/messages/count_tokens"):
        MessageTokensCount.model_validate_json(response.content)
    else:
        Message.model_validate_json(response.content)


def assert_well_formed(received: list[tuple[str, Any]]) -> None:
    names = [name for name, _ in received]
    assert names[0] == "message_start"
    assert names[-2:] == ["message_delta", "message_stop"]
    index, inside = 0, False
    for name, data in received[1:-2]:
        assert data["index"] == index
        assert inside == (name != "content_block_start")
        inside = name != "content_block_stop"
        index += name == "content_block_stop"
    assert not inside


def test_there_are_recordings() -> None:
    assert len(REQUESTS) > 40
