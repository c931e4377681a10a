# Copied by isogloss from render/runtime/async_page.py. Do not edit: change that, then generate.
"""A page of a list that has several pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from .call import Call
from .operation import Cursor
from .options import Omit, omit

if TYPE_CHECKING:
    from .async_client import AsyncAPIClient

Item = TypeVar("Item")
Body = TypeVar("Body")


class AsyncPage(Generic[Item, Body]):
    """The items of a page. Iterating continues on the following pages. `body` is the page as the server sent it."""

    def __init__(self, body: Body, call: Call, client: AsyncAPIClient) -> None:
        self.body = body
        self._call = call
        self._client = client

    def has_next_page(self) -> bool:
        """True if the server says that there are more items and where."""
        return self._next_call() is not None

    async def get_next_page(self) -> Self:
        """The page after this one; in a list that runs backward, the page before it.

        Raises:
            RuntimeError: this is the last page.
        """
        call = self._next_call()
        if call is None:
            raise RuntimeError("This is the last page; ask `has_next_page()` first")
        response = await self._client.exchange(call, page=type(self))
        return await response.parse()

    async def iter_pages(self) -> AsyncIterator[Self]:
        """This page and all after it."""
        page = self
        yield page
        while page.has_next_page():
            page = await page.get_next_page()
            yield page

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.iter_pages():
            for item in page._items():
                yield item

    def _items(self) -> list[Item]:
        pagination = self._call.operation.pagination
        assert pagination is not None
        return getattr(self.body, pagination.items) or []

    def _next_call(self) -> Call | None:
        pagination = self._call.operation.pagination
        assert pagination is not None
        if pagination.more is not None and not getattr(self.body, pagination.more):
            return None
        cursor = pagination.forward
        if pagination.backward is not None and self._given(pagination.backward) is not None:
            cursor = pagination.backward
        position: Any = getattr(self.body, cursor.field)
        # A server that returns the cursor it was given would never end the list.
        if position is None or position == self._given(cursor) or not self._items():
            return None
        return self._call.with_parameters(**{self._argument(cursor): position})

    def _argument(self, cursor: Cursor) -> str:
        parameters = self._call.operation.parameters
        return next(parameter.argument for parameter in parameters if parameter.name == cursor.parameter)

    def _given(self, cursor: Cursor) -> object:
        value = self._call.parameters.get(self._argument(cursor), omit)
        return None if isinstance(value, Omit) else value
