"""An API on the wire: all that requests and responses may contain. It does not depend on generated code.

It is made of any OpenAPI 3.0, 3.1 or 3.2 document (`build.wire`), also of one that no code can be generated from.
Schemas are not read: they are JSON pointers into the document. The pointer of a schema is the place of its use; other
pointers are the targets of references.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

Place = Literal["path", "query", "header", "cookie", "querystring"]
SchemaPointer = str
Direction = Literal["request", "response"]
Tier = Literal["core", "declared", "extension"]


class Event(NamedTuple):
    """A kind of server-sent event: its `name` on the wire, and the schema of its data."""

    name: str
    pointer: str
    schema: SchemaPointer | None


class Media(NamedTuple):
    """A body in one media type, as written in the document.

    `schema` is of the whole body, `item` of each item of a sequence. A stream of server-sent events has `events` by
    name, if they can be told apart. `ignorable` events do not change the answer (ping, error), `end` is the last event
    of a complete stream, and `is_open` means that unknown events may come.
    """

    type: str
    pointer: str
    schema: SchemaPointer | None = None
    item: SchemaPointer | None = None
    events: Mapping[str, Event] = {}
    ignorable: frozenset[str] = frozenset()
    end: str | None = None
    is_open: bool = False


class Text(NamedTuple):
    """A value that is sent as text, so that 1 and "1" are the same.

    `types` are its JSON types, as far as `schema` names them; with `is_any` it may be any text. `item` is the item of a
    list, if a single value is sent like a list of it. `default` is the value if it is left out, or None.
    """

    schema: SchemaPointer | None
    types: frozenset[str]
    is_any: bool = False
    item: Text | None = None
    default: Any = None

    @property
    def has_parts(self) -> bool:
        """True if the separator between the parts of the value matters."""
        return not self.types.isdisjoint(("array", "object"))


class Parameter(NamedTuple):
    """A parameter of a request; the `name` of a header is in lower case.

    `text` is its value; a parameter with a media type has `content` instead. `explode` is about the parts of a value.
    `is_unasked`: clients send it by default. `may_be_empty`: it may be a name without a value, `?all=`.
    """

    name: str
    place: Place
    pointer: str
    required: bool
    style: str
    explode: bool
    text: Text
    content: Media | None = None
    deprecated: bool = False
    is_unasked: bool = False
    may_be_empty: bool = False


class Header(NamedTuple):
    """A header of a response; `name` is in lower case, `tier` tells if it is required. Else like a parameter."""

    name: str
    pointer: str
    tier: Tier
    text: Text
    content: Media | None = None
    deprecated: bool = False


class Body(NamedTuple):
    """The body of a request, by media type."""

    pointer: str
    required: bool
    content: Mapping[str, Media]


class Response(NamedTuple):
    """A response with a `status`: `200`, `4XX` or `default`."""

    status: str
    pointer: str
    headers: Mapping[str, Header]
    content: Mapping[str, Media]


class Credential(NamedTuple):
    """The credential of a security scheme.

    `kind` and `detail` identify it; its name does not: ("apiKey", "header x-key"), ("http", "bearer").
    """

    name: str
    kind: str
    detail: str
    pointer: str
    scopes: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.detail


class Security(NamedTuple):
    """The credentials of an operation: one of the `alternatives`, in full. An empty alternative means none."""

    pointer: str
    alternatives: tuple[tuple[Credential, ...], ...] = ()

    @property
    def is_needed(self) -> bool:
        """True if a request without credentials is refused."""
        return bool(self.alternatives) and () not in self.alternatives


class Server(NamedTuple):
    """The base URL of the paths, with the defaults of its variables."""

    url: str
    pointer: str
    description: str = ""

    @property
    def path(self) -> str:
        """The path of the base URL, without a slash at its end."""
        rest = self.url.partition("://")[2] if "://" in self.url else f"/{self.url.lstrip('/')}"
        return f"/{rest.partition('/')[2]}".rstrip("/")


class Operation(NamedTuple):
    """A method of a path; `label` is both, as people write them.

    `sunset` is the date from which a deprecated operation may be gone, as an extension gives it.

    The server calls the `callbacks`. The path of a callback is its name, in words. `gap` is a reference to a
    part of the operation that the document does not have.
    """

    method: str
    path: str
    pointer: str
    parameters: Mapping[tuple[Place, str], Parameter]
    body: Body | None
    responses: Mapping[str, Response]
    security: Security
    servers: tuple[Server, ...]
    deprecated: bool = False
    sunset: str = ""
    callbacks: Mapping[str, Operation] = {}
    gap: str = ""

    @property
    def label(self) -> str:
        return f"{self.method} {self.path}"


class WireApi(NamedTuple):
    """An API on the wire. `operations` are by their labels; `servers` apply to all of them.

    The server calls the `webhooks`. `is_whole`: all references have targets.
    """

    title: str
    version: str
    operations: Mapping[str, Operation]
    servers: tuple[Server, ...]
    webhooks: Mapping[str, Operation] = {}
    is_whole: bool = True
