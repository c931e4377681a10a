"""The HTTP/1.1 of the fast transport, as bytes: the same answer in pieces of any size, and nothing that is not HTTP."""

from __future__ import annotations

from collections.abc import Iterable

import httpx2
import pytest

from isogloss._runtime.fast_messages import FastHeaders
from isogloss._runtime.http1 import AnswerReader, MalformedError, write_head

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"transfer-encoding: chunked\r\n\r\n"
CHUNKS = CHUNKED + b"5\r\nfirst\r\n00C ; a=b\r\n, the second\r\n0\r\n\r\n"

# Each answer with its method, its body, and whether another request may follow.
ANSWERS: list[tuple[str, bytes, bytes, bool]] = [
    ("POST", OK + b"content-length: 4\r\n\r\nbody", b"body", True),
    ("POST", OK.replace(b"1.1", b"1.0") + b"content-length: 4\r\n\r\nbody", b"body", False),
    ("POST", OK.replace(b"1.1", b"1.0") + b"connection: Keep-Alive\r\ncontent-length: 4\r\n\r\nbody", b"body", True),
    ("POST", OK + b"Connection: Close\r\ncontent-length: 4\r\n\r\nbody", b"body", False),
    ("POST", OK + b"content-length: 4\r\ncontent-length: 4\r\n\r\nbody", b"body", True),
    ("POST", OK + b"content-length: 0\r\n\r\n", b"", True),
    ("POST", b"HTTP/1.1 204\r\n\r\n", b"", True),
    ("HEAD", OK + b"content-length: 4\r\n\r\n", b"", True),
    ("POST", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n" + CHUNKS, b"", True),
    ("POST", CHUNKS, b"", True),
    ("POST", CHUNKS.replace(b"\r\n", b"\n"), b"", True),
    ("POST", CHUNKS[:-2] + b"a: b\r\nc: d\r\n\r\n", b"", True),
    ("POST", CHUNKS.replace(b"transfer", b"content-length: 3\r\ntransfer"), b"", False),
]


def read(method: str, pieces: Iterable[bytes]) -> tuple[AnswerReader, bytes]:
    """The reader of an answer, and the body."""
    reader, body, has_head = AnswerReader(method), b"", False
    for piece in pieces:
        if has_head:
            body += reader.read_body(piece)
        elif has_head := reader.read_head(piece):
            body += reader.read_body()
    return reader, body


@pytest.mark.parametrize("size", [1, 2, 3, 7, 10_000])
def test_pieces_of_any_size(size: int) -> None:
    for method, answer, body, keeps in ANSWERS:
        reader, found = read(method, (answer[at : at + size] for at in range(0, len(answer), size)))
        assert found == (body or (b"first, the second" if b"chunked" in answer else b"")), answer
        assert (reader.is_complete, reader.keeps) == (True, keeps), answer


def test_a_body_that_ends_with_the_connection() -> None:
    reader, body = read("POST", [OK + b"\r\nfirst", b", second"])
    assert (body, reader.is_complete, reader.end(), reader.keeps) == (b"first, second", False, True, False)


@pytest.mark.parametrize("answer", [OK, OK + b"content-length: 4\r\n\r\nbod", CHUNKS[:-1], CHUNKS[:-5], CHUNKS[:60]])
def test_an_answer_that_is_cut(answer: bytes) -> None:
    reader, _ = read("POST", [answer])
    assert not reader.end()


@pytest.mark.parametrize("answer", [OK + b"content-length: 4\r\n\r\nbody", CHUNKS, b"HTTP/1.1 204 OK\r\n\r\n"])
def test_more_than_one_answer_ends_the_connection(answer: bytes) -> None:
    reader, _ = read("POST", [answer + b"HTTP/1.1 200 OK\r\n\r\n"])
    assert (reader.is_complete, reader.keeps) == (True, False)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 99 OK\r\n\r\n",
        OK + b"no colon\r\n\r\n",
        OK + b"a name: b\r\n\r\n",
        OK + b"a: b\rc\r\n\r\n",
        OK + b"a: b\0\r\n\r\n",
        OK + b"content-length: +4\r\n\r\n",
        OK + b"content-length: 4\r\ncontent-length: 5\r\n\r\n",
        OK + b"transfer-encoding: gzip, chunked\r\n\r\n",
        OK + b"a: " + b"b" * 300_000,
        CHUNKED + b"x\r\nfirst\r\n",
        CHUNKED + b"5\r\nfirst!\r\n0\r\n\r\n",
        CHUNKED + b"-5\r\nfirst\r\n",
        CHUNKED + b"0x5\r\nfirst\r\n",
        CHUNKED + b"5" * 10_000,
        CHUNKED + b"0\r\na: " + b"b" * 300_000,
    ],
)
def test_what_is_not_http(answer: bytes) -> None:
    with pytest.raises(MalformedError):
        read("POST", [answer])


def test_headers_over_several_lines() -> None:
    reader, _ = read("POST", [OK + b"a:  b \r\n\t c\r\nA:\r\n\r\n"])
    assert reader.fields == [(b"a", b"b  c"), (b"A", b"")]


def test_the_head_of_a_request() -> None:
    head = write_head("POST", "/v1?a=b", "host:1", {"accept": "*/*"}, 3)
    assert head == b"POST /v1?a=b HTTP/1.1\r\nhost: host:1\r\naccept: */*\r\ncontent-length: 3\r\n\r\n"
    assert b"content-length: 0" in write_head("POST", "/", "host", {}, None)
    assert write_head("GET", "/", "host", {"host": "other"}, None) == b"GET / HTTP/1.1\r\nhost: other\r\n\r\n"


@pytest.mark.parametrize("value", ["a\r\nb: c", "a\nb: c", "a\rb"])
def test_a_header_never_begins_another_line(value: str) -> None:
    with pytest.raises(ValueError, match="line end"):
        write_head("POST", "/", "host", {"a": value}, None)
    with pytest.raises(ValueError, match="line end"):
        write_head("POST", f"/{value}", "host", {}, None)


def test_headers_are_those_of_httpx2() -> None:
    fields = [(b"A", b"1"), (b"b", "ü".encode("latin-1")), (b"a", b"2")]
    headers, others = FastHeaders(fields), httpx2.Headers(fields)
    for name in ("a", "A", "b", "c"):
        assert headers.get(name, "none") == others.get(name, "none")
    assert headers == others
    assert headers.multi_items() == others.multi_items()
    headers["a"] = "3"
    assert headers.get("a") == "3"
