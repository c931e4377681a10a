"""Settings and options of calls that programs for the official SDK use."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from typing import Any

import httpx2
import pytest

import isogloss
from isogloss import APIConnectionError, APIResponseValidationError, MissingCredentialError, omit

from .wire import HELLO, MESSAGE, Server, Side, answer, end, events, sse, start, text


class Order(isogloss.BaseModel):
    name: str


@pytest.mark.parametrize("nothing", [None, omit])
def test_a_header_is_removed(side: Side, nothing: Any) -> None:
    server = Server(answer())
    client = side.client(server, default_headers={"X-One": "1", "Anthropic-Version": nothing})
    side.wait(client.messages.create(**HELLO, extra_headers={"x-ONE": nothing}))
    assert not server.request.headers.keys() & {"x-one", "anthropic-version"}


def test_a_removed_credential_is_not_missed(side: Side) -> None:
    server = Server(answer())
    client = side.client_class(http_client=side.http(server))
    with pytest.raises(MissingCredentialError):
        side.wait(client.messages.create(**HELLO))
    side.wait(client.messages.create(**HELLO, extra_headers={"Authorization": omit}))
    assert not server.request.headers.keys() & {"x-api-key", "authorization"}


def test_default_headers_have_names_in_any_case(side: Side) -> None:
    client = side.client(Server(answer()), default_headers=httpx2.Headers({"X-One": "1"}))
    changed = client.copy(default_headers={"x-ONE": "2", "X-Two": "2"})
    assert (client.default_headers["X-One"], changed.default_headers["x-one"]) == ("1", "2")
    assert "x-two" in changed.default_headers
    assert changed.default_headers.get("X-Three") is None


@pytest.mark.parametrize("name", ["default_headers", "default_query"])
def test_defaults_are_replaced_as_a_whole(side: Side, name: str) -> None:
    client = side.client(Server(answer()), **{name: {"a": "1"}})
    assert getattr(client.copy(**{f"set_{name}": {"b": "2"}}), name) == {"b": "2"}
    assert getattr(client.copy(**{f"set_{name}": {}}), name) == {}
    with pytest.raises(ValueError, match=f"`{name}` and `set_{name}` arguments are mutually exclusive"):
        client.copy(**{name: {}, f"set_{name}": {}})


def test_a_base_url_ends_with_a_slash_and_can_be_changed(side: Side) -> None:
    server = Server(answer())
    client = side.client(server, base_url="http://host/a")
    assert client.base_url == "http://host/a/"
    client.base_url = "http://other/b"
    assert client.base_url == "http://other/b/"
    side.wait(client.messages.create(**HELLO))
    assert str(server.request.url) == "http://other/b/v1/messages"
    with pytest.raises(ValueError, match="is not the URL of a server"):
        client.base_url = "nothing"


def test_any_error_of_a_transport_is_retried(side: Side, pauses: list[float]) -> None:
    server = Server(RuntimeError("oops"), answer())
    assert side.wait(side.client(server).messages.create(**HELLO)).id == "msg_1"
    assert len(pauses) == 1
    with pytest.raises(APIConnectionError, match=r"Cannot reach .*: RuntimeError\('oops'\)") as info:
        side.wait(side.client(Server(RuntimeError("oops")), max_retries=0).messages.create(**HELLO))
    assert isinstance(info.value.__cause__, RuntimeError)
    assert info.value.__cause__.__traceback__ is not None


def test_an_error_whose_context_is_a_circle_ends(side: Side) -> None:
    first, second = httpx2.ConnectError("first"), RuntimeError("second")
    first.__cause__, second.__context__ = second, first
    with pytest.raises(APIConnectionError, match="first"):
        side.wait(side.client(Server(first), max_retries=0).messages.create(**HELLO))


def test_a_timeout_may_be_zero_and_a_number_of_retries_not_none(side: Side) -> None:
    assert side.client_class(api_key="k", timeout=httpx2.Timeout(0)).timeout == httpx2.Timeout(0)
    with pytest.raises(TypeError, match="max_retries cannot be None"):
        side.client_class(api_key="k", max_retries=None)


def test_connections_send_signs_of_life(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.delenv("NO_PROXY", raising=False)
    defaults: Any = isogloss.DefaultHttpxClient if side.name == "blocking" else isogloss.DefaultAsyncHttpxClient
    for client in (side.client_class(api_key="k")._pool.http, defaults()):
        for url in ("http://host", "https://host"):
            options = client._transport_for_url(httpx2.URL(url))._pool._socket_options
            assert (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1) in options
    foreign = type("HTTPTransport", (), {"__module__": "httpx._transports"})()
    with pytest.raises(TypeError, match=r"Invalid `transport` argument: it is a httpx.HTTPTransport. Use `httpx2"):
        defaults(transport=foreign)


def test_a_path_without_a_method_of_its_own(side: Side) -> None:
    server = Server(answer({"name": "tea"}, request_id="req_1"))
    client = side.client(server, base_url="http://host/a")
    options: Any = {"headers": {"X-One": "1"}, "params": {"b": 2}, "extra_json": {"c": 3}, "max_retries": 0}
    order = side.wait(client.post("/v1/orders?a=1", cast_to=Order, body={"x": omit, "y": 1}, options=options))
    assert (order.name, order._request_id) == ("tea", "req_1")
    assert str(server.request.url) == "http://host/a/v1/orders?a=1&b=2"
    assert (server.request.method, server.body, server.request.headers["x-one"]) == ("POST", {"y": 1, "c": 3}, "1")
    assert side.wait(client.get("/v1/x", cast_to=dict[str, str])) == {"name": "tea"}
    assert side.wait(client.patch("/v1/x", cast_to=object, content=b"raw")) == {"name": "tea"}
    assert [(each.content, each.method) for each in server.requests[2:]] == [(b"raw", "PATCH")]
    assert side.wait(client.patch("/v1/x", cast_to=object, content=iter([b"in ", b"pieces"]))) == {"name": "tea"}
    assert side.wait(client.put("/v1/x", cast_to=httpx2.Response)).json() == {"name": "tea"}
    assert side.wait(client.delete("/v1/x", cast_to=str)) == '{"name":"tea"}'
    with pytest.raises(APIResponseValidationError, match="The answer to GET /a/v1/x is not as the API describes it"):
        side.wait(client.get("/v1/x", cast_to=isogloss.Message))


@pytest.mark.parametrize(
    ("path", "arguments", "kind", "message"),
    [
        ("http://evil.example/x", {}, ValueError, "must be a path that begins with a slash"),
        ("/x", {"body": b"raw"}, TypeError, "pass them as `content` instead"),
        ("/x", {"options": {"follow_redirects": False}}, TypeError, "has no option follow_redirects"),
    ],
)
def test_paths_that_cannot_be_asked(
    side: Side, path: str, arguments: dict[str, Any], kind: type[Exception], message: str
) -> None:
    server = Server(answer())
    with pytest.raises(kind, match=message):
        side.wait(side.client(server).post(path, cast_to=object, **arguments))
    assert server.requests == []


def test_a_raw_response_is_read_as_another_type(side: Side) -> None:
    client = side.client(Server(answer({**MESSAGE, "name": "tea"})))
    response = side.wait(client.messages.with_raw_response.create(**HELLO))
    assert side.wait(response.parse(to=Order)).name == "tea"
    with pytest.raises(APIResponseValidationError, match="Expected a value of the type bool"):
        side.wait(response.parse(to=bool))
    assert side.wait(response.parse()).id == "msg_1"


def test_an_async_client_takes_the_fast_transport_as_its_http_client(side: Side) -> None:
    given = isogloss.DefaultAioHttpClient()
    assert side.within(given, lambda entered: entered) is given if side.name == "async" else True
    client = side.client_class(api_key="k", http_client=given)
    assert type(client._pool.http).__name__.endswith("Fast")
    copy = side.client(Server(answer())).with_options(http_client=given)
    assert type(copy._pool.http).__name__.endswith("Fast")
    side.wait(copy.close())
    assert copy.is_closed()


def test_a_schema_as_output_format_is_refused_at_the_call(side: Side) -> None:
    with pytest.raises(TypeError, match="`output_format` must be a type"):
        side.client(Server(answer())).messages.stream(**HELLO, output_format={"type": "object"})


def test_files_are_read_when_a_stream_begins_and_in_no_event_loop(
    side: Side, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers: list[threading.Thread] = []
    read = Path.read_bytes

    def observed(path: Path) -> bytes:
        readers.append(threading.current_thread())
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", observed)
    (tmp_path / "a.png").write_bytes(b"png")
    source = {"type": "base64", "media_type": "image/png", "data": tmp_path / "a.png"}
    turns = [{"role": "user", "content": [{"type": "image", "source": source}]}]
    server = Server(events(sse(start(), *text("Hi"), *end())))
    manager = side.client(server).messages.stream(**HELLO | {"messages": turns})
    assert readers == []
    side.within(manager, lambda stream: side.wait(stream.get_final_message()))
    assert server.body["messages"][0]["content"][0]["source"]["data"] == "cG5n"
    assert [reader is threading.current_thread() for reader in readers] == [side.name == "blocking"]
