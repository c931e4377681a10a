# Copied by isogloss from render/runtime/async_pool.py. Do not edit: change that, then generate.
"""The connections of a client, which a forked process does not share with its parent."""

from __future__ import annotations

import os
import threading
import weakref
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from urllib.request import Request

import httpx2

from .header_values import unsendable


class _SendableCookies(DefaultCookiePolicy):
    """Keeps only those cookies that can be sent back: one other would make every later request fail."""

    def set_ok(self, cookie: Cookie, request: Request) -> bool:
        return unsendable(f"{cookie.name}={cookie.value}") is None and super().set_ok(cookie, request)


_LIMITS = httpx2.Limits(max_connections=1000, max_keepalive_connections=100)


class AsyncPool:
    """The HTTP client that a client and its copies send with: `given`, else one of their own.

    After a fork, the child has connections of its own: answers on shared ones could come to the wrong process. A
    `given` HTTP client is left as it is; who forks makes it anew in the child.
    """

    def __init__(self, given: httpx2.AsyncClient | None = None) -> None:
        self.is_own = given is None
        self._http: httpx2.AsyncClient | None = given or _connections()
        if self.is_own:
            _own.add(self)

    @property
    def http(self) -> httpx2.AsyncClient:
        """The HTTP client to send with."""
        return self._http or self._renewed()

    def _renewed(self) -> httpx2.AsyncClient:
        with _renewing:
            if self._http is None:
                self._http = _connections()
            return self._http

    def leave_to_parent(self) -> None:
        """Lets go of the connections without closing them: they are the parent's."""
        if self._http is not None and not self._http.is_closed:
            _of_parent.append(self._http)
            self._http = None


def _connections() -> httpx2.AsyncClient:
    return httpx2.AsyncClient(limits=_LIMITS, cookies=CookieJar(_SendableCookies()))


_own: weakref.WeakSet[AsyncPool] = weakref.WeakSet()
# Kept, because what is collected could be closed in the way that ends a connection on both sides.
_of_parent: list[httpx2.AsyncClient] = []
_renewing = threading.Lock()


def _after_fork() -> None:
    global _renewing
    _renewing = threading.Lock()
    for pool in list(_own):
        pool.leave_to_parent()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
