# Copied by isogloss from render/runtime/secrets.py. Do not edit: change that, then generate.
"""Checks keys, tokens and passwords before use, and keeps them out of messages, reprs, pickles and tracebacks."""

from __future__ import annotations

import base64
import contextlib
import copy
import re
from typing import Any, Final

import httpx2

from .header_values import unsendable

HIDDEN = "[hidden]"
SECRET_NAMES = "secret_names"
"""The extension of a request with the names of its headers and query parameters that are credentials."""
_NAME = re.compile(r"auth|cookie|credential|key|pass|pwd|secret|sign|token", re.IGNORECASE)


class Access:
    """The server of a client, and its credentials.

    Spaces and line ends around them are removed. No repr shows the values, so no traceback with locals does, and an
    object of this class cannot be pickled.
    """

    __slots__ = ("api_key", "auth_token", "base_url")

    def __init__(
        self, api_key: str | None = None, auth_token: str | None = None, base_url: str | httpx2.URL | None = None
    ) -> None:
        self.api_key: Final = _stripped(api_key)
        self.auth_token: Final = _stripped(auth_token)
        self.base_url: Final = _stripped(base_url)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({HIDDEN})"

    def __reduce__(self) -> Any:
        raise TypeError("Credentials cannot be pickled: make a new client where it is needed")

    @property
    def has_credential(self) -> bool:
        """True if there is a key or a token."""
        return self.api_key is not None or self.auth_token is not None

    @property
    def problem(self) -> str | None:
        """The reason why a value cannot be used, without showing it; None if there is none."""
        if not isinstance(self.base_url, str | httpx2.URL | None):
            return f"base_url must be a string or a URL, not {type(self.base_url).__name__}"
        for name in ("api_key", "auth_token"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                return f"{name} must be a string, not {type(value).__name__}"
            if value is not None and (reason := unsendable(value)) is not None:
                return f"{name} cannot be sent in a header: {reason}"
        return None

    @property
    def url(self) -> httpx2.URL | None:
        """The URL of the server; None if `base_url` is not a URL."""
        try:
            url = httpx2.URL(self.base_url or "")
            url.host.encode("idna")
        except (httpx2.InvalidURL, UnicodeError):
            return None
        return url if url.scheme in ("http", "https") and url.host else None

    @property
    def shown_url(self) -> str:
        """`base_url` without user and password."""
        return re.sub(r"^(\w+://)?.*@", rf"\1{HIDDEN}@", str(self.base_url or ""), flags=re.DOTALL)[:200]


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def basic(url: httpx2.URL) -> dict[str, str]:
    """The header for the user and password of a URL."""
    pair = f"{url.username}:{url.password}".encode()
    return {"authorization": f"Basic {base64.b64encode(pair).decode()}"}


def shown(url: httpx2.URL) -> str:
    """A URL for a message: without user, password and query, which may contain keys."""
    return str(url.copy_with(userinfo=b"", query=None, fragment=None))


def without_secrets(request: httpx2.Request) -> httpx2.Request:
    """A copy of a sent request, for an error.

    Headers and query parameters that may contain credentials have the value `[hidden]`.
    """
    known = {name.lower() for name in request.extensions.get(SECRET_NAMES, ())}

    def is_secret(name: str) -> bool:
        return name.lower() in known or _NAME.search(name) is not None

    hidden = copy.copy(request)
    url = hidden.url.copy_with(userinfo=b"")
    if any(map(is_secret, url.params)):
        pairs = [(name, HIDDEN if is_secret(name) else value) for name, value in url.params.multi_items()]
        url = url.copy_with(params=pairs)
    headers = [(name, HIDDEN if is_secret(name) else value) for name, value in request.headers.multi_items()]
    hidden.url, hidden.headers = url, httpx2.Headers(headers)
    hidden.extensions = request.extensions
    return hidden


def hide_secrets(error: BaseException) -> None:
    """Removes the frames from an error of the HTTP library, and the headers from its request.

    The frames contain the request with its key, and tools that print local variables would show it. The frames of
    other errors stay, because they lead to a mistake in a transport or hook of the user.
    """
    if not isinstance(error, httpx2.RequestError):
        return
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        following.__traceback__ = None
        if "Illegal header" in str(following):
            following.args = ("a header has a character that HTTP does not allow",)
        if isinstance(following, httpx2.RequestError):
            with contextlib.suppress(RuntimeError):  # this error has no request
                following.request = without_secrets(following.request)
        following = following.__cause__ or following.__context__
