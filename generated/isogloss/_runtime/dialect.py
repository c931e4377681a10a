# Copied by isogloss from render/runtime/dialect.py. Do not edit: change that, then generate.
"""A provider's dialect as data: where it is, how it wants its credential, and what it says of parts of a request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import urlsplit

from .operation import Api, SecurityScheme
from .support.statement import COVERING, Statement, Status

Policy = Literal["warn", "error", "drop", "send"]

POLICIES: tuple[Policy, ...] = ("warn", "error", "drop", "send")

_WORDS: Mapping[Status, str] = {
    "ignored": "is ignored by {}",
    "rejected": "is refused by {}",
    "unsupported": "is not supported by {} (no source says whether it is refused or ignored)",
    "transformed": "is changed by {}",
    "conditional": "is not always supported by {}",
    "partial": "is supported by {} within limits",
    "unknown": "is not in the sources of {}",
}
_UNLISTED = "is not among what {} lists"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_REGION = "{region}"
_BRACES = re.compile(r"\{\w+\}")
_LABEL = "[a-z0-9]+(?:-[a-z0-9]+)*"


@dataclass(frozen=True)
class Server:
    """A base URL of a provider; `region` names the users that it is for. Parts of it in braces are to be filled in."""

    url: str
    region: str = ""

    def filled(self, region: str) -> Server:
        """The server whose URL has the region in the place of `{region}`.

        Raises:
            ValueError: the region is no part of a host.
        """
        if not re.fullmatch(_LABEL, region):
            raise ValueError(f"{region!r} is no name of a region")
        return Server(self.url.replace(_REGION, region), region)

    def is_at(self, url: str | None) -> bool:
        """True if a URL has this host and port; its path does not matter."""
        here, there = host_of(self.url), host_of(url)
        if here is None or there is None or here[1] != there[1]:
            return False
        return re.fullmatch(_LABEL.join(map(re.escape, _BRACES.split(here[0]))), there[0]) is not None


def stated(
    status: Status,
    note: str = "",
    source: str = "",
    where: str = "",
    retrieved: str = "",
    url: str = "",
    when: Mapping[str, Any] | None = None,
    otherwise: Status | None = None,
) -> Statement:
    """A statement: `source` is a document, `where` a place in it, `retrieved` the date on which it was read. `when` is
    the condition of a `conditional` one, `otherwise` the status where that does not hold."""
    evidence = {"source": source, "where": where, "retrieved": retrieved, "url": url}
    return Statement("", status, note, when, otherwise, evidence=(evidence,) if source else (), pointer="/")


@dataclass(frozen=True, repr=False)
class SupportFinding:
    """Something in a request that a provider does not take as it is.

    `path` is its place as a user writes it (`messages[0].content[1]`, `header.x-feature`), `value` the tag or value
    that it is about, `subject` the part of the API's description that the provider's `statement` is about. What
    `has_to_be` there is part of every such request.
    """

    path: str
    subject: str
    provider: str
    statement: Statement
    value: str = ""
    steps: tuple[str | int, ...] = field(default=(), compare=False)
    has_to_be: bool = field(default=False, compare=False)

    @property
    def status(self) -> Status:
        return self.statement.status

    @property
    def note(self) -> str:
        return self.statement.note

    @property
    def source(self) -> str:
        return self._evidence("source")

    @property
    def retrieved(self) -> str:
        return self._evidence("retrieved")

    @property
    def is_certain(self) -> bool:
        """True if the effect is certain. A condition that is given only in words may hold."""
        if self.status == "conditional":
            return self.statement.is_checkable
        return self.status in COVERING or self.status == "transformed"

    @property
    def is_unlisted(self) -> bool:
        """True if this is a value that a list does not have: the list of the models."""
        return self.status == "unknown" and self.statement.is_stated

    @property
    def is_droppable(self) -> bool:
        """True if the request is better without it. An ignored part may stay if no source mentions it. Nothing may go
        without which the request is not valid."""
        return self.status in COVERING and not self.has_to_be and (self.status != "ignored" or bool(self.source))

    @property
    def words(self) -> str:
        """A sentence about the effect, with its source."""
        note = f": {self.note.rstrip('.')}" if self.note else ""
        words = _UNLISTED if self.is_unlisted else _WORDS.get(self.status, "{}")
        return f"{words.format(self.provider)}{note} ({origin_of(self.statement)})"

    def _evidence(self, key: str) -> str:
        return str(self.statement.evidence[0].get(key, "")) if self.statement.evidence else ""

    def __repr__(self) -> str:
        shown = ("path", "value", "status", "provider", "source", "retrieved")
        return f"SupportFinding({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def __str__(self) -> str:
        shown = f" ({self.value})" if self.value else ""
        return f"`{self.path}`{shown} {self.words}"


def origin_of(statement: Statement) -> str:
    """The source of a statement and its date, for people."""
    if not statement.evidence:
        return "its default for what it does not mention"
    source, where, retrieved = (statement.evidence[0].get(key, "") for key in ("source", "where", "retrieved"))
    place = f"{source}, {where}" if where else source
    return f"{place}; retrieved {retrieved}"


@dataclass(frozen=True)
class Dialect:
    """The facts that a client needs about a provider.

    `security` lists how a credential may be shown, the preferred way first; `needs_key` is false where none is looked
    at. `environment` names the provider's own variables for `api_key`, `auth_token` and `base_url`. `models` are the
    documented names, complete if `closed_models`. `statements` are by subject: `Pet.name` (a field), `Pet` (an object,
    wherever it stands), `Animal[Pet]` (as a member of a union), `Color=red` (a value), `header.x-feature`,
    `query.beta`, `pets.list` (an operation). What works as described is `supported`, by what it is in: `Pet` has
    `.name` and, by itself, `*`. `default` is the
    status of what is in a body and nothing mentions; `changes` is what the document of the provider has otherwise than
    the API's, by pointer, as far as it decides where values may stand.
    """

    id: str
    version: str
    title: str
    servers: tuple[Server, ...] = ()
    security: tuple[SecurityScheme, ...] = ()
    needs_key: bool = True
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    models: tuple[str, ...] = ()
    closed_models: bool = False
    statements: Mapping[str, Statement] = field(default_factory=dict[str, Statement], repr=False)
    supported: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    default: Status = "unknown"
    changes: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)

    def applied_to(self, api: Api) -> Api:
        """The API as this provider offers it."""
        headers = {key: name for key, name in api.environment.items() if key == "headers"}
        return replace(
            api,
            title=f"{api.title} of {self.title}",
            security=self.security,
            servers=tuple(server.url for server in self.servers),
            environment={**headers, **self.environment},
        )

    def server(self, region: str | None) -> Server | None:
        """The server of a region, by default the first.

        Raises:
            ValueError: there is none for that region.
        """
        if region is None:
            return next(iter(self.servers), None)
        found = next((server for server in self.servers if server.region == region), None)
        template = next((server for server in self.servers if _REGION in server.url), None)
        if found is None and template is not None:
            return template.filled(region)
        if found is None:
            known = ", ".join(dict.fromkeys(server.region for server in self.servers if server.region)) or "none"
            raise ValueError(f"{self.title} has no region {region!r}; known: {known}")
        return found

    def server_at(self, url: str | None) -> Server | None:
        """The server that a URL leads to: the same host and port, whatever the path."""
        return next((server for server in self.servers if server.is_at(url)), None)


def host_of(url: str | None) -> tuple[str, int] | None:
    """The host and port that a URL leads to."""
    try:
        parts = urlsplit(url or "")
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port else None
