"""What a well-formed answer is: by the spec, under an independent validator, and by the order of its events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from spec.judge import refusals

from .event_order import events_of, message_of

_COMPONENTS = {
    "/v1/messages": "Message",
    "/v1/messages/count_tokens": "MessageTokensCount",
    "/v1/models": "ModelList",
}


def well_formed(path: str, status: int, headers: Mapping[str, str], body: bytes) -> Any:
    """What an answer says; of a stream, the message that it adds up to.

    Args:
        path: Of the request, with or without a query.
        headers: Of the answer, with names in lower case.

    Raises:
        AssertionError: the answer is not what the spec promises for its status.
    """
    assert headers["request-id"]
    component = _COMPONENTS.get(path.partition("?")[0], "ModelInfo") if status == 200 else "ErrorResponse"
    if headers["content-type"].startswith("text/event-stream"):
        assert (status, component) == (200, "Message")
        assert [problem for _, event in events_of(body) for problem in refusals("StreamEvent", event)] == []
        answer = message_of(body)
    else:
        assert headers["content-type"] == "application/json"
        answer = json.loads(body)
    assert refusals(component, answer) == set()
    return answer
