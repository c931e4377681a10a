"""`create(stream=True)`: typed events as they come, and what happens when they stop coming."""

from __future__ import annotations

import gc
import json
from typing import Any

import httpx2
import pytest

import isogloss
from isogloss import APIResponseValidationError, APITimeoutError, StreamInterruptedError, UnknownVariant

from .wire import HELLO, WHOLE, Chunks, Server, Side, answer, block, end, events, failure, sse, start, text, types

ORDER = [
    "message_start",
    "content_block_start",
    "content_block_delta",
    "content_block_delta",
    "content_block_stop",
    "message_delta",
    "message_stop",
]


def opened(side: Side, *pieces: bytes | Exception, **options: Any) -> Any:
    """A stream of these bytes."""
    return side.wait(side.client(Server(events(*pieces)), **options).messages.create(**HELLO, stream=True))


def test_events_are_typed(side: Side) -> None:
    server = Server(events(WHOLE, request_id="req_1"))
    stream = side.wait(side.client(server).messages.create(**HELLO, stream=True))
    found = side.listed(stream)
    assert types(found) == ORDER
    event = found[2]
    assert isinstance(event, isogloss.ContentBlockDeltaEvent)
    assert event.delta == isogloss.TextDelta(text="Hi")
    assert server.body == {**HELLO, "stream": True}
    assert "text/event-stream" in server.request.headers["accept"]


def test_stream_false_is_sent_and_gives_a_message(side: Side) -> None:
    server = Server(answer())
    assert side.wait(side.client(server).messages.create(**HELLO, stream=False)).id == "msg_1"
    assert server.body == {**HELLO, "stream": False}


def test_events_come_as_soon_as_they_are_complete(side: Side) -> None:
    arrived: list[int] = []

    def pieces() -> Any:
        for number, piece in enumerate(WHOLE.split(b"\n\n")[:-1]):
            arrived.append(number)
            yield piece + b"\n\n"

    response = httpx2.Response(200, headers={"content-type": "text/event-stream"}, stream=Chunks(pieces()))
    stream = side.wait(side.client(Server(response)).messages.create(**HELLO, stream=True))
    assert types(side.taken(stream, 2)) == ORDER[:2]
    assert arrived == [0, 1]
    assert types(side.listed(stream)) == ORDER[2:]


def test_one_by_one(side: Side) -> None:
    stream = opened(side, WHOLE)
    step = "__next__" if side.name == "blocking" else "__anext__"
    assert side.wait(getattr(stream, step)()).type == "message_start"


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_every_byte_on_its_own(side: Side, newline: bytes) -> None:
    body = b"\xef\xbb\xbf" + sse(start(), *text("grüße 🎈"), *end()).replace(b"\n", newline)
    body = body.replace(b"\\u00fc", "ü".encode()).replace(b"\\ud83c\\udf88", "🎈".encode())
    found = side.listed(opened(side, *(body[i : i + 1] for i in range(len(body)))))
    assert found[2].delta.text == "grüße 🎈"
    assert len(found) == 6


def test_names_may_be_missing(side: Side) -> None:
    body = b"\n".join(line for line in WHOLE.split(b"\n") if not line.startswith(b"event:"))
    assert types(side.listed(opened(side, body))) == ORDER


def test_names_that_do_not_fit_give_way_to_the_data(side: Side) -> None:
    for name in (b"message", b"content_block_stop"):
        body = b"\n".join(b"event: " + name if line.startswith(b"event:") else line for line in WHOLE.split(b"\n"))
        assert types(side.listed(opened(side, body))) == ORDER


def test_data_may_leave_its_tag_to_the_name(side: Side) -> None:
    body = WHOLE.replace(b'{"type": "message_stop"}', b"{}")
    assert types(side.listed(opened(side, body))) == ORDER


def test_pings_and_comments_are_skipped(side: Side) -> None:
    body = WHOLE.replace(b"\n\n", b'\n\nevent: ping\ndata: {"type": "ping"}\n\n: alive\n\ndata: {"type":"ping"}\n\n')
    assert types(side.listed(opened(side, body))) == ORDER


