"""Credentials are checked when a client is made, and nothing that it says or raises shows them."""

from __future__ import annotations

import base64
import logging
import pickle
import traceback
from collections.abc import Callable
from typing import Any, cast

import httpx2
import pytest

from isogloss import AnswerLimits, APIError, RequestValidationError
from isogloss.providers import minimax

from .sockets import SocketServer
from .wire import HELLO, MESSAGE, Server, Side, answer, events, failure, sse, start

# In lists, so that the frames of the tests themselves do not hold them as locals.
KEY = ["sk-do-not-show-0123456789"]
PASSWORD = ["pass-do-not-show"]


def caught(use: Callable[[], object], kind: type[Exception] = Exception) -> Exception:
    """The error of a call."""
    with pytest.raises(kind) as info:
        use()
    return info.value


def told(error: BaseException) -> str:
    """All that an error and its causes show, with the locals of every frame."""
    trace = traceback.TracebackException.from_exception(error, capture_locals=True)
    texts = ["".join(trace.format()), str(error), repr(error), repr(vars(error))]
    following: BaseException | None = error
    while following is not None:
        request = getattr(following, "_request", None) or getattr(following, "request", None)
        texts += [str(following), repr(following.args)]
        texts += [repr(request.headers), str(request.url)] if request is not None else []
        following = following.__cause__ or following.__context__
    return "\n".join(texts)


@pytest.mark.parametrize("option", ["api_key", "auth_token"])
@pytest.mark.parametrize("around", ["{}\n", "\r\n{}\r\n", "\t {} "])
def test_blanks_around_a_credential_are_left_out(side: Side, option: str, around: str) -> None:
    server = Server(answer())
    client = side.client_class(**{option: around.format(KEY[0])}, http_client=side.http(server))
    side.wait(client.messages.create(**HELLO))
    assert server.request.headers["x-api-key" if option == "api_key" else "authorization"].endswith(KEY[0])


@pytest.mark.parametrize("option", ["api_key", "auth_token"])
@pytest.mark.parametrize(
    ("around", "reason"),
    [
        ("{}\0", "character 26 of 26 is a control character"),
        ("{}\r\nx: y", "character 26 of 31 is a control character"),
        ("é{}", "character 1 of 26 is not ASCII"),
        ("{}\ud800", "character 26 of 26 is not ASCII"),
    ],
)
def test_a_credential_that_no_header_can_carry(side: Side, option: str, around: str, reason: str) -> None:
    client = side.client_class(api_key="k")

    def set_(**option: Any) -> None:
        setattr(client, *option.popitem())

    makers: list[Any] = [side.client_class, client.with_options, minimax.Client, set_]
    for make in makers:
        error = caught(lambda make=make: make(**{option: around.format(KEY[0])}), ValueError)
        assert reason in str(error)
        assert KEY[0] not in told(error)


