"""Addresses of servers that a user names."""

from __future__ import annotations

from urllib.parse import urlsplit

NO_ADDRESS = "this is no URL; write https://host or https://host:port, with a port from 1 to 65535"
"""What is said of a text that is no address. It may hold a password, so it is not shown."""


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
