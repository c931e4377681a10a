"""A client of an API whose operations require credentials of any kind."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

import httpx2

from .async_client import AsyncAPIClient
from .call import Call
from .core import AnyTransport
from .errors import MissingCredentialError
from .options import DEFAULT_MAX_RETRIES, AnswerLimits, HeadersOption, Omit, TimeoutOption, TransportOption, omit
from .schemes import Credential, Credentials, Requirements, Scheme, Token
from .secrets import SECRET_NAMES, Access

if TYPE_CHECKING:
    from .fast_settings import FastTransport

_LATER = "credentials"


class AsyncSecuredClient(AsyncAPIClient):
    """A connection pool, and the settings of all calls.

    Args:
        api_key: The key, if the API has one kind of key.
        auth_token: The token of `bearer`, OAuth 2 or OpenID Connect. A function that returns one is called for each
            request.
        basic_auth: The user and the password of `basic`.
        credentials: Credentials by the names of the API's security schemes. They come before the other arguments.
        base_url: The URL of the server; by default the API's own.
        timeout: Maximum seconds without a byte, or a timeout for each phase; 10 minutes by default, None for no limit.
        max_retries: Maximum number of retries of a failed call.
        default_headers: Headers of every call; None removes a header.
        default_query: Query parameters of every call.
        http_client: The HTTP client to send with. The caller closes it, and makes a new one after a fork.
        answer_limits: Maximum number of bytes of an answer in memory. A larger answer raises `AnswerTooLargeError`.

    Raises:
        ValueError: the API has no such credential, or it cannot be sent; there is no server URL; or a number is out of
            range.
    """

    schemes: ClassVar[Mapping[str, Scheme]]

    def __init__(
        self,
        *,
        api_key: Token | None = None,
        auth_token: Token | None = None,
        basic_auth: tuple[str, str] | None = None,
        credentials: Mapping[str, Credential] | None = None,
        base_url: str | httpx2.URL | None = None,
        timeout: TimeoutOption | Omit = omit,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: HeadersOption | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | FastTransport | None = None,
        transport: TransportOption = None,
        answer_limits: AnswerLimits | None = None,
    ) -> None:
        api_key = api_key or (None if credentials else self._variable("api_key"))
        auth_token = auth_token or (None if credentials or api_key else self._variable("auth_token"))
        held = Credentials.given(self.schemes, api_key, auth_token, basic_auth, credentials)
        api_key = auth_token = basic_auth = credentials = None  # a traceback with locals must not show them
        if held.problem is not None:
            raise ValueError(held.problem)
        self._credentials = held
        super().__init__(
            base_url=base_url,
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
        api_key: Token | None = None,
        auth_token: Token | None = None,
        basic_auth: tuple[str, str] | None = None,
        credentials: Mapping[str, Credential] | None = None,
        base_url: str | httpx2.URL | None = None,
        timeout: TimeoutOption | Omit = omit,
        max_retries: int | None = None,
        default_headers: HeadersOption | None = None,
        set_default_headers: HeadersOption | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | FastTransport | None = None,
        answer_limits: AnswerLimits | None = None,
    ) -> Self:
        """A copy with changed settings and additional headers and query parameters; it shares the connections."""
        held = Credentials.given(self.schemes, api_key, auth_token, basic_auth, credentials)
        api_key = auth_token = basic_auth = credentials = None
        if held.problem is not None:
            raise ValueError(held.problem)
        clone = super().with_options(
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            http_client=http_client,
            answer_limits=answer_limits,
        )
        clone._credentials = self._credentials.with_others(held)
        return clone

    copy = with_options

    def _credentials_of_environment(self) -> Access:
        return Access()  # they are credentials of this class

    def _authorize(
        self,
        call: Call,
        request: httpx2.Request,
        given: Mapping[str, str | None],
        http: AnyTransport,
    ) -> None:
        for name, value in self._credential().items():  # the user and password of base_url
            if name not in given:
                request.headers[name] = value
        security = cast("Requirements | None", call.operation.security)
        needed = None if security is None else security.chosen(request, self._credentials)
        if needed is not None:
            later: list[tuple[Scheme, Any]] = []
            for scheme in needed:
                value = self._credentials.get(scheme.id)
                if callable(value):
                    later.append((scheme, value))
                else:
                    scheme.put(request, cast("str | tuple[str, str]", value))
            request.extensions |= {_LATER: later, SECRET_NAMES: [scheme.name for scheme in needed]}
        elif security is not None and not (security.is_optional or "authorization" in given or http.auth is not None):
            raise MissingCredentialError(f"No credential for the {self.api.title}: give the client {security.advice}")

    async def _renew(self, request: httpx2.Request) -> None:
        for scheme, source in request.extensions.get(_LATER, ()):
            value = source()
            if inspect.isawaitable(value):
                value = await value
            scheme.put(request, value)
