"""A document while an `Api` is built from it: what it refers to, its schemas by class name, and what is wrong."""

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
    """Something that nothing can be generated from: where (a JSON pointer), what, and what to do."""

    pointer: str
    message: str
    help: str


class Source:
    """A resolved OpenAPI document. `schemas` grows while operations with inline schemas are read."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.problems: list[BuildProblem] = []
        self._is_30 = is_openapi_30(document)
        self.shared = mapping(document, "components")
        self.names = class_names(mapping(self.shared, "schemas"))
        self.schemas: dict[str, Node] = {name: {} for name in self.names.values()}
        for name, schema in mapping(self.shared, "schemas").items():
            self._add(self.names[name], schema)
        self._refuse_other_references()

    def component(self, schema: Node, name: str) -> str:
        """The class name of what `schema` refers to; an inline schema becomes a component called `name`, or much so."""
        if "$ref" in schema:
            return self.name(schema["$ref"])
        own = unique(name, self.schemas, MODULE_NAMES)
        self._add(own, schema)
        return own

    def name(self, reference: str) -> str:
        """The class name of the component that a reference of the document leads to."""
        return self.names[reference.rsplit("/", 1)[-1]]

    def schema(self, node: Node) -> Node:
        """A schema that stays where it is, in the words and names of the `Api`."""
        return cast("Node", normalized(node, self.names, is_30=self._is_30))

    def follow(self, node: Node) -> Node:
        """`node`, or what it refers to in the end; nothing, and a problem, if it refers to nothing."""
        seen: set[str] = set()
        while "$ref" in node:
            reference = str(node["$ref"])
            target = value_at(self.document, reference.removeprefix("#"))
            if not isinstance(target, dict) or reference in seen:
                self.problem("", f"{reference} leads nowhere", "correct the reference, or remove it")
                return {}
            seen.add(reference)
            node = cast("Node", target)
        return node

    def problem(self, pointer: str, message: str, advice: str) -> None:
        """Notes something that nothing can be generated from."""
        self.problems.append(BuildProblem(pointer, message, advice))

    def _add(self, name: str, schema: Node) -> None:
        self.schemas[name] = hoist(name, self.schema(schema), self.schemas)

    def _refuse_other_references(self) -> None:
        """Whatever is referred to has to be a component: nothing else has a name that a class could take."""
        for pointer, node in schema_nodes(self.document):
            value = node.get("$ref")
            if isinstance(value, str) and not _COMPONENT.fullmatch(value) and not _PATH.fullmatch(pointer):
                self.problem(f"{pointer}/$ref", f"{value} is no component", "move what it refers to to components")


def schema_nodes(document: Mapping[str, Any]) -> Iterator[tuple[str, Node]]:
    """The mappings of a document whose keys are words and not names of the author's, each with its JSON pointer.

    What only is an example of a value is left out.
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
            # Below `properties`, keys are names; what they name has words again.
            waiting += [
                (f"{pointer}/{escape(str(key))}", value, not is_named and key in HOLDING_MAPS)
                for key, value in reversed(entries)
            ]


def mapping(node: Mapping[str, Any], key: str) -> Node:
    """The mapping at `key`, empty where there is none."""
    return cast("Node", node.get(key) or {})


def sequence(node: Mapping[str, Any], key: str) -> list[Node]:
    """The list of mappings at `key`, empty where there is none."""
    return cast("list[Node]", node.get(key) or [])


def escape(part: str) -> str:
    """One step of a JSON pointer."""
    return part.replace("~", "~0").replace("/", "~1")
