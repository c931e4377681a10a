"""Passes requests on to another server and its answers back, byte for byte, as they come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import httpx2

from .recording import UNREACHED, Message, Receive, Scope, Send

# These are about one connection, not about what is sent over it.
_OF_CONNECTIONS = frozenset(
    (
        *(b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"proxy-connection"),
        *(b"te", b"trailer", b"transfer-encoding", b"upgrade"),
    )
)
# The first two are set anew; answers come as they are, so that they can be read in the log.
_NOT_PASSED_ON = _OF_CONNECTIONS | {b"host", b"content-length", b"accept-encoding"}
# Whoever serves this sets a date of its own.
_NOT_PASSED_BACK = _OF_CONNECTIONS | {b"date"}


class ProxyApplication:
    """An ASGI application that answers with the answers of another server.

    Args:
        upstream: The base URL; a path in it is kept, that of the request is appended.
        client: What sends the requests; by default one that follows no redirect, and has no limit of time or number.
    """

    def __init__(self, upstream: str, *, client: httpx2.AsyncClient | None = None) -> None:
        self._upstream = upstream.rstrip("/")
        self._client = client

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or follows the server's life span."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        upload = _Upload(receive)
        if not await upload.begin():
            return
        relay = asyncio.ensure_future(self._relay(scope, upload, send))
        gone = asyncio.ensure_future(upload.gone())
        try:
            await asyncio.wait([relay, gone], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (relay, gone):
                if not task.done():
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task
        if relay.done() and not relay.cancelled():
            relay.result()

    async def _relay(self, scope: Scope, upload: _Upload, send: Send) -> None:
        path = bytes(scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
        query = bytes(scope.get("query_string", b""))
        headers = [(name, value) for name, value in scope["headers"] if name.lower() not in _NOT_PASSED_ON]
        headers.append((b"accept-encoding", b"identity"))
        content = upload.content
        if not isinstance(content, bytes):  # it is framed as the client has framed it
            headers += [(name, value) for name, value in scope["headers"] if name.lower() == b"content-length"]
        elif not content and scope["method"] in ("GET", "HEAD", "OPTIONS"):
            content = None
        try:
            upstream = httpx2.URL(self._upstream)
            base, _, own = upstream.raw_path.partition(b"?")
            query = b"&".join(filter(None, (own, query)))
            target = base.rstrip(b"/") + path + (b"?" + query if query else b"")
            # One that the client built would have headers of its own, and cookies that were set for somebody else.
            request = httpx2.Request(
                scope["method"], upstream, headers=headers, content=content, extensions={"target": target}
            )
            response = await self._open().send(request, stream=True)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            scope[UNREACHED] = type(error).__name__
            await _refuse(send, f"isogloss record cannot reach the upstream server: {type(error).__name__}")
            return
        except _GoneError:
            return
        try:
            kept = [(name, value) for name, value in response.headers.raw if name.lower() not in _NOT_PASSED_BACK]
            await send({"type": "http.response.start", "status": response.status_code, "headers": kept})
            async for chunk in response.aiter_raw():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await response.aclose()

    def _open(self) -> httpx2.AsyncClient:
        if self._client is None:
            self._client = httpx2.AsyncClient(
                timeout=httpx2.Timeout(None, connect=30),
                limits=httpx2.Limits(max_connections=None),
                follow_redirects=False,
            )
        return self._client

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            is_end = message["type"] == "lifespan.shutdown"
            if is_end and self._client is not None:
                await self._client.aclose()
            await send({"type": f"{message['type']}.complete"})
            if is_end:
                return


class _GoneError(Exception):
    """The client went away before it had sent its whole request."""


class _Upload:
    """The body of a request, passed on piece by piece: only one piece is in memory."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._first = b""
        self._is_whole = False
        self._ended = asyncio.Event()

    async def begin(self) -> bool:
        """Waits for the first piece; false where the client went away instead."""
        first = await self._next()
        self._first = first or b""
        return first is not None

    @property
    def content(self) -> bytes | AsyncIterator[bytes]:
        """The body, all of it if that has come already."""
        return self._first if self._is_whole else self._pieces()

    async def gone(self) -> None:
        """Waits until the client goes away, after its request has been passed on."""
        if not self._is_whole:
            await self._ended.wait()
        message: Message = {"type": ""}
        while message["type"] != "http.disconnect":
            message = await self._receive()

    async def _next(self) -> bytes | None:
        message = await self._receive()
        if message["type"] == "http.disconnect":
            return None
        self._is_whole = not message.get("more_body", False)
        return bytes(message.get("body", b""))

    async def _pieces(self) -> AsyncIterator[bytes]:
        try:
            yield self._first
            while not self._is_whole:
                piece = await self._next()
                if piece is None:
                    raise _GoneError
                yield piece
        finally:
            self._ended.set()  # also where the server answered without having read it all


async def _refuse(send: Send, reason: str) -> None:
    body = reason.encode()
    headers: list[Any] = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 502, "headers": headers})
    await send({"type": "http.response.body", "body": body})
