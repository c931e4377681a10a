"""A provider's dialect as data: where it is, how it wants its credential, and what it says of parts of a request."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlsplit

from .conditions import is_model, is_within
from .operation import Api, SecurityScheme

Status = Literal["full", "partial", "ignored", "rejected", "unsupported", "transformed", "conditional", "unknown"]
Policy = Literal["warn", "error", "drop", "send"]

POLICIES: tuple[Policy, ...] = ("warn", "error", "drop", "send")
COVERING: frozenset[Status] = frozenset({"ignored", "rejected", "unsupported"})
"""What counts for all that is inside; only this can be dropped."""

_WORDS: Mapping[Status, str] = {
    "ignored": "is ignored by {}",
    "rejected": "is refused by {}",
    "unsupported": "is not supported by {} (error or ignored: not said)",
    "transformed": "is changed by {}",
    "conditional": "is not always supported by {}",
    "unknown": "is not among what {} lists",
}
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Server:
    """Where a provider answers; `region` is for whom."""

    url: str
    region: str = ""


@dataclass(frozen=True)
class Statement:
    """What a provider makes of a subject, on whose word: `source` is a document, `where` a place in it, `retrieved` the
    date on which it was read. `models` are those for which a `conditional` one holds (a * stands for any characters),
    `headers` those with which it does, each a name and values of which one suffices, `places` the parts of a body in
    which it does; `otherwise` is the status where it does not.
    """

    status: Status
    note: str = ""
    source: str = ""
    where: str = ""
    retrieved: str = ""
    url: str = ""
    models: tuple[str, ...] = ()
    headers: tuple[tuple[str, ...], ...] = ()
    places: tuple[str, ...] = ()
    otherwise: Status | Literal[""] = ""

    def for_request(
        self, model: object, headers: Mapping[str, str], steps: Sequence[str | int] = (), body: object = None
    ) -> Statement:
        """What it comes to for a request that asks for a model and has these headers, by lower-case name, in the part
        of its body that `steps` lead to.

        A condition that nobody can check is taken to hold.
        """
        if self.status != "conditional":
            return self
        fits = not self.models or is_model(str(model), self.models)
        fits = fits and (not self.places or any(is_within(place, steps, body) for place in self.places))
        sent = all({*values} & {*re.split(r"\s*,\s*", headers.get(name, ""))} for name, *values in self.headers)
        if fits and sent:
            return replace(self, status="full")
        return replace(self, status=self.otherwise) if self.otherwise else self

    @property
    def origin(self) -> str:
        """The source and its date, for people."""
        place = f"{self.source}, {self.where}" if self.where else self.source
        return f"{place}; retrieved {self.retrieved}" if self.source else "its default for what it does not mention"


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
        return self.statement.source

    @property
    def retrieved(self) -> str:
        return self.statement.retrieved

    @property
    def is_droppable(self) -> bool:
        """Whether a request is better off without it. What is ignored may stay if nobody mentions it, and has to where
        there is no request without it."""
        return self.status in COVERING and (self.status != "ignored" or (bool(self.source) and not self.has_to_be))

    @property
    def words(self) -> str:
        """What happens to it, on whose word."""
        note = f": {self.note.rstrip('.')}" if self.note else ""
        return f"{_WORDS.get(self.status, '{}').format(self.provider)}{note} ({self.statement.origin})"

    def __repr__(self) -> str:
        shown = ("path", "value", "status", "provider", "source", "retrieved")
        return f"SupportFinding({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def __str__(self) -> str:
        shown = f" ({self.value})" if self.value else ""
        return f"`{self.path}`{shown} {self.words}"


@dataclass(frozen=True)
class Dialect:
    """What a client has to know of a provider.

    `security` lists how a credential may be shown, the preferred way first; `needs_key` is false where none is looked
    at. `environment` names the provider's own variables for `api_key`, `auth_token` and `base_url`. `models` are the
    documented names, complete if `closed_models`. `statements` are by subject: `Pet.name` (a field), `Pet` (an object,
    wherever it stands), `Animal[Pet]` (as a member of a union), `Color=red` (a value), `header.x-feature`,
    `query.beta`, `pets.list` (an operation).
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
        if found is None:
            known = ", ".join(server.region for server in self.servers if server.region) or "none"
            raise ValueError(f"{self.title} has no region {region!r}; known: {known}")
        return found

    def server_at(self, url: str | None) -> Server | None:
        """The server that a URL leads to: the same host and port, whatever the path."""
        wanted = host_of(url)
        return next((s for s in self.servers if wanted is not None and host_of(s.url) == wanted), None)


def host_of(url: str | None) -> tuple[str, int] | None:
    """The host and port that a URL leads to."""
    try:
        parts = urlsplit(url or "")
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port else None