def test_what_nobody_knows_yet_is_kept(side: Side) -> None:
    news = {"type": "message_dream", "of": ["sheep"]}
    delta = {"type": "hologram_delta", "x": 1}
    body = sse(start(), news, *block(0, {"type": "hologram", "y": None}, delta), *end())
    found = side.listed(opened(side, body))
    assert isinstance(found[1], UnknownVariant)
    assert found[1].model_dump() == news
    assert found[2].content_block.model_dump() == {"type": "hologram", "y": None}
    assert found[3].delta.model_dump() == delta


def test_data_on_several_lines(side: Side) -> None:
    body = WHOLE.replace(b'{"type": "message_stop"}', b'{"type":\ndata: "message_stop"\ndata:}')
    assert types(side.listed(opened(side, body))) == ORDER


def test_what_follows_the_end_is_ignored(side: Side) -> None:
    assert types(side.listed(opened(side, WHOLE + b"data: [DONE]\n\n"))) == ORDER
    assert types(side.listed(opened(side, WHOLE, httpx2.RemoteProtocolError("cut")))) == ORDER
    assert types(side.listed(opened(side, WHOLE, httpx2.ReadTimeout("slow")))) == ORDER


def test_the_last_empty_line_may_be_missing(side: Side) -> None:
    assert types(side.listed(opened(side, WHOLE.rstrip(b"\n")))) == ORDER


def test_an_event_of_several_megabytes(side: Side) -> None:
    content = {"type": "text", "text": "x" * 5_000_000}
    body = sse(start(), *block(0, content), *end())
    found = side.listed(opened(side, *(body[i : i + 100] for i in range(0, len(body), 100))))
    assert found[1].content_block.text == content["text"]


def cut_after(body: bytes, count: int) -> bytes:
    """The first few events."""
    return b"".join(piece + b"\n\n" for piece in body.split(b"\n\n")[:count])


@pytest.mark.parametrize(
    "rest", [b"", b"event: content_block_delta\nda", b'event: content_block_delta\ndata: {"type": "con']
)
@pytest.mark.parametrize("cause", [None, httpx2.RemoteProtocolError("cut"), httpx2.ReadError("reset")])
def test_a_stream_that_is_cut_raises(side: Side, rest: bytes, cause: Exception | None) -> None:
    server = Server(events(cut_after(WHOLE, 4) + rest, *([cause] if cause else [])))
    stream = side.wait(side.client(server).messages.create(**HELLO, stream=True))
    assert types(side.taken(stream, 4)) == ORDER[:4]
    with pytest.raises(StreamInterruptedError, match="message_stop") as caught:
        side.listed(stream)
    assert caught.value.__cause__ is cause
    assert len(server.requests) == 1


def test_an_empty_stream_is_no_answer(side: Side) -> None:
    with pytest.raises(StreamInterruptedError, match="before its first event") as caught:
        side.listed(opened(side, b": hello\n\n"))
    assert caught.value.partial is None


def test_a_silent_stream_times_out(side: Side) -> None:
    stream = opened(side, cut_after(WHOLE, 3), httpx2.ReadTimeout("slow"))
    assert types(side.taken(stream, 3)) == ORDER[:3]
    with pytest.raises(APITimeoutError, match="sent nothing for longer than the timeout"):
        side.listed(stream)


@pytest.mark.parametrize(
    ("error_type", "kind", "status"),
    [
        ("overloaded_error", isogloss.OverloadedError, 529),
        ("rate_limit_error", isogloss.RateLimitError, 429),
        ("invalid_request_error", isogloss.BadRequestError, 400),
        ("never_heard_of", isogloss.APIStatusError, 200),
    ],
)
def test_an_error_event_raises_its_class(side: Side, error_type: str, kind: type[Exception], status: int) -> None:
    details = {"error_code": "code"}
    event = {
        "type": "error",
        "error": {"type": error_type, "message": "busy", "details": details},
        "request_id": "req_1",
    }
    for body in (sse(event), b"data: " + json.dumps(event).encode() + b"\n\n"):
        server = Server(events(cut_after(WHOLE, 3) + body))
        stream = side.wait(side.client(server).messages.create(**HELLO, stream=True))
        with pytest.raises(isogloss.APIStatusError) as caught:
            side.listed(stream)
        error = caught.value
        assert type(error) is kind
        assert (error.status_code, error.type, error.error_code, error.request_id) == (
            status,
            error_type,
            "code",
            "req_1",
        )
        assert error.message.endswith("busy")
        assert error.body == event
        assert len(server.requests) == 1


