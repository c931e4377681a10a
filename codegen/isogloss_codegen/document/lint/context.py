"""A document for the rules: its objects by kind, the targets of its references, and the strictness it asks for."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote

from ...schema.maker.openness import is_other
from ..external import beside
from ..load import Document, LoadError
from ..values import NOTHING, as_map, child, value_at
from ..wording import nearest
from .shape import Node, nodes


class Target(NamedTuple):
    """The target of a `$ref`: a `value` at a `pointer` of a `document`."""

    document: Document
    pointer: str
    value: Any


class Unresolved(NamedTuple):
    """The reason why a `$ref` has no target, as a sentence, and a suggestion."""

    message: str
    help: str | None = None


class Context:
    """The objects and references of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.value = document.value
        self.is_30 = str(document.value["openapi"]).startswith("3.0")
        self.is_32 = str(document.value["openapi"]).startswith("3.2")
        self.nodes = nodes(document.value)
        self._files: dict[str, Document | LoadError] = {}

    @property
    def follows_house_style(self) -> bool:
        """True if the document has `x-runtime`: it is written for this project, so the house style applies."""
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
        """The schemas that an author wrote, without those that only spell out an open union."""
        return [node for node in self.all("Schema Object") if not _is_spelled_out(node)]

    def around(self, pointer: str) -> Node:
        """The innermost object at or around a pointer."""
        while pointer not in self.at:
            pointer = pointer.rpartition("/")[0]
        return self.at[pointer]

    def components(self, section: str) -> dict[str, Any]:
        """The components of a section, by name."""
        return as_map(as_map(self.value.get("components")).get(section))

    def resolve(self, reference: str) -> Target | Unresolved:
        """The target of a `$ref`, in this document or in a file beside it. A chain of references is not followed."""
        uri, _, fragment = reference.partition("#")
        document = self.document
        if uri:
            if uri in self.identifiers:
                return Target(document, self.identifiers[uri], value_at(self.value, self.identifiers[uri]))
            found = self._file(uri)
            if isinstance(found, LoadError):
                why = found.problems[0].message.removeprefix("cannot be read: ")
                return Unresolved(f"{reference} cannot be resolved: {why}")
            document = found
        pointer = unquote(fragment)
        if pointer and not pointer.startswith("/"):
            if not uri and pointer in self.anchors:
                return Target(document, self.anchors[pointer], value_at(self.value, self.anchors[pointer]))
            return Unresolved(
                f"{reference} cannot be resolved: there is no such $anchor", nearest(pointer, self.anchors)
            )
        value = value_at(document.value, pointer)
        return _missing(document, uri, pointer) if value is NOTHING else Target(document, pointer, value)

    def follow(self, value: Any) -> Any:
        """The value at the end of a chain of `$ref`s, or None if the chain is broken."""
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
        """The pointers of schemas with `$anchor`, by its name."""
        named: dict[str, str] = {}
        for node in self.all("Schema Object"):
            for keyword in ("$anchor", "$dynamicAnchor"):
                if isinstance(node[keyword], str):
                    named[node[keyword]] = node.pointer
        return named

    @cached_property
    def identifiers(self) -> dict[str, str]:
        """The pointers of schemas with `$id`, by its value."""
        return {node["$id"]: node.pointer for node in self.all("Schema Object") if isinstance(node["$id"], str)}

    def _file(self, uri: str) -> Document | LoadError:
        if uri not in self._files:
            try:
                self._files[uri] = beside(self.document, uri)
            except LoadError as error:
                self._files[uri] = error
        return self._files[uri]


def _is_spelled_out(node: Node) -> bool:
    """True if a schema is in the union member that stands for all unknown tags."""
    while node.parent is not None:
        if node.field in ("oneOf", "anyOf") and is_other(node.value, node.parent.value):
            return True
        node = node.parent
    return False


def _missing(document: Document, uri: str, pointer: str) -> Unresolved:
    """Names the missing token of a pointer, and the nearest existing name."""
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
    return Unresolved(f'{uri}#{pointer} cannot be resolved: "{name}" is not in {where}', help)


def _elsewhere(document: Document, uri: str, name: str) -> str | None:
    """The help for a component that exists in another section under this name."""
    for section, entries in as_map(document.value.get("components")).items():
        if name in as_map(entries):
            return f'did you mean "{uri}#{child(f"/components/{section}", name)}"?'
    return None
