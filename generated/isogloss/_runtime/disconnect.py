# Copied by isogloss from render/runtime/disconnect.py. Do not edit: change that, then generate.
"""Stops work when a client disconnects, or after some time."""

from __future__ import annotations

import asyncio
from types import TracebackType

from .request import ClientGoneError, Receive


def refuse_own_cancellation(error: asyncio.CancelledError) -> None:
    """Makes sure that the server, or a client that is gone, asked for a cancellation.

    Raises:
        RuntimeError: they did not; the work awaited something that had been cancelled.
    """
    task = asyncio.current_task()
    if task is not None and not task.cancelling():
        raise RuntimeError("the work for the request was cancelled from within") from error


class StopAfter:
    """Cancels the work inside `async with` after a number of seconds, and raises `TimeoutError`.

    It is like `asyncio.timeout`, which costs a fifth of a request; it starts when the work first waits.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._is_late = False

    async def __aenter__(self) -> None:
        owner = asyncio.current_task()
        assert owner is not None
        self._owner = owner
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_soon(self._begin)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._is_late and self._owner.uncancel() == 0 and kind is asyncio.CancelledError:
            raise TimeoutError from error

    def _begin(self) -> None:
        self._timer = self._loop.call_later(self._seconds, self._stop)

    def _stop(self) -> None:
        self._is_late = True
        self._owner.cancel()


class StopWhenGone:
    """Cancels the work inside `async with` when the client disconnects, and raises `ClientGoneError`.

    The body must be read before. It starts when the work first waits, so that other work has no cost.
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
        if not isinstance(error, asyncio.CancelledError):
            return
        if self._gone and self._owner.uncancel() == 0:
            raise ClientGoneError from error
        refuse_own_cancellation(error)

    def _watch(self) -> None:
        self._watcher = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self._owner.cancel()
