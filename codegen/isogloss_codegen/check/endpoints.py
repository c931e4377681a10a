"""Finds the operation that a request is for, and faults of the URL that was called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, NamedTuple, TypeAlias

from ..document.values import as_map
from ..findings.finding import Finding
from ..ir import Operation
from ..traffic.exchange import Request

_ABOUT_SERVERS = ("HEAD", "OPTIONS")
_MOST_KEPT = 1000
_NO_LIKENESS = -100
_Constant: TypeAlias = tuple[str, str, Any]
"""The name of a schema, a field of it, and the only value that it may have."""


class Called(NamedTuple):
    """The operation that was called (None if there is none), and the faults of the URL."""

    operation: Operation | None
    findings: tuple[Finding, ...] = ()


class Endpoints:
    """The operations of an API by path; a path in front of theirs, as base URLs have, does not matter.

    `first_with_body` is the first operation that takes a body, if any does.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._operations = tuple(operations)
        self._by_body: dict[str | None, Operation] = {
            each.body: each for each in reversed(self._operations) if each.body is not None
        }
        self.first_with_body = next((each for each in self._operations if each.body is not None), None)
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

    def nearest(self, body: Any, likeness: Likeness) -> Operation | None:
        """The operation whose body is most like one of which only that is known."""
        if not isinstance(body, dict):
            return self.first_with_body
        return self._by_body.get(likeness.likest(as_map(body)).name)


class Likest(NamedTuple):
    """The schema that a body is most like (None if there is no schema), and how much.

    `is_known`: any of the schemas knows any field of the body.
    """

    name: str | None
    score: int
    is_known: bool


class Likeness:
    """The likeness of bodies to some schemas.

    It is the number of fields that a schema knows, less its required fields that are missing or differ from its
    constants. Bodies of a log have the same fields again and again, so what was found is kept.
    """

    def __init__(self, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        self._parts = [
            (name, set(as_map(schema.get("properties"))), set(schema.get("required", ())))
            for name, schema in schemas.items()
        ]
        self._constants: list[_Constant] = [
            (name, field, as_map(inner)["const"])
            for name, schema in schemas.items()
            for field, inner in as_map(schema.get("properties")).items()
            if "const" in as_map(inner)
        ]
        self._kept: dict[tuple[str, ...], tuple[list[_Constant], dict[tuple[bool, ...], Likest]]] = {}

    def likest(self, body: Mapping[str, Any]) -> Likest:
        """The schema that a body is most like; the first of several."""
        fields = tuple(body)
        kept = self._kept.get(fields)
        if kept is None:
            if len(self._kept) == _MOST_KEPT:
                self._kept.clear()
            kept = self._kept[fields] = [constant for constant in self._constants if constant[1] in body], {}
        held, found = kept
        differs = tuple([body[field] != constant for _, field, constant in held]) if held else ()
        if differs not in found:
            wrong = Counter(name for (name, *_), is_wrong in zip(held, differs, strict=True) if is_wrong)
            found[differs] = self._of(body.keys(), wrong)
        return found[differs]

    def _of(self, fields: Set[str], wrong: Mapping[str, int]) -> Likest:
        scores = {
            name: len(known & fields) - len(required - fields) - 4 * wrong.get(name, 0)
            for name, known, required in self._parts
        }
        name = max(scores, key=lambda each: scores[each], default=None)
        is_known = any(known & fields for _, known, _ in self._parts)
        return Likest(name, _NO_LIKENESS if name is None else scores[name], is_known)


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
