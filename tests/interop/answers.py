"""Well-formed answers: by the spec, under an independent validator, and by the order of their events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema_rs

from spec.judge import dotted, schemas

from .event_order import events_of, message_of

_COMPONENTS = {
    "/v1/messages": "Message",
    "/v1/messages/count_tokens": "MessageTokensCount",
    "/v1/models": "ModelList",
}


@cache
def _validator(component: str) -> jsonschema_rs.Draft202012Validator:
    reference = f"#/components/schemas/{component}"
    return jsonschema_rs.Draft202012Validator({"$ref": reference, "components": {"schemas": schemas()}})


def refusals(component: str, value: Any) -> list[tuple[str, str]]:
    """The faults of a value as an instance of a component: places, each with a reason.

    The place of what is missing or unknown is what it is missing or unknown in.
    """
    errors = _validator(component).iter_errors(value)
    return [(dotted(error.instance_path), error.message) for error in errors]


def well_formed(path: str, status: int, headers: Mapping[str, str], body: bytes) -> Any:
    """The message of an answer; for a stream, the message that its events make.

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
    assert refusals(component, answer) == []
    return answer
