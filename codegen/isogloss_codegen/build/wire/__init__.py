"""Reads any OpenAPI 3.0, 3.1 or 3.2 document as a `WireApi`.

It is tolerant: it uses the valid part of what does not follow the specification, and leaves findings to `validate`.
A comparison cannot see what a reference without a target means: schemas keep it, operations name it as their `gap`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ...document.context import Context, Unresolved
from ...document.load import Document, LoadError, Remade
from ...document.resolve import Dialect
from ...document.shape import Node
from ...document.values import as_list, as_map, child
from ...findings.finding import in_order
from ...wire import Operation, Server, WireApi
from .operations import OperationReader

__all__ = ["check_references", "read_dialect", "read_wire"]


_KEPT = ("Schema Object", "Parameter Object", "Request Body Object", "Response Object", "Example Object", "Link Object")
"""The objects that a comparison can do without, or around."""


def read_dialect(dialect: Dialect) -> WireApi:
    """The `WireApi` of a dialect; pointers are those of its `document`.

    Raises LoadError, with all problems, for references to what cannot be read, or only to themselves. A reference into
    the document itself that has no target is one only where a whole path or a header is missing.
    """
    faults = _faults(dialect)
    if any(not _is_gap(node, fault) for node, fault in faults):
        raise _error(dialect, faults)
    return read_wire(dialect.document)._replace(is_whole=not faults)


def check_references(dialect: Dialect) -> None:
    """Raises LoadError, with all problems, if a dialect has references without a target or only to themselves."""
    if faults := _faults(dialect):
        raise _error(dialect, faults)


def _faults(dialect: Dialect) -> list[tuple[Node, Unresolved]]:
    """The references that cannot be followed to their end."""
    context = Context(_described(dialect))
    return [(node, fault) for node in context.nodes if (fault := context.fault(node)) is not None]


def _is_gap(node: Node, fault: Unresolved) -> bool:
    reference = node["$ref"]
    is_missing = isinstance(reference, str) and reference.startswith("#") and not fault.is_circle
    return is_missing and (node.expects or node.kind) in _KEPT


def _error(dialect: Dialect, faults: Iterable[tuple[Node, Unresolved]]) -> LoadError:
    document = _described(dialect)
    told = (
        document.problem("ref-unresolved", child(node.pointer, "$ref"), fault.message, help=fault.help)
        for node, fault in faults
    )
    return LoadError(in_order(told))


def _described(dialect: Dialect) -> Document:
    source = dialect.source
    return Remade(source.path, source.text, dialect.document, source.origin)


def read_wire(document: dict[str, Any]) -> WireApi:
    """The `WireApi` of a document."""
    info = as_map(document.get("info"))
    servers = tuple(read_servers(document, ""))
    reader = OperationReader(document, servers, read_servers)
    operations: dict[str, Operation] = {}
    for operation in reader.read():
        operations.setdefault(operation.label, operation)
    webhooks = {webhook.label: webhook for webhook in reader.read_webhooks()}
    return WireApi(str(info.get("title", "")), str(info.get("version", "")), operations, servers, webhooks)


def read_servers(holder: dict[str, Any], pointer: str) -> list[Server]:
    """The `servers` of a document, a path or an operation."""
    found: list[Server] = []
    for index, entry in enumerate(as_list(holder.get("servers"))):
        server = as_map(entry)
        variables = as_map(server.get("variables"))
        url = re.sub(
            r"\{([^}]*)\}",
            lambda match, known=variables: str(as_map(known.get(match[1])).get("default", match[0])),
            str(server.get("url", "")),
        )
        found.append(Server(url, child(child(pointer, "servers"), index), str(server.get("description", ""))))
    return found
