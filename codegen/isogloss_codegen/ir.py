"""An API as the generator, the diff and the matrix see it: frozen values, free of OpenAPI's spellings.

Schemas are JSON Schema 2020-12 mappings whose `$ref`s all read `#/components/schemas/<component>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Schema = Mapping[str, Any]
Side = Literal["request", "response"]
Location = Literal["path", "query", "header", "cookie"]


@dataclass(frozen=True)
class Parameter:
    """A value that travels outside the body; `argument` is its name in Python, `client_default` what a client sends."""

    name: str
    argument: str
    location: Location
    required: bool
    schema: Schema
    description: str
    explode: bool
    client_default: str | None = None


@dataclass(frozen=True)
class Addition:
    """What a delta of a kind adds to: a `field` of parts that have a tag of `to`; `is_json`: in pieces of JSON."""

    field: str
    to: frozenset[str]
    is_json: bool = False


@dataclass(frozen=True)
class StreamOrder:
    """In which order the events of a stream come, and what they do to the answer.

    Each role is the tag of an event. `start` brings the answer so far in its field `answer`; `open` a `part` of the
    list `parts`, which `add` adds a `delta` to and `close` completes, each with the `index` of the part; `change`
    brings other fields in `changes`, and in `totals` counts that replace those before. The answer ended for a `reason`
    (a field); those in `cut` leave a part incomplete. `additions` are by the tag of the delta.
    """

    start: str
    answer: str
    open: str
    part: str
    add: str
    delta: str
    close: str
    change: str
    changes: str
    parts: str
    index: str
    totals: str
    reason: str
    cut: frozenset[str]
    additions: Mapping[str, Addition]


@dataclass(frozen=True)
class Conversation:
    """Where a request holds a conversation: a list of `turns`, each with a `role` and `content` (text or parts).

    `asks` and `answers` are the roles of the two sides. `reasoning` are the tags of parts that hold what the answering
    side thought, each with the field that proves it; `text` is the tag of the parts that plain text stands for, and the
    field that holds it.
    """

    turns: str
    role: str
    content: str
    asks: str
    answers: str
    reasoning: Mapping[str, str]
    text: tuple[str, str] | None = None


@dataclass(frozen=True)
class EventStream:
    """How an operation answers with server-sent events.

    `switch` is the boolean body field that asks for a stream (None: the operation always streams), `tag` the property
    of an event that names it, `events` maps tags to components, `union` is the component of any event. `ping`, `error`
    and `end` are the tags with those roles, `collector` the runtime class that gathers a stream into one response.
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
    """The query parameter that asks for the next page, and the response field whose value it takes."""

    parameter: str
    field: str


@dataclass(frozen=True)
class Pagination:
    """Where a page keeps its items, its more-to-come flag and the cursors to its neighbours."""

    items: str
    item: str
    more: str | None
    forward: Cursor
    backward: Cursor | None = None


@dataclass(frozen=True)
class Operation:
    """One method of one path. `resource` and `name` are its place in a client: `pets.list` is (("pets",), "list").

    `parameters_name` is the class name of its parameters: `PetsListParameters`.
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
    pointer: str = ""
    parameters_name: str = ""

    @property
    def function(self) -> str:
        """Its name as one identifier: `pets_list`."""
        return "_".join((*self.resource, self.name))


@dataclass(frozen=True)
class Component:
    """A named schema and the sides of the conversation it is seen on; `one_needed` are properties of which at least one
    has to be there."""

    name: str
    schema: Schema
    sides: frozenset[Side]
    base: str | None = None
    one_needed: tuple[str, ...] = ()

    @property
    def needs(self) -> dict[str, str]:
        """The properties that mean nothing without another one beside them, with the name of that one."""
        return {name: each["x-needs"] for name, each in self.schema.get("properties", {}).items() if "x-needs" in each}

    @property
    def is_object(self) -> bool:
        return "properties" in self.schema or (self.schema.get("type") == "object" and not self.is_map)

    @property
    def is_map(self) -> bool:
        return self.schema.get("type") == "object" and "properties" not in self.schema

    @property
    def members(self) -> tuple[str, ...]:
        """The component names of a union, empty for anything else."""
        variants = self.schema.get("oneOf") or self.schema.get("anyOf") or ()
        return tuple(ref_name(variant) for variant in variants if "$ref" in variant)

    @property
    def is_open(self) -> bool:
        return self.schema.get("x-open") is True

    @property
    def tag(self) -> str | None:
        """The property by which the members of a union are told apart."""
        return self.schema.get("discriminator", {}).get("propertyName")


@dataclass(frozen=True)
class SecurityScheme:
    """A way to prove who calls: a credential `kind` and the header that carries it, behind `prefix`."""

    name: str
    kind: Literal["api_key", "auth_token"]
    header: str
    prefix: str


@dataclass(frozen=True)
class ClientNames:
    """What the generated package calls its classes, and the environment variables that they read."""

    client: str = "Client"
    aliases: tuple[str, ...] = ()
    service: str = "Service"
    environment: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Api:
    """A whole API. `error_types` maps the value of an error's type to its status; `runtime` names the package of
    hand-written additions that its generated package carries."""

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


@dataclass(frozen=True)
class Server:
    """Where a provider answers; `region` is for whom."""

    url: str
    region: str = ""


@dataclass(frozen=True)
class Statement:
    """What a provider makes of a subject, by which source; `when` is the condition of a `conditional` one, `otherwise`
    the status where that does not hold."""

    status: str
    note: str = ""
    source: str = ""
    where: str = ""
    retrieved: str = ""
    url: str = ""
    when: Mapping[str, Any] | None = None
    otherwise: str = ""


@dataclass(frozen=True)
class Rule:
    """Behaviour that no schema can express: the `id` of the rule, `at` which place it holds, with which `value`.

    `models` are those for which a conditional one holds.
    """

    id: str
    at: str
    status: str
    value: Any = ""
    models: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provider:
    """What a provider's package holds besides models.

    `module` is its name in Python, `security` lists the credentials that it takes, the preferred one first.
    `environment` names its own variables. `statements` are by subject: `Pet.name` (a property), `Pet` (a component
    wherever it stands), `Animal[Pet]` (as a member of a union), `Color=red` (a value), `header.x-feature`,
    `query.beta`, `pets.list` (an operation). What works as described is `supported`, by what it is in (`Pet` has
    `.name` and, by itself, `*`). `in_place` are statements about one place of a body. `default` is the status of what
    is in a body and nothing mentions (`not_stated`), `changes` has what its document has otherwise, by pointer.

    What else a server would do in its place: `rules`, what it makes of `unknown_fields` and of `keys`, and which parts
    of answers (`answers`, by subject) it does not send as described.
    """

    id: str
    version: str
    title: str
    module: str
    servers: tuple[Server, ...]
    security: tuple[SecurityScheme, ...]
    needs_key: bool
    environment: Mapping[str, str]
    models: tuple[str, ...]
    closed_models: bool
    statements: Mapping[str, Statement]
    not_stated: frozenset[str] = frozenset()
    supported: Mapping[str, str] = field(default_factory=dict[str, str])
    in_place: Mapping[str, Statement] = field(default_factory=dict[str, Statement])
    default: str = "unknown"
    changes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    rules: tuple[Rule, ...] = ()
    unknown_fields: str = "unknown"
    keys: str = "unknown"
    answers: Mapping[str, str] = field(default_factory=dict[str, str])


def ref_name(schema: Schema) -> str:
    """The component that a `$ref` schema names."""
    return str(schema["$ref"]).rsplit("/", 1)[-1]
