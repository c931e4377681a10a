# Made by isogloss from render/runtime/async_pool.py, its async twin. Do not edit: change that, then generate.

"""The connections of a client. A forked process does not share them with its parent."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Mapping
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any
from urllib.request import Request

import httpx2

from .checks import checked_transport
from .header_values import unsendable
from .kept_alive import LIMITS, KeptAliveClient
from .transport import Transport

if TYPE_CHECKING:
    from .fast_settings import FastTransport
    from .options import TransportOption


class _SendableCookies(DefaultCookiePolicy):
    """Keeps only cookies that can be sent back; any other would make every later request fail."""

    def set_ok(self, cookie: Cookie, request: Request) -> bool:
        return unsendable(f"{cookie.name}={cookie.value}") is None and super().set_ok(cookie, request)


class _OwnClient(KeptAliveClient):
    """An HTTP client without settings of a user, which other requests are not merged with."""

    def build_request(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        method: str,
        url: httpx2.URL,
        *,
        headers: Mapping[str, str],
        content: bytes | None,
        files: Any,
        timeout: httpx2.Timeout | float | None,
    ) -> httpx2.Request:
        limits = timeout if isinstance(timeout, httpx2.Timeout) else httpx2.Timeout(timeout)
        own = {name: self.headers[name] for name in ("accept-encoding", "connection")}
        return httpx2.Request(
            method,
            url,
            headers={**own, **headers},
            cookies=self.cookies if self.cookies else None,
            content=content,
            files=files,
            extensions={"timeout": limits.as_dict()},
        )


class Pool:
    """The sender of a client and its copies: the HTTP client that is `given`, or a transport of their own.

    After a fork, the child gets new connections: an answer on a shared one could arrive in the wrong process. A `given`
    HTTP client is not changed; the caller makes a new one in the child.
    """

    def __init__(self, given: httpx2.Client | FastTransport | None = None, transport: TransportOption = None) -> None:
        if given is not None and transport is not None:
            raise ValueError("Give either http_client or transport, not both")
        if given is not None and not isinstance(given, httpx2.Client):
            given, transport = None, checked_transport(given, httpx2.Client)
        self.is_own = given is None
        self._transport: TransportOption = transport
        self._http: Transport | None = given or _connections(transport)
        if self.is_own:
            _own.add(self)

    @property
    def http(self) -> Transport:
        """The client or transport that sends."""
        return self._http or self._renewed()

    def _renewed(self) -> Transport:
        with _renewing:
            if self._http is None:
                self._http = _connections(self._transport)
            return self._http

    def leave_to_parent(self) -> None:
        """Drops the connections without closing them, because they belong to the parent."""
        if self._http is not None and not self._http.is_closed:
            _of_parent.append(self._http)
            self._http = None


def _connections(transport: TransportOption) -> Transport:
    if transport is None:
        return _OwnClient(limits=LIMITS, cookies=CookieJar(_SendableCookies()))
    # Not needed by clients with the default.
    from .fast import Fast
    from .fast_settings import FastTransport

    if not isinstance(transport, FastTransport):
        if transport != "fast":
            raise ValueError('transport must be "fast" or a FastTransport')
        transport = FastTransport()
    return Fast(transport)


_own: weakref.WeakSet[Pool] = weakref.WeakSet()
# A reference is kept: garbage collection could close the connection on both sides.
_of_parent: list[Transport] = []
_renewing = threading.Lock()


def _after_fork() -> None:
    global _renewing
    _renewing = threading.Lock()
    for pool in list(_own):
        pool.leave_to_parent()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
