"""Reads any OpenAPI 3.0, 3.1 or 3.2 document as a `WireApi`.

It is tolerant: it uses the valid part of what does not follow the specification, and leaves findings to `validate`.
Only a reference without a target is an error, because a comparison could not see what is missing.
"""

from __future__ import annotations

import re
from typing import Any

from ...document.resolve import Dialect
from ...document.values import as_list, as_map, child
from ...wire import Operation, Server, WireApi
from .files import Open, Whole, beside, whole
from .operations import OperationReader

__all__ = ["read_dialect", "read_wire"]


def read_dialect(dialect: Dialect, open_file: Open = beside) -> tuple[WireApi, Whole]:
    """The `WireApi` of a dialect, and the document with its files, which the pointers refer to.

    Raises LoadError for references without a target.
    """
    complete = whole(dialect.document, dialect.source, open_file)
    return read_wire(complete.value), complete


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