def test_a_credential_of_the_environment_is_checked_too(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", f"é{KEY[0]}")
    error = caught(side.client_class, ValueError)
    assert str(error) == "api_key cannot be sent in a header: character 1 of 26 is not ASCII"
    assert KEY[0] not in told(error)


@pytest.mark.parametrize(
    "base_url", ["http://u:{}@[::1", "u:{}@host", "ftp://u:{}@host", "http://u:{}@host:x", "//u:{}@h"]
)
def test_a_password_is_not_shown_with_a_bad_base_url(side: Side, base_url: str) -> None:
    for make in (side.client_class, side.client_class(api_key="k").with_options, minimax.Client):
        error = caught(lambda make=make: make(api_key=KEY[0], base_url=base_url.format(PASSWORD[0])), ValueError)
        assert "is not the URL of a server" in str(error)
        assert PASSWORD[0] not in told(error)
        assert KEY[0] not in told(error)


def test_a_user_in_the_base_url_is_sent_as_basic_credentials(side: Side) -> None:
    server = Server(answer())
    client = side.client(server, base_url="http://user:p%40ss@host/a")
    side.wait(client.messages.create(**HELLO))
    side.wait(client.with_options(base_url="http://other").messages.create(**HELLO))
    first, second = server.requests
    assert first.headers["authorization"] == f"Basic {base64.b64encode(b'user:p@ss').decode()}"
    assert str(first.url) == "http://host/a/v1/messages"
    assert str(client.base_url) == "http://host/a/"
    assert "authorization" not in second.headers
    with pytest.raises(ValueError, match=r"base_url and auth_token both set the header authorization"):
        client.with_options(auth_token="t")


def test_a_client_shows_no_credential(side: Side) -> None:
    client: Any = side.client_class(api_key=KEY[0], base_url=f"http://u:{PASSWORD[0]}@host")
    assert client.api_key == KEY[0]
    shown = f"{client!r} {vars(cast('object', client))!r}"
    assert KEY[0] not in shown
    assert PASSWORD[0] not in shown
    with pytest.raises(TypeError):
        pickle.dumps(client)


def _always(make: Callable[[], httpx2.Response]) -> Callable[[httpx2.Request], httpx2.Response]:
    return lambda request: make()


@pytest.mark.parametrize("auth", ["api_key", "auth_token"])
@pytest.mark.parametrize(
    "reply",
    [
        _always(lambda: failure(401)),
        _always(lambda: failure(429, retry_after="1000")),
        _always(lambda: answer({})),
        _always(lambda: httpx2.Response(200, content=b"<html>")),
        _always(lambda: httpx2.Response(307, headers={"location": "http://u:p@elsewhere/?key=k"})),
        _always(lambda: events(sse(start()))),
        httpx2.ReadTimeout("slow"),
        httpx2.ConnectError("refused"),
    ],
    ids=["401", "429", "invalid", "page", "redirect", "cut", "slow", "refused"],
)
def test_no_error_has_a_credential_in_it(side: Side, reply: Any, auth: str, caplog: pytest.LogCaptureFixture) -> None:
    base_url = f"http://u:{PASSWORD[0]}@host" if auth == "api_key" else "http://host"
    client = side.client_class(**{auth: KEY[0]}, base_url=base_url, http_client=side.http(Server(reply)))
    with caplog.at_level(logging.DEBUG, logger="isogloss"):
        error = caught(lambda: side.within(client.messages.stream(**HELLO), side.listed), APIError)
    for text in (told(error), pickle.dumps(error).decode("latin-1"), caplog.text):
        assert KEY[0] not in text
        assert PASSWORD[0] not in text


def test_a_connection_that_breaks_while_the_request_is_written_shows_no_key(
    side: Side, socket_server: SocketServer
) -> None:
    long = {**HELLO, "messages": [{"role": "user", "content": "x" * 2_000_000}]}
    socket_server.hangs_up = True
    client = side.client_class(api_key=KEY[0], base_url=socket_server.url, max_retries=0)
    error = caught(lambda: side.wait(client.messages.create(**long)), APIError)
    assert KEY[0] not in told(error)
    side.wait(client.close())


def test_a_header_that_cannot_be_sent(side: Side) -> None:
    client = side.client(Server(answer()))
    for headers, message in {
        ("x-a", "é"): "The header x-a cannot be sent: character 1 of 1 is not ASCII",
        ("x-a", "a\r\nb: c"): "The header x-a cannot be sent: character 2 of 7 is a control character",
        ("Content-Length", "1"): "The header content-length cannot be given: the HTTP library sets it",
        ("x a", "1"): "'x a' cannot be the name of a header",
        ("x-a", 1): "The header x-a must be a string, not int",
    }.items():
        error = caught(
            lambda headers=headers: side.wait(client.messages.create(**HELLO, extra_headers=dict([headers])))
        )
        assert isinstance(error, RequestValidationError)
        assert error.message == message
    server = Server(answer())
    side.wait(side.client(server).messages.create(**HELLO, extra_headers={"x-a": " b\n"}))
    assert server.request.headers["x-a"] == "b"


def test_a_cookie_that_cannot_be_sent_back_is_not_kept(side: Side, socket_server: SocketServer) -> None:
    socket_server.cookies = ["good=1", "bad=é", "worse=\x01"]
    client = side.client_class(api_key="k", base_url=socket_server.url)
    for _ in range(2):
        assert side.wait(client.messages.create(**HELLO)).id == MESSAGE["id"]
    assert socket_server.heads[1].lower().count(b"cookie: good=1\r\n") == 1
    side.wait(client.close())


def test_limits_are_options_of_every_client(side: Side) -> None:
    limits = AnswerLimits(body=1)
    assert side.client_class(api_key="k").with_options(answer_limits=limits).answer_limits == limits
    assert minimax.Client(api_key="k", answer_limits=limits).with_options().answer_limits == limits


def test_a_key_in_the_query_is_not_in_messages_and_pickles(side: Side) -> None:
    for reply in (failure(401), httpx2.UnsupportedProtocol("no"), _redirected):
        client = side.client(Server(reply), base_url=f"http://host?api_key={KEY[0]}&x=1", api_key="k")
        error = caught(lambda client=client: side.wait(client.messages.create(**HELLO)), APIError)
        assert KEY[0] not in str(error)
        assert KEY[0] not in pickle.dumps(error).decode("latin-1")


def _redirected(_: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(307, headers={"location": "http://elsewhere/"})
