# Copied by isogloss from render/runtime/core.py. Do not edit: change that, then generate.
"""The requests that a client makes of calls. No input or output is done here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import ClassVar, TypeAlias
from urllib.parse import quote, urlencode

import httpx2

from .async_transport import AsyncTransport
from .call import Call, WireRequest, prepare
from .checks import checked_header, checked_timeout
from .client_settings import ClientSettings
from .errors import APIStatusError, MissingCredentialError, RequestValidationError
from .failure import status_error
from .header_values import Headers
from .operation import SecurityScheme
from .options import Omit
from .secrets import basic
from .transport import Transport
from .urls import join_url, with_query

AnyTransport: TypeAlias = Transport | AsyncTransport

_USER_AGENT = f"{__name__.partition('.')[0]} (Python)"


class ClientCore(ClientSettings):
    """The requests of a client. A subclass has the module of its models."""

    models_module: ClassVar[str]

    @property
    def _models(self) -> ModuleType:
        return _module(self.models_module)

    def _checked_request(self, call: Call, http: AnyTransport) -> httpx2.Request:
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

    def _request(self, call: Call, http: AnyTransport) -> httpx2.Request:
        wire = self._prepare(call)
        timeout = self.timeout if isinstance(call.options.timeout, Omit) else checked_timeout(call.options.timeout)
        headers, given = self._headers(call, wire), self._given_headers(call, wire)
        request = http.build_request(
            wire.method,
            self._url(call, wire.path),
            headers={name: value for name, value in (headers | given).items() if value is not None},
            content=wire.content if isinstance(wire.content, bytes) else None,
            files=wire.parts,
            timeout=timeout,
        )
        if wire.content is not None and not isinstance(wire.content, bytes):
            wire.content.attach(request)
        pairs = [*self._query(wire), *wire.query]
        if pairs or wire.styled:
            encoded = urlencode(pairs, quote_via=quote)
            request.url = with_query(request.url, "&".join(part for part in (wire.styled, encoded) if part))
        # Last, so that the frames of earlier errors do not contain it.
        self._authorize(call, request, given, http)
        return request

    def _authorize(
        self, call: Call, request: httpx2.Request, given: Mapping[str, str | None], http: AnyTransport
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

    def _url(self, call: Call, path: str) -> httpx2.URL:
        base = self._base_of(call)
        known = self._urls.get(path)
        if known is not None and known[0] is base:
            return known[1]
        url = join_url(base, path)
        if path == call.operation.target[0]:  # else there may be any number of paths
            self._urls[path] = base, url
        return url

    def _base_of(self, call: Call) -> httpx2.URL:
        """The URL below which an operation is. A server that the user named is that of all operations."""
        own = call.operation.server
        return self._base_url if own is None or self._is_moved else self._base_url.join(own)

    def _prepare(self, call: Call) -> WireRequest:
        return prepare(call, self._models)

    def _query(self, wire: WireRequest) -> list[tuple[str, str]]:
        given = {name for name, _ in wire.query}
        own = [(name, str(value)) for name, value in self.default_query.items() if name not in given]
        return [*self._base_url.params.multi_items(), *own] if self._base_url.query else own

    def _headers(self, call: Call, wire: WireRequest) -> dict[str, str | None]:
        return {
            "accept": _accepted(call),
            "user-agent": _USER_AGENT,
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


# Faster than an import that is done. It has no module that another thread is still importing.
_module = cache(import_module)


def _accepted(call: Call) -> str:
    if call.operation.answers is not None:
        return call.operation.answers.accept
    return "text/event-stream, application/json" if call.streaming else "application/json"


def _shown(scheme: SecurityScheme) -> str:
    return f"`{scheme.header}: {scheme.prefix.strip()}`" if scheme.prefix else f"`{scheme.header}`"
