"""A document as the rules see it: its objects by kind, what its references point to, and how strict it wants to be."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote

from ...schema.openness import is_other
from ..load import Document, LoadError, beside
from ..values import NOTHING, as_map, child, value_at
from ..wording import nearest
from .shape import Node, nodes


class Target(NamedTuple):
    """What a `$ref` points to: a `value` at a `pointer` of a `document`."""

    document: Document
    pointer: str
    value: Any


class Unresolved(NamedTuple):
    """Why a `$ref` points nowhere, as a sentence, and what may have been meant."""

    message: str
    help: str | None = None


class Context:
    """What rules ask about a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.value = document.value
        self.is_30 = str(document.value["openapi"]).startswith("3.0")
        self.is_32 = str(document.value["openapi"]).startswith("3.2")
        self.nodes = nodes(document.value)
        self._files: dict[str, Document | LoadError] = {}

    @property
    def follows_house_style(self) -> bool:
        """Whether the document asks to be held to the house style.

        It does by `x-runtime`: who names one of this project's runtimes writes for this project.
        """
        return "x-runtime" in self.value

    @cached_property
    def at(self) -> dict[str, Node]:
        """The objects by JSON pointer."""
        return {node.pointer: node for node in self.nodes}

    @cached_property
    def _by_kind(self) -> dict[str, list[Node]]:
        kinds: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            kinds[node.kind].append(node)
        return kinds

    def all(self, *kinds: str) -> list[Node]:
        """The objects of some kinds."""
        return [node for kind in kinds for node in self._by_kind.get(kind, [])]

    @cached_property
    def written(self) -> list[Node]:
        """The schemas that somebody has written: not those that only spell out that a union is open."""
        return [node for node in self.all("Schema Object") if not _is_spelled_out(node)]

    def around(self, pointer: str) -> Node:
        """The innermost object that holds what is at a pointer, or is it."""
        while pointer not in self.at:
            pointer = pointer.rpartition("/")[0]
        return self.at[pointer]

    def components(self, section: str) -> dict[str, Any]:
        """The components of a section, by name."""
        return as_map(as_map(self.value.get("components")).get(section))

    def resolve(self, reference: str) -> Target | Unresolved:
        """What a `$ref` points to, in this document or in a file beside it; a chain of references is not followed."""
        uri, _, fragment = reference.partition("#")
        document = self.document
        if uri:
            if uri in self.identifiers:
                return Target(document, self.identifiers[uri], value_at(self.value, self.identifiers[uri]))
            found = self._file(uri)
            if isinstance(found, LoadError):
                why = found.problems[0].message.removeprefix("cannot be read: ")
                return Unresolved(f"{reference} cannot be followed: {why}")
            document = found
        pointer = unquote(fragment)
        if pointer and not pointer.startswith("/"):
            if not uri and pointer in self.anchors:
                return Target(document, self.anchors[pointer], value_at(self.value, self.anchors[pointer]))
            return Unresolved(f"{reference} leads nowhere: there is no such $anchor", nearest(pointer, self.anchors))
        value = value_at(document.value, pointer)
        return _missing(document, uri, pointer) if value is NOTHING else Target(document, pointer, value)

    def follow(self, value: Any) -> Any:
        """What a value stands for: the end of its chain of `$ref`s, or None where that is broken."""
        for _ in range(32):
            reference = as_map(value).get("$ref")
            if not isinstance(reference, str):
                return value
            target = self.resolve(reference)
            if isinstance(target, Unresolved):
                return None
            value = target.value
        return None

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The pointers of the schemas that have an anchor, by its name."""
        named: dict[str, str] = {}
        for node in self.all("Schema Object"):
            for keyword in ("$anchor", "$dynamicAnchor"):
                if isinstance(node[keyword], str):
                    named[node[keyword]] = node.pointer
        return named

    @cached_property
    def identifiers(self) -> dict[str, str]:
        """The pointers of the schemas that have an `$id`, by it."""
        return {node["$id"]: node.pointer for node in self.all("Schema Object") if isinstance(node["$id"], str)}

    def _file(self, uri: str) -> Document | LoadError:
        if uri not in self._files:
            try:
                self._files[uri] = beside(self.document, uri)
            except LoadError as error:
                self._files[uri] = error
        return self._files[uri]


def _is_spelled_out(node: Node) -> bool:
    """Whether a schema stands in the member of a union that is for all tags it does not know."""
    while node.parent is not None:
        if node.field in ("oneOf", "anyOf") and is_other(node.value, node.parent.value):
            return True
        node = node.parent
    return False


def _missing(document: Document, uri: str, pointer: str) -> Unresolved:
    """Says which part of a pointer is not there, and which name of that place is the nearest."""
    parent = ""
    for token in pointer.split("/")[1:]:
        if value_at(document.value, f"{parent}/{token}") is NOTHING:
            break
        parent = f"{parent}/{token}"
    name = pointer[len(parent) + 1 :].partition("/")[0].replace("~1", "/").replace("~0", "~")
    names = as_map(value_at(document.value, parent))
    near = get_close_matches(name, names, 1, 0.6)
    where = f"{uri}#{parent}" if uri or parent else "the document"
    help = f'did you mean "{uri}#{child(parent, near[0])}"?' if near else _elsewhere(document, uri, name)
    return Unresolved(f'{uri}#{pointer} leads nowhere: "{name}" is not in {where}', help)


def _elsewhere(document: Document, uri: str, name: str) -> str | None:
    """The component of another section that has the name."""
    for section, entries in as_map(document.value.get("components")).items():
        if name in as_map(entries):
            return f'did you mean "{uri}#{child(f"/components/{section}", name)}"?'
    return None
