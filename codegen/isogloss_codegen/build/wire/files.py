"""Joins a document and the files it refers to into one document with only internal references."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import unquote

from ...document.external import beside
from ...document.load import Document, LoadError
from ...document.revisions import path_of
from ...document.values import NOTHING, as_list, as_map, child, value_at
from ...findings.finding import Finding, in_order

FILES = "x-files"
"""The key of the other files in the joined document, by their paths from the document's folder."""

# Their values are data: a `$ref` in them is not a reference.
_FREE = frozenset(("example", "examples", "default", "enum", "const"))
# The keys of these mappings are names of the author's choice.
_NAMING = frozenset(("properties", "patternProperties", "schemas", "headers", "responses", "parameters", "$defs"))

Open = Callable[[Document, str], Document]
_Way = tuple[Any, str | int] | None
"""A place in a document: the place around it, and the key or index there. Only few become pointers."""


@dataclass(frozen=True, eq=False)
class Whole:
    """A document with all that it refers to: `value` is its own, unless it refers to other `files`."""

    value: dict[str, Any]
    root: Document
    files: Mapping[str, Document]

    def place(self, pointer: str) -> tuple[Document, str]:
        """The file that a pointer into `value` points to, and the pointer in that file."""
        prefix = f"/{FILES}/"
        if not pointer.startswith(prefix):
            return self.root, pointer
        name, slash, rest = pointer.removeprefix(prefix).partition("/")
        return self.files[name.replace("~1", "/").replace("~0", "~")], slash + rest


def whole(value: dict[str, Any], document: Document, open_file: Open = beside) -> Whole:
    """A document and the files it refers to; `value` is the document's own, or made of it.

    Raises LoadError, with all problems, for references without a target, out of its folder, or only to themselves.
    """
    return _Collector(document, open_file).collect(value)


class _Collector:
    def __init__(self, document: Document, open_file: Open) -> None:
        self.document = document
        self.open_file = open_file
        self.files: dict[str, Document] = {}
        self.values: dict[str, Any] = {}
        self.problems: list[Finding] = []

    def collect(self, value: dict[str, Any]) -> Whole:
        references = list(_references(value))
        if all(reference.startswith("#") for _, reference in references) and not _has_anchors(references):
            self._check(value, references)
        else:
            value = self._joined(value)
            self._check(value, list(_references(value)))
        if self.problems:
            raise LoadError(in_order(self.problems))
        return Whole(value, self.document, self.files)

    def _joined(self, value: dict[str, Any]) -> dict[str, Any]:
        """A copy of the document that contains its files."""
        joined = self._inside(value, "", "")
        if self.values:
            joined[FILES] = self.values
        return joined

    def _inside(self, node: Any, name: str, pointer: str, *, is_naming: bool = False) -> Any:
        """A copy of a node of the file `name` (the document itself: ""); its references fit the joined document."""
        if isinstance(node, list):
            return [self._inside(item, name, child(pointer, index)) for index, item in enumerate(as_list(node))]
        if not isinstance(node, dict):
            return node
        copied: dict[str, Any] = {}
        for key, inner in as_map(node).items():
            at = child(pointer, key)
            if is_naming or key not in (*_FREE, "$ref", "mapping"):
                copied[key] = self._inside(inner, name, at, is_naming=not is_naming and key in _NAMING)
            elif key == "$ref" and isinstance(inner, str):
                copied[key] = self._seen_from_the_whole(inner, name, at)
            elif key == "mapping":
                tags = as_map(inner).items()
                copied[key] = {tag: self._seen_from_the_whole(to, name, child(at, tag)) for tag, to in tags}
            else:
                copied[key] = inner
        return copied

    def _seen_from_the_whole(self, reference: str, name: str, pointer: str) -> str:
        uri, hash, fragment = reference.partition("#")
        if not hash and "/" not in uri and "." not in uri:
            return reference  # The bare name of a component, as discriminators may have it.
        target = name if not uri else posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(uri)))
        if target == posixpath.basename(path_of(self.document.path)):
            target = ""
        if target and target not in self.values and not self._read(target, name, uri, pointer):
            return "#"
        prefix = child(f"/{FILES}", target) if target else ""
        if fragment and not fragment.startswith("/"):
            fragment = self._anchor(unquote(fragment), target) or f"/{fragment}"
        return f"#{prefix}{fragment}"

    def _read(self, target: str, name: str, uri: str, pointer: str) -> bool:
        """Reads a file into the joined document; if that fails, adds a problem at the reference and returns False."""
        referring = self.files.get(name, self.document)
        try:
            document = self.open_file(self.document, target if "://" not in uri else uri)
        except LoadError as error:
            for problem in error.problems:
                if problem.rule == "unreadable":
                    message = f"{uri} cannot be resolved: {problem.message.removeprefix('cannot be read: ')}"
                    problem = referring.problem("ref-unresolved", pointer, message)
                self.problems.append(problem)
            return False
        self.files[target] = document
        self.values[target] = {}  # Files may refer to each other.
        self.values[target] = self._inside(document.value, target, "")
        return True

    def _anchor(self, anchor: str, target: str) -> str | None:
        value = self.files[target].value if target else self.document.value
        return next((pointer for pointer, name in _anchors(value, "") if name == anchor), None)

    def _check(self, value: dict[str, Any], references: list[tuple[_Way, str]]) -> None:
        """Adds a problem for each reference without a target or in a circle."""
        known: dict[str, str] = {}
        for way, reference in references:
            if reference not in known:
                known[reference] = _fault(value, reference)
            if known[reference]:
                self._note(f"{_pointer(way)}/$ref", f"{reference} {known[reference]}")

    def _note(self, pointer: str, message: str) -> None:
        place, inner = Whole({}, self.document, self.files).place(pointer)
        self.problems.append(place.problem("ref-unresolved", inner, message))


