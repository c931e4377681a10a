"""Builds the `Api` of an OpenAPI document. Code is generated from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from ..document.alternatives import one_needed
from ..ir import Api, ClientNames, Component, Operation, Side
from ..names import MODULE_NAMES, unique
from ..schema.references import references
from .media import JSON
from .operations import read_operations
from .order import read_conversation
from .patterns import check_patterns
from .security import read_headers, read_schemes
from .servers import urls, variables
from .source import BuildProblem, Node, Source, mapping, named
from .webhooks import read_webhooks
from .whole import required_on, whole_schemas
from .words import check_words


class BuildError(Exception):
    """No `Api` can be made of the document. `problems` are all reasons."""

    def __init__(self, problems: list[BuildProblem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def build(
    document: Mapping[str, Any],
    *,
    left_out: list[BuildProblem] | None = None,
    dropped: list[BuildProblem] | None = None,
) -> Api:
    """Builds the `Api` of a resolved OpenAPI 3.0, 3.1 or 3.2 document.

    With `left_out`, the `Api` lacks the operations that cannot be expressed, and that list gets the reasons. `dropped`
    gets the parts that it goes without, and the schemas that it has wider.

    Raises:
        BuildError: the generated package cannot express something in the document.
    """
    source = Source(document, left_out)
    check_words(source)
    check_patterns(source)
    schemes = tuple(read_schemes(source))
    names = [scheme.id for scheme in schemes]
    operations = tuple(read_operations(source, names)) if not source.problems else ()
    if source.problems:
        raise BuildError(source.problems)
    info = mapping(document, "info")
    words = mapping(document, "x-client")
    error_types, error_response = _errors(source)
    webhooks = tuple(read_webhooks(source))
    components = _components(source, operations, [error_response, *(each.body for each in webhooks)])
    if dropped is not None:
        dropped += source.dropped
    server_url, server_variables = variables(source.document)
    return Api(
        title=str(info["title"]),
        version=str(info["version"]),
        description=str(info.get("description", "")),
        servers=tuple(urls(source.document)),
        names=ClientNames(
            client=words.get("name", "Client"),
            aliases=tuple(words.get("aliases", ())),
            # The service is in the same module as the classes that it takes and returns.
            service=unique(mapping(document, "x-server").get("service", "Service"), source.schemas, MODULE_NAMES),
            environment=mapping(document, "x-env"),
        ),
        security=tuple(read_headers(source)),
        operations=operations,
        components=components,
        error_types=error_types,
        error_response=error_response,
        runtime=document.get("x-runtime"),
        conversation=read_conversation(mapping(document, "x-conversation")),
        schemes=schemes,
        server_url=server_url,
        server_variables=server_variables,
        webhooks=webhooks,
    )


def _errors(source: Source) -> tuple[dict[str, int], str | None]:
    """The status of each error type, and the component of an error body."""
    types: dict[str, int] = {}
    specific: str | None = None
    general: str | None = None
    for item in named(source.document, "paths").values():
        for operation in source.follow(item).values():
            responses = named(cast("Node", operation), "responses") if isinstance(operation, dict) else {}
            for code, reference in responses.items():
                node = source.follow(reference)
                types |= dict.fromkeys(node.get("x-error-types", ()), int(code) if code.isdigit() else 0)
                schema = mapping(mapping(mapping(node, "content"), JSON), "schema")
                if "$ref" in schema and code[0] in "45":
                    specific = source.name(schema["$ref"])
                elif "$ref" in schema and code == "default":
                    general = source.name(schema["$ref"])
    return types, specific or general


def _components(source: Source, operations: tuple[Operation, ...], received: list[str | None]) -> dict[str, Component]:
    sent: list[str | None] = []
    # Receivers of webhooks read them like answers.
    answered = list(received)
    for operation in operations:
        sent += [operation.body, *(name for each in operation.parameters for name in references(each.schema))]
        answered += [answer.component for answer in operation.answers]
        answered += [operation.response, operation.stream.union if operation.stream else None]
    used_names = (name for name in (*sent, *answered) if name is not None)
    schemas = whole_schemas(source.schemas, source.names, used_names, source.lose)
    sides: dict[str, set[Side]] = {name: set() for name in schemas}
    used = {name: list(references(schema)) for name, schema in schemas.items()}

    def mark(names: Iterable[str | None], side: Side) -> None:
        pending = [name for name in names if name is not None]
        while pending:
            name = pending.pop()
            if side not in sides[name]:
                sides[name].add(side)
                pending += used[name]

    mark(sent, "request")
    mark(answered, "response")
    has_runtime = "x-runtime" in source.document
    # A client does not give up a stream for an event without a name here, unless the document says that none will come.
    events = {operation.stream.union for operation in operations if operation.stream is not None}
    return {
        name: Component(
            name,
            required_on({"x-open": True, **schema} if name in events else schema, schemas, sides[name]),
            frozenset(sides[name]),
            schema.get("x-base") if has_runtime else None,
            one_needed(schema),
        )
        for name, schema in schemas.items()
    }
