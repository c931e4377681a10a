# Copied by isogloss from render/runtime/async_fast.py. Do not edit: change that, then generate.
"""The fast transport of clients for asyncio: aiohttp's connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import httpx2

try:
    import aiohttp
    from yarl import URL
except ImportError as error:
    raise ImportError('transport="fast" of an async client needs aiohttp: pip install aiohttp') from error

from .fast_messages import REDIRECTS, FastRequest, FastResponse, build_request, decompressor, incomplete, target_of
from .fast_settings import SECONDS_KEPT, FastTransport

# Those of the other transports: aiohttp's own are 8 KB for a line, and for a header.
_LONGEST_LINE = 65536


class AsyncFast:
    """A transport for one client and its copies: each event loop has connections of its own."""

    auth = None

    def __init__(self, settings: FastTransport) -> None:
        self.is_closed = False
        self._settings = settings
        self._sessions: WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.ClientSession] = WeakKeyDictionary()

    def build_request(
        self,
        method: str,
        url: str,
        *,
        params: Sequence[tuple[str, str]] | None,
        headers: Mapping[str, str],
        content: bytes | None,
        files: Any,
        timeout: httpx2.Timeout | float | None,
    ) -> httpx2.Request:
        """The request, to be sent with `send`."""
        return build_request(method, url, params, headers, content, files, timeout)

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
        proxy = self._settings.proxy_for(target.scheme, target.host)
        limits, headers = request.timeout, request.headers
        if proxy is not None and target.scheme == "http":
            headers = {**headers, **proxy.headers}  # aiohttp sends the proxy's own only with CONNECT
        # The loop reads twice what happened since it last ran: a connection that its server closed is not used again.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        try:
            answer = await self._session().request(
                request.method,
                URL(request.address, encoded=True),
                data=request.content if request.has_body else None,
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect, sock_read=limits.read),
                proxy=None if proxy is None else URL.build(scheme="http", host=proxy.host, port=proxy.port),
                proxy_headers=None if proxy is None else proxy.headers,
                ssl=self._settings.tls if target.scheme == "https" else True,
            )
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _failure(error, request) from error
        response = _Response(request, answer)
        if answer.status in REDIRECTS:
            response.redirect()
        return response

    async def aclose(self) -> None:
        """Closes the connections."""
        self.is_closed = True
        here = asyncio.get_running_loop()
        for loop, session in list(self._sessions.items()):
            if loop is here:
                await session.close()
            elif not session.closed:
                session.detach()
        self._sessions.clear()

    def _session(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        session = self._sessions.get(loop)
        if session is None:
            connector = aiohttp.TCPConnector(limit=0, limit_per_host=0, keepalive_timeout=SECONDS_KEPT)
            session = self._sessions[loop] = aiohttp.ClientSession(
                connector=connector,
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("user-agent", "content-type"),
                max_line_size=_LONGEST_LINE,
                max_field_size=_LONGEST_LINE,
            )
        return session


class _Response(FastResponse):
    def __init__(self, request: FastRequest, answer: aiohttp.ClientResponse) -> None:
        super().__init__(request, answer.status, list(answer.headers.items()))
        self.extensions["reason_phrase"] = (answer.reason or "").encode("ascii", errors="ignore")
        self._answer = answer

    async def aiter_bytes(self, chunk_size: int | None = None) -> AsyncGenerator[bytes]:
        """The body as it arrives, decompressed.

        Raises:
            httpx2.RequestError: it breaks off, or cannot be decompressed.
        """
        assert chunk_size is None
        decompress = decompressor(self)
        content = self._answer.content
        try:
            while piece := await content.readany():
                if decompress is None:
                    yield piece
                else:
                    for each in decompress.pieces(piece):
                        yield each
        except (aiohttp.ClientError, OSError) as error:
            raise _failure(error, self.request, reading=True) from error
        self.is_stream_consumed = True

    async def aclose(self) -> None:
        """Keeps the connection for another request if the body was read; else closes it."""
        if not self.is_closed:
            self.is_closed = True
            self._answer.close()


def _failure(error: Exception, request: httpx2.Request, *, reading: bool = False) -> httpx2.RequestError:
    """The error that httpx2 has for one of aiohttp."""
    message = str(error)
    kind: type[httpx2.RequestError] = httpx2.ReadError if reading else httpx2.WriteError
    match error:
        case aiohttp.ConnectionTimeoutError():
            kind, message = httpx2.ConnectTimeout, "timed out"
        case TimeoutError():
            kind, message = httpx2.ReadTimeout, "timed out"
        case aiohttp.ClientHttpProxyError():
            kind, message = httpx2.ProxyError, f"Tunnel connection failed: {error.status} {error.message}"
        case aiohttp.ClientConnectorError() | aiohttp.ClientConnectorCertificateError():
            kind = httpx2.ConnectError
        case aiohttp.ServerDisconnectedError():
            kind, message = httpx2.RemoteProtocolError, "Server disconnected without sending a response."
        case aiohttp.ClientPayloadError():
            return incomplete(request)
        case aiohttp.ClientResponseError():
            kind, message = httpx2.RemoteProtocolError, error.message
        case aiohttp.InvalidURL() | aiohttp.NonHttpUrlClientError():
            kind = httpx2.UnsupportedProtocol
        case ConnectionResetError() if not reading:
            kind = httpx2.ReadError
        case _:
            pass
    return kind(message, request=request)
