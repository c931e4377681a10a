# Copied by isogloss from render/runtime/pager.py. Do not edit: change that, then generate.
"""A list that is requested without blocking."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Generator
from typing import Any, Generic, TypeVar

from .async_page import AsyncPage

P = TypeVar("P", bound=AsyncPage[Any, Any])
Item = TypeVar("Item")


class AsyncPager(Generic[P, Item]):
    """The first page of a list if awaited; all items of all pages if iterated with `async for`."""

    def __init__(self, first: Awaitable[P]) -> None:
        self._first = first

    def __await__(self) -> Generator[Any, Any, P]:
        return self._first.__await__()

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for item in await self._first:
            yield item
