"""Checks server addresses that a user gives."""

from __future__ import annotations

from urllib.parse import urlsplit

NO_ADDRESS = "this is not a URL; write https://host or https://host:port, with a port from 1 to 65535"
"""The message for a text that is not an address. It does not show the text, which may be a password."""


def is_address(url: str) -> bool:
    """True if requests can be sent to a URL: http or https, with a host, and with a valid port or none."""
    import httpx2  # only commands that send requests need it

    try:
        parts = urlsplit(url)
        httpx2.URL(url)
        is_whole = bool(parts.hostname) and parts.port != 0 and not any(map(str.isspace, url))
        return parts.scheme in ("http", "https") and is_whole
    except (ValueError, httpx2.InvalidURL):
        return False
