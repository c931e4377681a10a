# Copied by isogloss from render/runtime/core.py. Do not edit: change that, then generate.
"""The part of a client that does no input or output: its server, credential and defaults, and the requests it makes."""

from __future__ import annotations

import copy
import os
import warnings
from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import ClassVar, Self
from urllib.parse import quote, urlencode

import httpx2

from .async_transport import AsyncTransport
from .call import Call, WireRequest, prepare
from .checks import changed, checked_header, checked_retries, checked_timeout
from .errors import APIStatusError, MissingCredentialError, RequestValidationError
from .failure import status_error
from .header_values import Headers
from .operation import Api, SecurityScheme
from .options import DEFAULT_CONNECT_TIMEOUT, DEFAULT_TIMEOUT, AnswerLimits, HeadersOption, Omit, TimeoutOption
from .secrets import Access, basic
from .transport import Transport
from .urls import join_url, with_query


class ClientCore:
    """The settings of a client. A subclass has its `api` and the module of its models."""

    api: ClassVar[Api]
    models_module: ClassVar[str]

    def __init__(
        self,
        access: Access,
        *,
        timeout: TimeoutOption | Omit,
        max_retries: int,
        default_headers: HeadersOption | None,
        default_query: Mapping[str, object] | None,
        answer_limits: AnswerLimits | None,
    ) -> None:
        self._check_credential(access)
        self._access = access
        self._move_to(access)
        if not access.has_credential:
            self._access = self._credentials_of_environment()
            self._check_credential(self._access)
        self._check_authorization()
        self.timeout: TimeoutOption = _default_timeout() if isinstance(timeout, Omit) else checked_timeout(timeout)
        self.max_retries = checked_retries(max_retries)
        self.answer_limits = answer_limits or AnswerLimits()
        headers = changed(self._headers_of_environment(), default_headers, None, "default_headers")
        self.default_headers = Headers(headers)
        self.default_query = changed({}, default_query, None, "default_query")
        self._raw = self._unread = False

    # ---- settings

    def _variable(self, key: str) -> str | None:
        name = self.api.environment.get(key)
        value = os.environ.get(name, "").strip() if name is not None else ""
        return value or None

    @property
    def base_url(self) -> httpx2.URL:
        """The URL of the server, with a slash at its end."""
        path = self._base_url.path
        return self._base_url if path.endswith("/") else self._base_url.copy_with(path=f"{path}/")

    @base_url.setter
    def base_url(self, value: str | httpx2.URL) -> None:
        access = Access(base_url=value)
        value = ""  # a traceback with locals must not show a password
        self._check_credential(access)
        self._move_to(access)

    @property
    def api_key(self) -> str | None:
        """The credential, if it is a key."""
        return self._access.api_key

    @api_key.setter
    def api_key(self, value: str | None) -> None:
        access = Access(api_key=value)
        value = None  # a traceback with locals must not show it
        self._take(access)

    @property
    def auth_token(self) -> str | None:
        """The credential, if it is a token."""
        return self._access.auth_token

    @auth_token.setter
    def auth_token(self, value: str | None) -> None:
        access = Access(auth_token=value)
        value = None  # a traceback with locals must not show it
        self._take(access)

    def _take(self, access: Access) -> None:
        self._check_credential(access)
        self._access = access

    def _check_credential(self, access: Access) -> None:
        given = [name for name in ("api_key", "auth_token") if getattr(access, name) is not None]
        if len(given) > 1:
            raise ValueError("Give either api_key or auth_token, not both")
        if given and given[0] not in {scheme.kind for scheme in self.api.security}:
            raise ValueError(
                f"The {self.api.title} has no credential {given[0]}; give other headers in default_headers"
            )
        if access.problem is not None:
            raise ValueError(access.problem)

    def _check_authorization(self) -> None:
        token = next((scheme for scheme in self.api.security if scheme.header == "authorization"), None)
        if self._server_access is not None and token is not None and getattr(self, token.kind) is not None:
            raise ValueError(f"The user in base_url and {token.kind} both set the header authorization: give only one")

    def _credentials_of_environment(self) -> Access:
        found = Access(self._variable("api_key"), self._variable("auth_token"))
        if found.api_key is not None and found.auth_token is not None:
            names = self.api.environment
            warnings.warn(f"{names['api_key']} and {names['auth_token']} are both set: the key is used", stacklevel=4)
            return Access(api_key=found.api_key)
        return found

    def _headers_of_environment(self) -> dict[str, str | None]:
        lines = (self._variable("headers") or "").splitlines()
        pairs = (line.partition(":") for line in lines if ":" in line)
        return {name.strip().lower(): value.strip() for name, _, value in pairs}

    def _move_to(self, access: Access) -> None:
        """Sets the server. The user and password of its URL become a header, as in HTTP libraries."""
        server = self._server(access)
        url = server.url
        if url is None:
            variable = self.api.environment.get("base_url")
            advice = f"give base_url or set {variable}" if variable else "give base_url"
            raise ValueError(f"{server.shown_url!r} is not the URL of a server: {advice}, such as https://host/path")
        self._base_url = url.copy_with(userinfo=b"")
        self._server_access = server if url.userinfo else None
        self._is_moved = str(server.base_url) not in self.api.servers

    def _server(self, given: Access) -> Access:
        if given.base_url:
            return given
        return Access(base_url=self._variable("base_url") or next(iter(self.api.servers), None))

    def _copy(self) -> Self:
        """A copy with its own resources; it shares the connections."""
        clone = copy.copy(self)
        for name in list(vars(clone)):
            if isinstance(getattr(type(clone), name, None), cached_property):
                delattr(clone, name)
        return clone

    def _with(
        self,
        access: Access,
        *,
        timeout: TimeoutOption | Omit,
        max_retries: int | None,
        default_headers: HeadersOption | None,
        set_default_headers: HeadersOption | None,
        default_query: Mapping[str, object] | None,
        set_default_query: Mapping[str, object] | None,
        answer_limits: AnswerLimits | None,
    ) -> Self:
        clone = self._copy()
        self._check_credential(access)
        if access.has_credential:
            clone._access = access
        if access.base_url is not None:
            clone._move_to(access)
        clone._check_authorization()
        if not isinstance(timeout, Omit):
            clone.timeout = checked_timeout(timeout)
        if max_retries is not None:
            clone.max_retries = checked_retries(max_retries)
        if answer_limits is not None:
            clone.answer_limits = answer_limits
        headers = changed(self.default_headers, default_headers, set_default_headers, "default_headers")
        clone.default_headers = Headers(headers)
        clone.default_query = changed(self.default_query, default_query, set_default_query, "default_query")
        return clone

    @property
    def _models(self) -> ModuleType:
        return import_module(self.models_module)

    # ---- requests

    def _checked_request(self, call: Call, http: Transport | AsyncTransport) -> httpx2.Request:
        """The request of a call.

        Raises:
            RequestValidationError: it is not valid, or HTTP cannot carry it.
        """
        try:
            return self._request(call, http)
        except RecursionError:
            problem = "it is nested too deeply, or contains itself"
        except UnicodeEncodeError as error:
            if error.encoding == "ascii":
                problem = "a header or cookie of the HTTP client is not ASCII"
            else:
                problem = "a string has half of a surrogate pair, so a character was cut in two"
        except httpx2.InvalidURL as error:
            problem = f"it has no valid URL: {error}"
        # Outside of the `except` blocks, so that this error has no context: the errors contain the request.
        raise RequestValidationError(f"The request cannot be sent: {problem}")

    def _request(self, call: Call, http: Transport | AsyncTransport) -> httpx2.Request:
        wire = self._prepare(call)
        timeout = self.timeout if isinstance(call.options.timeout, Omit) else checked_timeout(call.options.timeout)
        headers, given = self._headers(call, wire), self._given_headers(call, wire)
        request = http.build_request(
            wire.method,
            join_url(self._base_of(call), wire.path),
            params=None,
            headers={name: value for name, value in (headers | given).items() if value is not None},
            content=wire.content,
            files=wire.parts,
            timeout=timeout,
        )
        pairs = [*self._query(wire), *wire.query]
        if pairs or wire.styled:
            encoded = urlencode(pairs, quote_via=quote)
            request.url = with_query(request.url, "&".join(part for part in (wire.styled, encoded) if part))
        # Last, so that the frames of earlier errors do not contain it.
        self._authorize(call, request, given, http)
        return request

    def _authorize(
        self,
        call: Call,
        request: httpx2.Request,
        given: Mapping[str, str | None],
        http: Transport | AsyncTransport,
    ) -> None:
        """Adds the credential to a request; `given` are the caller's own headers.

        Raises:
            MissingCredentialError: the operation requires one, and there is none.
        """
        sent = False
        for name, value in self._credential().items():
            if name not in given:
                request.headers[name] = value
                sent = sent or name in self._credential_headers
        removed = any(given.get(name, "") is None for name in self._credential_headers)
        if sent or removed or http.auth is not None or not self._wants_credential(call):
            return
        if not self._has_credential(request.headers):
            raise MissingCredentialError(self._missing_credential())

    def _base_of(self, call: Call) -> httpx2.URL:
        """The URL below which an operation is. A server that the user named is that of all operations."""
        own = call.operation.server
        return self._base_url if own is None or self._is_moved else self._base_url.join(own)

    def _prepare(self, call: Call) -> WireRequest:
        return prepare(call, self._models)

    def _query(self, wire: WireRequest) -> list[tuple[str, str]]:
        given = {name for name, _ in wire.query}
        own = [(name, str(value)) for name, value in self.default_query.items() if name not in given]
        return [*self._base_url.params.multi_items(), *own]

    def _headers(self, call: Call, wire: WireRequest) -> dict[str, str | None]:
        return {
            "accept": _accepted(call),
            "user-agent": f"{__name__.partition('.')[0]} (Python)",
            **({} if wire.media_type is None else {"content-type": wire.media_type}),
            **wire.default_headers,
        }

    def _given_headers(self, call: Call, wire: WireRequest) -> dict[str, str | None]:
        """The headers that the caller gave, to this client and to this call."""
        given = {**self.default_headers, **wire.headers, **Headers(call.options.headers)}
        for name, value in given.items():
            given[name] = checked_header(name, value)
        return given

    def _wants_credential(self, call: Call) -> bool:
        return call.operation.authenticated

    @property
    def _credential_headers(self) -> set[str]:
        return {scheme.header for scheme in self.api.security}

    def _has_credential(self, headers: httpx2.Headers) -> bool:
        return any(headers.get(name) for name in self._credential_headers)

    def _credential(self) -> dict[str, str]:
        url = None if self._server_access is None else self._server_access.url
        credential = {} if url is None else basic(url)
        for scheme in self.api.security:
            value = self.api_key if scheme.kind == "api_key" else self.auth_token
            if value is not None:
                return {**credential, scheme.header: scheme.prefix + value}
        return credential

    def _missing_credential(self) -> str:
        ways = [
            f"{scheme.kind}=..." + (f" (or set {variable})" if variable else "")
            for scheme in self.api.security
            for variable in [self.api.environment.get(scheme.kind)]
        ]
        return f"No credential for the {self.api.title}: give the client {' or '.join(dict.fromkeys(ways))}"

    def _status_error(self, response: httpx2.Response) -> APIStatusError:
        hint = self._other_credential(response.request) if response.status_code == 401 else ""
        return status_error(response, self.api, hint)

    def _other_credential(self, request: httpx2.Request) -> str:
        """Names another header for the credential, because some servers read only one."""
        sent = [scheme for scheme in self.api.security if scheme.header in request.headers]
        others = [scheme for scheme in self.api.security if scheme.header not in request.headers]
        if not sent or not others:
            return ""
        return f" (sent as {_shown(sent[0])}; this server may want {_shown(others[0])}: use {others[0].kind}=...)"


def _accepted(call: Call) -> str:
    if call.operation.answers is not None:
        return call.operation.answers.accept
    return "text/event-stream, application/json" if call.streaming else "application/json"


def _default_timeout() -> httpx2.Timeout:
    return httpx2.Timeout(DEFAULT_TIMEOUT, connect=DEFAULT_CONNECT_TIMEOUT)


def _shown(scheme: SecurityScheme) -> str:
    return f"`{scheme.header}: {scheme.prefix.strip()}`" if scheme.prefix else f"`{scheme.header}`"