def _fault(value: dict[str, Any], reference: str) -> str:
    """The problem of a reference inside a document; "" if there is none."""
    seen: set[str] = set()
    while reference not in seen:
        seen.add(reference)
        target = value_at(value, decoded(reference))
        if target is NOTHING:
            return "cannot be resolved"
        inner = as_map(target)
        if not isinstance(inner.get("$ref"), str) or any(
            key not in ("$ref", "summary", "description") for key in inner
        ):
            return ""
        reference = str(inner["$ref"])
    return "leads back to itself"


def decoded(reference: str) -> str:
    """The JSON pointer of a reference `#/...`."""
    fragment = reference.removeprefix("#")
    return unquote(fragment) if "%" in fragment else fragment


def followed(document: dict[str, Any], entry: Any, pointer: str) -> tuple[dict[str, Any], str]:
    """The target of an entry's references, or the entry itself, and its pointer."""
    node = as_map(entry)
    while isinstance(reference := node.get("$ref"), str):
        pointer = decoded(reference)
        node = as_map(value_at(document, pointer))
    return node, pointer


def _references(document: dict[str, Any]) -> Iterator[tuple[_Way, str]]:
    """The references in a document, each with its place."""
    waiting: list[tuple[Any, _Way, bool]] = [(document, None, False)]
    while waiting:
        current, way, is_naming = waiting.pop()
        if isinstance(current, list):
            for index, item in enumerate(as_list(cast("Any", current))):
                if isinstance(item, (dict, list)):
                    waiting.append((cast("Any", item), (way, index), False))
            continue
        for key, inner in as_map(current).items():
            if isinstance(inner, (dict, list)):
                if is_naming or key not in _FREE:
                    waiting.append((cast("Any", inner), (way, key), not is_naming and key in _NAMING))
            elif key == "$ref" and isinstance(inner, str) and not is_naming:
                yield way, inner


def _pointer(way: _Way) -> str:
    return child(_pointer(way[0]), way[1]) if way is not None else ""


def _has_anchors(references: list[tuple[_Way, str]]) -> bool:
    return any(len(reference) > 1 and reference[1] != "/" for _, reference in references)


def _anchors(node: Any, pointer: str) -> Iterator[tuple[str, str]]:
    for key, inner in (*as_map(node).items(), *enumerate(as_list(node))):
        if key in ("$anchor", "$dynamicAnchor") and isinstance(inner, str):
            yield pointer, inner
        elif isinstance(inner, (dict, list)):
            yield from _anchors(inner, child(pointer, key))
