# Copied by isogloss from render/runtime/async_provider.py. Do not edit: change that, then generate.
"""The client of one provider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

import httpx2

from .async_client import AsyncAPIClient
from .dialect import Policy
from .options import DEFAULT_MAX_RETRIES, AnswerLimits, HeadersOption, Omit, TimeoutOption, TransportOption, omit
from .provider_core import ProviderCore
from .secrets import Access

if TYPE_CHECKING:
    from .fast_settings import FastTransport


class AsyncProviderClient(ProviderCore, AsyncAPIClient):
    """A connection pool, and the settings of all calls to one provider.

    Args:
        api_key: The credential, sent as the provider prefers; by default from the provider's own variable.
        auth_token: The credential, sent as a bearer token.
        base_url: The URL of the server; by default from the provider's own variable, else the provider's first server.
        region: The region of the server, if the provider has several.
        unsupported: Policy for parts of a request that the provider is known not to support. `warn` sends them, and
            warns once per call site; `error` raises before anything is sent; both raise if the provider refuses a part.
            `drop` removes them, also refused ones, and raises only if no valid request is left. `send` sends the
            request unchanged and without a warning.

    Raises:
        ValueError: both credentials are given, one of them cannot be sent in a header, there is no such region, there
            is no server URL, or a number is out of range.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        auth_token: str | None = None,
        base_url: str | httpx2.URL | None = None,
        region: str | None = None,
        unsupported: Policy = "warn",
        timeout: TimeoutOption | Omit = omit,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: HeadersOption | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | FastTransport | None = None,
        transport: TransportOption = None,
        answer_limits: AnswerLimits | None = None,
    ) -> None:
        access = Access(api_key, auth_token, base_url)
        api_key = auth_token = base_url = None  # a traceback with locals must not show them
        access = self._set_up(region, unsupported, access)
        super().__init__(
            api_key=access.api_key,
            auth_token=access.auth_token,
            base_url=access.base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            transport=transport,
            answer_limits=answer_limits,
        )

    def with_options(
        self,
        *,
        api_key: str | None = None,
        auth_token: str | None = None,
        base_url: str | httpx2.URL | None = None,
        unsupported: Policy | Omit = omit,
        timeout: TimeoutOption | Omit = omit,
        max_retries: int | None = None,
        default_headers: HeadersOption | None = None,
        set_default_headers: HeadersOption | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | FastTransport | None = None,
        answer_limits: AnswerLimits | None = None,
    ) -> Self:
        """A copy with other settings, headers and query parameters on top; it shares the connections."""
        access = Access(api_key, auth_token, base_url)
        api_key = auth_token = base_url = None
        clone = super().with_options(
            api_key=access.api_key,
            auth_token=access.auth_token,
            base_url=access.base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            http_client=http_client,
            answer_limits=answer_limits,
        )
        if not isinstance(unsupported, Omit):
            clone._set_policy(unsupported)
        return clone

    copy = with_options
