"""Credentials of any kind: in a header, the query or a cookie, and requirements with alternatives."""

from __future__ import annotations

import base64
import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, cast
from urllib.parse import parse_qsl, quote

import httpx2

from .header_values import unsendable
from .response import ServiceError
from .secrets import HIDDEN, shown

Token: TypeAlias = "str | Callable[[], str] | Callable[[], Awaitable[str]]"
"""A token or key, or a function that returns one; it is called for each request."""
Credential: TypeAlias = "Token | tuple[str, str]"
"""A token or key, or the user and the password of `basic`."""


class _QuietRequest(httpx2.Request):
    """A request whose query has a key, which its repr does not show."""

    def __repr__(self) -> str:
        return f"<Request({self.method!r}, {shown(self.url)!r})>"


@dataclass(frozen=True)
class Scheme:
    """A credential: the `name` of its header, query parameter or cookie (`place`)."""

    id: str
    kind: Literal["key", "token", "basic"]
    place: Literal["header", "query", "cookie"] = "header"
    name: str = "authorization"

    def put(self, request: httpx2.Request, value: str | tuple[str, str]) -> None:
        """Adds a credential to a request.

        Raises:
            ValueError: HTTP cannot carry it.
        """
        text = self._text(value)
        if self.place == "header":
            request.headers[self.name] = text
            return
        # Another attempt may have another token.
        own, separator = f"{quote(self.name)}={quote(text, safe='')}", "&"
        before = request.url.query.decode("ascii")
        if self.place == "cookie":
            own, separator, before = f"{self.name}={text}", "; ", request.headers.get("cookie", "")
        others = [part for part in before.split(separator) if part and not part.startswith(own.split("=")[0] + "=")]
        if self.place == "cookie":
            request.headers["cookie"] = separator.join([*others, own])
        else:
            request.__class__ = _QuietRequest
            request.url = request.url.copy_with(query=separator.join([*others, own]).encode("ascii"))

    def _text(self, value: str | tuple[str, str]) -> str:
        if self.kind == "basic":
            return f"Basic {base64.b64encode(':'.join(value).encode()).decode()}"
        if not isinstance(value, str):
            advice = ""
            if inspect.iscoroutine(value):
                value.close()
                advice = ": an asynchronous function needs the asynchronous client"
            raise ValueError(f"the credential {self.id} must be a string, not {type(value).__name__}{advice}")
        text = value.strip()
        if (reason := unsendable(text)) is not None:
            raise ValueError(f"the credential {self.id} cannot be sent: {reason}")
        return f"Bearer {text}" if self.kind == "token" else text

    def is_in(self, request: httpx2.Request) -> bool:
        """True if the caller has put such a credential into a request."""
        if self.place == "query":
            return self.name in request.url.params
        if self.place == "cookie":
            return f"{self.name}=" in request.headers.get("cookie", "")
        return bool(request.headers.get(self.name))

    def find(self, headers: Mapping[bytes, bytes], query: bytes) -> str | None:
        """The credential in a request that a server received; of `basic`, `user:password`."""
        if self.place == "query":
            return dict(parse_qsl(query.decode("latin-1"))).get(self.name)
        if self.place == "cookie":
            cookies = (part.strip().partition("=") for part in headers.get(b"cookie", b"").decode("latin-1").split(";"))
            return next((value for name, _, value in cookies if name == self.name), None)
        text = headers.get(self.name.encode(), b"").decode("latin-1").strip()
        if self.kind == "key":
            return text or None
        kind, _, value = text.partition(" ")
        if kind.lower() != ("basic" if self.kind == "basic" else "bearer"):
            return None
        try:
            return base64.b64decode(value, validate=True).decode() if self.kind == "basic" else value.strip() or None
        except ValueError:
            return None

    @property
    def way(self) -> str:
        """The way to send it, for a message."""
        prefix = {"key": "", "token": "Bearer ", "basic": "Basic "}[self.kind]
        return f"the {self.place} {self.name}" if self.place != "header" else f"`{self.name}: {prefix}...`"


