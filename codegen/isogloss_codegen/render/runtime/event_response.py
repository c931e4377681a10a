"""Responses of server-sent events: each event is sent at once, with pings between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from .disconnect import refuse_own_cancellation
from .operation import EventStream
from .request import ClientGoneError, Send
from .sse import encode_event
from .wire_forms import ItemWriter

Sleep = Callable[[float], Awaitable[Any]]


class EventResponse:
    """A stream of events that is sent to a client.

    The response begins (`start` is its first ASGI message) with the first event. If nothing was sent for
    `ping_interval` seconds, also before the first event, a ping is sent; with None there are no pings.
    """

    def __init__(
        self,
        stream: EventStream,
        send: Send,
        writer: ItemWriter,
        start: MutableMapping[str, Any],
        *,
        ping_interval: float | None,
        sleep: Sleep,
    ) -> None:
        self.started = False
        self._stream = stream
        self._send = send
        self._writer = writer
        self._start = start
        self._ping_interval = ping_interval
        self._sleep = sleep
        self._turn = asyncio.Lock()
        self._quiet = True

    async def send_all(self, events: AsyncIterator[Any]) -> None:
        """Sends the events and ends the response. An exception of `events` is raised, and the response stays open.

        Raises:
            TypeError, ValueError: an item of `events` is not an event, or cannot be written.
            ClientGoneError: the connection is closed.
        """
        pings = None if self._ping_interval is None else asyncio.create_task(self._ping(self._ping_interval))
        try:
            async for event in events:
                await self._write(self._writer.write(event))
        except asyncio.CancelledError as error:
            refuse_own_cancellation(error)
            raise
        finally:
            if pings is not None:
                pings.cancel()
            if isinstance(events, AsyncGenerator):
                await events.aclose()
        await self._write(b"", more=False)

    async def end_with_error(self, data: bytes) -> None:
        """Ends the response with an error event; if the API has none, the response stays incomplete."""
        if self._stream.error is not None:
            await self._write(encode_event(self._stream.error, data), more=False)

    async def _write(self, data: bytes, *, more: bool = True) -> None:
        async with self._turn:
            self._quiet = False
            if not self.started:
                self.started = True
                await self._send(self._start)
            await self._send({"type": "http.response.body", "body": data, "more_body": more})

    async def _ping(self, interval: float) -> None:
        name, tag = self._stream.ping, self._stream.tag
        ping = b":\n\n" if name is None else encode_event(name, f'{{"{tag}":"{name}"}}'.encode())
        with suppress(ClientGoneError):
            while True:
                self._quiet = True
                await self._sleep(interval)
                if self._quiet:
                    await self._write(ping)
