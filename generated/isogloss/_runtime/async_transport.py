# Copied by isogloss from render/runtime/async_transport.py. Do not edit: change that, then generate.
"""The interface that a client needs for sending: a small part of httpx2's clients, which are the default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import httpx2


class AsyncTransport(Protocol):
    """Sends requests over connections that it keeps.

    Requests and answers are httpx2's, and so are errors. Of an answer, the client reads the status, the headers and
    the pieces of the body, and closes it.
    """

    @property
    def is_closed(self) -> bool:
        """True if it is closed for good."""
        ...

    @property
    def auth(self) -> object:
        """Adds a credential to each request; None if nothing does."""
        ...

    def build_request(
        self,
        method: str,
        url: httpx2.URL,
        /,
        *,
        headers: Mapping[str, str],
        content: bytes | None,
        files: Any,
        timeout: httpx2.Timeout | float | None,
    ) -> httpx2.Request:
        """The request, to be sent with `send`, as often as it takes."""
        ...

    async def send(self, request: httpx2.Request, /, *, stream: bool, follow_redirects: bool) -> httpx2.Response:
        """Sends a request and reads the head of its answer. The client asks to stream, and to follow no redirect.

        Raises:
            httpx2.RequestError: there is no answer.
        """
        ...

    async def aclose(self) -> None:
        """Closes the connections."""
        ...
