"""A document for the rules: its objects by kind, the targets of its references, and the strictness it asks for."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote

from ..schema.maker.openness import is_other
from .external import beside
from .load import Document, LoadError
from .shape import Node, nodes
from .values import NOTHING, as_map, child, value_at
from .wording import nearest


class Target(NamedTuple):
    """The target of a `$ref`: a `value` at a `pointer` of the document."""

    pointer: str
    value: Any


class Unresolved(NamedTuple):
    """The reason why a `$ref` has no target, as a sentence, and a suggestion. `is_circle`: it leads to itself."""

    message: str
    help: str | None = None
    is_circle: bool = False


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
        """The target of a `$ref`. A chain of references is not followed.

        A document has all its files in it, so what is still in another file cannot be resolved.
        """
        uri, _, fragment = reference.partition("#")
        pointer = unquote(fragment)
        if uri in self.identifiers:
            pointer = self.identifiers[uri]
        elif uri:
            return self._elsewhere(reference, uri, pointer)
        elif pointer and not pointer.startswith("/"):
            if pointer not in self.anchors:
                near = nearest(pointer, self.anchors)
                return Unresolved(f"{reference} cannot be resolved: there is no such $anchor", near)
            pointer = self.anchors[pointer]
        value = value_at(self.value, pointer)
        return _missing(self.document, uri, pointer) if value is NOTHING else Target(pointer, value)

    def _elsewhere(self, reference: str, uri: str, pointer: str) -> Unresolved:
        """The reason why a file has not what a reference means."""
        if uri not in self._files:
            try:
                self._files[uri] = beside(self.document, uri)
            except LoadError as error:
                self._files[uri] = error
        file = self._files[uri]
        if isinstance(file, LoadError):
            why = file.problems[0].message.removeprefix("cannot be read: ")
            return Unresolved(f"{reference} cannot be resolved: {why}", file.problems[0].help)
        if value_at(file.value, pointer) is NOTHING:
            return _missing(file, uri, pointer)
        return Unresolved(f"{reference} cannot be resolved: only the document itself can refer to its files")

    def fault(self, node: Node) -> Unresolved | None:
        """The reason why the `$ref` of an object cannot be followed to its end; None if it can, or if there is none."""
        reference = node["$ref"]
        if not isinstance(reference, str):
            return Unresolved("a reference must be a string") if "$ref" in node.value else None
        target = self.resolve(reference)
        if isinstance(target, Unresolved):
            return target
        return Unresolved(f"{reference} leads back to itself", is_circle=True) if self._is_circle(node) else None

    def _is_circle(self, node: Node) -> bool:
        """True if a chain of references never ends."""
        seen: set[str] = set()
        value: Any = node.value
        while isinstance(reference := as_map(value).get("$ref"), str):
            target = self.resolve(reference)
            if isinstance(target, Unresolved):
                return False
            if target.pointer in seen:
                return True
            seen.add(target.pointer)
            # Since 3.1 a schema may have other keywords beside its reference.
            if node.kind == "Schema Object" and len(as_map(value)) > 1 and not self.is_30:
                return False
            value = target.value
        return False

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
