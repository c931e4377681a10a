"""Requests that real clients sent are sent again, to the last byte, and each gets a well-formed answer.

Their credentials were left out when they were written down. In the requests that come with the project the signatures
of thinking are filler; those of the whole recordings, which may lie beside the project, are the mock's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from isogloss.testing import ANY_TEXT_SIGNATURE, mock_app, serving

from .answers import well_formed

TRIMMED = Path(__file__).parents[1] / "spec" / "recorded"
WHOLE = Path(__file__).parents[3] / "shared" / "recorded"
FILLER = "c2lnbmF0dXJl"


def recorded() -> Iterator[Any]:
    for folder in (TRIMMED, WHOLE):
        for path in sorted(folder.glob("*.jsonl")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                request = json.loads(line.replace(FILLER, ANY_TEXT_SIGNATURE))
                yield pytest.param(request, id=f"{folder.parent.name}/{path.stem}:{number}")


def replay(server: str, request: dict[str, Any], body: dict[str, Any]) -> Any:
    """The answer to a recorded request with another body."""
    connection = HTTPConnection(urlsplit(server).netloc, timeout=30)
    credentials = {"x-api-key": "any", "authorization": "Bearer any"}
    headers: dict[str, str] = {"content-type": "application/json"}
    headers |= {name: credentials.get(name, value) for name, value in request["headers"].items()}
    if not credentials.keys() & headers:
        headers |= {"x-api-key": "any"}
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        connection.request(request["method"], request["path"], content, headers)
        response = connection.getresponse()
        received = response.read()
    finally:
        connection.close()
    assert response.status == 200, received
    answer_headers = {name.lower(): value for name, value in response.getheaders()}
    assert answer_headers["content-type"].startswith("text/event-stream") == bool(body.get("stream"))
    return well_formed(request["path"], response.status, answer_headers, received)


@pytest.mark.parametrize("request_", list(recorded()))
def test_a_recorded_request_is_answered(isogloss_server: str, request_: dict[str, Any]) -> None:
    body = request_["body"]
    answer = replay(isogloss_server, request_, body)
    if body.get("stream"):
        again = replay(isogloss_server, request_, body | {"stream": False})
        assert again.pop("id") != answer.pop("id")  # no two answers of a server have one id
        assert again == answer


@pytest.fixture(scope="module")
def infercom() -> Iterator[str]:
    with serving(mock_app("infercom")) as url:
        yield url


@pytest.mark.parametrize(
    "request_", [param for param in recorded() if re.search("claude-code|langchain", str(param.id))]
)
def test_a_provider_answers_the_clients_that_it_names(infercom: str, request_: dict[str, Any]) -> None:
    replay(infercom, request_, request_["body"])


def test_every_client_is_recorded() -> None:
    clients = {path.stem for path in TRIMMED.glob("*.jsonl")}
    assert clients == {"anthropic-py", "anthropic-py-0.40", "anthropic-ts", "claude-code", "langchain"}
