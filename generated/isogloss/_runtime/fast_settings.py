# Copied by isogloss from render/runtime/fast_settings.py. Do not edit: change that, then generate.
"""The settings of the fast transport: TLS and proxy."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2

from .secrets import HIDDEN, basic

CONNECTIONS_KEPT = 100
"""Idle connections of one transport."""
SECONDS_KEPT = 5.0
"""Seconds for which an idle connection is kept."""


class Proxy(NamedTuple):
    """An HTTP proxy: where it is, and its credential."""

    host: str
    port: int
    headers: dict[str, str]

    def __repr__(self) -> str:
        return f"Proxy({self.host!r}, {self.port}, {HIDDEN})"


@dataclass(frozen=True)
class FastTransport:
    """The settings of the fast transport, for `transport=`. `"fast"` is the same without settings.

    It speaks HTTP/1.1 only, keeps no cookies, does not limit the number of connections, and in asynchronous clients
    needs asyncio and applies no timeout to writing.

    Args:
        ssl_context: The certificates to trust and to show; by default those of the system.
        proxy: The URL of an HTTP proxy for all requests; by default as HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and
            NO_PROXY say.

    Raises:
        ValueError: `proxy` is not the URL of an HTTP proxy.
    """

    ssl_context: ssl.SSLContext | None = None
    proxy: str | None = None

    def __post_init__(self) -> None:
        if self.proxy is not None:
            _proxy(self.proxy)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """The TLS settings of new connections."""
        return self.ssl_context or httpx2.create_ssl_context()

    @cached_property
    def _environment(self) -> dict[str, str]:
        return getproxies()

    def proxy_for(self, scheme: str, host: str) -> Proxy | None:
        """The proxy for a server; None if there is none.

        Raises:
            ValueError: the environment names one that is not an HTTP proxy.
        """
        if self.proxy is not None:
            return _proxy(self.proxy)
        found = self._environment.get(scheme) or self._environment.get("all")
        return _proxy(found) if found and not proxy_bypass(host) else None


def _proxy(url: str) -> Proxy:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme != "http" or not parts.hostname:
        raise ValueError("the fast transport sends through HTTP proxies only; for others, give http_client")
    headers: dict[str, str] = {}
    if parts.username is not None:
        user = httpx2.URL("http://proxy", username=unquote(parts.username), password=unquote(parts.password or ""))
        headers["proxy-authorization"] = basic(user)["authorization"]
    return Proxy(parts.hostname, parts.port or 80, headers)
