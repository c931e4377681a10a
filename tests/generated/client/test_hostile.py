"""All that goes wrong in a call is an `APIError`, or is told before anything is sent."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from typing import Any

import httpx2
import pytest

import isogloss
from isogloss import APIError, APIResponseValidationError, BadRequestError, RequestValidationError
from isogloss._runtime import errors
from isogloss._runtime.dialect import SupportFinding, stated
from isogloss._runtime.validation import Problem
from isogloss.server import ServiceError

from .wire import HELLO, MESSAGE, Server, Side, answer, events, sse, start

DEEP = b"[" * 100_000


def caught(side: Side, reply: httpx2.Response, **options: Any) -> APIError:
    """The error of a call, which can be printed."""
    client = side.client(Server(reply), max_retries=0)
    with pytest.raises(APIError) as info:
        side.listed(side.wait(client.messages.create(**HELLO, **options)))
    str(info.value).encode()
    return info.value


def page(body: bytes, status: int = 200, kind: str = "application/json") -> httpx2.Response:
    """A response as it is read from a socket."""
    return httpx2.Response(status, headers={"content-type": kind}, content=body)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (DEEP, "400 Bad Request: the answer is application/json, not JSON: '[[["),
        (b'{"error": ' + DEEP, '400 Bad Request: the answer is application/json, not JSON: \'{"error": [['),
        (b'{"zz": "\\ud800"}', r"""400: '{"zz": "\\ud800"}'"""),
        (b'{"error": {"message": "\\ud800"}}', r"400: \ud800"),
        (b"1" * 5000, "400 Bad Request: the answer is application/json, not JSON: '111"),
    ],
)
def test_errors_that_cannot_be_read(side: Side, body: bytes, message: str) -> None:
    error = caught(side, page(body, 400))
    assert isinstance(error, BadRequestError)
    assert error.message.startswith(message)


@pytest.mark.parametrize("charset", ["hex", "zlib", "rot13", "idna", "punycode", "undefined", "no-such", "bz2", '"'])
def test_character_sets_that_are_none(side: Side, charset: str) -> None:
    error = caught(side, page(b"<p>caf\xc3\xa9</p>", 400, f"text/html; charset={charset}"))
    assert isinstance(error, BadRequestError)
    assert error.body == "<p>café</p>"


def test_a_character_set_that_is_one(side: Side) -> None:
    error = caught(side, page(b"<p>caf\xe9</p>", 400, "text/html; charset=iso-8859-1"))
    assert isinstance(error, BadRequestError)
    assert error.body == "<p>café</p>"


@pytest.mark.parametrize("body", [DEEP, json.dumps({**MESSAGE, "id": "\ud800"}).encode(), b'{"error": ' + DEEP])
def test_answers_that_cannot_be_read(side: Side, body: bytes) -> None:
    error = caught(side, page(body))
    assert isinstance(error, APIResponseValidationError)
    assert error.message.startswith(
        "Expected JSON, but the server answered with application/json that cannot be read: "
    )
    assert (r"(\ud800 is half a character)" in error.message) == (b"ud800" in body)


@pytest.mark.parametrize("name", ["message_start", "error", "new"])
def test_events_that_cannot_be_read(side: Side, name: str) -> None:
    error = caught(side, events(f"event: {name}\ndata: ".encode() + DEEP + b"\n\n"), stream=True)
    assert isinstance(error, APIError)


def test_a_delta_that_was_cut_within_a_character(side: Side) -> None:
    delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "a\ud83d"}}
    error = caught(side, events(sse(start(), delta)), stream=True)
    assert isinstance(error, APIResponseValidationError)
    assert error.message.startswith(
        r"An event of the stream is not JSON: the data is split within a character (\ud83d is half a character): "
    )


def _nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


_LOOP: list[Any] = []
_LOOP.append(_LOOP)


@pytest.mark.parametrize(
    "given",
    [
        {"messages": [{"role": "user", "content": "\ud800"}]},
        {"messages": _nested(100_000)},
        {"tools": [{"name": "t", "input_schema": {"type": "object", "properties": {"a": _LOOP}}}]},
        {"extra_body": {"a": _nested(100_000)}},
        {"extra_query": {"a": "\ud800"}},
        {"extra_query": {"a": "x" * 100_000}},
        {"anthropic_version": "é"},
    ],
)
def test_what_cannot_be_sent_is_told_before(side: Side, given: dict[str, Any]) -> None:
    server = Server(answer())
    with pytest.raises(RequestValidationError):
        side.wait(side.client(server).messages.create(**{**HELLO, **given}))
    assert server.requests == []


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("x" * 100_000, "The request cannot be sent: it has no valid URL: URL component 'path' too long"),
        ("\ud800", "The request cannot be sent: a string has half of a surrogate pair, so a character was cut in two"),
    ],
)
def test_ids_that_no_path_can_hold(side: Side, id: str, message: str) -> None:
    server = Server(answer())
    with pytest.raises(RequestValidationError) as info:
        side.wait(side.client(server).models.retrieve(id))
    assert info.value.message.startswith(message)
    assert server.requests == []


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"timeout": -1}, ValueError, "timeout must be 0 to 1,000,000 seconds, or None"),
        ({"timeout": float("nan")}, ValueError, "timeout must be 0 to"),
        ({"timeout": "5"}, ValueError, "timeout must be 0 to"),
        ({"max_retries": -1}, ValueError, "max_retries must be a number, 0 or more"),
        ({"max_retries": float("nan")}, ValueError, "max_retries must be a number, 0 or more"),
        ({"default_headers": "x"}, TypeError, "default_headers must be a mapping, not str"),
        ({"default_headers": {1: "x"}}, TypeError, "default_headers must have strings for keys, not int"),
        ({"default_query": ["x"]}, TypeError, "default_query must be a mapping, not list"),
        ({"base_url": "http://" + "a" * 64}, ValueError, "is not the URL of a server"),
        ({"base_url": b"http://host"}, ValueError, "base_url must be a string or a URL, not bytes"),
        ({"api_key": b"k"}, ValueError, "api_key must be a string, not bytes"),
    ],
)
def test_options_of_a_client_that_cannot_be(side: Side, options: Any, kind: type[Exception], message: str) -> None:
    for make in (side.client_class, side.client_class(api_key="k").with_options):
        with pytest.raises(kind, match=message):
            make(**{"api_key": "k", **options})


def test_extras_of_a_call_that_cannot_be(side: Side) -> None:
    client = side.client(Server(answer()))
    for name in ("extra_headers", "extra_query", "extra_body"):
        with pytest.raises(TypeError, match=f"{name} must be a mapping, not str"):
            side.wait(client.messages.create(**HELLO, **{name: "x"}))
    with pytest.raises(ValueError, match="timeout must be"):
        side.wait(client.messages.create(**HELLO, timeout=-1))


def _pickled(error: BaseException) -> BaseException:
    return pickle.loads(pickle.dumps(error))


def _errors() -> list[BaseException]:
    request = httpx2.Request("POST", "http://host/v1/messages", headers={"x-api-key": "k"}, content=b"{}")
    response = httpx2.Response(429, json={"a": 1}, headers={"retry-after": "7", "request-id": "r"}, request=request)
    problems = [Problem("a.b", "is required")]
    finding = SupportFinding("a", "b", "P", stated("ignored"), steps=("a",))
    arguments: dict[type[BaseException], dict[str, Any]] = {
        errors.RequestValidationError: {"problems": problems},
        errors.ProviderSupportError: {"findings": [finding], "problems": problems},
        errors.APIResponseValidationError: {"response": response, "body": b"x", "problems": problems},
        errors.APIStatusError: {"response": response, "body": {"a": 1}, "type": "t", "error_code": "c"},
    }
    made: list[BaseException] = [
        errors.AnswerTooLargeError("body", 7),
        ServiceError(418, "no \ud800", type="t", headers={"retry-after": "1"}, details={"a": 1}),
    ]
    for kind in vars(errors).values():
        if not (inspect.isclass(kind) and issubclass(kind, BaseException)) or kind is errors.AnswerTooLargeError:
            continue
        base = next((base for base in kind.__mro__ if base in arguments), None)
        made.append(kind("no \ud800", **arguments[base] if base is not None else {}))
    return made


@pytest.mark.parametrize("error", _errors(), ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("through", [_pickled, copy.copy, copy.deepcopy], ids=["pickle", "copy", "deepcopy"])
def test_errors_can_be_copied_and_pickled(error: BaseException, through: Any) -> None:
    if isinstance(error, APIError):
        error.partial = isogloss.Message.model_validate(MESSAGE)
    other = through(error)
    assert type(other) is type(error)
    assert (str(other), other.args) == (str(error), error.args)
    responses = (vars(error).pop("response", None), vars(other).pop("response", None))
    requests = (vars(error).pop("request", None), vars(other).pop("request", None))
    assert vars(other) == vars(error)
    if responses[0] is not None:
        assert responses[0].content == responses[1].content
        assert responses[0].headers == responses[1].headers
        vars(error)["response"] = responses[0]
    if requests[0] is not None:
        assert requests[1].url == requests[0].url
        assert requests[1].headers == requests[0].headers
        assert requests[1].headers["x-api-key"] == "[hidden]"
        vars(error)["request"] = requests[0]
