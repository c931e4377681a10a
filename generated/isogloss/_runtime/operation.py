# Copied by isogloss from render/runtime/operation.py. Do not edit: change that, then generate.
"""An API as data: what `operations.py` says, the client sends by and the server routes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Parameter:
    """A value outside the body. `argument` is its Python name, `kind` its JSON type, `items` that of its items.

    Methods of clients call it `keyword`, if that is another name, because a field of the body or an option has its own.
    A client that is given none sends `client_default`.
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


@dataclass(frozen=True)
class EventStream:
    """Answers as server-sent events. Names are those of the models; `events` maps tags to them.

    `switch` is the boolean body field that asks for a stream, `ping`, `error` and `end` the tags with those roles.
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
    """The query parameter that asks for a neighbouring page and the field of this page that it takes its value from."""

    parameter: str
    field: str


@dataclass(frozen=True)
class Pagination:
    """Where a page keeps its items, its more-to-come flag and its cursors."""

    items: str
    item: str
    forward: Cursor
    more: str | None = None
    backward: Cursor | None = None


@dataclass(frozen=True)
class Operation:
    """One method of one path. `body`, `response` and `parameters_model` name models; None means there is none.

    Only with a credential is an `authenticated` one carried out. `needs` has the fields of the body that mean nothing
    without another one, with the name of that one. `fields` has the arguments of methods that are called otherwise than
    the field of the body that they stand for, with that field; with "" if the argument is the whole body.
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


@dataclass(frozen=True)
class SecurityScheme:
    """A way to show a credential: which kind, in which header, behind which prefix."""

    kind: Literal["api_key", "auth_token"]
    header: str
    prefix: str


@dataclass(frozen=True)
class Api:
    """All operations, and what they share.

    `environment` names the variables for `api_key`, `auth_token`, `base_url` and `headers`, `error_types` maps the type
    of an error body to its HTTP status, `error_response` names the model of that body.
    """

    title: str
    operations: tuple[Operation, ...]
    security: tuple[SecurityScheme, ...] = ()
    servers: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    error_types: Mapping[str, int] = field(default_factory=dict[str, int])
    error_response: str | None = None