class Credentials:
    """The credentials of a client, by the ids of their schemes. Nothing shows or pickles them."""

    __slots__ = ("_values", "problem")

    def __init__(self, values: Mapping[str, Credential], problem: str | None = None) -> None:
        self._values: Final = dict(values)
        self.problem: Final = problem
        """The reason why a value cannot be used, without showing it."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({HIDDEN})"

    def __reduce__(self) -> Any:
        raise TypeError("Credentials cannot be pickled: make a new client where it is needed")

    def __bool__(self) -> bool:
        return bool(self._values)

    def get(self, id: str) -> Credential | None:
        """The credential of a scheme."""
        return self._values.get(id)

    def with_others(self, others: Credentials) -> Credentials:
        """These, with some replaced."""
        return Credentials({**self._values, **others._values})

    @classmethod
    def given(
        cls,
        schemes: Mapping[str, Scheme],
        api_key: Token | None,
        auth_token: Token | None,
        basic_auth: tuple[str, str] | None,
        credentials: Mapping[str, Credential] | None,
    ) -> Credentials:
        """The credentials that a caller gave to a client."""
        values = dict(credentials or {})
        short = (("key", "api_key", api_key), ("token", "auth_token", auth_token), ("basic", "basic_auth", basic_auth))
        for kind, argument, value in short:
            if value is None:
                continue
            ids = [scheme.id for scheme in schemes.values() if scheme.kind == kind]
            if not ids:
                return cls({}, f"the API has no credential for {argument}; give other headers in default_headers")
            if kind == "key" and len(ids) > 1:
                wanted = ", ".join(f"{id!r}: ..." for id in ids)
                return cls({}, f"the API has several keys: give credentials={{{wanted}}}")
            values = {**dict.fromkeys(ids, value), **values}
        problems = (_problem(id, value, schemes) for id, value in values.items())
        return cls(values, next((problem for problem in problems if problem is not None), None))


def _problem(id: str, value: Any, known: Mapping[str, Scheme]) -> str | None:
    if id not in known:
        return f"the API has no credential {id!r}; it has {', '.join(map(repr, known)) or 'none'}"
    if known[id].kind == "basic":
        is_pair = isinstance(value, tuple) and [type(part) for part in cast("tuple[Any, ...]", value)] == [str, str]
        return None if is_pair else f"the credential {id} must be a tuple of user and password"
    if not (isinstance(value, str) or callable(value)):
        return f"the credential {id} must be a string or a function that returns one"
    reason = unsendable(value.strip()) if isinstance(value, str) else None
    return None if reason is None else f"the credential {id} cannot be sent: {reason}"


@dataclass(frozen=True)
class Requirements:
    """The credentials that an operation requires: alternatives, each with the ids of the `schemes` that it needs."""

    schemes: Mapping[str, Scheme]
    alternatives: tuple[tuple[str, ...], ...]

    @property
    def is_optional(self) -> bool:
        """True if the operation may be called without a credential."""
        return () in self.alternatives

    def chosen(self, request: httpx2.Request, credentials: Credentials) -> list[Scheme] | None:
        """The schemes whose credentials have to be put into a request; None if no alternative is complete."""
        for alternative in filter(None, self.alternatives):
            needed = [self.schemes[id] for id in alternative if not self.schemes[id].is_in(request)]
            if all(credentials.get(scheme.id) is not None for scheme in needed):
                return needed
        return None

    @property
    def advice(self) -> str:
        """The arguments of a client that fulfil the requirements."""
        keys = [scheme for scheme in self.schemes.values() if scheme.kind == "key"]
        ways: list[str] = []
        for alternative in filter(None, self.alternatives):
            named: list[str] = []
            for id in alternative:
                kind = self.schemes[id].kind
                if kind == "key":
                    named.append("api_key=..." if len(keys) == 1 else f"credentials={{{id!r}: ...}}")
                else:
                    named.append("auth_token=..." if kind == "token" else "basic_auth=(user, password)")
            ways.append(" and ".join(dict.fromkeys(named)))
        return " or ".join(dict.fromkeys(ways))

    def find(self, headers: Mapping[bytes, bytes], query: bytes, *, required: bool = True) -> dict[str, str]:
        """The credentials of a request by the ids of their schemes, of the first alternative that it has all of.

        Raises:
            ServiceError: 401, it has none of them, and one is `required`.
        """
        for alternative in sorted(self.alternatives, key=lambda each: not each):
            found = {id: self.schemes[id].find(headers, query) for id in alternative}
            if all(found.values()):
                return {id: value for id, value in found.items() if value}
        if not required:
            return {}
        wanted = " or ".join(
            dict.fromkeys(" and ".join(self.schemes[id].way for id in each) for each in self.alternatives)
        )
        raise ServiceError(401, f"no credential: send {wanted}")
