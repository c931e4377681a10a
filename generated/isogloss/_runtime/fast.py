# Copied by isogloss from render/runtime/fast.py. Do not edit: change that, then generate.
"""The fast transport of blocking clients: connections of the standard library, kept and used again."""

from __future__ import annotations

import http.client
import select
import socket
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import httpx2

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

_PIECE = 65536


class _Idle(NamedTuple):
    connection: http.client.HTTPConnection
    since: float


class Fast:
    """A transport for one client and its copies. It may be used by several threads."""

    auth = None

    def __init__(self, settings: FastTransport) -> None:
        self.is_closed = False
        self._settings = settings
        self._idle: dict[tuple[str, str, int], list[_Idle]] = {}

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

    def send(self, request: httpx2.Request, *, stream: bool, follow_redirects: bool) -> httpx2.Response:
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
        connection = self._connection(target, request)
        try:
            answer = _exchange(connection, target, request, self._settings)
        except BaseException:
            connection.close()
            raise
        response = _Response(request, answer, connection, self, target)
        if answer.status in REDIRECTS:
            response.redirect()
        return response

    def close(self) -> None:
        """Closes the connections."""
        self.is_closed = True
        for idle in list(self._idle.values()):
            for each in idle:
                each.connection.close()
        self._idle.clear()

    def keep(self, target: Target, connection: http.client.HTTPConnection) -> None:
        """Takes back a connection whose answer was read."""
        idle = self._idle.setdefault(target[:3], [])
        if self.is_closed or len(idle) >= CONNECTIONS_KEPT:
            connection.close()
        else:
            idle.append(_Idle(connection, time.monotonic()))

    def _connection(self, target: Target, request: FastRequest) -> http.client.HTTPConnection:
        idle = self._idle.get(target[:3])
        while idle:
            try:
                connection, since = idle.pop()
            except IndexError:  # another thread took it
                break
            # An idle connection with something to read was closed by the server.
            if time.monotonic() - since < SECONDS_KEPT and not _is_readable(connection.sock):
                return connection
            connection.close()
        return self._connected(target, request)

    def _connected(self, target: Target, request: FastRequest) -> http.client.HTTPConnection:
        proxy = self._settings.proxy_for(target.scheme, target.host)
        host, port = (target.host, target.port) if proxy is None else (proxy.host, proxy.port)
        limit = request.timeout.connect
        if target.scheme == "https":
            connection = http.client.HTTPSConnection(host, port, timeout=limit, context=self._settings.tls)
            if proxy is not None:
                connection.set_tunnel(target.host, target.port, proxy.headers)
        else:
            connection = http.client.HTTPConnection(host, port, timeout=limit)
        try:
            connection.connect()
        except BaseException as error:
            connection.close()
            failure = _unconnected(error, request)
            if failure is error:
                raise
            raise failure from error
        return connection


def _unconnected(error: BaseException, request: FastRequest) -> BaseException:
    """The error that httpx2 has for a connection that could not be made."""
    if isinstance(error, TimeoutError):
        return httpx2.ConnectTimeout("timed out", request=request)
    if str(error).startswith("Tunnel connection failed"):
        return httpx2.ProxyError(str(error), request=request)
    if isinstance(error, OSError | http.client.HTTPException | UnicodeError):
        return httpx2.ConnectError(str(error), request=request)
    return error


def _exchange(
    connection: http.client.HTTPConnection, target: Target, request: FastRequest, settings: FastTransport
) -> http.client.HTTPResponse:
    """Sends a request and reads the head of the answer."""
    path, headers = target.path, request.headers
    if target.scheme == "http" and (proxy := settings.proxy_for("http", target.host)) is not None:
        path, headers = request.address, {**headers, **proxy.headers}
    try:
        connection.sock.settimeout(request.timeout.write)
        # The server may have answered before it read everything.
        with suppress(BrokenPipeError, ConnectionResetError):
            chunked = headers.get("transfer-encoding") == "chunked"
            connection.request(request.method, path, request.body, headers, encode_chunked=chunked)
        connection.sock.settimeout(request.timeout.read)
    except TimeoutError as error:
        raise httpx2.WriteTimeout("timed out", request=request) from error
    except OSError as error:
        raise httpx2.WriteError(str(error), request=request) from error
    except http.client.InvalidURL as error:
        raise httpx2.InvalidURL(str(error)) from None
    try:
        return connection.getresponse()
    except TimeoutError as error:
        raise httpx2.ReadTimeout("timed out", request=request) from error
    except http.client.RemoteDisconnected as error:
        message = "Server disconnected without sending a response."
        raise httpx2.RemoteProtocolError(message, request=request) from error
    except OSError as error:
        raise httpx2.ReadError(str(error), request=request) from error
    except http.client.HTTPException as error:
        raise httpx2.RemoteProtocolError(str(error) or type(error).__name__, request=request) from error


class _Response(FastResponse):
    def __init__(
        self,
        request: FastRequest,
        answer: http.client.HTTPResponse,
        connection: http.client.HTTPConnection,
        transport: Fast,
        target: Target,
    ) -> None:
        super().__init__(request, answer.status, answer.getheaders())
        self.extensions["reason_phrase"] = answer.reason.encode("ascii", errors="ignore")
        self._answer = answer
        self._connection = connection
        self._transport = transport
        self._target = target

    def iter_bytes(self, chunk_size: int | None = None) -> Generator[bytes]:
        """The body as it arrives, decompressed.

        Raises:
            httpx2.RequestError: it breaks off, or cannot be decompressed.
        """
        assert chunk_size is None
        decompress = decompressor(self)
        if decompress is None:
            yield from self._pieces()
            return
        for piece in self._pieces():
            yield from decompress.pieces(piece)

    def close(self) -> None:
        """Keeps the connection for another request if the body was read; else closes it."""
        if self.is_closed:
            return
        self.is_closed = True
        if self.is_stream_consumed and not self._answer.will_close:
            self._transport.keep(self._target, self._connection)
        else:
            self._answer.close()
            self._connection.close()

    def _pieces(self) -> Iterator[bytes]:
        answer = self._answer
        try:
            while piece := answer.read1(_PIECE):
                yield piece
        except TimeoutError as error:
            raise httpx2.ReadTimeout("timed out", request=self.request) from error
        except http.client.HTTPException as error:
            raise incomplete(self.request) from error
        except (OSError, ValueError) as error:  # a ValueError: closed by another thread, or a chunk without a size
            raise httpx2.ReadError(str(error), request=self.request) from error
        if answer.length:
            raise incomplete(self.request)
        answer.close()
        self.is_stream_consumed = True


def _is_readable(sock: socket.socket) -> bool:
    """True if there is something to read, or if the other side has closed."""
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(sock, select.POLLIN)
        return bool(poll.poll(0))
    return bool(select.select([sock], [], [], 0)[0])
