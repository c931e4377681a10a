"""Attempts that are made again, and errors that are raised in the end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

import isogloss
from isogloss import APIConnectionError, APIStatusError, APITimeoutError
from isogloss._runtime import retry

from .wire import HELLO, Server, Side, answer, failure

CLASSES = {
    400: "BadRequestError",
    401: "AuthenticationError",
    402: "PaymentRequiredError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    408: "RequestTimeoutError",
    409: "ConflictError",
    412: "PreconditionFailedError",
    413: "ContentTooLargeError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
    431: "RequestHeaderFieldsTooLargeError",
    499: "ClientClosedRequestError",
    500: "InternalServerError",
    501: "HTTPNotImplementedError",
    502: "InternalServerError",
    503: "ServiceUnavailableError",
    504: "GatewayTimeoutError",
    529: "OverloadedError",
    418: "APIStatusError",
}
RETRIED = {408, 409, 429, 500, 501, 502, 503, 504, 529}


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("status", CLASSES)
def test_every_status_has_its_class_and_its_attempts(side: Side, status: int, streaming: bool) -> None:
    server = Server(failure(status))
    with pytest.raises(APIStatusError) as caught:
        side.wait(side.client(server).messages.create(**HELLO, stream=streaming))
    assert type(caught.value).__name__ == CLASSES[status]
    assert caught.value.status_code == status
    assert len(server.requests) == (3 if status in RETRIED else 1)


def test_families_of_errors() -> None:
    assert isogloss.RequestTooLargeError is isogloss.ContentTooLargeError
    assert isogloss.DeadlineExceededError is isogloss.GatewayTimeoutError
    assert issubclass(isogloss.OverloadedError, isogloss.InternalServerError)
    assert issubclass(APITimeoutError, APIConnectionError)
    for name in ("APIConnectionError", "APIStatusError", "APIResponseValidationError", "RequestValidationError"):
        assert issubclass(getattr(isogloss, name), isogloss.APIError)


def test_an_error_has_what_the_server_said(side: Side) -> None:
    body = {
        "type": "error",
        "error": {"type": "rate_limit_error", "message": "slow down", "details": {"error_code": "ramp_limit_exceeded"}},
        "request_id": "req_body",
    }
    server = Server(answer(body, 429, request_id="req_header"))
    with pytest.raises(isogloss.RateLimitError) as caught:
        side.wait(side.client(server, max_retries=0).messages.create(**HELLO))
    error = caught.value
    assert (error.type, error.error_code, error.body) == ("rate_limit_error", "ramp_limit_exceeded", body)
    assert error.request_id == "req_body"
    assert error.message == str(error) == "429: rate_limit_error: slow down"
    assert error.response.status_code == 429
    assert error.request.url.path == "/v1/messages"


def test_the_request_id_of_the_header(side: Side) -> None:
    with pytest.raises(isogloss.BadRequestError) as caught:
        side.wait(side.client(Server(failure(400, request_id="req_1"))).messages.create(**HELLO))
    assert caught.value.request_id == "req_1"


@pytest.mark.parametrize("streaming", [False, True])
def test_a_page_of_a_proxy_is_a_clear_error(side: Side, streaming: bool) -> None:
    page = "<html>\n<head><title>502 Bad Gateway</title></head>" + "x" * 5000 + "</html>"
    server = Server(httpx2.Response(502, html=page))
    with pytest.raises(isogloss.InternalServerError) as caught:
        side.wait(side.client(server, max_retries=0).messages.create(**HELLO, stream=streaming))
    message = caught.value.message
    assert message.startswith("502 Bad Gateway: the answer is text/html, not JSON: '<html> <head><title>502 Bad")
    assert len(message) < 400
    assert caught.value.body == page
    assert caught.value.type is None


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "400 Bad Request: the answer is application/json, not JSON: (nothing)"),
        (b"{", "400 Bad Request: the answer is application/json, not JSON: '{'"),
        (b"[1]", "400: '[1]'"),
        (b'"no"', "400: '\"no\"'"),
        (b'{"error": "no"}', "400: no"),
        (b'{"message": "no", "type": "t"}', "400: t: no"),
        (b'{"error": {"message": null}}', '400: \'{"error": {"message": null}}\''),
    ],
)
def test_errors_of_any_shape_are_errors(side: Side, body: bytes, message: str) -> None:
    server = Server(httpx2.Response(400, content=body, headers={"content-type": "application/json"}))
    with pytest.raises(isogloss.BadRequestError) as caught:
        side.wait(side.client(server).messages.create(**HELLO))
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("credential", "hint"),
    [
        ({"api_key": "k"}, "sent as `x-api-key`; this server may want `authorization: Bearer`: use auth_token=..."),
        ({"auth_token": "t"}, "sent as `authorization: Bearer`; this server may want `x-api-key`: use api_key=..."),
    ],
)
def test_a_401_suggests_the_other_header(side: Side, credential: dict[str, str], hint: str) -> None:
    server = Server(failure(401, "authentication_error"))
    with pytest.raises(isogloss.AuthenticationError) as caught:
        side.wait(side.client_class(**credential, http_client=side.http(server)).messages.create(**HELLO))
    assert hint in caught.value.message
    assert "secret" not in caught.value.message


def test_a_failed_attempt_is_made_again(side: Side, pauses: list[float]) -> None:
    server = Server(failure(500), httpx2.ConnectError("refused"), answer())
    message = side.wait(side.client(server).messages.create(**HELLO))
    assert message.id == "msg_1"
    assert len({request.content for request in server.requests}) == 1
    assert len(pauses) == 2
    assert 0.375 <= pauses[0] <= 0.5
    assert 0.75 <= pauses[1] <= 1.0


@pytest.mark.parametrize("retries", [0, 1, 4])
def test_the_number_of_attempts_is_a_setting(side: Side, retries: int) -> None:
    server = Server(failure(500))
    with pytest.raises(isogloss.InternalServerError):
        side.wait(side.client(server).with_options(max_retries=retries).messages.create(**HELLO))
    assert len(server.requests) == retries + 1


@pytest.mark.parametrize(("status", "verdict", "attempts"), [(400, "true", 3), (500, "false", 1), (500, "maybe", 3)])
def test_the_server_has_the_last_word_on_attempts(side: Side, status: int, verdict: str, attempts: int) -> None:
    server = Server(failure(status, x_should_retry=verdict))
    with pytest.raises(APIStatusError):
        side.wait(side.client(server).messages.create(**HELLO))
    assert len(server.requests) == attempts


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "60"}, 60),
        ({"retry-after": "0"}, pytest.approx(0.4375, abs=0.0625)),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "7"}, 7),
        ({"retry-after": format_datetime(datetime(2000, 1, 1, tzinfo=UTC))}, pytest.approx(0.4375, abs=0.0625)),
    ],
)
def test_the_server_says_how_long_to_wait(
    side: Side, pauses: list[float], headers: dict[str, str], expected: float
) -> None:
    server = Server(httpx2.Response(429, headers=headers), answer())
    side.wait(side.client(server).messages.create(**HELLO))
    assert pauses == [expected]


def test_a_date_to_wait_for() -> None:
    moment = datetime.now(UTC) + timedelta(seconds=50)
    assert 48 < retry.retry_delay(0, {"retry-after": format_datetime(moment, usegmt=True)}) <= 50


@pytest.mark.parametrize(
    "value", ["nan", "-5", "later", "Thu, 99 Nov 2026", "Mon, 1 Jan 2024 00:00:00 +99999999999999"]
)
def test_nonsense_to_wait_for(value: str) -> None:
    assert 0.375 <= retry.retry_delay(0, {"retry-after": value}) <= 0.5


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize(
    ("headers", "seconds", "said"),
    [
        ({"retry_after": "62291"}, 62_291, "62,291"),
        ({"retry_after": "61"}, 61, "61"),
        ({"retry_after": "1e9"}, 1e9, "1,000,000,000"),
        ({"retry_after": "inf"}, float("inf"), "inf"),
        ({"retry_after_ms": "60001"}, 60.001, "60"),
        ({"retry_after": "61", "x_should_retry": "true"}, 61, "61"),
    ],
)
def test_a_long_wait_is_an_error_at_once(
    side: Side, pauses: list[float], headers: dict[str, str], seconds: float, said: str, streaming: bool
) -> None:
    server = Server(failure(429, **headers))
    with pytest.raises(isogloss.RateLimitError) as caught:
        side.wait(side.client(server).messages.create(**HELLO, stream=streaming))
    assert caught.value.retry_after == seconds
    expected = f"429: api_error: no (the server asks to wait {said} s; a client waits 60 s at most)"
    assert caught.value.message == expected
    assert (len(server.requests), pauses) == (1, [])


def test_a_wait_until_the_year_2100(side: Side, pauses: list[float]) -> None:
    reply = failure(503, retry_after="Fri, 31 Dec 2100 23:59:59 GMT")
    with pytest.raises(isogloss.ServiceUnavailableError) as caught:
        side.wait(side.client(Server(reply)).messages.create(**HELLO))
    assert (caught.value.retry_after or 0) > 1e9
    assert pauses == []


def test_waits_are_logged_before_they_begin(side: Side, caplog: pytest.LogCaptureFixture) -> None:
    server = Server(failure(429, retry_after="7"), httpx2.ConnectError("refused"), answer())
    with caplog.at_level(logging.INFO, logger="isogloss"):
        side.wait(side.client(server).messages.create(**HELLO))
    said = [record.getMessage() for record in caplog.records if record.name == "isogloss"]
    assert said[0] == "POST /v1/messages failed (429): waiting 7.00 s before retry 1 of 2"
    assert said[1].startswith("POST /v1/messages failed (APIConnectionError): waiting ")


def test_waits_grow_to_a_limit() -> None:
    for attempt, longest in enumerate([0.5, 1, 2, 4, 8, 8, 8]):
        assert 0.75 * longest <= retry.retry_delay(attempt) <= longest
    assert retry.retry_delay(100_000) <= 8


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (httpx2.ConnectError("refused"), APIConnectionError),
        (httpx2.RemoteProtocolError("gone"), APIConnectionError),
        (httpx2.ReadTimeout("slow"), APITimeoutError),
        (httpx2.ConnectTimeout("slow"), APITimeoutError),
        (httpx2.PoolTimeout("slow"), APITimeoutError),
    ],
)
def test_a_server_that_cannot_be_reached(side: Side, cause: Exception, kind: type[APIConnectionError]) -> None:
    server = Server(cause)
    with pytest.raises(APIConnectionError) as caught:
        side.wait(side.client(server).messages.create(**HELLO))
    assert type(caught.value) is kind
    assert "api.anthropic.com" in caught.value.message
    assert caught.value.__cause__ is cause
    assert len(server.requests) == 3


def test_what_cannot_be_sent_is_not_tried_again(side: Side) -> None:
    server = Server(httpx2.UnsupportedProtocol("ftp"))
    with pytest.raises(APIConnectionError, match="Cannot send"):
        side.wait(side.client(server).messages.create(**HELLO))
    assert len(server.requests) == 1


def _redirect(location: str, status: int = 307) -> Callable[[httpx2.Request], httpx2.Response]:
    return lambda request: httpx2.Response(status, headers={"location": location})


def test_redirects_are_followed_on_the_same_host(side: Side) -> None:
    server = Server(_redirect("/v2/messages"), answer())
    assert side.wait(side.client(server).messages.create(**HELLO)).id == "msg_1"
    assert server.requests[1].url.path == "/v2/messages"
    assert server.requests[1].content == server.requests[0].content


@pytest.mark.parametrize(
    "location", ["https://evil.example/", "https://api.anthropic.com:444/", "http://api.anthropic.com/"]
)
def test_a_credential_does_not_follow_a_redirect_elsewhere(side: Side, location: str) -> None:
    server = Server(_redirect(location))
    with pytest.raises(APIConnectionError, match="redirects"):
        side.wait(side.client(server).messages.create(**HELLO))
    assert len(server.requests) == 1


def test_a_redirect_may_encrypt(side: Side) -> None:
    server = Server(_redirect("https://host/v1/messages"), answer())
    assert side.wait(side.client(server, base_url="http://host").messages.create(**HELLO)).id == "msg_1"


def test_a_redirect_that_drops_the_body_is_not_followed(side: Side) -> None:
    server = Server(_redirect("/login", 302))
    with pytest.raises(APIConnectionError, match=r"GET https://api.anthropic.com/login"):
        side.wait(side.client(server).messages.create(**HELLO))
    assert len(server.requests) == 1


def test_redirects_come_to_an_end(side: Side) -> None:
    server = Server(_redirect("/v1/messages"))
    with pytest.raises(APIConnectionError, match="redirects too often"):
        side.wait(side.client(server).messages.create(**HELLO))
