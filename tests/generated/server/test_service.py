"""A service of one's own behind `create_app`: JSON, events, and what is left out."""

from __future__ import annotations

from collections.abc import AsyncIterator

from isogloss import (
    CreateMessageRequest,
    Message,
    MessageStopEvent,
    StreamEvent,
    TextBlock,
    Usage,
)
from isogloss.models import MessagesCreateParameters
from isogloss.server import MessagesService, RequestContext, create_app

from .driver import HELLO, call, iterate


class Echo(MessagesService):
    """Says what it was told."""

    async def messages_create(
        self, body: CreateMessageRequest, parameters: MessagesCreateParameters, context: RequestContext
    ) -> Message | AsyncIterator[StreamEvent]:
        return Message(
            id="msg_1",
            model=body.model,
            content=[TextBlock(text=f"{body.messages[0].content}")],
            stop_reason="end_turn",
            usage=Usage(input_tokens=1, output_tokens=1),
        )


class Events(MessagesService):
    async def messages_create(
        self, body: CreateMessageRequest, parameters: MessagesCreateParameters, context: RequestContext
    ) -> Message | AsyncIterator[StreamEvent]:
        return iterate([MessageStopEvent()])


def test_a_message_is_answered_as_json() -> None:
    answer = call(create_app(Echo()), "POST", "/v1/messages", body=HELLO)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["request-id"].startswith("req_")
    assert answer.json["content"] == [{"type": "text", "text": "hello"}]


def test_a_whole_message_is_streamed_as_its_events() -> None:
    answer = call(create_app(Echo()), "POST", "/v1/messages", body=HELLO | {"stream": True})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert [name for name, _ in answer.events] == [
        "message_start",
        "content_block_start",
        "content_block_delta",
        "content_block_stop",
        "message_delta",
        "message_stop",
    ]
    assert all(data["type"] == name for name, data in answer.events)
    assert answer.complete


def test_events_are_sent_as_they_are() -> None:
    answer = call(create_app(Events()), "POST", "/v1/messages", body=HELLO | {"stream": True})
    assert answer.events == [("message_stop", {"type": "message_stop"})]


def test_what_a_service_leaves_out_is_501() -> None:
    answer = call(
        create_app(Echo()),
        "POST",
        "/v1/messages/count_tokens",
        body={"model": "m", "messages": [{"role": "user", "content": "Hi."}]},
    )
    assert answer.status == 501
    assert answer.error == "messages.count_tokens is not offered here"
