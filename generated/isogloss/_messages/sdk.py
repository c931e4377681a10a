# Copied by isogloss from messages/_messages/sdk.py. Do not edit: change that, then generate.
"""Names of the official SDK for what this package has under names of its own, or from its HTTP library."""

from __future__ import annotations

from typing import Any, Self

import httpx2

from .._runtime.async_kept_alive import LIMITS, AsyncKeptAliveClient
from .._runtime.base import ResponseModel as BaseModel
from .._runtime.checks import check_kind
from .._runtime.errors import APIError as AnthropicError
from .._runtime.fast_settings import FastTransport
from .._runtime.kept_alive import KeptAliveClient
from .._runtime.options import DEFAULT_CONNECT_TIMEOUT, DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT as _SECONDS, omit

__all__ = [
    "DEFAULT_CONNECTION_LIMITS",
    "DEFAULT_MAX_RETRIES",
    "DEFAULT_TIMEOUT",
    "AnthropicError",
    "BaseModel",
    "DefaultAioHttpClient",
    "DefaultAsyncHttpxClient",
    "DefaultHttpxClient",
    "NoneType",
    "Timeout",
    "not_given",
]

NoneType = type(None)
Timeout = httpx2.Timeout
not_given = omit
DEFAULT_TIMEOUT = Timeout(_SECONDS, connect=DEFAULT_CONNECT_TIMEOUT)
DEFAULT_CONNECTION_LIMITS = LIMITS


def _defaults(given: dict[str, Any], transport: type[Any]) -> dict[str, Any]:
    check_kind(given.get("transport"), transport, "transport")
    return {"timeout": DEFAULT_TIMEOUT, "limits": DEFAULT_CONNECTION_LIMITS, "follow_redirects": True} | given


class DefaultHttpxClient(KeptAliveClient):
    """A client for `http_client`, with the defaults of this package; takes the arguments of `httpx2.Client`."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**_defaults(given, httpx2.BaseTransport))


class DefaultAsyncHttpxClient(AsyncKeptAliveClient):
    """The same for `async` code."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**_defaults(given, httpx2.AsyncBaseTransport))


class DefaultAioHttpClient(FastTransport):
    """The fast transport, for `http_client` of an async client. That client has the connections, and closes them."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        pass
