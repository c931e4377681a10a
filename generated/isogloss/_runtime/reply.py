# Copied by isogloss from render/runtime/reply.py. Do not edit: change that, then generate.
"""The response to one request."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

from .request import ClientGoneError, Send

# HTTP allows a token, and text on one line without spaces around it.
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"(?:[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?)?")
_OWN = frozenset({"content-length", "content-type", "request-id", "transfer-encoding"})


class Reply:
    """The response to one request. `headers` are added to those of every response."""

    def __init__(self, send: Send, request_id: str, *, head: bool = False) -> None:
        self.request_id = request_id
        self.headers: dict[str, str] = {}
        self.started = False
        self._send = send
        self._head = head

    def start(
        self,
        status: int,
        media_type: bytes | None,
        length: int | None = None,
        *,
        defaults: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """The ASGI message that starts the response; `defaults` are headers that `headers` may replace.

        Raises:
            TypeError: a header is not text.
            ValueError: HTTP does not allow a header, or the server sets it.
        """
        headers = [(b"request-id", self.request_id.encode())]
        if media_type is not None:
            headers.append((b"content-type", media_type))
        if length is not None:
            headers.append((b"content-length", b"%d" % length))
        if self.headers or defaults:
            own = [_header(name, value) for name, value in self.headers.items()]
            rest = [_header(name, value) for name, value in (defaults or {}).items()]
            headers += own + [pair for pair in rest if pair[0] not in dict(own)]
        return {"type": "http.response.start", "status": status, "headers": headers}

    def drop_bad_headers(self) -> None:
        """Removes from `headers` those that cannot be sent."""
        good: dict[str, str] = {}
        for name, value in self.headers.items():
            try:
                _header(name, value)
            except (TypeError, ValueError):
                continue
            good[name] = value
        self.headers = good

    async def send(self, status: int, body: bytes, media_type: bytes | None) -> None:
        """Sends the whole response.

        Raises:
            TypeError, ValueError: a header cannot be sent; nothing was sent.
            ClientGoneError: the connection is closed.
        """
        start = self.start(status, media_type, len(body))
        self.started = True
        try:
            await self._send(start)
            await self._send({"type": "http.response.body", "body": b"" if self._head else body})
        except OSError as error:
            raise ClientGoneError from error

    async def send_message(self, message: MutableMapping[str, Any]) -> None:
        """Sends an ASGI message.

        Raises:
            ClientGoneError: the connection is closed.
        """
        self.started = True
        try:
            await self._send(message)
        except OSError as error:
            raise ClientGoneError from error


def is_header_value(value: object) -> bool:
    """True if a value is text that can be sent in a header."""
    return isinstance(value, str) and _VALUE.fullmatch(value) is not None


def _header(name: object, value: object) -> tuple[bytes, bytes]:
    # Values may be secret, so messages do not show them.
    if not isinstance(name, str) or not isinstance(value, str):
        raise TypeError(f"the response header {name!r} is {type(value).__name__}; names and values must be str")
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a valid header name")
    if name.lower() in _OWN:
        raise ValueError(f"the response header {name!r} is set by the server; leave it out")
    if not _VALUE.fullmatch(value):
        raise ValueError(
            f"the value of the response header {name!r} has spaces around it, or characters that HTTP does not allow"
        )
    return name.lower().encode(), value.encode("latin-1")
