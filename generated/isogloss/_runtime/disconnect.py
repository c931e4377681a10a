# Copied by isogloss from render/runtime/disconnect.py. Do not edit: change that, then generate.
"""Stops work when a client disconnects, or when its body comes too late."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import AbstractContextManager
from types import TracebackType, coroutine
from typing import Any, TypeVar

from .request import ClientGoneError, Receive
from .response import ServiceError

T = TypeVar("T")
A = TypeVar("A")


def refuse_own_cancellation(error: asyncio.CancelledError) -> None:
    """Makes sure that the server, or a client that is gone, asked for a cancellation.

    Raises:
        RuntimeError: they did not; the work awaited something that had been cancelled.
    """
    task = asyncio.current_task()
    if task is not None and not task.cancelling():
        raise RuntimeError("the work for the request was cancelled from within") from error


async def guarded(work: Awaitable[T], guard: Callable[[A], AbstractContextManager[object]], of: A) -> T:
    """Awaits `work`. The `guard` of something is entered when it first waits, so that other work has no cost.

    Raises:
        RuntimeError: the work was cancelled from within before it waited.
    """
    steps = work.__await__()
    try:
        waiting = next(steps)
    except StopIteration as done:
        return done.value
    except asyncio.CancelledError as error:
        refuse_own_cancellation(error)
        raise
    with guard(of):
        return await _resumed(steps, waiting)


@coroutine
def _resumed(steps: Generator[Any, Any, T], waiting: Any) -> Generator[Any, Any, T]:
    """The rest of an awaitable whose first step has yielded `waiting`."""
    while True:
        try:
            yield waiting
        except BaseException as error:
            try:
                waiting = steps.throw(error)
            except StopIteration as done:
                return done.value
        else:
            return (yield from steps)


class StopWhenLate:
    """Cancels the reading of a body inside `with` after a number of seconds, and refuses the request with 408."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._is_late = False

    def __enter__(self) -> None:
        owner = asyncio.current_task()
        assert owner is not None
        self._owner = owner
        self._timer = asyncio.get_running_loop().call_later(self._seconds, self._stop)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._is_late and self._owner.uncancel() == 0 and kind is asyncio.CancelledError:
            message = f"the body was not complete after {self._seconds:g} seconds"
            raise ServiceError(408, message, headers={"connection": "close"}) from error

    def _stop(self) -> None:
        self._is_late = True
        self._owner.cancel()


class StopWhenGone:
    """Cancels the work inside `with` when the client disconnects, and raises `ClientGoneError`.

    The body must be read before.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._gone = False

    def __enter__(self) -> None:
        owner = asyncio.current_task()
        assert owner is not None
        self._owner = owner
        self._watcher = asyncio.create_task(self._wait())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._watcher.cancel()
        if not isinstance(error, asyncio.CancelledError):
            return
        if self._gone and self._owner.uncancel() == 0:
            raise ClientGoneError from error
        refuse_own_cancellation(error)

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self._owner.cancel()
