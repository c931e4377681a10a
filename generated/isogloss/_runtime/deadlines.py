# Copied by isogloss from render/runtime/deadlines.py. Do not edit: change that, then generate.
"""Closes connections of clients that do not complete their requests. uvicorn waits for them without a limit."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_TIMEOUT = 30.0
"""Maximum seconds from the first byte of a request, or from the connection, to the end of its headers."""

BODY_TIMEOUT = 150.0
"""Maximum seconds from the end of the headers to the end of the body. The application may have a lower limit."""


class PunctualProtocol(H11Protocol):
    """HTTP over one connection, which is closed if a request is not complete in time.

    uvicorn itself closes connections that are idle between requests (`timeout_keep_alive`).
    """

    _deadline: asyncio.TimerHandle | None = None
    _awaited: tuple[float, object] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._await(None)

    def handle_events(self) -> None:
        super().handle_events()
        self._watch()

    def _watch(self) -> None:
        """Starts the timer for the part of the request that comes next, unless it is running already."""
        state, request = self.conn.their_state, cast("object", self.cycle)  # None before the first request
        if state is h11.SEND_BODY:
            self._await((BODY_TIMEOUT, request))
        elif state is h11.IDLE and (request is None or self.conn.trailing_data[0]):
            self._await((HEADERS_TIMEOUT, request))
        else:
            self._await(None)

    def _await(self, part: tuple[float, Any] | None) -> None:
        if part == self._awaited:
            return
        self._awaited = part
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None if part is None else self.loop.call_later(part[0], self.transport.close)
