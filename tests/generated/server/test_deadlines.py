"""Requests that begin and do not end: `serving` closes the connection, after a time that is short here."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from isogloss._runtime import deadlines
from isogloss.testing import mock_app, serving

HEAD = b"POST /v1/messages HTTP/1.1\r\nhost: a\r\nx-api-key: k\r\nanthropic-version: 2023-06-01\r\n"
JSON = b"content-type: application/json\r\n"
WHOLE = b"HEAD / HTTP/1.1\r\nhost: a\r\n\r\n"


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    with pytest.MonkeyPatch.context() as patch, serving(mock_app(body_timeout=None)) as url:
        patch.setattr(deadlines, "HEADERS_TIMEOUT", 0.05)
        patch.setattr(deadlines, "BODY_TIMEOUT", 0.05)
        host, _, port = url.removeprefix("http://").partition(":")
        yield host, int(port)


def answered(address: tuple[str, int], sent: bytes) -> bytes:
    """The bytes until the server closes the connection; the test waits for up to ten seconds if it never does."""
    with socket.create_connection(address, timeout=10) as client:
        client.sendall(sent)
        return b"".join(iter(lambda: client.recv(65536), b""))


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"P",
        b"POST /v1/messages HTTP/1.1\r\n",
        HEAD,
        HEAD + b"x-a: " + b"a" * 1000,
        HEAD + JSON + b"content-length: 100\r\n\r\n",
        HEAD + JSON + b'content-length: 100\r\n\r\n{"model": "m"',
        HEAD + JSON + b"transfer-encoding: chunked\r\n\r\n",
        HEAD + JSON + b'transfer-encoding: chunked\r\n\r\n2\r\n{"\r\n',
    ],
    ids=range(9),
)
def test_half_a_request(address: tuple[str, int], sent: bytes) -> None:
    assert answered(address, sent) == b""


def test_what_was_complete_before_is_answered(address: tuple[str, int]) -> None:
    assert answered(address, WHOLE + WHOLE + HEAD).count(b"HTTP/1.1 200") == 2


def test_a_body_that_nobody_waits_for_has_an_end(address: tuple[str, int]) -> None:
    """The answer, that the credential is missing, is there before the body is."""
    answer = answered(address, HEAD.replace(b"x-api-key: k\r\n", b"") + b"content-length: 100\r\n\r\nabc")
    assert answer.startswith(b"HTTP/1.1 401")


def test_a_drop_now_and_then_does_not_help(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=10) as client:
        client.sendall(HEAD)
        closed = threading.Event()

        def drip() -> None:
            while not closed.wait(0.01):
                try:
                    client.sendall(b"x-a: b\r\n")
                except OSError:
                    return

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            with suppress(ConnectionError):
                assert client.recv(1) == b""
        finally:
            closed.set()
            dripping.join()


def test_a_request_that_is_complete_is_left_in_peace(address: tuple[str, int]) -> None:
    """A stall of the answer, which is longer than any of the times, is nothing that the client does."""
    body = b'{"model":"m","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"a"}]}'
    fault = b"x-mock-fault: stall-after-1\r\n"
    with socket.create_connection(address, timeout=0.3) as client:
        client.sendall(HEAD + JSON + fault + b"content-length: %d\r\n\r\n%b" % (len(body), body))
        received = iter(lambda: client.recv(65536), b"")
        with pytest.raises(TimeoutError):
            b"".join(received)
