"""What must not be in a log: keys, passwords and cookies, and what stands there instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

LEFT_OUT = "(left out)"
"""Stands in the log for what must not be in it."""

_SHORTEST = 6
_NAME = re.compile(r"(?:^|[_-])(?:authorization|token|secret|password|credential|api_?key|key)$", re.IGNORECASE)


def is_secret(name: str) -> bool:
    """Whether the name of a header, a field or a parameter says that its value is secret."""
    return _NAME.search(name) is not None


def secrets_of(headers: Iterable[tuple[bytes, bytes]]) -> list[str]:
    """The keys and cookies in headers."""
    found: list[str] = []
    for name, value in headers:
        lower, text = name.decode("latin-1").lower(), value.decode("latin-1")
        if "cookie" in lower:
            cookies = text.split(";")[: 1 if lower == "set-cookie" else None]  # the rest there is about the cookie
            found += [text, *(cookie.partition("=")[2] for cookie in cookies)]
        elif is_secret(lower):
            found += [text, text.partition(" ")[2]]
    return [secret.strip() for secret in found if len(secret.strip()) >= _SHORTEST]


def hidden(value: Any, secrets: Sequence[str], *, depth: int = 0) -> Any:
    """A JSON value without secrets in its texts. Down to a depth, the names in it are not looked at."""
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, LEFT_OUT)
        return value
    if isinstance(value, list):
        return [hidden(item, secrets) for item in cast("list[Any]", value)]
    if isinstance(value, Mapping):
        return {
            name if depth else hidden(name, secrets): hidden(inner, secrets, depth=max(0, depth - 1))
            for name, inner in cast("Mapping[str, Any]", value).items()
        }
    return value


def without_secrets(value: Any) -> Any:
    """A JSON value without the texts in fields whose names say that they are secret."""
    if isinstance(value, list):
        return [without_secrets(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {
            name: LEFT_OUT if isinstance(inner, str) and is_secret(name) else without_secrets(inner)
            for name, inner in cast("dict[str, Any]", value).items()
        }
    return value


def without_credentials(url: str) -> str:
    """A URL without the user and password that it may have."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
