"""Reads the servers of a document: their URLs, and the variables in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..ir import ServerVariable
from ..names import free, snake
from .source import Node, mapping, sequence


def urls(document: Mapping[str, Any]) -> Iterator[str]:
    """The URLs of the document's servers, with the defaults of their variables."""
    return (_filled(server) for server in sequence(document, "servers") if "url" in server)


def own_server(operation: Mapping[str, Any], item: Mapping[str, Any]) -> str | None:
    """The URL of an operation or its path, if these have servers of their own."""
    return next((url for holder in (operation, item) for url in urls(holder)), None)


def variables(document: Mapping[str, Any]) -> tuple[str, tuple[ServerVariable, ...]]:
    """The template of the first server's URL, and its variables; empty if it has none."""
    empty: Node = {}
    server = next(iter(sequence(document, "servers")), empty)
    url = str(server.get("url", ""))
    described = mapping(server, "variables")
    found: list[ServerVariable] = []
    for name in dict.fromkeys(re.findall(r"\{([^{}]+)\}", url)):
        words: Any = described.get(name) or {}
        argument = free(snake(name), [variable.argument for variable in found])
        values = tuple(str(value) for value in words.get("enum") or ())
        default = str(words.get("default", values[0] if values else ""))
        found.append(ServerVariable(name, argument, default, values, str(words.get("description") or "")))
    return (url, tuple(found)) if found else ("", ())


def _filled(server: Node) -> str:
    url = str(server["url"])
    for name, words in mapping(server, "variables").items():
        values = words.get("enum") or [""]
        url = url.replace(f"{{{name}}}", str(words.get("default", values[0])))
    return url
