"""Wraps the methods of a client that returns answers with their HTTP responses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from functools import cached_property, wraps
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    from .async_raw import AsyncAPIResponse
    from .raw import APIResponse

P = ParamSpec("P")
T = TypeVar("T")
Value: TypeAlias = Callable[[], T]
AsyncValue: TypeAlias = Callable[[], Awaitable[T]]


class ResponseCall(Generic[T]):
    """A call that is not made yet: `await` gives its `AsyncAPIResponse`, an `async with` block closes it as well."""

    def __init__(self, call: Awaitable[AsyncAPIResponse[T]]) -> None:
        self._call = call

    def __await__(self) -> Generator[Any, Any, AsyncAPIResponse[T]]:
        return self._call.__await__()

    async def __aenter__(self) -> AsyncAPIResponse[T]:
        self._response = await self._call
        return self._response

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._response.close()


def raw(method: Callable[P, T]) -> Callable[P, APIResponse[T]]:
    """Types a method whose client returns an `APIResponse`."""
    return cast("Callable[P, APIResponse[T]]", method)


def async_raw(method: Callable[P, Awaitable[T]]) -> Callable[P, ResponseCall[T]]:
    """A method whose client returns an `AsyncAPIResponse`."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> ResponseCall[T]:
        return ResponseCall(cast("Awaitable[AsyncAPIResponse[T]]", method(*args, **kwargs)))

    return call


def raw_view(kind: Callable[[Any], T], *, unread: bool = False) -> cached_property[T]:
    """The methods of a client or resource, which return answers with their HTTP responses.

    `kind` has their types. If `unread`, use them in a `with` block: the body is not read before you ask for it.
    """
    return cached_property(lambda owner: kind(owner.raw_client(unread=unread)))
