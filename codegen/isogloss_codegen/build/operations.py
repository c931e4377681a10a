"""Reads the operations of a document for an `Api`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ..ir import Cursor, EventStream, Operation, Pagination, ref_name
from ..names import MODULE_NAMES, is_name, snake, unique
from ..support.subjects import METHODS
from .bodies import is_simple, read_answers, read_body
from .labels import choose_labels
from .media import JSON
from .naming import Name, Named, choose_names
from .order import read_order
from .parameters import read_parameters
from .security import read_requirements
from .servers import own_server
from .source import Node, Source, escape, mapping, named, sequence
from .words import is_collector


@dataclass(frozen=True)
class _Entry(Named):
    """An operation with its path item, and its place in the document."""

    item: Node
    pointer: str


def read_operations(source: Source, schemes: Collection[str]) -> list[Operation]:
    """The operations in the order of the document; `schemes` are the credentials that clients can use. Problems are
    added to `source`."""
    entries = list(_entries(source))
    operations: list[Operation] = []
    names = choose_names(entries)
    labels = choose_labels(names)
    for entry, name, label in zip(entries, names, labels, strict=True):
        read = partial(_operation, source, entry, name, label, schemes)
        operation = source.whole(f"{entry.method.upper()} {entry.path}", entry.pointer, read)
        if operation is not None:
            operations.append(operation)
    _tell_apart(source, operations)
    # Last, because the names of all other classes must be known.
    taken: set[str] = set()
    named: list[Operation] = []
    label_of = dict(zip(names, labels, strict=True))
    for operation in operations:
        label = label_of[operation.resource, operation.name]
        name = unique(f"{label}Parameters", source.schemas, MODULE_NAMES, taken)
        taken.add(name)
        named.append(replace(operation, parameters_name=name))
    return named


def _tell_apart(source: Source, operations: Iterable[Operation]) -> None:
    """Notes the operations that a server takes for another one: their paths differ in the fragment only."""
    known: dict[tuple[str, str, frozenset[str]], Operation] = {}
    for operation in operations:
        path, has_fragment, _ = operation.path.partition("#")
        media = frozenset(answer.media for answer in operation.answers) or frozenset((JSON,))
        first = known.setdefault((operation.method, path, media), operation)
        if has_fragment and first is not operation:
            message = f"the server takes a request for it for {first.method} {first.path}: a fragment is not sent"
            source.drop(operation.pointer, message, "give it another path", rule="fragment-not-sent")


def _entries(source: Source) -> Iterator[_Entry]:
    for path, reference in named(source.document, "paths").items():
        if not path.startswith("/"):
            continue
        item = source.follow(reference)
        at = f"/paths/{escape(path)}"
        for method in METHODS:
            if isinstance(item.get(method), dict):
                yield _Entry(method, path, source.follow(item[method]), item, f"{at}/{method}")
        for method, node in mapping(item, "additionalOperations").items():
            yield _Entry(method.lower(), path, node, item, f"{at}/additionalOperations/{escape(method)}")


def _operation(source: Source, entry: _Entry, name: Name, label: str, schemes: Collection[str]) -> Operation:
    node, pointer = entry.node, entry.pointer
    resource, method = name
    body, media, required = read_body(source, node, label, pointer)
    status, answers, events = read_answers(source, node, label, streams="x-stream" not in node)
    parameters = [*sequence(entry.item, "parameters"), *sequence(node, "parameters")]
    response = next((answer.component for answer in answers if answer.component is not None), None)
    requirements = sequence(node if "security" in node else source.document, "security")
    return Operation(
        id=str(node.get("operationId") or f"{entry.method}_{entry.path}"),
        resource=resource,
        name=method,
        method=entry.method.upper(),
        path=entry.path,
        summary=str(node.get("summary") or ""),
        description=str(node.get("description") or ""),
        parameters=read_parameters(source, parameters, label, pointer),
        body=body,
        body_required=required,
        response=response,
        response_status=status,
        stream=_stream(source, node, events, pointer),
        pagination=_pagination(source, node, response, pointer),
        authenticated=bool(requirements) and {} not in requirements,
        output_type=_output_type(source, node, body, pointer),
        pointer=pointer,
        media=media,
        answers=() if is_simple(answers) else answers,
        security=read_requirements(source, node, schemes),
        server=own_server(node, entry.item),
    )


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


def _stream(source: Source, node: Node, media: Node | None, pointer: str) -> EventStream | None:
    if media is None or "x-stream" not in node:
        return None
    words = mapping(node, "x-stream")
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
