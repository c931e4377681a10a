"""URLs of requests and redirects."""

from __future__ import annotations

import re

import httpx2

_VERSION_PREFIX = re.compile(r"v\d+\w*")


def join_url(base: httpx2.URL, path: str) -> httpx2.URL:
    """The URL of a path below a base URL; a trailing slash or version segment (`/v1`) of the base is optional."""
    prefix = base.raw_path.decode("ascii").partition("?")[0].rstrip("/")
    parent, _, last = prefix.rpartition("/")
    if _VERSION_PREFIX.fullmatch(last) and path.startswith(f"/{last}/"):
        prefix = parent
    return base.copy_with(raw_path=(prefix + path).encode("ascii"), fragment=None)


def with_query(url: httpx2.URL, encoded: str) -> httpx2.URL:
    """A URL with more parameters, which are encoded."""
    return url.copy_with(query=b"&".join(part for part in (url.query, encoded.encode("ascii")) if part))


def same_request(request: httpx2.Request, following: httpx2.Request) -> bool:
    """True if a redirect leads to the same server, or its HTTPS side, with the same method and body."""
    old, new = request.url, following.url
    same_server = (old.scheme, old.host, old.port) == (new.scheme, new.host, new.port)
    encrypted = (old.scheme, new.scheme) == ("http", "https") and old.host == new.host
    return (same_server or encrypted) and request.method == following.method
