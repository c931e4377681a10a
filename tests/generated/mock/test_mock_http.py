"""The mock's other endpoints, its keys, and the server in a thread."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import httpx2
import pytest

from isogloss import ModelInfo, ModelList
from isogloss.testing import mock_app, serving

from .mock_client import APP, HEADERS, ask, create, request

NAMES = ["mock-large", "mock-medium", "mock-small"]


def models(query: str = "") -> ModelList:
    return ModelList.model_validate_json(ask("GET", f"/v1/models?{query}").content)


def ids(query: str = "") -> list[str]:
    return [model.id for model in models(query).data]


def test_models_are_listed_page_by_page() -> None:
    page = models()
    assert (ids(), page.has_more, page.first_id, page.last_id) == (NAMES, False, "mock-large", "mock-small")
    page = models("limit=2")
    assert (ids("limit=2"), page.has_more, page.last_id) == (NAMES[:2], True, "mock-medium")
    assert ids("limit=2&after_id=mock-medium") == ["mock-small"]
    assert ids("limit=1&before_id=mock-small") == ["mock-medium"]
    assert models("limit=1&before_id=mock-small").has_more
    assert not models("before_id=mock-medium").has_more
    page = models("after_id=mock-small")
    assert (page.data, page.has_more, page.first_id, page.last_id) == ([], False, None, None)


def test_models_are_filtered_by_stage() -> None:
    assert ids("lifecycle[]=active") == NAMES
    assert ids("lifecycle[]=active&lifecycle[]=retired") == NAMES
    assert ids("lifecycle[]=retired") == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("after_id=x", "query.after_id: there is no model x"),
        ("before_id=x", "query.before_id: there is no model x"),
        ("before_id=mock-small&after_id=mock-large", "query.before_id: cannot be given together with after_id"),
    ],
)
def test_a_wrong_cursor_is_refused(query: str, message: str) -> None:
    response = ask("GET", f"/v1/models?{query}")
    assert (response.status_code, response.json()["error"]["message"]) == (400, message)


def test_any_model_is_found_unless_its_name_says_no() -> None:
    for name in ("mock-small", "anything", "a/b"):
        response = ask("GET", f"/v1/models/{name.replace('/', '%2F')}")
        assert ModelInfo.model_validate_json(response.content).id == name
    assert create("x", model="anything").model == "anything"
    body = request("x", model="no-such-model")
    count: Any = {"model": "no-such-model", "messages": [{"role": "user", "content": "Hi."}]}
    for response in (
        ask("GET", "/v1/models/no-such-model"),
        ask("POST", "/v1/messages", body),
        ask("POST", "/v1/messages", body | {"stream": True}),
        ask("POST", "/v1/messages/count_tokens", count),
    ):
        assert response.status_code == 404
        assert response.json()["error"] == {"type": "not_found_error", "message": "model: no-such-model"}


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"system": [{"type": "text", "text": "be kind"}]},
        {"tools": [{"name": "t", "description": "a tool", "input_schema": {"type": "object"}}]},
        {"thinking": {"type": "adaptive"}},
    ],
)
def test_counted_tokens_are_those_of_the_usage(options: dict[str, Any]) -> None:
    body = request("one two three", **options)
    usage = create("one two three", **options).usage
    del body["max_tokens"]
    assert ask("POST", "/v1/messages/count_tokens", body).json() == {"input_tokens": usage.input_tokens}


def test_only_the_given_key_is_taken() -> None:
    app = mock_app(api_key="geheim")
    assert ask("GET", "/v1/models", app=app).status_code == 401
    assert ask("GET", "/v1/models", app=app, **{"x-api-key": "geheim"}).status_code == 200
    assert ask("GET", "/openapi.json", app=app).status_code == 200


def test_request_ids_are_the_same_each_time_but_never_twice() -> None:
    one, other = mock_app(), mock_app()
    first = [ask("GET", "/", app=one).headers["request-id"] for _ in range(2)]
    assert first == [ask("GET", "/", app=other).headers["request-id"] for _ in range(2)]
    assert first[0] != first[1]


def test_a_server_runs_in_a_thread_as_long_as_it_is_needed() -> None:
    with serving(APP) as url:
        assert url.startswith("http://127.0.0.1:")
        assert httpx2.head(url, headers={}).status_code == 200
        with httpx2.stream("POST", f"{url}/v1/messages", headers=HEADERS, json=request("x", stream=True)) as response:
            lines = [line for line in response.iter_lines() if line.startswith("event:")]
        assert lines[-1] == "event: message_stop"
    with pytest.raises(httpx2.ConnectError):
        httpx2.head(url)


def test_a_cut_connection_is_an_error_on_the_wire() -> None:
    headers = HEADERS | {"x-mock-fault": "cut-after-2"}
    with serving(APP) as url, pytest.raises(httpx2.RemoteProtocolError):
        httpx2.post(f"{url}/v1/messages", headers=headers, json=request("x", stream=True))


def test_too_large_a_body_gets_its_answer() -> None:
    headers = HEADERS | {"content-type": "application/json"}
    with serving(mock_app(max_body=1_000_000)) as url:
        response = httpx2.post(f"{url}/v1/messages", headers=headers, content=b"x" * 4_000_000)
    assert response.status_code == 413


def test_the_mock_needs_no_pytest() -> None:
    script = "import sys, isogloss.testing; sys.exit('pytest' in sys.modules or 'uvicorn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_fixture_is_the_url_of_a_server(pytester: pytest.Pytester) -> None:
    pytester.makeconftest('pytest_plugins = ["isogloss.testing"]')
    pytester.makepyfile(
        """
        import httpx2

        def test_it(isogloss_server):
            assert httpx2.get(f"{isogloss_server}/openapi.json").json()["info"]
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_the_document_has_what_is_served() -> None:
    document = json.loads(ask("GET", "/openapi.json").content)
    assert set(document["paths"]) == {
        "/v1/messages",
        "/v1/messages/count_tokens",
        "/v1/models",
        "/v1/models/{model_id}",
    }
