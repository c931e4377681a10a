"""Finds the operation that a request is for, and faults of the URL that was called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..document.values import as_map
from ..findings.finding import Finding
from ..ir import Operation
from ..traffic.exchange import Request

_ABOUT_SERVERS = ("HEAD", "OPTIONS")


class Called(NamedTuple):
    """The operation that was called (None if there is none), and the faults of the URL."""

    operation: Operation | None
    findings: tuple[Finding, ...] = ()


class Endpoints:
    """The operations of an API by path; a path in front of theirs, as base URLs have, does not matter."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._operations = tuple(operations)
        self._patterns = [(re.compile(f"(.*?){pattern_of(each.path)}/?"), each) for each in self._operations]

    def of(self, request: Request) -> Called:
        """The operation that a recorded request is for."""
        path, method = request.path or "", (request.method or "").upper()
        candidates = [(found[1], each) for pattern, each in self._patterns if (found := pattern.fullmatch(path))]
        # The literal path wins over one with parameters, the longer prefix-less one over a shorter.
        candidates.sort(key=lambda pair: ("{" in pair[1].path, len(pair[0])))
        for prefix, each in candidates:
            if each.method in (method, ""):
                return Called(each, tuple(_joined(prefix, each, path)))
        for each in self._operations:
            tail = each.path[each.path.index("/", 1) :] if "/" in each.path[1:] else each.path
            if each.method == method and path.endswith(tail) and not candidates:
                message = f"{path} lacks {each.path.removesuffix(tail)}: clients append the whole path {each.path}"
                return Called(each, (Finding("request-url", "breaking", message, "url"),))
        if method in _ABOUT_SERVERS:
            message = f"{method} {path} only asks whether the server answers"
            return Called(None, (Finding("request-endpoint", "info", message, "url"),))
        methods = sorted({each.method for _, each in candidates})
        what = (
            f"{path} accepts {' or '.join(methods)}, not {method}" if methods else f"{method} {path} is not described"
        )
        return Called(None, (Finding("request-endpoint", "warning", what, "url"),))

    @property
    def first_with_body(self) -> Operation | None:
        """The first operation that takes a body."""
        return next((each for each in self._operations if each.body is not None), None)

    def nearest(self, body: Any, schemas: Mapping[str, Any]) -> Operation | None:
        """The operation whose body is most like one of which only that is known."""
        with_body = [each for each in self._operations if each.body is not None]
        if not with_body or not isinstance(body, dict):
            return with_body[0] if with_body else None
        return max(with_body, key=lambda each: likeness(as_map(body), as_map(schemas.get(str(each.body)))))


def likeness(body: Mapping[str, Any], schema: Mapping[str, Any]) -> int:
    """The number of fields of a body that a schema knows, less its required fields that are missing or differ from its
    constants."""
    properties = as_map(schema.get("properties"))
    known = body.keys() & properties.keys()
    other = sum("const" in as_map(properties[name]) and body[name] != properties[name]["const"] for name in known)
    return len(known) - len(set(schema.get("required", ())) - body.keys()) - 4 * other


def pattern_of(path: str) -> str:
    """A regular expression for the paths that a template with names in braces stands for."""
    return "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]*\})", path))


def _joined(prefix: str, operation: Operation, path: str) -> Iterator[Finding]:
    first = operation.path.split("/")[1]
    if prefix.endswith(f"/{first}"):
        message = f"{path} has /{first} twice: clients append {operation.path}, so the base URL ends before /{first}"
        yield Finding("request-url", "breaking", message, "url")
    if "//" in path:
        message = (
            f"{path} has two slashes in a row, which some servers refuse: write the base URL without a slash at the end"
        )
        yield Finding("request-url", "warning", message, "url")
