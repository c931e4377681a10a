"""The fast transport: connections of its own, kept and used again."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Mapping
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import httpx2

from .async_connection import AsyncConnection
from .fast_messages import (
    REDIRECTS,
    FastRequest,
    FastResponse,
    Target,
    build_request,
    decompressor,
    incomplete,
    target_of,
)
from .fast_settings import CONNECTIONS_KEPT, SECONDS_KEPT, FastTransport
from .http1 import LAST_CHUNK, AnswerReader, MalformedError, chunk, write_head

# Longer bodies are not copied to be sent with the head.
_SHORT_BODY = 65536


class _Idle(NamedTuple):
    connection: AsyncConnection
    since: float


class AsyncFast:
    """A transport for one client and its copies. Several threads may use it, also with an event loop each."""

    auth = None

    def __init__(self, settings: FastTransport) -> None:
        self.is_closed = False
        self._settings = settings
        # The idle connections by their home, which only they and it keep alive, and by their server.
        self._homes: WeakKeyDictionary[Any, dict[tuple[str, str, int], list[_Idle]]] = WeakKeyDictionary()

    def build_request(
        self,
        method: str,
        url: httpx2.URL,
        *,
        headers: Mapping[str, str],
        content: bytes | None,
        files: Any,
        timeout: httpx2.Timeout | float | None,
    ) -> httpx2.Request:
        """The request, to be sent with `send`."""
        return build_request(method, url, headers, content, files, timeout)

    async def send(self, request: httpx2.Request, *, stream: bool, follow_redirects: bool) -> httpx2.Response:
        """Sends a request and reads the head of its answer. It follows no redirect, and the body is always streamed.

        Raises:
            httpx2.RequestError: there is no answer.
        """
        assert isinstance(request, FastRequest)
        assert stream
        assert not follow_redirects
        if self.is_closed:
            raise RuntimeError("Cannot send a request, as the client has been closed.")
        target = target_of(request.address)
        connection = self._kept(target) or await self._connected(target, request)
        try:
            answer = await _exchange(connection, target, request, self._settings)
        except BaseException:
            connection.close()
            raise
        response = _Response(request, answer, connection, self, target)
        if answer.status in REDIRECTS:
            response.redirect()
        return response

    async def aclose(self) -> None:
        """Closes the connections. Those of another event loop, which may have ended, are left to it."""
        self.is_closed = True
        for idle in self._homes.pop(AsyncConnection.home(), {}).values():
            for each in idle:
                each.connection.close()
        self._homes.clear()

    def keep(self, target: Target, connection: AsyncConnection) -> None:
        """Takes back a connection whose answer was read."""
        idle = self._homes.setdefault(AsyncConnection.home(), {}).setdefault(target[:3], [])
        if self.is_closed or len(idle) >= CONNECTIONS_KEPT:
            connection.close()
        else:
            idle.append(_Idle(connection, time.monotonic()))

    def _kept(self, target: Target) -> AsyncConnection | None:
        """A connection to a server that can be used again."""
        idle = self._homes.get(AsyncConnection.home(), {}).get(target[:3])
        while idle:
            try:
                connection, since = idle.pop()
            except IndexError:  # another thread took it
                break
            if time.monotonic() - since < SECONDS_KEPT and not connection.is_stale():
                return connection
            connection.close()
        return None

    async def _connected(self, target: Target, request: FastRequest) -> AsyncConnection:
        proxy = self._settings.proxy_for(target.scheme, target.host)
        host, port = (target.host, target.port) if proxy is None else (proxy.host, proxy.port)
        limit = request.timeout.connect
        try:
            connection = await AsyncConnection.open(host, port, limit)
            try:
                if target.scheme == "https":
                    if proxy is not None:
                        await _tunnel(connection, target, proxy.headers, request)
                    await connection.encrypt(self._settings.tls, target.host)
            except BaseException:
                connection.close()
                raise
        except TimeoutError as error:
            raise httpx2.ConnectTimeout("timed out", request=request) from error
        except (OSError, UnicodeError) as error:
            raise httpx2.ConnectError(str(error), request=request) from error
        return connection


async def _tunnel(
    connection: AsyncConnection, target: Target, headers: Mapping[str, str], request: FastRequest
) -> None:
    """Asks a proxy for a connection to a server."""
    server = f"[{target.host}]" if ":" in target.host else target.host
    server = f"{server}:{target.port}"
    answer = AnswerReader("CONNECT")
    await connection.write(write_head("CONNECT", server, server, headers, None), request.timeout.connect)
    try:
        while not answer.read_head(data := await connection.read(request.timeout.connect)):
            if not data:
                raise httpx2.ProxyError("Tunnel connection failed: the proxy hung up", request=request)
    except MalformedError as error:
        raise httpx2.ProxyError(f"Tunnel connection failed: {error}", request=request) from error
    if not 200 <= answer.status < 300:
        reason = answer.reason.decode("latin-1")
        raise httpx2.ProxyError(f"Tunnel connection failed: {answer.status} {reason}", request=request)


async def _exchange(
    connection: AsyncConnection, target: Target, request: FastRequest, settings: FastTransport
) -> AnswerReader:
    """Sends a request and reads the head of the answer."""
    path, headers, body = target.path, request.headers, request.body
    if target.scheme == "http" and (proxy := settings.proxy_for("http", target.host)) is not None:
        path, headers = request.address, {**headers, **proxy.headers}
    answer = AnswerReader(request.method)
    try:
        length = len(body) if isinstance(body, bytes) else None
        head = write_head(request.method, path, target.authority, headers, length)
    except ValueError as error:
        raise httpx2.LocalProtocolError(str(error), request=request) from error
    try:
        await _send(connection, head, body, request.timeout.write, chunked="transfer-encoding" in headers)
    except (BrokenPipeError, ConnectionResetError):
        pass  # the server may have answered before it read everything
    except TimeoutError as error:
        raise httpx2.WriteTimeout("timed out", request=request) from error
    except OSError as error:
        raise httpx2.WriteError(str(error), request=request) from error
    try:
        while not answer.read_head(data := await _read(connection, request)):
            if not data:
                message = "Server disconnected without sending a response."
                raise httpx2.RemoteProtocolError(message, request=request)
    except MalformedError as error:
        raise httpx2.RemoteProtocolError(str(error), request=request) from error
    return answer


async def _send(connection: AsyncConnection, head: bytes, body: Any, seconds: float | None, *, chunked: bool) -> None:
    """Sends a request whose body is None, bytes or a stream of them."""
    if body is None or isinstance(body, bytes):
        content = body or b""
        if len(content) < _SHORT_BODY:
            await connection.write(head + content, seconds)
        else:
            await connection.write(head, seconds)
            await connection.write(content, seconds)
        return
    await connection.write(head, seconds)
    async for piece in body:
        if piece:
            await connection.write(chunk(piece) if chunked else piece, seconds)
    if chunked:
        await connection.write(LAST_CHUNK, seconds)


async def _read(connection: AsyncConnection, request: FastRequest) -> bytes:
    try:
        return await connection.read(request.timeout.read)
    except TimeoutError as error:
        raise httpx2.ReadTimeout("timed out", request=request) from error
    except (OSError, ValueError) as error:  # a ValueError: closed by another thread
        raise httpx2.ReadError(str(error), request=request) from error


class _Response(FastResponse):
    def __init__(
        self,
        request: FastRequest,
        answer: AnswerReader,
        connection: AsyncConnection,
        transport: AsyncFast,
        target: Target,
    ) -> None:
        super().__init__(request, answer.status, answer.reason, answer.fields)
        self._answer = answer
        self._connection = connection
        self._transport = transport
        self._target = target

    async def aiter_bytes(self, chunk_size: int | None = None) -> AsyncGenerator[bytes]:
        """The body as it arrives, decompressed.

        Raises:
            httpx2.RequestError: it breaks off, or cannot be decompressed.
        """
        decompress = decompressor(self)
        async for piece in self.aiter_raw(chunk_size):
            if decompress is None:
                yield piece
            else:
                for each in decompress.pieces(piece):
                    yield each

    async def aiter_raw(self, chunk_size: int | None = None) -> AsyncGenerator[bytes]:
        """The body as it arrives.

        Raises:
            httpx2.RequestError: it breaks off.
        """
        assert chunk_size is None
        answer, connection, request = self._answer, self._connection, self.request
        assert isinstance(request, FastRequest)
        try:
            piece = answer.read_body()
            while True:
                if piece:
                    yield piece
                if answer.is_complete:
                    break
                data = await _read(connection, request)
                if not data:
                    if answer.end():
                        break
                    raise incomplete(request)
                piece = answer.read_body(data)
        except MalformedError as error:
            raise httpx2.RemoteProtocolError(str(error), request=request) from error
        self.is_stream_consumed = True

    async def aclose(self) -> None:
        """Keeps the connection for another request if the body was read; else closes it."""
        if self.is_closed:
            return
        self.is_closed = True
        if self._answer.is_complete and self._answer.keeps:
            self._transport.keep(self._target, self._connection)
        else:
            self._connection.close()
