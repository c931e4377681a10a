"""Requests to any path of the server, for what the API's description does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from .path_calls import Content, Method, PathOptions, path_call

if TYPE_CHECKING:
    from .._runtime.async_client import AsyncAPIClient

T = TypeVar("T")


class AsyncPaths:
    """Methods of HTTP. A path is below the base URL, such as `/v1/messages`.

    `cast_to` is the class of the answer: a Pydantic model or another type, which the JSON is read as; `str`, `bytes`;
    `httpx2.Response`; or `object` for the JSON as it is. `body` is sent as JSON, `content` as it is: bytes, the path of
    a file, an open file, or an iterator of bytes.
    """

    async def get(self, path: str, *, cast_to: type[T], options: PathOptions | None = None) -> T:
        """Asks for what is at a path."""
        return await self._send("GET", path, cast_to, options)

    async def post(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = None,
        content: Content | None = None,
        options: PathOptions | None = None,
    ) -> T:
        """Sends a body to a path."""
        return await self._send("POST", path, cast_to, options, body, content)

    async def put(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = None,
        content: Content | None = None,
        options: PathOptions | None = None,
    ) -> T:
        """Replaces what is at a path."""
        return await self._send("PUT", path, cast_to, options, body, content)

    async def patch(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = None,
        content: Content | None = None,
        options: PathOptions | None = None,
    ) -> T:
        """Changes what is at a path."""
        return await self._send("PATCH", path, cast_to, options, body, content)

    async def delete(
        self, path: str, *, cast_to: type[T], body: object = None, options: PathOptions | None = None
    ) -> T:
        """Deletes what is at a path."""
        return await self._send("DELETE", path, cast_to, options, body)

    async def _send(
        self,
        method: Method,
        path: str,
        kind: type[T],
        options: PathOptions | None,
        body: object = None,
        content: Content | None = None,
    ) -> T:
        client: AsyncAPIClient = cast("Any", self)
        if options is not None and "max_retries" in options:
            client = client.with_options(max_retries=options["max_retries"])
        return await client.send(path_call(method, path, kind, options or {}, body, content))
