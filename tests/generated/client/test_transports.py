"""The same scenarios over all transports, on real sockets: what a client does must not depend on what sends for it."""

from __future__ import annotations

import asyncio
import gzip
import os
import signal
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
import trustme

import isogloss
from isogloss import AnswerTooLargeError, APIConnectionError, APIStatusError, APITimeoutError, FastTransport

from .scripted import ANSWER, STREAM, Received, chunked, head, scripted, send, silence, whole
from .wire import HELLO, MESSAGE, WHOLE, Side

Make = Callable[..., Any]


@pytest.fixture(params=["default", "fast"])
def transport(request: pytest.FixtureRequest) -> str:
    """What sends for the client."""
    return request.param


@pytest.fixture
def make(side: Side, transport: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Makes a client with the transport; `context` and `proxy` are settings of it."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    made: list[Any] = []
    given_clients: list[Any] = []

    def client(
        url: str, *, context: ssl.SSLContext | None = None, proxy: str | None = None, timeout: Any = 10, **options: Any
    ) -> Any:
        given: dict[str, Any] = {"api_key": "the-key", "base_url": url, "timeout": timeout, **options}
        if transport == "fast":
            given["transport"] = FastTransport(ssl_context=context, proxy=proxy)
        elif context is not None or proxy is not None:
            http: Any = httpx2.Client if side.name == "blocking" else httpx2.AsyncClient
            given["http_client"] = http(verify=context or True, proxy=proxy)
            given_clients.append(given["http_client"])
        made.append(side.client_class(**given))
        return made[-1]

    yield client
    for each in made:
        side.wait(each.close())
    for each in given_clients:
        side.wait(each.close() if side.name == "blocking" else each.aclose())


def said(side: Side, client: Any, **more: Any) -> Any:
    """The id of an answer."""
    return side.wait(client.messages.create(**{**HELLO, **more})).id


def failed(side: Side, client: Any, **more: Any) -> tuple[type[Exception], str, type[BaseException] | None]:
    """The class and the text of an error, and the class of its cause."""
    with pytest.raises(isogloss.APIError) as caught:
        side.wait(client.messages.create(**{**HELLO, **more}))
    cause = caught.value.__cause__
    return type(caught.value), str(caught.value), None if cause is None else type(cause)


def test_a_request_says_the_same(side: Side, make: Make) -> None:
    with scripted(ANSWER) as server:
        said(side, make(server.url))
        [received] = server.requests
    encoding = received.headers.pop("accept-encoding")
    assert {"gzip", "deflate"} <= set(encoding.split(", "))
    assert received.headers.pop("connection", "keep-alive") == "keep-alive"
    assert received.line == "POST /v1/messages HTTP/1.1"
    assert received.headers == {
        "accept": "application/json",
        "anthropic-version": "2023-06-01",
        "content-length": str(len(received.body)),
        "content-type": "application/json",
        "host": f"127.0.0.1:{server.port}",
        "user-agent": "isogloss (Python)",
        "x-api-key": "the-key",
    }


def test_a_request_without_a_body_and_with_a_query(side: Side, make: Make) -> None:
    page: dict[str, Any] = {"data": [], "has_more": False, "first_id": None, "last_id": None}
    with scripted(send(whole(page))) as server:
        side.wait(make(server.url).models.list(limit=2, extra_query={"q": "a b&ü"}))
        [received] = server.requests
    assert received.line.startswith("GET /v1/models?limit=2&q=a")
    assert "content-length" not in received.headers
    assert "content-type" not in received.headers


def test_a_connection_is_used_again(side: Side, make: Make) -> None:
    with scripted(ANSWER, STREAM, ANSWER) as server:
        client = make(server.url)
        assert said(side, client) == "msg_1"
        events = side.listed(side.wait(client.messages.create(**HELLO, stream=True)))
        assert events[-1].type == "message_stop"
        assert said(side, client) == "msg_1"
        assert server.connections == 1


def test_a_connection_that_the_server_closed_is_not_used_again(side: Side, make: Make) -> None:
    with scripted(send(whole(), keep=False)) as server:
        client = make(server.url, max_retries=0)
        for _ in range(3):
            assert said(side, client) == "msg_1"
            assert server.left.acquire(timeout=5)
        assert server.connections == 3


def test_a_connection_that_the_server_will_close_is_not_used_again(side: Side, make: Make) -> None:
    with scripted(send(whole(connection="close"))) as server:
        client = make(server.url, max_retries=0)
        assert said(side, client) == said(side, client) == "msg_1"
        assert server.connections == 2


def test_a_stream_left_early_is_closed(side: Side, make: Make) -> None:
    first = WHOLE[: WHOLE.index(b"event: content_block_delta")]
    with scripted(send(chunked(first, ends=False))) as server:
        stream = side.wait(make(server.url).messages.create(**HELLO, stream=True))
        assert side.taken(stream, 1)[0].type == "message_start"
        side.wait(stream.close())
        assert server.left.acquire(timeout=5)


def test_many_threads_share_a_client(side: Side, make: Make) -> None:
    if side.name == "async":
        return
    with scripted(ANSWER) as server:
        client = make(server.url)
        ids: list[str] = []
        work = [threading.Thread(target=lambda: ids.extend(said(side, client) for _ in range(5))) for _ in range(8)]
        for each in work:
            each.start()
        for each in work:
            each.join()
        assert ids == ["msg_1"] * 40
        assert server.connections <= 8


def test_nobody_listens(side: Side, make: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    kind, message, cause = failed(side, make(f"http://127.0.0.1:{port}", max_retries=0))
    assert (kind, cause) == (APIConnectionError, httpx2.ConnectError)
    assert message.startswith(f"Cannot reach 127.0.0.1:{port}: ")


def test_a_server_that_does_not_answer(side: Side, make: Make) -> None:
    with scripted(silence) as server:
        found = failed(side, make(server.url, timeout=0.2, max_retries=0))
        assert found == (APITimeoutError, "127.0.0.1 took too long (ReadTimeout)", httpx2.ReadTimeout)
        assert server.left.acquire(timeout=5)


def test_a_timeout_of_one_call(side: Side, make: Make) -> None:
    with scripted(silence) as server:
        kind, _, cause = failed(
            side, make(server.url, timeout=None, max_retries=0), timeout=httpx2.Timeout(5, read=0.2)
        )
        assert (kind, cause) == (APITimeoutError, httpx2.ReadTimeout)


def test_a_stream_that_stops_within_the_timeout(side: Side, make: Make) -> None:
    first = WHOLE[: WHOLE.index(b"event: content_block_delta")]
    with scripted(send(chunked(first, ends=False))) as server:
        stream = side.wait(make(server.url, timeout=0.2).messages.create(**HELLO, stream=True))
        with pytest.raises(APITimeoutError, match="sent nothing for longer than the timeout"):
            side.listed(stream)


def test_a_server_that_does_not_finish_the_handshake(side: Side, make: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"https://127.0.0.1:{listening.getsockname()[1]}"
        found = failed(side, make(url, timeout=httpx2.Timeout(10, connect=0.2), max_retries=0))
    assert found == (APITimeoutError, "127.0.0.1 took too long (ConnectTimeout)", httpx2.ConnectTimeout)


def test_a_server_that_hangs_up_is_asked_again(side: Side, make: Make) -> None:
    with scripted(send(b"", keep=False), ANSWER) as server:
        assert said(side, make(server.url)) == "msg_1"
        assert server.connections == 2


def test_a_server_that_always_hangs_up(side: Side, make: Make) -> None:
    with scripted(send(b"", keep=False)) as server:
        kind, message, cause = failed(side, make(server.url, max_retries=1))
        assert server.connections == 2
    assert (kind, cause) == (APIConnectionError, httpx2.RemoteProtocolError)
    assert message.endswith("Server disconnected without sending a response.")


def test_an_error_is_asked_again_as_the_server_says(side: Side, make: Make, pauses: list[float]) -> None:
    error: dict[str, Any] = {"type": "error", "error": {"type": "rate_limit_error", "message": "slow down"}}
    with scripted(send(whole(error, "429 Too Many Requests", retry_after="7")), ANSWER) as server:
        assert said(side, make(server.url)) == "msg_1"
        assert server.connections == 1
    assert pauses == [7.0]


def test_an_error_has_its_answer_and_hides_the_key(side: Side, make: Make) -> None:
    error: dict[str, Any] = {"type": "error", "error": {"type": "authentication_error", "message": "no"}}
    refusal = send(whole(error, "401 Unauthorized", request_id="req_1"))
    with scripted(refusal) as server, pytest.raises(APIStatusError) as caught:
        side.wait(make(server.url).messages.create(**HELLO))
    found = caught.value
    assert type(found).__name__ == "AuthenticationError"
    assert (found.status_code, found.request_id, found.response.reason_phrase) == (401, "req_1", "Unauthorized")
    assert found.response.json() == error
    assert str(found.request.url) == f"{server.url}/v1/messages"
    assert found.request.headers["x-api-key"] == "[hidden]"
    assert found.request.headers["anthropic-version"] == "2023-06-01"


def test_an_answer_with_its_http_response(side: Side, make: Make) -> None:
    with scripted(send(whole(request_id="req_1"))) as server:
        raw = side.wait(make(server.url).messages.with_raw_response.create(**HELLO))
    assert isinstance(raw.http_response, httpx2.Response)
    assert (raw.status_code, raw.request_id, raw.headers["Request-Id"]) == (200, "req_1", "req_1")
    assert side.wait(raw.json()) == MESSAGE
    assert raw.http_response.request.url.path == "/v1/messages"
    assert raw.http_response.is_closed


@pytest.mark.parametrize("length", [True, False])
def test_a_body_that_is_cut(side: Side, make: Make, length: bool) -> None:
    cut = whole()[:-5] if length else head(content_type="application/json", transfer_encoding="chunked") + b"20\r\n{"
    with scripted(send(cut, keep=False)) as server:
        kind, _, cause = failed(side, make(server.url, max_retries=0))
    assert (kind, cause) == (APIConnectionError, httpx2.RemoteProtocolError)


def test_a_stream_that_is_cut(side: Side, make: Make) -> None:
    first = WHOLE[: WHOLE.index(b"event: content_block_delta")]
    with scripted(send(chunked(first, ends=False), keep=False)) as server:
        stream = side.wait(make(server.url).messages.create(**HELLO, stream=True))
        with pytest.raises(isogloss.StreamInterruptedError, match="broke off before its end"):
            side.listed(stream)


def test_an_answer_that_is_not_http(side: Side, make: Make) -> None:
    with scripted(send(b"SSH-2.0-OpenSSH\r\n\r\n", keep=False)) as server:
        kind, _, cause = failed(side, make(server.url, max_retries=0))
    assert (kind, cause) == (APIConnectionError, httpx2.RemoteProtocolError)


def test_a_long_header(side: Side, make: Make) -> None:
    with scripted(send(whole(x_policy="a" * 20_000))) as server:
        assert said(side, make(server.url)) == "msg_1"


def _raw_deflate(data: bytes) -> bytes:
    compress = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compress.compress(data) + compress.flush()


@pytest.mark.parametrize(
    ("encoding", "compress"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", _raw_deflate)]
)
def test_a_compressed_answer(side: Side, make: Make, encoding: str, compress: Callable[[bytes], bytes]) -> None:
    body = whole()[len(whole()) - int(whole().partition(b"content-length: ")[2].split(b"\r\n")[0]) :]
    with scripted(send(whole(compress(body), content_encoding=encoding))) as server:
        assert said(side, make(server.url)) == "msg_1"


def test_a_compressed_answer_that_is_none(side: Side, make: Make) -> None:
    with scripted(send(whole(b"{}", content_encoding="gzip"))) as server:
        kind, message, cause = failed(side, make(server.url, max_retries=0))
    assert (kind, cause) == (APIConnectionError, httpx2.DecodingError)
    assert message.startswith("Cannot decompress the answer of 127.0.0.1: ")


def test_a_compressed_answer_that_becomes_too_large(side: Side, make: Make) -> None:
    limits = isogloss.AnswerLimits(body=100_000)
    with scripted(send(whole(gzip.compress(b" " * 5_000_000), content_encoding="gzip"))) as server:
        kind, _, _ = failed(side, make(server.url, answer_limits=limits))
    assert kind is AnswerTooLargeError


@pytest.mark.parametrize("status", ["307 Temporary Redirect", "308 Permanent Redirect"])
def test_a_redirect_on_the_same_server_is_followed(side: Side, make: Make, status: str) -> None:
    with scripted(send(head(status, location="/v2/messages?a=b", content_length="0")), ANSWER) as server:
        assert said(side, make(server.url)) == "msg_1"
        first, second = server.requests
        assert server.connections == 1
    assert (second.line, second.body) == ("POST /v2/messages?a=b HTTP/1.1", first.body)
    assert second.headers["x-api-key"] == "the-key"


def test_a_key_does_not_follow_to_another_host(side: Side, make: Make) -> None:
    with scripted(ANSWER) as other, scripted(send(head("307 Found", location=other.url, content_length="0"))) as server:
        kind, message, _ = failed(side, make(server.url))
        assert other.connections == 0
    assert kind is APIConnectionError
    assert message == f"{server.url}/v1/messages redirects to POST {other.url}: not followed"


def test_a_redirect_that_would_change_the_method_is_not_followed(side: Side, make: Make) -> None:
    with scripted(send(head("303 See Other", location="/elsewhere", content_length="0"))) as server:
        _, message, _ = failed(side, make(server.url))
        assert len(server.requests) == 1
    assert message == f"{server.url}/v1/messages redirects to GET {server.url}/elsewhere: not followed"


def test_redirects_without_end(side: Side, make: Make) -> None:
    with scripted(send(head("307 Found", location="/v1/messages", content_length="0"))) as server:
        _, message, _ = failed(side, make(server.url))
    assert message == f"{server.url}/v1/messages redirects too often"


def test_a_proxy_gets_the_whole_url_and_its_own_credential(side: Side, make: Make) -> None:
    with scripted(ANSWER) as proxy:
        client = make("http://server.invalid", proxy=f"http://user:p%40ss@127.0.0.1:{proxy.port}")
        assert said(side, client) == said(side, client) == "msg_1"
        received = proxy.requests[0]
        assert proxy.connections == 1
    assert received.line == "POST http://server.invalid/v1/messages HTTP/1.1"
    assert received.headers["proxy-authorization"] == "Basic dXNlcjpwQHNz"
    assert received.headers["host"] == "server.invalid"


def test_the_proxy_of_the_environment(side: Side, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(ANSWER) as proxy, scripted(ANSWER) as server:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        assert said(side, make("http://server.invalid")) == "msg_1"
        assert said(side, make(server.url)) == "msg_1"
        assert (len(proxy.requests), len(server.requests)) == (1, 1)


@pytest.fixture(scope="session")
def authority() -> Any:
    """A certificate authority that no system knows."""
    return trustme.CA()


def _server_context(authority: Any, *, asks: bool = False) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "server.invalid").configure_cert(context)
    if asks:
        authority.configure_trust(context)
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def _client_context(authority: Any, *, shows: bool = False) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    if shows:
        authority.issue_cert("client@server.invalid").configure_cert(context)
    return context


def test_own_authority_and_client_certificate(side: Side, make: Make, authority: Any) -> None:
    with scripted(ANSWER, tls=_server_context(authority, asks=True)) as server:
        client = make(server.url, context=_client_context(authority, shows=True))
        assert said(side, client) == said(side, client) == "msg_1"
        assert server.connections == 1


def test_a_certificate_of_an_unknown_authority(side: Side, make: Make, authority: Any) -> None:
    with scripted(ANSWER, tls=_server_context(authority)) as server:
        kind, message, cause = failed(side, make(server.url, max_retries=0))
        assert server.requests == []
    assert (kind, cause) == (APIConnectionError, httpx2.ConnectError)
    assert "CERTIFICATE_VERIFY_FAILED" in message or "certificate verify failed" in message


def _tunnel(server: Any) -> Callable[[socket.socket, Received], bool]:
    """Accepts CONNECT and passes everything on to a server."""

    def act(connection: socket.socket, received: Received) -> bool:
        with socket.create_connection(("127.0.0.1", server.port)) as beyond:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_pass_on, args=[beyond, connection], daemon=True)
            back.start()
            _pass_on(connection, beyond)
            back.join()
        return False

    return act


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def test_tls_through_a_proxy(side: Side, make: Make, authority: Any) -> None:
    with scripted(ANSWER, tls=_server_context(authority)) as server, scripted(_tunnel(server)) as proxy:
        url = f"http://user:pass@127.0.0.1:{proxy.port}"
        client = make(f"https://server.invalid:{server.port}", context=_client_context(authority), proxy=url)
        assert said(side, client) == said(side, client) == "msg_1"
        [connect] = proxy.requests
        assert connect.line.startswith(f"CONNECT server.invalid:{server.port} HTTP/1.")
        assert connect.headers["proxy-authorization"] == "Basic dXNlcjpwYXNz"
        assert "x-api-key" not in connect.headers
        assert all("proxy-authorization" not in received.headers for received in server.requests)


def test_a_proxy_that_refuses(side: Side, make: Make, authority: Any) -> None:
    refusal = head("407 Proxy Authentication Required", content_length="0")
    with scripted(send(refusal, keep=False)) as proxy:
        url = f"http://127.0.0.1:{proxy.port}"
        kind, message, cause = failed(side, make("https://server.invalid", proxy=url, max_retries=0))
    assert (kind, cause) == (APIConnectionError, httpx2.ProxyError)
    assert "407" in message


def test_a_cancelled_call_closes_its_connection(side: Side, make: Make) -> None:
    if side.name == "blocking":
        return
    with scripted(silence, ANSWER) as server:
        client = make(server.url, timeout=None)

        async def scenario() -> str:
            call = asyncio.create_task(client.messages.create(**HELLO))
            while not server.requests:
                await asyncio.sleep(0)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            return (await client.messages.create(**HELLO)).id

        assert side.wait(scenario()) == "msg_1"
        assert server.left.acquire(timeout=5)


def test_an_interrupt_ends_a_call(side: Side, make: Make) -> None:
    if side.name == "async" or threading.current_thread() is not threading.main_thread():
        return

    def interrupt(connection: socket.socket, received: Received) -> bool:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        return silence(connection, received)

    # A shell starts what runs in the background with the signal ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with scripted(interrupt, ANSWER) as server:
            client = make(server.url, timeout=None)
            with pytest.raises(KeyboardInterrupt):
                client.messages.create(**HELLO)
            assert server.left.acquire(timeout=5)
            assert said(side, client) == "msg_1"
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_forked_process_has_connections_of_its_own(side: Side, make: Make) -> None:
    if side.name == "async":
        return
    with scripted(ANSWER) as server:
        client = make(server.url)
        said(side, client)
        pid = os.fork()
        if pid == 0:
            os._exit(0 if said(side, client) == "msg_1" else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        assert said(side, client) == "msg_1"
        assert server.connections == 2


def test_a_closed_client_sends_nothing(side: Side, make: Make) -> None:
    with scripted(ANSWER) as server:
        client = make(server.url)
        said(side, client)
        side.wait(client.close())
        assert client.is_closed
        assert server.left.acquire(timeout=5)
        with pytest.raises(RuntimeError, match="closed"):
            said(side, client)


def test_an_http_client_is_a_transport_of_its_own(side: Side) -> None:
    with pytest.raises(ValueError, match="Give either http_client or transport, not both"):
        side.client(lambda request: httpx2.Response(200), transport="fast")


def test_another_transport(side: Side) -> None:
    with pytest.raises(ValueError, match='transport must be "fast" or a FastTransport'):
        side.client_class(api_key="k", transport="faster")


def test_a_proxy_of_another_kind() -> None:
    with pytest.raises(ValueError, match="HTTP proxies only"):
        FastTransport(proxy="socks5://127.0.0.1:1080")
