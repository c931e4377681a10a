# Copied by isogloss from render/runtime/operation.py. Do not edit: change that, then generate.
"""An API as data: `operations.py` defines it, the client sends by it, and the server routes by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote_plus

if TYPE_CHECKING:
    from .wire_forms import Answers, Media, Requirements, Style


@dataclass(frozen=True)
class Parameter:
    """A value outside the body. `argument` is its Python name, `kind` its JSON type, `items` that of its items.

    Methods of clients call it `keyword` if its name is taken by a property of the body or by an option. A client sends
    `client_default` if the caller gives no value.
    """

    name: str
    argument: str
    location: Literal["path", "query", "header", "cookie"]
    kind: Literal["string", "integer", "number", "boolean", "array"]
    items: Literal["string", "integer", "number", "boolean"] = "string"
    required: bool = False
    explode: bool = False
    client_default: str | None = None
    keyword: str | None = None
    style: Style | None = None


@dataclass(frozen=True)
class EventStream:
    """The server-sent events of an operation. Names are those of models; `events` maps tags to them.

    `switch` is the boolean body field that requests a stream; `ping`, `error` and `end` are the tags with those roles.
    """

    union: str
    tag: str
    events: Mapping[str, str]
    switch: str | None = None
    ping: str | None = None
    error: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class Cursor:
    """The query parameter that requests another page, and the field of this page with its value."""

    parameter: str
    field: str


@dataclass(frozen=True)
class Pagination:
    """The fields of a page: its items, the flag for more items, and the cursors."""

    items: str
    item: str
    forward: Cursor
    more: str | None = None
    backward: Cursor | None = None


@dataclass(frozen=True)
class Operation:
    """A method of a path. `body`, `response` and `parameters_model` name models; None means that there is none.

    An `authenticated` operation requires a credential. `needs` are the body fields that have no meaning without another
    one, each with that one's name. `fields` are the body fields by argument, where a method's argument has another name
    than its field; the field is "" if the argument is the whole body. `media` is the media type of a body that is not
    `application/json`, `answers` are given where there is more than one model or nothing. `security` has the
    credentials of any kind that it requires. `server` is the URL of the operation's own server.
    """

    id: str
    function: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    parameters_model: str | None = None
    body: str | None = None
    body_required: bool = False
    needs: Mapping[str, str] = field(default_factory=dict[str, str])
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    response: str | None = None
    status: int = 200
    stream: EventStream | None = None
    pagination: Pagination | None = None
    authenticated: bool = False
    media: Media | None = None
    answers: Answers | None = None
    security: Requirements | None = None
    server: str | None = None

    @cached_property
    def target(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """The path without a query, and the parts of the query that each request has: the name and the text of each."""
        path, _, fixed = self.path.partition("#")[0].partition("?")
        return path, [(unquote_plus(part.partition("=")[0]), part) for part in fixed.split("&") if part]

    @cached_property
    def client_defaults(self) -> Mapping[str, str]:
        """The values that a client sends if the caller gives none, by argument."""
        return {p.argument: p.client_default for p in self.parameters if p.client_default}


@dataclass(frozen=True)
class SecurityScheme:
    """A credential: its kind, its header, and the prefix of its value."""

    kind: Literal["api_key", "auth_token"]
    header: str
    prefix: str

    @cached_property
    def header_key(self) -> bytes:
        """The header as ASGI has it."""
        return self.header.lower().encode()


@dataclass(frozen=True)
class Api:
    """All operations, and the settings that they share.

    `environment` names the variables for `api_key`, `auth_token`, `base_url` and `headers`. `error_types` maps the type
    of an error body to its HTTP status. `error_response` is the model of that body.
    """

    title: str
    operations: tuple[Operation, ...]
    security: tuple[SecurityScheme, ...] = ()
    servers: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    error_types: Mapping[str, int] = field(default_factory=dict[str, int])
    error_response: str | None = None
