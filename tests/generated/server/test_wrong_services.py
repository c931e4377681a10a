"""Services that get it wrong: clients read errors of the API, and the log says what is wrong, and where."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from isogloss import (
    ContentBlockDeltaEvent,
    Message,
    MessageStopEvent,
    MessageTokensCount,
    TextBlock,
    TextDelta,
    ToolUseBlock,
    Usage,
)
from isogloss.models import CreateMessageRequest, UnknownVariant, UserMessageParam
from isogloss.server import ServiceError, create_app

from .driver import HELLO, JSON, KEY, Answer, acall, call, iterate
from .services import Answering, hello

STREAM = HELLO | {"stream": True}
HALF = "\ud800"


def message(*content: Any, **fields: Any) -> Message:
    usage = Usage(input_tokens=1, output_tokens=1)
    return Message(id="msg_1", model="m", content=list(content), stop_reason="end_turn", usage=usage, **fields)


def spoiled(change: Callable[[Message], object]) -> Message:
    made = message(TextBlock(text="a"))
    change(made)
    return made


def answering(result: Any, *, body: Any = HELLO, headers: dict[Any, Any] | None = None, **options: Any) -> Answer:
    async def create(body: Any, parameters: Any, context: Any) -> Any:
        context.response_headers.update(headers or {})
        if isinstance(result, BaseException):
            raise result
        return result

    return call(create_app(Answering(create), **options), "POST", "/v1/messages", body=body)


def is_internal(answer: Answer) -> None:
    assert (answer.status, answer.headers["content-type"]) == (500, "application/json")
    assert answer.json["error"] == {"type": "api_error", "message": "internal server error"}
    assert answer.json["request_id"] == answer.headers["request-id"]
    assert len([each for each in answer.messages if each["type"] == "http.response.start"]) == 1
    assert answer.complete


@pytest.mark.parametrize(
    ("result", "kind"),
    [
        (None, "NoneType"),
        ("text", "str"),
        ({"type": "message"}, "dict"),
        ([message()], "list"),
        (MessageTokensCount(input_tokens=1), "MessageTokensCount"),
        (MessageStopEvent(), "MessageStopEvent"),
        (
            CreateMessageRequest(model="m", max_tokens=1, messages=[UserMessageParam(content="Hi.")]),
            "CreateMessageRequest",
        ),
        (Message, "ModelMetaclass"),
    ],
)
@pytest.mark.parametrize("body", [HELLO, STREAM])
def test_a_result_of_the_wrong_type(result: Any, kind: str, body: Any, caplog: pytest.LogCaptureFixture) -> None:
    is_internal(answering(result, body=body))
    wanted = "Message" if body is HELLO else "Message or an asynchronous iterator of StreamEvent"
    assert f"Answering.messages_create returned {kind}, not {wanted}" in caplog.messages[-1]


@pytest.mark.parametrize(
    "result",
    [
        spoiled(lambda made: made.content.append("text")),  # type: ignore[arg-type]
        spoiled(lambda made: setattr(made.usage, "input_tokens", "many")),
        message(TextBlock(text=HALF)),
        message(ToolUseBlock(id="a", name="b", input={"a": [HALF]})),
        message(ToolUseBlock(id="a", name="b", input={"a": object()})),
        message(extra=object()),
    ],
)
def test_a_result_that_cannot_be_written(result: Message, caplog: pytest.LogCaptureFixture) -> None:
    is_internal(answering(result))
    assert "Answering.messages_create returned a value that cannot be sent as Message" in caplog.messages[-1]


def test_a_class_of_ones_own_is_fine() -> None:
    class Tagged(Message):
        region: str = "here"

    made = Tagged.model_validate(message(TextBlock(text="a")).model_dump())
    assert answering(made).json["region"] == "here"


HEADERS: list[dict[Any, Any]] = [
    {"x-a": 1},
    {"x-a": None},
    {"x-a": b"bytes"},
    {"x-a": "a\r\nset-cookie: b=c"},
    {"x-a": "a\nb"},
    {"x-a": "a\0"},
    {"x-a": " a"},
    {"x-a": "€"},
    {"x-a": HALF},
    {"": "a"},
    {"x a": "a"},
    {"x-a:": "a"},
    {"ä": "a"},
    {"x-a\r\nx-b": "a"},
    {1: "a"},
    {b"x-a": "a"},
    {"Content-Length": "5"},
    {"transfer-encoding": "chunked"},
    {"content-type": "text/html"},
    {"Request-Id": "req_other"},
]


@pytest.mark.parametrize("headers", HEADERS, ids=str)
def test_a_header_that_cannot_be_sent(headers: dict[Any, Any], caplog: pytest.LogCaptureFixture) -> None:
    good = {"x-good": "a"}
    for result, body in ((message(), HELLO), (message(), STREAM), (iterate([MessageStopEvent()]), STREAM)):
        answer = answering(result, body=body, headers=headers | good)
        is_internal(answer)
        assert answer.headers.keys() == {"request-id", "content-type", "content-length", "x-good"}
    for error in (ServiceError(429, "slow down"), ServiceError(429, "slow down", headers=headers)):
        is_internal(answering(error, headers=headers | good))
    assert len(caplog.messages) == 5
    assert all("header" in line for line in caplog.messages)
    is_internal(answering(KeyError("a"), headers=headers | good))


def test_headers_are_sent_once_whatever_their_case() -> None:
    answer = answering(iterate([MessageStopEvent()]), body=STREAM, headers={"Cache-Control": "no-store", "X-A": "é"})
    pairs = [(name, value) for name, value in answer.messages[0]["headers"] if name != b"request-id"]
    stream = (b"content-type", b"text/event-stream; charset=utf-8")
    assert pairs == [stream, (b"cache-control", b"no-store"), (b"x-a", "é".encode("latin-1"))]


def test_half_a_character_in_an_error_is_shown_as_its_escape() -> None:
    answer = answering(ServiceError(422, f"no {HALF}, é\n😀"))
    assert (answer.status, answer.error) == (422, "no \\ud800, é\n😀")


@pytest.mark.parametrize(
    "error",
    [
        ServiceError(400, None),  # type: ignore[arg-type]
        ServiceError(400, b"bytes"),  # type: ignore[arg-type]
        ServiceError(400, "a", type=HALF),
        ServiceError(400, "a", type=5),  # type: ignore[arg-type]
    ],
    ids=["None", "bytes", "half", "number"],
)
def test_an_error_that_cannot_be_written(error: ServiceError, caplog: pytest.LogCaptureFixture) -> None:
    is_internal(answering(error))
    assert "cannot be written" in caplog.messages[-1]

    async def events() -> AsyncIterator[Any]:
        yield MessageStopEvent()
        raise error

    last = answering(events(), body=STREAM).events[-1]
    assert (last[0], last[1]["error"]["message"]) == ("error", "internal server error")


@pytest.mark.parametrize("status", [0, 200, 399, 600, 10**9, "400", None])
def test_a_status_that_is_none_of_an_error(status: Any) -> None:
    with pytest.raises(ValueError, match="the status of an error must be from 400 to 599"):
        ServiceError(status, "a")


GOOD = ContentBlockDeltaEvent(index=0, delta=TextDelta(text="a"))


@pytest.mark.parametrize(
    "event",
    [
        None,
        {"type": "message_stop"},
        b"event: message_stop\n\n",
        message(),
        TextDelta(text="a"),
        ContentBlockDeltaEvent(index=0, delta=TextDelta(text=HALF)),
        ContentBlockDeltaEvent.model_construct(type="content_block_delta", index="a", delta=TextDelta(text="a")),
        ContentBlockDeltaEvent.model_construct(type="a\ndata: b", index=0, delta=TextDelta(text="a")),
        UnknownVariant.model_construct(type="a\ndata: b"),
        UnknownVariant.model_construct(type=""),
        UnknownVariant.model_construct(type="a\rb"),
        UnknownVariant.model_construct(type=5),
    ],
    ids=str,
)
def test_an_event_that_cannot_be_sent(event: Any, caplog: pytest.LogCaptureFixture) -> None:
    is_internal(answering(iterate([event]), body=STREAM))
    answer = answering(iterate([GOOD, event, GOOD]), body=STREAM)
    assert [name for name, _ in answer.events] == ["content_block_delta", "error"]
    assert answer.events[1][1]["error"] == {"type": "api_error", "message": "internal server error"}
    assert answer.complete
    assert re.search(r"stream of request req_\w+ failed: .", caplog.messages[-1])


def test_an_event_that_nobody_knows_is_passed_on() -> None:
    event = UnknownVariant.model_validate({"type": "novel", "a": [1]})
    assert answering(iterate([event]), body=STREAM).events == [("novel", {"type": "novel", "a": [1]})]


@pytest.mark.parametrize("made", ["", "a\r\nb", "€", None, 5, b"a"])
def test_an_id_that_cannot_be_sent_is_replaced(made: Any, caplog: pytest.LogCaptureFixture) -> None:
    answer = answering(message(), new_request_id=lambda: made)
    assert (answer.status, len(answer.headers["request-id"])) == (200, 28)
    assert "a request has a random id instead" in caplog.messages


def test_work_that_is_cancelled_from_within_is_an_error() -> None:
    async def create(*_: Any) -> Any:
        waiting = asyncio.ensure_future(asyncio.Event().wait())
        waiting.cancel()
        await waiting

    async def events() -> AsyncIterator[Any]:
        yield GOOD
        await create()

    is_internal(call(create_app(Answering(create)), "POST", "/v1/messages", body=HELLO))
    assert [name for name, _ in answering(events(), body=STREAM).events] == ["content_block_delta", "error"]


def answer_to(*sent: bytes, **headers: str) -> Answer:
    """The answer to a body of which these parts have come, and no end."""
    incoming = [{"type": "http.request", "body": part, "more_body": True} for part in sent]
    answer = Answer()

    async def receive() -> dict[str, Any]:
        return incoming.pop(0) if incoming else await asyncio.Event().wait()  # type: ignore[return-value]

    async def send(message: dict[str, Any]) -> None:
        answer.messages.append(message)

    async def run() -> None:
        app = create_app(Answering(hello), body_timeout=0.01)
        all_headers = KEY | JSON | {name.replace("_", "-"): value for name, value in headers.items()}
        given = [(name.encode(), value.encode()) for name, value in all_headers.items()]
        scope = {"type": "http", "method": "POST", "path": "/v1/messages", "headers": given}
        await app(scope, receive, send)  # type: ignore[arg-type]

    asyncio.run(run())
    return answer


@pytest.mark.parametrize("sent", [[], [b'{"model']])
def test_a_body_that_does_not_end_is_cut_off(sent: list[bytes]) -> None:
    answer = answer_to(*sent)
    assert (answer.status, answer.error) == (408, "the body was not complete after 0.01 seconds")
    assert answer.headers["connection"] == "close"


def test_a_body_ends_at_its_length() -> None:
    body = json.dumps(HELLO).encode()
    assert answer_to(body[:9], body[9:], content_length=str(len(body))).status == 200


def test_a_body_may_take_its_time_where_no_limit_is_set() -> None:
    app = create_app(Answering(hello), body_timeout=None)
    assert asyncio.run(acall(app, "POST", "/v1/messages", body=HELLO)).status == 200
