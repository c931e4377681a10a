"""Follows the references of a document through its files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, NamedTuple, cast
from urllib.parse import quote, unquote

from ..findings.finding import Finding
from .external import beside, is_address, text_beside
from .load import Document, LoadError
from .revisions import path_of
from .shape import nodes
from .values import NOTHING, as_list, as_map, as_text, child, value_at

MAX_TOTAL = 128 * 1024 * 1024
"""The largest number of characters of a document with all its files."""

_ANCHORS = ("$anchor", "$dynamicAnchor", "$id")
_DATA = ("const", "default", "enum", "example", "examples")
_TEXT_FILES = (".md", ".txt", ".html")


class Place(NamedTuple):
    """A value in a file."""

    document: Document
    pointer: str

    @property
    def key(self) -> tuple[str, str]:
        """The same as a hashable value."""
        return self.document.path, self.pointer

    @property
    def value(self) -> Any:
        """The value; NOTHING if there is none."""
        return value_at(self.document.value, self.pointer)

    def inner(self, key: str | int) -> Place:
        """The place of a value in this one."""
        return Place(self.document, child(self.pointer, key))


class Files:
    """The files that a document refers to. Each is read once.

    `problems` are those of files that were found and cannot be read. `is_complete` is False if one is missing for it.
    """

    def __init__(self, root: Document) -> None:
        self.root = root
        self.problems: list[Finding] = []
        self.is_complete = True
        # By the path from the folder of the root; and that path, by the one shown to people.
        name = PurePath(path_of(root.path)).name
        self._files: dict[str, Document | None] = {name: root}
        self._relative = {root.path: name}
        self._anchors: dict[str, dict[str, str]] = {}
        self._size = len(root.text)

    def target(self, reference: str, home: Document) -> Place | None:
        """The target of a reference in the file `home`; None if it has none."""
        uri, _, fragment = reference.partition("#")
        document = self._file(uri, home) if uri else home
        if document is None:
            return None
        pointer = unquote(fragment)
        if pointer and not pointer.startswith("/"):
            pointer = self._anchors_of(document).get(pointer, "/")
        found = Place(document, pointer)
        return None if found.value is NOTHING else found

    def text(self, reference: str, home: Document) -> str | None:
        """The text that a reference leads to, also that of a whole Markdown file; None if there is none."""
        if reference.endswith(_TEXT_FILES) and not is_address(reference):
            try:
                return text_beside(self.root, quote(self._path(reference, home)))
            except LoadError:
                return None
        target = self.target(reference, home)
        return as_text(target.value) if target is not None else None

    def from_root(self, reference: str, home: Document) -> str:
        """A reference of the file `home` as the root would write it."""
        uri, mark, fragment = reference.partition("#")
        if home is self.root or is_address(uri):
            return reference
        return f"{quote(self._path(uri, home) if uri else self._relative[home.path])}{mark}{fragment}"

    def _path(self, uri: str, home: Document) -> str:
        """The path of a file that `home` names, from the folder of the root."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._relative[home.path]), unquote(uri)))

    def _file(self, uri: str, home: Document) -> Document | None:
        """A file that `home` names; None if it cannot be read."""
        if is_address(uri) or (home is self.root and uri in self._anchors_of(home)):
            return None  # an address may be the `$id` of a schema
        path = self._path(uri, home)
        if path not in self._files:
            self._files[path] = self._read(path)
        return self._files[path]

    def _read(self, path: str) -> Document | None:
        try:
            found = beside(self.root, quote(path))
        except LoadError as error:
            # A rule reports a file that is not there, at the reference.
            self.problems += [problem for problem in error.problems if problem.rule != "unreadable"]
            found = error.document
            self.is_complete = self.is_complete and (found is not None or not self.problems)
        if found is not None:
            self._relative.setdefault(found.path, path)
            self._size += len(found.text)
            if self._size > MAX_TOTAL:
                message = f"the document with its files is larger than {MAX_TOTAL // 1024 // 1024} MiB"
                raise LoadError([found.problem("document-limits", "", message)])
        return found

    def _anchors_of(self, document: Document) -> dict[str, str]:
        if document.path not in self._anchors:
            schemas = _schemas(document.value)
            named = {as_text(schema.get(word)): pointer for pointer, schema in schemas for word in _ANCHORS}
            self._anchors[document.path] = {name: pointer for name, pointer in named.items() if name is not None}
        return self._anchors[document.path]


def _schemas(value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The schemas of a document with their pointers; of a file with parts of one, all objects that are no data."""
    if "openapi" in value:
        yield from ((node.pointer, node.value) for node in nodes(value) if node.kind == "Schema Object")
        return
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        pointer, item = waiting.pop()
        if isinstance(item, dict):
            yield pointer, as_map(cast("Any", item))
        entries = [*as_map(item).items(), *enumerate(as_list(item))]
        waiting += [(child(pointer, key), inner) for key, inner in entries if key not in _DATA]