def test_a_malformed_known_event_says_where(side: Side) -> None:
    body = cut_after(WHOLE, 2) + sse({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta"}})
    with pytest.raises(APIResponseValidationError) as caught:
        side.listed(opened(side, body))
    assert caught.value.path == "stream.content_block_delta.delta.text"


def test_a_malformed_event_without_a_tag_is_what_its_name_says(side: Side) -> None:
    body = cut_after(WHOLE, 2) + b'event: content_block_delta\ndata: {"index": "0"}\n\n'
    with pytest.raises(APIResponseValidationError) as caught:
        side.listed(opened(side, body))
    assert [problem.path for problem in caught.value.problems] == [
        "stream.content_block_delta.index",
        "stream.content_block_delta.delta",
    ]


def test_an_event_that_is_not_json_is_named(side: Side) -> None:
    with pytest.raises(APIResponseValidationError, match="not JSON: 'hello"):
        side.listed(opened(side, cut_after(WHOLE, 2) + b"event: message_stop\ndata: hello\n\n"))


@pytest.mark.parametrize("kind", ["application/json", "text/html"])
def test_an_answer_that_is_no_stream_is_an_error(side: Side, kind: str) -> None:
    body = Chunks([b'{"id": "msg_1"}'])
    server = Server(httpx2.Response(200, headers={"content-type": kind}, stream=body))
    with pytest.raises(APIResponseValidationError) as caught:
        side.wait(side.client(server).messages.create(**HELLO, stream=True))
    assert "a stream of events" in caught.value.message
    assert kind in caught.value.message
    assert "ignores `stream: true`" in caught.value.message
    assert body.closed


def test_a_stream_is_retried_before_its_first_byte_only(side: Side) -> None:
    server = Server(failure(529), httpx2.ConnectError("refused"), events(WHOLE))
    stream = side.wait(side.client(server).messages.create(**HELLO, stream=True))
    assert types(side.listed(stream)) == ORDER
    assert len(server.requests) == 3


def test_leaving_early_closes_the_response(side: Side) -> None:
    bodies = [Chunks([WHOLE]) for _ in range(4)]
    answers = [httpx2.Response(200, headers={"content-type": "text/event-stream"}, stream=body) for body in bodies]
    client = side.client(Server(*answers))
    streams = [side.wait(client.messages.create(**HELLO, stream=True)) for _ in bodies]
    side.taken(streams[0], 1)
    side.wait(streams[0].close())
    side.within(streams[1], lambda stream: side.taken(stream, 1))
    side.listed(streams[2])
    if side.name == "blocking":
        side.taken(streams[3], 1)
        del streams
        gc.disable()
        try:
            assert bodies[3].closed
        finally:
            gc.enable()
    assert all(body.closed for body in bodies[:3])


def test_an_error_on_the_way_closes_the_response(side: Side) -> None:
    for pieces in ([cut_after(WHOLE, 2)], [b"data: x\n\n"], [WHOLE[:50], httpx2.ReadError("reset")]):
        body = Chunks(pieces)
        response = httpx2.Response(200, headers={"content-type": "text/event-stream"}, stream=body)
        stream = side.wait(side.client(Server(response)).messages.create(**HELLO, stream=True))
        with pytest.raises(isogloss.APIError):
            side.listed(stream)
        assert body.closed


def test_an_error_response_is_read_and_closed(side: Side) -> None:
    bodies = [Chunks([b'{"type":"error","error":{"type":"api_error","message":"no"}}']) for _ in range(3)]
    server = Server(*(httpx2.Response(500, stream=body) for body in bodies))
    with pytest.raises(isogloss.InternalServerError, match="api_error: no"):
        side.wait(side.client(server).messages.create(**HELLO, stream=True))
    assert all(body.closed for body in bodies)
