"""Requests and answers of the fast transport: httpx2's classes, whose parts are made when somebody asks for them.

A call needs few of these parts. An error, and a user of `http_response`, find all of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx2

from .http1 import Fields

ENCODINGS = "gzip, deflate"
"""The encodings that the fast transport can decompress."""
_LONGEST_PIECE = 1 << 20


class Target(NamedTuple):
    """The parts of a URL that a connection needs."""

    scheme: str
    host: str
    port: int
    authority: str
    path: str


@lru_cache(maxsize=256)
def target_of(url: str) -> Target:
    """The parts of a URL that was checked before."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    authority = parts.netloc.rpartition("@")[2]
    return Target(parts.scheme, parts.hostname or "", port, authority, path)


class _Fields(dict[str, str]):
    """Headers with lower-case names, each once."""

    def multi_items(self) -> list[tuple[str, str]]:
        """The headers in order."""
        return list(self.items())


class FastRequest(httpx2.Request):
    """A request. `address` is its URL as text."""

    def __init__(
        self, method: str, address: str, headers: Mapping[str, str], content: bytes | None, timeout: httpx2.Timeout
    ) -> None:
        self.method = method
        self.address = address
        self._url: httpx2.URL | None = None
        self.headers: Any = _Fields(headers)
        self.headers.setdefault("accept-encoding", ENCODINGS)
        self._content = content or b""
        self.has_body = content is not None
        self.timeout = timeout
        self.extensions = {}

    @property
    def body(self) -> Any:
        """The bytes that are sent, or a stream of them; None if there is no body."""
        stream = vars(self).get("stream")
        if stream is not None and not isinstance(stream, httpx2.ByteStream):
            return stream
        return self._content if self.has_body else None

    @property
    def url(self) -> httpx2.URL:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The URL."""
        if self._url is None:
            self._url = httpx2.URL(self.address)
        return self._url

    @url.setter
    def url(self, value: httpx2.URL) -> None:
        self._url = value
        self.address = str(value)

    def __getattr__(self, name: str) -> Any:
        if name == "stream":
            self.stream = httpx2.ByteStream(self._content)
            return self.stream
        raise AttributeError(name)

    def redirected(self, location: str) -> FastRequest | httpx2.Request:
        """The request that a redirect asks for with the same method; the caller judges where it leads."""
        try:
            url = self.url.join(location)
        except httpx2.InvalidURL as error:
            raise httpx2.RemoteProtocolError(f"Invalid URL in location header: {error}.", request=self) from None
        content = self._content if self.has_body else None
        again = FastRequest(self.method, str(url), self.headers, content, self.timeout)
        if "stream" in vars(self):
            again.stream = self.stream
        return again


def build_request(
    method: str,
    url: httpx2.URL,
    headers: Mapping[str, str],
    content: bytes | None,
    files: Any,
    timeout: httpx2.Timeout | float | None,
) -> FastRequest:
    """The request of the parts that a client has. A form with files is read into memory."""
    address = str(url)
    if files:
        form = httpx2.Request(method, address, files=files)
        content = form.read()
        headers = {**headers, "content-type": form.headers["content-type"]}
    limits = timeout if isinstance(timeout, httpx2.Timeout) else httpx2.Timeout(timeout)
    return FastRequest(method, address, headers, content, limits)


class FastHeaders(httpx2.Headers):
    """The headers of an answer. To get one, the others are not read."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def __getattr__(self, name: str) -> Any:
        if name not in ("_list", "_encoding"):
            raise AttributeError(name)
        super().__init__(self._fields)
        return self.__dict__[name]

    def get(self, key: str, default: Any = None) -> Any:
        if "_list" not in self.__dict__:  # else they may have been changed
            wanted = key.lower().encode()
            found = [value for name, value in self._fields if name.lower() == wanted]
            if not found:
                return default
            if (text := b", ".join(found)).isascii():
                return text.decode()
        return super().get(key, default)


class FastResponse(httpx2.Response):
    """An answer: its status, and its headers as received."""

    def __init__(self, request: FastRequest, status: int, reason: bytes, fields: Fields) -> None:
        self.status_code = status
        self.headers = FastHeaders(fields)
        self.is_closed = False
        self.is_stream_consumed = False
        self.next_request = None
        self.default_encoding = "utf-8"
        self.history = []
        self.extensions = {"http_version": b"HTTP/1.1", "reason_phrase": reason}
        self._request = request
        self._num_bytes_downloaded = 0

    def redirect(self) -> None:
        """Sets the following request, if this is a redirect that keeps the method."""
        location = self.headers.get("location")
        if location is None:
            return
        request = self._request
        assert isinstance(request, FastRequest)
        following = request.redirected(location)
        if self.status_code == 303 or (self.status_code in (301, 302) and request.method == "POST"):
            following.method = "GET"
        self.next_request = following


REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Decompressor:
    """Decompresses a body piece by piece, in pieces of at most 1 MiB."""

    def __init__(self, encoding: str, request: httpx2.Request) -> None:
        self._request = request
        # 32 more: gzip or zlib, as the first bytes say.
        self._decompress = zlib.decompressobj(wbits=32 + zlib.MAX_WBITS)
        self._at_start = encoding == "deflate"

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """The decompressed pieces of `data`.

        Raises:
            httpx2.DecodingError: it is not what the header says.
        """
        try:
            piece = self._decompress.decompress(data, _LONGEST_PIECE)
        except zlib.error as error:
            if not self._at_start:
                raise httpx2.DecodingError(str(error), request=self._request) from None
            # Some servers send what zlib makes without its head, and call it the same.
            self._decompress = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
            self._at_start = False
            yield from self.pieces(data)
            return
        self._at_start = False
        while piece:
            yield piece
            piece = self._decompress.decompress(self._decompress.unconsumed_tail, _LONGEST_PIECE)


def decompressor(response: FastResponse) -> Decompressor | None:
    """The decompressor of an answer's body; None if the body is not compressed."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    return Decompressor(encoding, response.request) if encoding in ("gzip", "x-gzip", "deflate") else None


def incomplete(request: httpx2.Request) -> httpx2.RemoteProtocolError:
    """The error of a body that ends early."""
    message = "peer closed connection without sending complete message body"
    return httpx2.RemoteProtocolError(message, request=request)
