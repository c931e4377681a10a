# Copied by isogloss from render/runtime/core.py. Do not edit: change that, then generate.
"""What a client knows before it sends anything: where to, as whom, with which defaults. No input or output here."""

from __future__ import annotations

import copy
import os
import re
import sys
import warnings
from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import ClassVar, Self

import httpx2

from .call import Call, WireRequest, prepare
from .errors import APIStatusError, MissingCredentialError
from .failure import status_error
from .operation import Api, SecurityScheme
from .options import DEFAULT_CONNECT_TIMEOUT, DEFAULT_TIMEOUT, HeadersOption, Omit, TimeoutOption

_VERSION_PREFIX = re.compile(r"v\d+\w*")


class ClientCore:
    """The settings of a client. Subclasses say which `api` they speak and in which module its models are."""

    api: ClassVar[Api]
    models_module: ClassVar[str]

    def __init__(
        self,
        *,
        api_key: str | None,
        auth_token: str | None,
        base_url: str | httpx2.URL | None,
        timeout: TimeoutOption | Omit,
        max_retries: int,
        default_headers: HeadersOption | None,
        default_query: Mapping[str, object] | None,
    ) -> None:
        self._check_credential(api_key, auth_token)
        self.base_url = self._base_url(base_url)
        if api_key is None and auth_token is None:
            api_key, auth_token = self._credentials_of_environment()
        self.api_key = api_key
        self.auth_token = auth_token
        self.timeout: TimeoutOption = _default_timeout() if isinstance(timeout, Omit) else timeout
        self.max_retries = max_retries
        self.default_headers: HeadersOption = {**self._headers_of_environment(), **_lowered(default_headers)}
        self.default_query: Mapping[str, object] = dict(default_query or {})
        self._raw = False

    # ---- settings

    def _variable(self, key: str) -> str | None:
        name = self.api.environment.get(key)
        value = os.environ.get(name, "").strip() if name is not None else ""
        return value or None

    def _check_credential(self, api_key: str | None, auth_token: str | None) -> None:
        given = [name for name, value in (("api_key", api_key), ("auth_token", auth_token)) if value is not None]
        if len(given) > 1:
            raise ValueError("Give either api_key or auth_token, not both")
        if given and given[0] not in {scheme.kind for scheme in self.api.security}:
            raise ValueError(f"The {self.api.title} takes no {given[0]}; headers of any kind go into default_headers")

    def _credentials_of_environment(self) -> tuple[str | None, str | None]:
        key, token = self._variable("api_key"), self._variable("auth_token")
        if key is not None and token is not None:
            names = self.api.environment
            warnings.warn(f"{names['api_key']} and {names['auth_token']} are both set: the key is used", stacklevel=4)
            token = None
        return key, token

    def _headers_of_environment(self) -> dict[str, str | None]:
        lines = (self._variable("headers") or "").splitlines()
        pairs = (line.partition(":") for line in lines if ":" in line)
        return {name.strip().lower(): value.strip() for name, _, value in pairs}

    def _base_url(self, given: str | httpx2.URL | None) -> httpx2.URL:
        chosen = given or self._variable("base_url") or next(iter(self.api.servers), None)
        url = httpx2.URL(chosen or "")
        if url.is_relative_url:
            variable = self.api.environment.get("base_url")
            advice = f"give base_url or set {variable}" if variable else "give base_url"
            raise ValueError(f"{str(chosen or '')!r} names no server: {advice}")
        return url

    def _copy(self) -> Self:
        """A copy that shares the connections and has resources of its own."""
        clone = copy.copy(self)
        for name in list(vars(clone)):
            if isinstance(getattr(type(clone), name, None), cached_property):
                delattr(clone, name)
        return clone

    def _with(
        self,
        *,
        api_key: str | None,
        auth_token: str | None,
        base_url: str | httpx2.URL | None,
        timeout: TimeoutOption | Omit,
        max_retries: int | None,
        default_headers: HeadersOption | None,
        default_query: Mapping[str, object] | None,
    ) -> Self:
        clone = self._copy()
        self._check_credential(api_key, auth_token)
        if api_key is not None or auth_token is not None:
            clone.api_key, clone.auth_token = api_key, auth_token
        if base_url is not None:
            clone.base_url = self._base_url(base_url)
        if not isinstance(timeout, Omit):
            clone.timeout = timeout
        if max_retries is not None:
            clone.max_retries = max_retries
        clone.default_headers = {**self.default_headers, **_lowered(default_headers)}
        clone.default_query = {**self.default_query, **(default_query or {})}
        return clone

    @property
    def _models(self) -> ModuleType:
        return sys.modules.get(self.models_module) or import_module(self.models_module)

    # ---- requests

    def _request(self, call: Call, http: httpx2.Client | httpx2.AsyncClient) -> httpx2.Request:
        wire = self._prepare(call)
        timeout = self.timeout if isinstance(call.options.timeout, Omit) else call.options.timeout
        return http.build_request(
            wire.method,
            join_url(self.base_url, wire.path),
            params=[*self._query(wire), *wire.query] or None,
            headers=self._headers(call, wire, http),
            content=wire.content,
            timeout=timeout,
        )

    def _prepare(self, call: Call) -> WireRequest:
        return prepare(call, self._models)

    def _query(self, wire: WireRequest) -> list[tuple[str, str]]:
        given = {name for name, _ in wire.query}
        own = [(name, str(value)) for name, value in self.default_query.items() if name not in given]
        return [*self.base_url.params.multi_items(), *own]

    def _headers(self, call: Call, wire: WireRequest, http: httpx2.Client | httpx2.AsyncClient) -> dict[str, str]:
        headers: dict[str, str | None] = {
            "accept": "text/event-stream, application/json" if call.streaming else "application/json",
            "user-agent": f"{__name__.partition('.')[0]} (Python)",
            **({} if wire.content is None else {"content-type": "application/json"}),
            **wire.default_headers,
            **self._credential(),
            **self.default_headers,
            **wire.headers,
            **_lowered(call.options.headers),
        }
        if self._wants_credential(call) and http.auth is None and not self._has_credential(headers, http.headers):
            raise MissingCredentialError(self._missing_credential())
        return {name: value for name, value in headers.items() if value is not None}

    def _wants_credential(self, call: Call) -> bool:
        return call.operation.authenticated

    def _has_credential(self, headers: Mapping[str, str | None], defaults: httpx2.Headers) -> bool:
        return any(headers.get(scheme.header) or scheme.header in defaults for scheme in self.api.security)

    def _credential(self) -> dict[str, str]:
        for scheme in self.api.security:
            value = self.api_key if scheme.kind == "api_key" else self.auth_token
            if value is not None:
                return {scheme.header: scheme.prefix + value}
        return {}

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
        """How else a credential could be sent; some servers take one header only."""
        sent = [scheme for scheme in self.api.security if scheme.header in request.headers]
        others = [scheme for scheme in self.api.security if scheme.header not in request.headers]
        if not sent or not others:
            return ""
        return f" (sent as {_shown(sent[0])}; this server may want {_shown(others[0])}: use {others[0].kind}=...)"


