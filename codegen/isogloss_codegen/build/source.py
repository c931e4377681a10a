"""A document while an `Api` is made of it: its references, its schemas by class name, and its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from ..document.values import value_at
from ..names import MODULE_NAMES, class_names, unique
from ..schema.maker.keywords import HOLDING_MAPS
from ..schema.normalize import is_openapi_30, normalized
from .hoist import hoist

Node = dict[str, Any]

_COMPONENT = re.compile(r"#/components/[^/]+/[^/]+")
_VALUES = ("example", "examples", "const", "default", "enum")
_PATH = re.compile(r"/paths/[^/]+")


@dataclass(frozen=True)
class BuildProblem:
    """A part of a document that no code can be generated from: its JSON pointer, the message and the advice."""

    pointer: str
    message: str
    help: str


class Source:
    """A resolved OpenAPI document. `schemas` grows while operations with inline schemas are read."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.problems: list[BuildProblem] = []
        self.remarks: list[BuildProblem] = []
        self._is_30 = is_openapi_30(document)
        self.shared = mapping(document, "components")
        self.names = class_names(mapping(self.shared, "schemas"))
        self.schemas: dict[str, Node] = {name: {} for name in self.names.values()}
        for name, schema in mapping(self.shared, "schemas").items():
            self._add(self.names[name], schema)
        self._refuse_other_references()

    def component(self, schema: Node, name: str) -> str:
        """The class name of a schema: of its `$ref`, else of a new component with `name` or a similar name."""
        if "$ref" in schema:
            return self.name(schema["$ref"])
        own = unique(name, self.schemas, MODULE_NAMES)
        self._add(own, schema)
        return own

    def name(self, reference: str) -> str:
        """The class name of the component that a reference points to."""
        return self.names[reference.rsplit("/", 1)[-1]]

    def schema(self, node: Node) -> Node:
        """An inline schema with the keywords and names of the `Api`."""
        return cast("Node", normalized(node, self.names, is_30=self._is_30))

    def follow(self, node: Node) -> Node:
        """`node`, or the target of its references; empty, with a problem, if there is none."""
        seen: set[str] = set()
        while "$ref" in node:
            reference = str(node["$ref"])
            target = value_at(self.document, reference.removeprefix("#"))
            if not isinstance(target, dict) or reference in seen:
                self.problem("", f"{reference} cannot be resolved", "correct the reference, or remove it")
                return {}
            seen.add(reference)
            node = cast("Node", target)
        return node

    def problem(self, pointer: str, message: str, advice: str) -> None:
        """Adds a part that no code can be generated from."""
        self.problems.append(BuildProblem(pointer, message, advice))

    def remark(self, pointer: str, message: str, advice: str) -> None:
        """Adds a part that the generated package has in another way than the document."""
        self.remarks.append(BuildProblem(pointer, message, advice))

    def _add(self, name: str, schema: Node) -> None:
        self.schemas[name] = hoist(name, self.schema(schema), self.schemas)

    def _refuse_other_references(self) -> None:
        """Adds a problem for each reference that does not point to a component: only components have class names."""
        for pointer, node in schema_nodes(self.document):
            value = node.get("$ref")
            if isinstance(value, str) and not _COMPONENT.fullmatch(value) and not _PATH.fullmatch(pointer):
                self.problem(f"{pointer}/$ref", f"{value} is not a component", "move its target to components")


def schema_nodes(document: Mapping[str, Any]) -> Iterator[tuple[str, Node]]:
    """The mappings of a document whose keys are keywords, not names, each with its JSON pointer.

    Example values are left out.
    """
    waiting: list[tuple[str, Any, bool]] = [("", document, False)]
    while waiting:
        pointer, node, is_named = waiting.pop()
        if isinstance(node, list):
            listed = enumerate(cast("list[Any]", node))
            waiting += [(f"{pointer}/{index}", item, False) for index, item in reversed(list(listed))]
        elif isinstance(node, dict):
            if not is_named:
                yield pointer, cast("Node", node)
            entries = [(key, value) for key, value in cast("Node", node).items() if is_named or key not in _VALUES]
            # Directly below `properties`, keys are names; one level deeper they are keywords again.
            waiting += [
                (f"{pointer}/{escape(str(key))}", value, not is_named and key in HOLDING_MAPS)
                for key, value in reversed(entries)
            ]


def mapping(node: Mapping[str, Any], key: str) -> Node:
    """The mapping at `key`; empty if it is absent."""
    return cast("Node", node.get(key) or {})


def sequence(node: Mapping[str, Any], key: str) -> list[Node]:
    """The list of mappings at `key`; empty if it is absent."""
    return cast("list[Node]", node.get(key) or [])


def escape(part: str) -> str:
    """A key as a token of a JSON pointer."""
    return part.replace("~", "~0").replace("/", "~1")
