"""The settings of a client: its server, credential, limits and defaults."""

from __future__ import annotations

import copy
import os
import warnings
from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar, Self

import httpx2

from .checks import changed, checked_retries, checked_timeout
from .header_values import Headers
from .operation import Api
from .options import DEFAULT_CONNECT_TIMEOUT, DEFAULT_TIMEOUT, AnswerLimits, HeadersOption, Omit, TimeoutOption
from .secrets import Access


class ClientSettings:
    """The settings of a client. A subclass has its `api`."""

    api: ClassVar[Api]

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
        self._urls: dict[str, tuple[httpx2.URL, httpx2.URL]] = {}

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


def _default_timeout() -> httpx2.Timeout:
    return httpx2.Timeout(DEFAULT_TIMEOUT, connect=DEFAULT_CONNECT_TIMEOUT)
