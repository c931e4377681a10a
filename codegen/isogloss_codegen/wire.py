"""An API as it is on the wire: what may be sent where, and what may come back. Nothing about code, or who wrote it.

Made of any OpenAPI 3.0, 3.1 or 3.2 document (`build.wire`), also of one that nothing could be generated from. What a
schema says is not read: where one belongs stands its JSON pointer in the document. All pointers lead to where a thing
is described, references followed; only schemas are left where they are referred to.
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

    `schema` is of the whole body, `item` of each of the items it is a sequence of. A stream of server-sent events has
    its `events` by name instead, as far as they can be told apart; `ignorable` are those that mean nothing to the
    answer (a sign of life, a failure), `end` is the last of a regular stream, `is_open`: others may come.
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
    """A value that is written as text, so that nothing tells 1 from "1".

    `types` are the JSON types that it may have, as far as `schema` says; `is_any`: it may be any text. `item` is what a
    list is made of, if one value looks the same as a list of it does. `default` is what leaving it out means, or None.
    """

    schema: SchemaPointer | None
    types: frozenset[str]
    is_any: bool = False
    item: Text | None = None
    default: Any = None

    @property
    def has_parts(self) -> bool:
        """Whether it matters how the parts of the value are joined."""
        return not self.types.isdisjoint(("array", "object"))


class Parameter(NamedTuple):
    """What is sent outside the body; of a header, `name` is in lower case.

    `text` is the value in it, `content` stands instead if that is of a media type. `explode` is said of the parts of a
    value. `is_unasked`: clients send it without being told to. `may_be_empty`: as a name with no value, `?all=`.
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
    """A header of a response; `name` is in lower case. `tier`: how far one can count on it; else as a parameter."""

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
    """What comes back with a `status`: `200`, `4XX` or `default`."""

    status: str
    pointer: str
    headers: Mapping[str, Header]
    content: Mapping[str, Media]


class Credential(NamedTuple):
    """What a security scheme makes a client send.

    `kind` and `detail` tell schemes apart, whatever they are called: ("apiKey", "header x-key"), ("http", "bearer").
    """

    name: str
    kind: str
    detail: str
    pointer: str
    scopes: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.detail


class Security(NamedTuple):
    """The credentials that an operation asks for: all of one of the `alternatives`; of an empty one, none."""

    pointer: str
    alternatives: tuple[tuple[Credential, ...], ...] = ()

    @property
    def is_needed(self) -> bool:
        """Whether a request without credentials is refused."""
        return bool(self.alternatives) and () not in self.alternatives


class Server(NamedTuple):
    """An address that the paths are appended to, variables filled in with their defaults."""

    url: str
    pointer: str
    description: str = ""

    @property
    def path(self) -> str:
        """The part of the address that comes before the paths, without a slash at its end."""
        rest = self.url.partition("://")[2] if "://" in self.url else f"/{self.url.lstrip('/')}"
        return f"/{rest.partition('/')[2]}".rstrip("/")


class Operation(NamedTuple):
    """The answers to a method and path; `label` is both, as people write them.

    `sunset` is the date from which a deprecated operation may be gone, as an extension gives it.

    `callbacks` go the other way: what they take is sent to the client. The path of one is its name, in words.
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

    @property
    def label(self) -> str:
        return f"{self.method} {self.path}"


class WireApi(NamedTuple):
    """All that an API is on the wire. The `operations` go by their labels; `servers` are those of all of them.

    `webhooks` go the other way, as callbacks do.
    """

    title: str
    version: str
    operations: Mapping[str, Operation]
    servers: tuple[Server, ...]
    webhooks: Mapping[str, Operation] = {}
