"""Notices that a client goes away, and stops the work for it."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from types import TracebackType

from .request import ClientGoneError, Receive


@contextmanager
def cancelled_from_outside_only() -> Generator[None]:
    """Makes a failure, `RuntimeError`, of a cancellation that nobody asked for: something that was awaited, was."""
    try:
        yield
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        raise RuntimeError("the work for the request was cancelled from within") from error


class StopWhenGone:
    """Cancels what is awaited inside `async with` once the client disconnects, and raises `ClientGoneError` instead.

    The body has to be read before. Work that never waits pays nothing: watching begins when it first does.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._gone = False
        self._watcher: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        owner = asyncio.current_task()
        assert owner is not None
        self._owner = owner
        self._start = asyncio.get_running_loop().call_soon(self._watch)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._start.cancel()
        if self._watcher is not None:
            self._watcher.cancel()
        if self._gone and kind is asyncio.CancelledError and self._owner.uncancel() == 0:
            raise ClientGoneError from error

    def _watch(self) -> None:
        self._watcher = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self._owner.cancel()
