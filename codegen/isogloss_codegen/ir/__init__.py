"""An API for the generator, the diff and the matrix: frozen values that do not depend on the OpenAPI version.

Schemas are JSON Schema 2020-12 mappings. Each `$ref` in them is `#/components/schemas/<component>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .order import Conversation, StreamOrder

Schema = Mapping[str, Any]
Side = Literal["request", "response"]
Location = Literal["path", "query", "header", "cookie"]
Format = Literal["json", "form", "multipart", "text", "binary", "events"]
Shape = Any
"""The JSON types of a value that is sent as text: the name of a type, `[shape]` of a list, shapes by property of an
object (`*` for all others), or a tuple of alternatives."""


@dataclass(frozen=True)
class Style:
    """A way to write a parameter that is more than `a=1&a=2`: the style's name in OpenAPI (`content`: as JSON)."""

    name: str
    shape: Shape
    explode: bool


@dataclass(frozen=True)
class Parameter:
    """A value sent outside the body; `argument` is its Python name, `client_default` the value that clients send.

    `kind` is the JSON type of its value, `items` that of the items of an array; they say nothing of one with a `style`.
    """

    name: str
    argument: str
    location: Location
    required: bool
    schema: Schema
    description: str
    explode: bool
    client_default: str | None = None
    kind: str = "string"
    items: str = "string"
    style: Style | None = None


@dataclass(frozen=True)
class EventStream:
    """The server-sent events of an operation's response.

    `switch` is the boolean body property that requests a stream (None: the operation always streams). `tag` is the
    property with an event's type, `events` maps its values to components, `union` is the component of all events.
    `ping`, `error` and `end` are the tags with those roles. `collector` is the runtime class that makes one response of
    a stream.
    """

    union: str
    tag: str
    events: Mapping[str, str]
    switch: str | None = None
    ping: str | None = None
    error: str | None = None
    end: str | None = None
    collector: str | None = None
    order: StreamOrder | None = None


@dataclass(frozen=True)
class Cursor:
    """The query parameter that requests the next page, and the response field with its value."""

    parameter: str
    field: str


@dataclass(frozen=True)
class Pagination:
    """The fields of a page: its items, the flag for more items, and the cursors to the pages around it."""

    items: str
    item: str
    more: str | None
    forward: Cursor
    backward: Cursor | None = None


@dataclass(frozen=True)
class Media:
    """The media type of a request body that is not `application/json`. The `shape` is that of a form; `types` are the
    media types of its parts that the document names."""

    type: str
    format: Format
    shape: Shape = None
    styles: Mapping[str, Style] = field(default_factory=dict[str, Style])
    types: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Answer:
    """An answer of success: its status (`200`, `2XX`, `default`), its media type, and the component of JSON.

    Without a body, the media type is empty.
    """

    status: str
    media: str = ""
    format: Format = "json"
    component: str | None = None


@dataclass(frozen=True)
class Operation:
    """A method of a path. `resource` and `name` are its place in the client: `pets.list` is (("pets",), "list").

    `parameters_name` is the class name of its parameters: `PetsListParameters`. `media` is that of a body which is not
    plain JSON, `answers` are given where there is more than one answer of JSON or nothing. `security` has the
    alternatives, each with the names of the schemes that it needs. `server` is the operation's own. `output_type` is an
    argument of the client: the Python type of the output, which the runtime translates.
    """

    id: str
    resource: tuple[str, ...]
    name: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...] = ()
    body: str | None = None
    body_required: bool = False
    response: str | None = None
    response_status: int = 200
    stream: EventStream | None = None
    pagination: Pagination | None = None
    authenticated: bool = False
    output_type: str | None = None
    pointer: str = ""
    parameters_name: str = ""
    media: Media | None = None
    answers: tuple[Answer, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    server: str | None = None

    @property
    def function(self) -> str:
        """The name of the operation as one identifier: `pets_list`."""
        return "_".join((*self.resource, self.name))


@dataclass(frozen=True)
class Component:
    """A named schema, and the sides that use it. At least one of the properties `one_needed` is required."""

    name: str
    schema: Schema
    sides: frozenset[Side]
    base: str | None = None
    one_needed: tuple[str, ...] = ()

    @property
    def needs(self) -> dict[str, str]:
        """The properties that have no meaning without another one, each with that one's name."""
        return {name: each["x-needs"] for name, each in self.schema.get("properties", {}).items() if "x-needs" in each}

    @property
    def is_object(self) -> bool:
        return "properties" in self.schema or (self.schema.get("type") == "object" and not self.is_map)

    @property
    def is_map(self) -> bool:
        return self.schema.get("type") == "object" and "properties" not in self.schema

    @property
    def members(self) -> tuple[str, ...]:
        """The component names of a union's members; empty for other schemas."""
        variants = self.schema.get("oneOf") or self.schema.get("anyOf") or ()
        return tuple(ref_name(variant) for variant in variants if "$ref" in variant)

    @property
    def is_open(self) -> bool:
        return self.schema.get("x-open") is True

    @property
    def tag(self) -> str | None:
        """The property that tells the members of a union apart."""
        return self.schema.get("discriminator", {}).get("propertyName")


@dataclass(frozen=True)
class SecurityScheme:
    """A credential: its `kind`, and the header that carries it after `prefix`."""

    name: str
    kind: Literal["api_key", "auth_token"]
    header: str
    prefix: str


@dataclass(frozen=True)
class Scheme:
    """A credential of any kind: the `name` of its header, query parameter or cookie (`place`)."""

    id: str
    kind: Literal["key", "token", "basic"]
    place: Literal["header", "query", "cookie"]
    name: str


@dataclass(frozen=True)
class ServerVariable:
    """A variable of a server's URL, with its default and, if they are limited, its values."""

    name: str
    argument: str
    default: str
    values: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class ClientNames:
    """The class names of the generated package, and the environment variables that it reads."""

    client: str = "Client"
    aliases: tuple[str, ...] = ()
    service: str = "Service"
    environment: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Api:
    """An API. `error_types` maps error types to statuses; `runtime` is the package of hand-written additions.

    `security` are the schemes that are one header, `schemes` all that clients can use. `server_url` is the template of
    the first server's URL, if it has variables.
    """

    title: str
    version: str
    description: str
    servers: tuple[str, ...]
    names: ClientNames
    security: tuple[SecurityScheme, ...]
    operations: tuple[Operation, ...]
    components: Mapping[str, Component]
    error_types: Mapping[str, int]
    error_response: str | None
    runtime: str | None = None
    conversation: Conversation | None = None
    schemes: tuple[Scheme, ...] = ()
    server_url: str = ""
    server_variables: tuple[ServerVariable, ...] = ()


def ref_name(schema: Schema) -> str:
    """The name of the component that a `$ref` schema refers to."""
    return str(schema["$ref"]).rsplit("/", 1)[-1]
