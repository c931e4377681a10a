# Copied by isogloss from render/runtime/async_raw.py. Do not edit: change that, then generate.
"""An answer with its HTTP response: the result of `with_raw_response` and `with_streaming_response`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from .answer import read_as
from .async_reading import async_read
from .errors import request_id_of
from .failure import text_of
from .options import AnswerLimits

if TYPE_CHECKING:
    import httpx2

    from .wrapping import AsyncValue

T = TypeVar("T")
Kind = TypeVar("Kind")


class AsyncAPIResponse(Generic[T]):
    """An answer with its HTTP response. `with_streaming_response` gives it before the body is read.

    `http_response` is the response of the HTTP library, `retries_taken` the number of failed attempts before it.
    """

    def __init__(
        self, http_response: httpx2.Response, value: AsyncValue[T], *, limits: AnswerLimits, retries_taken: int
    ) -> None:
        self.http_response = http_response
        self.retries_taken = retries_taken
        self._value = value
        self._limits = limits
        self._parsed: list[T] = []

    @overload
    async def parse(self) -> T: ...

    @overload
    async def parse(self, *, to: type[Kind]) -> Kind: ...

    async def parse(self, *, to: Any = None) -> Any:
        """The value that the method returns without `with_raw_response`.

        Args:
            to: Another type to read the body as: a Pydantic model or any type for JSON, `str`, `bytes`.

        Raises:
            APIResponseValidationError: the body is no such value.
        """
        if to is not None:
            await self.read()
            return read_as(self.http_response, to)
        if not self._parsed:
            value = await self._value()
            self._parsed.append(value)
        return self._parsed[0]

    def then(self, change: Callable[[T], T]) -> Self:
        """The same response, whose value is what `change` makes of it."""

        async def value() -> T:
            return change(await before())

        before, self._value = self._value, value
        return self

    async def read(self) -> bytes:
        """The body as received. A body that is read piece by piece is gone."""
        if not self.http_response.is_stream_consumed:
            await async_read(self.http_response, self._limits)
        return self.http_response.content

    async def text(self) -> str:
        """The body as text."""
        await self.read()
        return text_of(self.http_response)

    async def json(self) -> Any:
        """The body as JSON values."""
        await self.read()
        return self.http_response.json()

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body piece by piece, decompressed."""
        async for piece in self.http_response.aiter_bytes(chunk_size):
            yield piece

    async def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The body as text, piece by piece."""
        async for piece in self.http_response.aiter_text(chunk_size):
            yield piece

    async def iter_lines(self) -> AsyncIterator[str]:
        """The body as text, line by line."""
        async for line in self.http_response.aiter_lines():
            yield line

    async def close(self) -> None:
        """Stops reading, and releases the connection."""
        await self.http_response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self.http_response.status_code

    @property
    def headers(self) -> httpx2.Headers:
        """The headers; their names are not case-sensitive."""
        return self.http_response.headers

    @property
    def http_request(self) -> httpx2.Request:
        """The request that was sent."""
        return self.http_response.request

    @property
    def is_closed(self) -> bool:
        """True if nothing more can be read."""
        return self.http_response.is_closed

    @property
    def request_id(self) -> str | None:
        """The id that the server gave the request."""
        return request_id_of(self.http_response)