def join_url(base: httpx2.URL, path: str) -> str:
    """The URL of a path below a base URL, whose trailing slash or version segment (`/v1`) may be there or not."""
    prefix = base.raw_path.decode("ascii").partition("?")[0].rstrip("/")
    parent, _, last = prefix.rpartition("/")
    if _VERSION_PREFIX.fullmatch(last) and path.startswith(f"/{last}/"):
        prefix = parent
    return str(base.copy_with(raw_path=(prefix + path).encode("ascii"), fragment=None))


def same_request(request: httpx2.Request, following: httpx2.Request) -> bool:
    """Whether a redirect leads to the same server, or to its encrypted side, with the same method and body."""
    old, new = request.url, following.url
    same_server = (old.scheme, old.host, old.port) == (new.scheme, new.host, new.port)
    encrypted = (old.scheme, new.scheme) == ("http", "https") and old.host == new.host
    return (same_server or encrypted) and request.method == following.method


def _default_timeout() -> httpx2.Timeout:
    return httpx2.Timeout(DEFAULT_TIMEOUT, connect=DEFAULT_CONNECT_TIMEOUT)


def _lowered(headers: HeadersOption | None) -> dict[str, str | None]:
    return {name.lower(): value for name, value in (headers or {}).items()}


def _shown(scheme: SecurityScheme) -> str:
    return f"`{scheme.header}: {scheme.prefix.strip()}`" if scheme.prefix else f"`{scheme.header}`"
