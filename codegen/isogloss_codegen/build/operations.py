"""Reads the operations of a document for an `Api`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ..ir import Cursor, EventStream, Operation, Pagination, Parameter, ref_name
from ..names import MODULE_NAMES, free, is_name, pascal, snake, unique
from .order import read_order
from .source import Node, Source, escape, mapping, sequence
from .words import is_collector

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
JSON = "application/json"
EVENTS = "text/event-stream"


def read_operations(source: Source) -> list[Operation]:
    """The operations in the order of the document. Problems are added to `source`."""
    operations: list[Operation] = []
    seen: dict[str, str] = {}
    for path, reference in mapping(source.document, "paths").items():
        item = source.follow(reference)
        shared = sequence(item, "parameters")
        for method in METHODS:
            if method not in item:
                continue
            pointer = f"/paths/{escape(path)}/{method}"
            operation = _operation(source, path, method, item[method], shared, pointer)
            function = operation.function
            # The client has a constant for each operation: its name in capital letters.
            if function.upper() in seen:
                source.problem(
                    f"{pointer}/operationId",
                    f"two operations have the name `{function}` in the client: this one and {seen[function.upper()]}",
                    "give each operation a different operationId",
                )
            seen[function.upper()] = pointer
            operations.append(operation)
    # Last, because the names of all other classes must be known.
    taken: set[str] = set()
    named: list[Operation] = []
    for operation in operations:
        name = unique(f"{pascal(*operation.resource, operation.name)}Parameters", source.schemas, MODULE_NAMES, taken)
        taken.add(name)
        named.append(replace(operation, parameters_name=name))
    return named


def _operation(source: Source, path: str, method: str, node: Node, shared: list[Node], pointer: str) -> Operation:
    identifier = str(node.get("operationId") or f"{method}_{path}")
    *resource, name = [snake(part) for part in identifier.split(".")]
    label = pascal(*resource, name)
    body, required = _body(source, node, label, pointer)
    status, response, stream_schema = _success(source, node, label, pointer)
    stream = _stream(source, node, stream_schema, pointer)
    return Operation(
        id=identifier,
        resource=tuple(resource),
        name=name,
        method=method.upper(),
        path=path,
        summary=str(node.get("summary", "")),
        description=str(node.get("description", "")),
        parameters=_parameters(source, [*shared, *sequence(node, "parameters")], pointer),
        body=body,
        body_required=required,
        response=response,
        response_status=status,
        stream=stream,
        pagination=_pagination(source, node, response, pointer),
        authenticated=_authenticated(source, node),
        output_type=_output_type(source, node, body, pointer),
        pointer=pointer,
    )


def _parameters(source: Source, nodes: list[Node], pointer: str) -> tuple[Parameter, ...]:
    parameters: dict[tuple[str, str], Parameter] = {}
    for reference in nodes:
        node = source.follow(reference)
        name, location = str(node["name"]), node["in"]
        if "schema" not in node:
            source.problem(pointer, f"parameter `{name}` has no schema", "describe its value with `schema`")
            continue
        style = node.get("style", "form" if location in ("query", "cookie") else "simple")
        if style not in ("form", "simple"):
            source.problem(pointer, f"parameter `{name}` has the style `{style}`", "use `form` or `simple`")
        parameters[name, location] = Parameter(
            name=name,
            argument=_argument(source, node, name, pointer),
            location=location,
            required=bool(node.get("required", False)),
            schema=source.schema(node["schema"]),
            description=str(node.get("description", "")),
            explode=bool(node.get("explode", style == "form")),
            client_default=node.get("x-client-default"),
        )
    return tuple(_distinct(list(parameters.values())))


def _argument(source: Source, node: Node, name: str, pointer: str) -> str:
    given: Any = node.get("x-python-name")
    if not given:
        return snake(name)
    if not isinstance(given, str) or not is_name(given):
        source.problem(
            pointer, f"x-python-name {given!r} of `{name}` is not a valid Python name", "write a Python name"
        )
        return snake(name)
    return given


def _output_type(source: Source, node: Node, body: str | None, pointer: str) -> str | None:
    given: Any = node.get("x-output-type")
    if given is None:
        return None
    if not isinstance(given, str) or not is_name(given) or snake(given) != given:
        source.problem(pointer, f"x-output-type {given!r} is not a valid Python name", "write a Python name")
    elif body is None or given in mapping(source.schemas[body], "properties"):
        message = f"x-output-type {given!r} needs a body that is an object without this property"
        source.problem(pointer, message, "use another name")
    return str(given)


def _distinct(parameters: list[Parameter]) -> list[Parameter]:
    """The parameters, each with its own Python name: if `a` is taken, the parameter `a[]` becomes `a_`."""
    taken: set[str] = set()
    found: list[Parameter] = []
    for parameter in parameters:
        argument = free(parameter.argument, taken)
        taken.add(argument)
        found.append(parameter if argument == parameter.argument else replace(parameter, argument=argument))
    return found


def _body(source: Source, node: Node, label: str, pointer: str) -> tuple[str | None, bool]:
    if "requestBody" not in node:
        return None, False
    body = source.follow(node["requestBody"])
    content = mapping(body, "content")
    if JSON not in content:
        media = ", ".join(content) or "none"
        source.problem(f"{pointer}/requestBody", f"the body has no JSON media type (only: {media})", f"offer {JSON}")
        return None, False
    return source.component(content[JSON].get("schema", {}), f"{label}Request"), bool(body.get("required", False))


def _success(source: Source, node: Node, label: str, pointer: str) -> tuple[int, str | None, Node | None]:
    for code, reference in mapping(node, "responses").items():
        if not re.fullmatch(r"2(\d\d|XX)", str(code)):
            continue
        content = mapping(source.follow(reference), "content")
        schema = content.get(JSON, {}).get("schema")
        return (
            int(str(code).replace("X", "0")),
            None if schema is None else source.component(schema, f"{label}Response"),
            content.get(EVENTS),
        )
    return 200, None, None


def _authenticated(source: Source, node: Node) -> bool:
    """True if a credential is required. Requirements of an operation replace those of the document."""
    requirements = sequence(node if "security" in node else source.document, "security")
    return bool(requirements) and {} not in requirements


def _stream(source: Source, node: Node, media: Node | None, pointer: str) -> EventStream | None:
    if media is None:
        return None
    words = mapping(node, "x-stream")
    if not words:
        source.problem(
            pointer,
            "the operation answers with events, but `x-stream` is missing",
            "add `x-stream: {events: '#/components/schemas/...', tag: ...}`",
        )
        return None
    for word in ("switch", "tag"):
        if word in words and not (is_name(words[word]) and snake(words[word]) == words[word]):
            help = "use a property whose name has only lower-case letters, digits and underscores"
            source.problem(f"{pointer}/x-stream/{word}", f"`{words[word]}` cannot be used here", help)
    if not is_collector(source, words.get("collector")):
        help = "use a class of the runtime, or remove `collector`"
        message = f"the runtime has no class `{words['collector']}`"
        source.problem(f"{pointer}/x-stream/collector", message, help)
    union = source.name(words["events"])
    tags = source.schemas[union].get("discriminator", {}).get("mapping", {})
    return EventStream(
        union=union,
        tag=words["tag"],
        events={tag: ref.rsplit("/", 1)[-1] for tag, ref in tags.items()},
        switch=words.get("switch"),
        ping=words.get("ping"),
        error=words.get("error"),
        end=words.get("end"),
        collector=words.get("collector"),
        order=read_order(mapping(words, "order")),
    )


def _pagination(source: Source, node: Node, response: str | None, pointer: str) -> Pagination | None:
    words = mapping(node, "x-pagination")
    if not words or response is None:
        return None
    items = mapping(source.schemas[response]["properties"][words["items"]], "items")
    if "$ref" not in items:
        help = "describe the items in a component, or remove `x-pagination`"
        source.problem(f"{pointer}/x-pagination/items", "the items of the pages are not a component", help)
        return None
    backward = words.get("backward")
    return Pagination(
        items=words["items"],
        item=ref_name(items),
        more=words.get("more"),
        forward=Cursor(words["forward"]["parameter"], words["forward"]["cursor"]),
        backward=Cursor(backward["parameter"], backward["cursor"]) if backward else None,
    )
