"""Addresses of servers that a user names."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_address(url: str) -> bool:
    """Whether requests can be sent to a URL: http or https, with a host, and with a port if it has one."""
    import httpx2  # only those who send requests need it

    try:
        parts = urlsplit(url)
        httpx2.URL(url)
        is_whole = bool(parts.hostname) and parts.port != 0 and not any(map(str.isspace, url))
        return parts.scheme in ("http", "https") and is_whole
    except (ValueError, httpx2.InvalidURL):
        return False
