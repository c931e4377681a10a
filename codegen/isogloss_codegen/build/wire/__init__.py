"""Reads any OpenAPI 3.0, 3.1 or 3.2 document as a `WireApi`.

It is tolerant: it uses the valid part of what does not follow the specification, and leaves findings to `validate`.
Only a reference without a target is an error, because a comparison could not see what is missing.
"""

from __future__ import annotations

import re
from typing import Any

from ...document.context import Context
from ...document.load import LoadError, Remade
from ...document.resolve import Dialect
from ...document.values import as_list, as_map, child
from ...findings.finding import in_order
from ...wire import Operation, Server, WireApi
from .operations import OperationReader

__all__ = ["check_references", "read_dialect", "read_wire"]


def read_dialect(dialect: Dialect) -> WireApi:
    """The `WireApi` of a dialect; pointers are those of its `document`.

    Raises LoadError, with all problems, for references without a target or only to themselves.
    """
    check_references(dialect)
    return read_wire(dialect.document)


def check_references(dialect: Dialect) -> None:
    """Raises LoadError, with all problems, if a dialect has references without a target or only to themselves."""
    source = dialect.source
    document = Remade(source.path, source.text, dialect.document, source.origin)
    context = Context(document)
    faults = [(node, fault) for node in context.nodes if (fault := context.fault(node)) is not None]
    if faults:
        told = [
            document.problem("ref-unresolved", child(node.pointer, "$ref"), fault.message, help=fault.help)
            for node, fault in faults
        ]
        raise LoadError(in_order(told))


def read_wire(document: dict[str, Any]) -> WireApi:
    """The `WireApi` of a document whose references all have targets."""
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
