"""Streams of the server: one chunk per event, pings, errors in the middle, clients that go away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from isogloss import ContentBlockDeltaEvent, MessageStopEvent, TextDelta
from isogloss.server import ServiceError, create_app

from .driver import HELLO, Answer, acall, call, iterate
from .services import Answering, hello

STREAM = HELLO | {"stream": True}


def delta(text: str) -> ContentBlockDeltaEvent:
    return ContentBlockDeltaEvent(index=0, delta=TextDelta(text=text))


def streaming(events: AsyncIterator[Any], **options: Any) -> Any:
    async def create(*_: Any) -> AsyncIterator[Any]:
        return events

    return create_app(Answering(create), **options)


def stream(events: AsyncIterator[Any], **options: Any) -> Answer:
    return call(streaming(events, **options), "POST", "/v1/messages", body=STREAM)


def test_each_event_is_a_chunk_of_its_own() -> None:
    answer = stream(iterate([delta("a\nb"), MessageStopEvent()]))
    assert answer.chunks == [
        b"event: content_block_delta\n"
        b'data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a\\nb"}}\n\n',
        b'event: message_stop\ndata: {"type":"message_stop"}\n\n',
    ]
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.complete


def test_a_method_may_be_a_generator_itself() -> None:
    class Generating(Answering):
        async def messages_create(self, body: Any, parameters: Any, context: Any) -> Any:  # type: ignore[override]
            yield MessageStopEvent()

    answer = call(create_app(Generating(hello)), "POST", "/v1/messages", body=STREAM)
    assert [name for name, _ in answer.events] == ["message_stop"]


def test_events_for_a_request_that_asked_for_none_are_a_mistake() -> None:
    app = streaming(iterate([MessageStopEvent()]))
    assert call(app, "POST", "/v1/messages", body=HELLO).status == 500
    assert call(app, "POST", "/v1/messages", body=HELLO | {"stream": False}).status == 500


async def failing(before: list[Any], error: Exception) -> AsyncIterator[Any]:
    for event in before:
        yield event
    raise error


def test_an_exception_before_the_first_event_is_a_500() -> None:
    answer = stream(failing([], RuntimeError("secret")))
    assert (answer.status, answer.headers["content-type"]) == (500, "application/json")
    assert stream(failing([], ServiceError(529, "busy"))).json["error"] == {
        "type": "overloaded_error",
        "message": "busy",
    }


def test_an_exception_after_the_first_event_is_an_error_event(caplog: pytest.LogCaptureFixture) -> None:
    answer = stream(failing([delta("a")], RuntimeError("secret")))
    name, data = answer.events[-1]
    assert name == "error"
    assert data["error"] == {"type": "api_error", "message": "internal server error"}
    assert data["request_id"] == answer.headers["request-id"]
    assert answer.complete
    assert b"secret" not in answer.body
    assert "secret" in caplog.text
    assert answer.headers["request-id"] in caplog.text


def test_a_service_may_break_off_with_an_error_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    answer = stream(failing([delta("a")], ServiceError(529, "busy")))
    assert answer.events[-1][1]["error"] == {"type": "overloaded_error", "message": "busy"}
    assert not caplog.records


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, asyncio.Event]] = []

    async def sleep(self, seconds: float) -> None:
        event = asyncio.Event()
        self.waiting.append((seconds, event))
        await event.wait()

    async def pass_interval(self) -> None:
        """Ends the present wait, and lets everything run that can."""
        while not self.waiting:
            await asyncio.sleep(0)
        self.waiting.pop()[1].set()
        for _ in range(10):
            await asyncio.sleep(0)


def test_silence_is_filled_with_pings() -> None:
    async def run() -> Answer:
        clock, more = Clock(), asyncio.Event()

        async def slow() -> AsyncIterator[Any]:
            await more.wait()
            yield delta("a")
            yield MessageStopEvent()

        app = streaming(slow(), ping_interval=5.0, sleep=clock.sleep)
        request = asyncio.create_task(acall(app, "POST", "/v1/messages", body=STREAM))
        await clock.pass_interval()
        await clock.pass_interval()
        assert [seconds for seconds, _ in clock.waiting] == [5.0]
        more.set()
        return await request

    answer = asyncio.run(run())
    assert [name for name, _ in answer.events] == ["ping", "ping", "content_block_delta", "message_stop"]
    assert answer.events[0] == ("ping", {"type": "ping"})


def test_no_ping_is_sent_while_events_flow() -> None:
    async def run() -> Answer:
        clock, more = Clock(), asyncio.Event()

        async def events() -> AsyncIterator[Any]:
            yield delta("a")
            while not clock.waiting:
                await asyncio.sleep(0)
            yield delta("b")
            await more.wait()

        app = streaming(events(), sleep=clock.sleep)
        request = asyncio.create_task(acall(app, "POST", "/v1/messages", body=STREAM))
        await clock.pass_interval()
        more.set()
        return await request

    assert [name for name, _ in asyncio.run(run()).events] == ["content_block_delta", "content_block_delta"]


def test_an_error_after_a_ping_is_an_error_event() -> None:
    async def run() -> Answer:
        clock, more = Clock(), asyncio.Event()

        async def slow() -> AsyncIterator[Any]:
            await more.wait()
            raise RuntimeError
            yield

        request = asyncio.create_task(acall(streaming(slow(), sleep=clock.sleep), "POST", "/v1/messages", body=STREAM))
        await clock.pass_interval()
        more.set()
        return await request

    assert [name for name, _ in asyncio.run(run()).events] == ["ping", "error"]


@pytest.mark.parametrize("body", [HELLO, STREAM])
def test_a_client_that_goes_away_stops_the_work(body: Any) -> None:
    stopped: list[str] = []

    async def run() -> Answer:
        leave = asyncio.Event()

        async def create(*_: Any) -> Any:
            leave.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                stopped.append("work")
                raise

        return await acall(create_app(Answering(create)), "POST", "/v1/messages", body=body, leave=leave)

    assert asyncio.run(run()).messages == []
    assert stopped == ["work"]


def test_a_client_that_goes_away_in_mid_stream_stops_the_generator() -> None:
    stopped: list[str] = []

    async def run() -> Answer:
        leave = asyncio.Event()

        async def events() -> AsyncIterator[Any]:
            try:
                yield delta("a")
                leave.set()
                await asyncio.Event().wait()
            finally:
                stopped.append("work")

        return await acall(streaming(events()), "POST", "/v1/messages", body=STREAM, leave=leave)

    answer = asyncio.run(run())
    assert [name for name, _ in answer.events] == ["content_block_delta"]
    assert not answer.complete
    assert stopped == ["work"]


def test_a_connection_that_cannot_be_written_to_stops_the_generator() -> None:
    stopped: list[str] = []

    async def events() -> AsyncIterator[Any]:
        try:
            for _ in range(5):
                yield delta("a")
        finally:
            stopped.append("work")

    def break_down(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.body":
            raise OSError("closed")

    async def run() -> Answer:
        answer = await acall(streaming(events()), "POST", "/v1/messages", body=STREAM, on_message=break_down)
        assert stopped == ["work"]  # now, not when the loop ends
        return answer

    assert len(asyncio.run(run()).messages) == 2


def test_a_server_that_stops_cancels_the_work_as_usual() -> None:
    async def run() -> None:
        started = asyncio.Event()

        async def create(*_: Any) -> Any:
            started.set()
            await asyncio.Event().wait()

        app = create_app(Answering(create))
        request = asyncio.create_task(acall(app, "POST", "/v1/messages", body=HELLO))
        await started.wait()
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request

    asyncio.run(run())


def test_a_client_that_leaves_while_sending_gets_no_answer() -> None:
    async def run() -> Answer:
        leave = asyncio.Event()
        leave.set()
        return await acall(create_app(Answering(hello)), "POST", "/v1/messages", chunks=[], body=b"", leave=leave)

    assert asyncio.run(run()).messages == []
