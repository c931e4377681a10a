"""HTTP in the server: paths, methods, credentials, media types, sizes."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from typing import Any

import pytest

from isogloss import ErrorResponse, Message
from isogloss.server import MessagesService, RequestContext, ServiceError, create_app

from .driver import HELLO, JSON, KEY, call
from .services import Answering, hello

APP = create_app(Answering(hello))


def post(body: Any = HELLO, **options: Any) -> Any:
    return call(APP, "POST", "/v1/messages", body=body, **options)


def test_a_head_request_to_the_root_needs_no_credential() -> None:
    answer = call(APP, "HEAD", "/", headers={})
    assert (answer.status, answer.body) == (200, b"")


def test_the_document_is_shown_without_a_credential() -> None:
    answer = call(APP, "GET", "/openapi.json", headers={})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json["openapi"] == "3.2.0"


def test_an_unknown_path_is_404_in_the_format_of_the_api() -> None:
    answer = call(APP, "GET", "/v2/messages", headers={})
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/json"
    assert answer.json["error"] == {"type": "not_found_error", "message": "there is no path /v2/messages"}
    assert answer.json["request_id"] == answer.headers["request-id"]
    ErrorResponse.model_validate_json(answer.body)


def test_another_method_is_405_and_names_those_allowed() -> None:
    answer = call(APP, "GET", "/v1/messages")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    answer = call(APP, "DELETE", "/v1/models/m")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "headers",
    [
        {"x-api-key": "k"},
        {"authorization": "Bearer k"},
        {"authorization": "bearer k"},
        {"x-api-key": "", "authorization": "Bearer k"},
    ],
)
def test_either_header_is_enough(headers: dict[str, str]) -> None:
    assert post(headers=JSON | {"anthropic-version": "2023-06-01"} | headers).status == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-api-key": " "}, {"authorization": "Bearer"}, {"authorization": "Basic k"}, {"authorization": ""}],
)
def test_without_a_credential_it_is_401(headers: dict[str, str]) -> None:
    answer = post(headers=JSON | {"anthropic-version": "2023-06-01"} | headers)
    assert answer.status == 401
    assert answer.json["error"]["type"] == "authentication_error"
    assert answer.error == "no credential: send `x-api-key: ...` or `authorization: Bearer ...`"


def test_a_check_decides_on_credentials() -> None:
    seen: list[tuple[str, Any]] = []

    async def check(credential: str, context: RequestContext) -> str | None:
        seen.append((credential, context.headers["anthropic-version"]))
        return {"good": "emma"}.get(credential)

    async def named(body: Any, parameters: Any, context: RequestContext) -> Message:
        answer = await hello(body, parameters, context)
        return answer.model_copy(update={"id": f"msg_{context.identity}"})

    app = create_app(Answering(named), authenticate=check)
    for credential, status in (("good", 200), ("bad", 401)):
        headers = JSON | {"anthropic-version": "2023-06-01", "authorization": f"Bearer {credential}"}
        answer = call(app, "POST", "/v1/messages", body=HELLO, headers=headers)
        assert answer.status == status
        assert status == 401 or answer.json["id"] == "msg_emma"
    assert seen == [("good", "2023-06-01"), ("bad", "2023-06-01")]

    def is_k(credential: str, context: RequestContext) -> bool:
        return credential == "k"

    def empty(credential: str, context: RequestContext) -> str | None:
        return "" if credential == "k" else None

    for accepts in (is_k, empty):
        app = create_app(Answering(hello), authenticate=accepts)
        assert call(app, "POST", "/v1/messages", body=HELLO).status == 200
        assert call(app, "POST", "/v1/messages", body=HELLO, headers=KEY | {"x-api-key": "no"} | JSON).status == 401


def test_a_key_may_be_left_out() -> None:
    version = {"anthropic-version": "2023-06-01"} | JSON
    app = create_app(Answering(hello), key_required=False)
    assert call(app, "POST", "/v1/messages", body=HELLO, headers=version).status == 200
    seen: list[tuple[str, Any]] = []

    def guest(credential: str, context: RequestContext) -> str | None:
        seen.append((credential, context.credential))
        return None if credential == "bad" else credential or "guest"

    app = create_app(Answering(hello), key_required=False, authenticate=guest)
    assert call(app, "POST", "/v1/messages", body=HELLO, headers=version).status == 200
    assert call(app, "POST", "/v1/messages", body=HELLO, headers=version | {"x-api-key": "bad"}).status == 401
    assert seen == [("", None), ("bad", "bad")]


def test_a_header_may_be_left_out() -> None:
    seen: list[Any] = []

    async def versioned(body: Any, parameters: Any, context: Any) -> Message:
        seen.append(parameters.anthropic_version)
        return await hello(body, parameters, context)

    app = create_app(Answering(versioned), header_defaults={"Anthropic-Version": "2023-06-01"})
    for headers in ({}, {"anthropic-version": "2026-10-21"}):
        assert call(app, "POST", "/v1/messages", body=HELLO, headers=JSON | {"x-api-key": "k"} | headers).status == 200
    assert seen == ["2023-06-01", "2026-10-21"]
    with pytest.raises(ValueError, match="the API has no header 'version', only anthropic-beta, "):
        create_app(Answering(hello), header_defaults={"version": "1"})


def test_a_page_shows_the_document() -> None:
    assert call(APP, "GET", "/docs", headers={}).status == 404
    app = create_app(Answering(hello), docs=True)
    page = call(app, "GET", "/docs", headers={}, root_path="/llm")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    html = page.body.decode()
    assert "//" not in html  # nothing comes from another server
    for name in re.findall(r'(?:src|href)="([^"]+)"', html):
        file = call(app, "GET", f"/{name}", headers={})
        assert (file.status, len(file.body) > 100) == (200, True)


def test_a_page_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isogloss._runtime.pages._PACKAGE", "flask_swagger_ui_that_is_not_there")
    with pytest.raises(ModuleNotFoundError, match="docs=True needs the files of Swagger UI: pip install flask-swagger"):
        create_app(Answering(hello), docs=True)


def test_every_response_has_its_own_request_id() -> None:
    ids = [post().headers["request-id"], post({}).headers["request-id"], post(headers={}).headers["request-id"]]
    assert len(set(ids)) == 3
    named = create_app(Answering(hello), new_request_id=lambda: "req_mine")
    assert call(named, "GET", "/").headers["request-id"] == "req_mine"


def test_a_body_that_says_it_is_too_large_is_refused_unread() -> None:
    answer = call(APP, "POST", "/v1/messages", headers=KEY | JSON | {"content-length": str(32 * 1024 * 1024 + 1)})
    assert answer.status == 413
    assert answer.json["error"]["type"] == "request_too_large"


def test_a_body_that_grows_too_large_is_refused() -> None:
    app = create_app(Answering(hello), max_body=100)
    assert call(app, "POST", "/v1/messages", headers=KEY | JSON, chunks=[b"x" * 60, b"x" * 60]).status == 413
    assert call(app, "POST", "/v1/messages", headers=KEY | JSON, chunks=[b"x" * 50, b"x" * 50]).status == 400


def test_a_body_may_come_in_pieces() -> None:
    text = json.dumps(HELLO).encode()
    assert post(headers=KEY | JSON, chunks=[text[:10], b"", text[10:]]).status == 200


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"content-type": "text/plain"}, "the body must be application/json; its content-type is text/plain"),
        ({}, "the body must be application/json; its content-type is missing"),
        ({"content-type": "application/json; charset=latin-1"}, "the body must be UTF-8, not latin-1"),
        (JSON | {"content-encoding": "gzip"}, "the content encoding gzip is not supported"),
    ],
)
def test_another_media_type_or_encoding_is_415(headers: dict[str, str], message: str) -> None:
    answer = post(headers=KEY | headers)
    assert (answer.status, answer.error) == (415, message)


@pytest.mark.parametrize(
    "media_type", ["application/json; charset=utf-8", "application/vnd.x+json", "Application/JSON"]
)
def test_json_has_several_names(media_type: str) -> None:
    assert post(headers=KEY | {"content-type": media_type}).status == 200


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "body: is not valid JSON: EOF while parsing a value at line 1 column 0"),
        (b'{"model": ', "body: is not valid JSON: EOF while parsing a value at line 1 column 10"),
        (b"[]", "body: must be an object"),
        (b'{\n"model": "\xff"}', "body: is not valid JSON: invalid unicode code point at line 2 column 11"),
    ],
)
def test_what_is_no_json_is_400_with_its_place(body: bytes, message: str) -> None:
    answer = post(body)
    assert (answer.status, answer.error) == (400, message)


def test_nan_is_refused_even_where_any_value_goes() -> None:
    tool = {"name": "t", "input_schema": {"type": "object", "properties": {"x": {"default": float("nan")}}}}
    answer = post(HELLO | {"tools": [tool]})
    assert (answer.status, answer.error) == (400, "tools[0].input_schema.properties.x.default: NaN is not a JSON value")
    assert post(HELLO | {"messages": [{"role": "user", "content": "NaN, Infinity"}]}).status == 200


def test_a_mount_point_is_no_part_of_the_path() -> None:
    assert call(APP, "POST", "/v1/messages", body=HELLO, root_path="/llm").status == 200
    assert call(APP, "GET", "/v1/models/a%2Fb", root_path="/llm").status == 501
    assert call(APP, "GET", "/openapi.json", root_path="/llm").status == 200


def test_a_slash_inside_a_path_parameter_is_part_of_it() -> None:
    seen: list[str] = []

    class Models(MessagesService):
        async def models_retrieve(self, parameters: Any, context: Any) -> Any:
            seen.append(parameters.model_id)
            raise ServiceError(404, "no")

    call(create_app(Models()), "GET", "/v1/models/a%2Fb%20c")
    assert seen == ["a/b c"]
    assert call(create_app(Models()), "GET", "/v1/models/a/b").error == "there is no path /v1/models/a/b"


def test_a_service_may_refuse_with_an_error_of_its_own() -> None:
    async def refuse(*_: Any) -> Message:
        raise ServiceError(
            429, "slow down", headers={"retry-after": "3"}, details={"error_code": "ramp_limit_exceeded"}
        )

    answer = call(create_app(Answering(refuse)), "POST", "/v1/messages", body=HELLO)
    assert (answer.status, answer.headers["retry-after"]) == (429, "3")
    assert answer.json["error"] == {
        "type": "rate_limit_error",
        "message": "slow down",
        "details": {"error_code": "ramp_limit_exceeded"},
    }


@pytest.mark.parametrize(
    ("status", "type_"), [(418, "invalid_request_error"), (503, "api_error"), (529, "overloaded_error")]
)
def test_a_status_without_a_type_takes_that_of_its_family(status: int, type_: str) -> None:
    async def refuse(*_: Any) -> Message:
        raise ServiceError(status, "no")

    assert call(create_app(Answering(refuse)), "POST", "/v1/messages", body=HELLO).json["error"]["type"] == type_


def test_the_text_of_an_exception_stays_inside(caplog: pytest.LogCaptureFixture) -> None:
    async def fail(*_: Any) -> Message:
        raise RuntimeError("the password is 1234")

    answer = call(create_app(Answering(fail)), "POST", "/v1/messages", body=HELLO)
    assert answer.status == 500
    assert answer.json["error"] == {"type": "api_error", "message": "internal server error"}
    assert answer.headers["request-id"] in caplog.text
    assert "1234" in caplog.text


def test_a_result_of_the_wrong_kind_is_500(caplog: pytest.LogCaptureFixture) -> None:
    async def wrong(*_: Any) -> Any:
        return None

    assert call(create_app(Answering(wrong)), "POST", "/v1/messages", body=HELLO).status == 500
    with caplog.at_level(logging.ERROR):
        assert call(create_app(Answering(wrong)), "POST", "/v1/messages", body=HELLO | {"stream": True}).status == 500
    assert "messages_create returned NoneType" in caplog.text


def test_a_service_may_send_headers() -> None:
    async def answer(body: Any, parameters: Any, context: Any) -> Message:
        context.response_headers["anthropic-ratelimit-requests-limit"] = context.headers["x-limit"]
        return await hello(body, parameters, context)

    answered = call(
        create_app(Answering(answer)), "POST", "/v1/messages", body=HELLO, headers=KEY | JSON | {"x-limit": "7"}
    )
    assert answered.headers["anthropic-ratelimit-requests-limit"] == "7"


def test_a_credential_is_not_part_of_a_contexts_text() -> None:
    texts: list[str] = []

    async def answer(body: Any, parameters: Any, context: Any) -> Message:
        texts.append(f"{context} {context.credential}")
        return await hello(body, parameters, context)

    call(
        create_app(Answering(answer)), "POST", "/v1/messages", body=HELLO, headers=KEY | JSON | {"x-api-key": "geheim"}
    )
    assert texts[0].count("geheim") == 1


def test_the_life_span_of_a_server_is_followed() -> None:
    incoming = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent: list[str] = []

    async def receive() -> Any:
        return incoming.pop(0)

    async def send(message: Any) -> None:
        sent.append(message["type"])

    asyncio.run(APP({"type": "lifespan"}, receive, send))
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_an_unknown_provider_is_refused() -> None:
    with pytest.raises(ValueError, match="no provider 'nobody'"):
        create_app(Answering(hello), provider="nobody")
