"""A document while an `Api` is made of it: its references, its schemas by class name, and its problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from ..document.shape import Node as DocumentNode, nodes
from ..document.values import value_at
from ..names import MODULE_NAMES, class_names, unique
from ..schema.normalize import is_openapi_30, normalized
from .all_of import reference_of
from .hoist import hoist

Node = dict[str, Any]
T = TypeVar("T")

_COMPONENT = re.compile(r"#/components/[^/]+/[^/]+")


@dataclass(frozen=True)
class BuildProblem:
    """A part of a document that no code can be generated from: its JSON pointer, the message and the advice.

    `operation` is the operation that cannot be expressed because of it (`POST /pets`), if it is only one. `schema` is
    the class name of the schema that it is about, in place of a pointer.
    """

    pointer: str
    message: str
    help: str
    operation: str = ""
    rule: str = "not-generatable"
    schema: str = ""


class Source:
    """A resolved OpenAPI document. `schemas` grows while operations with inline schemas are read.

    With `left_out`, an operation that cannot be expressed is left out, and that list gets the reasons. Without it, each
    reason is one of the `problems`.
    """

    def __init__(self, document: Mapping[str, Any], left_out: list[BuildProblem] | None = None) -> None:
        self.document = document
        self.problems: list[BuildProblem] = []
        self.dropped: list[BuildProblem] = []
        self._left_out = left_out
        self._is_30 = is_openapi_30(document)
        self.shared = mapping(document, "components")
        self.names = class_names(mapping(self.shared, "schemas"))
        self.schemas: dict[str, Node] = {name: {} for name in self.names.values()}
        for name, schema in mapping(self.shared, "schemas").items():
            self._add(self.names[name], schema)
        self._refuse_other_references()

    @cached_property
    def nodes(self) -> list[DocumentNode]:
        """The objects of the document."""
        return nodes(dict(self.document))

    def component(self, schema: Node, name: str) -> str:
        """The class name of a schema: of its `$ref`, else of a new component with `name` or a similar name."""
        if (reference := reference_of(schema)) is not None:
            return self.name(reference["$ref"])
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

    def whole(self, operation: str, pointer: str, read: Callable[[], T]) -> T | None:
        """The result of `read` for an operation; None, without a trace of it, if the operation cannot be expressed.

        `operation` is its method and path, `pointer` its place. Only a source with `left_out` leaves anything out.
        """
        if self._left_out is None:
            return read()
        problems, known = len(self.problems), len(self.schemas)
        try:
            result = read()
        except Exception as error:
            # One operation that no part of the generator expects must not cost the user all the others.
            what = f"isogloss cannot read it ({type(error).__name__}: {error}); this is an error of isogloss"
            self.problem(pointer, what, "report it with this operation")
            result = None
        reasons = self.problems[problems:]
        if not reasons:
            return result
        del self.problems[problems:]
        for name in list(self.schemas)[known:]:
            del self.schemas[name]
        self._left_out += [
            replace(each, pointer=each.pointer or pointer, operation=operation) for each in dict.fromkeys(reasons)
        ]
        return None

    def problem(self, pointer: str, message: str, advice: str) -> None:
        """Adds a part that no code can be generated from."""
        self.problems.append(BuildProblem(pointer, message, advice))

    def drop(self, pointer: str, message: str, advice: str, *, rule: str) -> None:
        """Adds a part that the generated package goes without."""
        self.dropped.append(BuildProblem(pointer, message, advice, rule=rule))

    def lose(self, schema: str, message: str) -> None:
        """Adds a schema, by its class name, that models enforce only in part."""
        told = f"`{schema}`: {message}"
        self.dropped.append(BuildProblem("", told, "state it in one schema", rule="all-of-not-enforced", schema=schema))

    def _add(self, name: str, schema: Node) -> None:
        self.schemas[name] = {}  # reserves the name before the objects inside it get theirs
        self.schemas[name] = hoist(name, self.schema(schema), self.schemas)

    def _refuse_other_references(self) -> None:
        """Adds a problem for each reference that does not point to a component: only components have class names."""
        for node in self.nodes:
            value = node["$ref"]
            if isinstance(value, str) and not _COMPONENT.fullmatch(value) and node.kind != "Path Item Object":
                self.problem(f"{node.pointer}/$ref", f"{value} is not a component", "move its target to components")


def named(node: Mapping[str, Any], key: str) -> Node:
    """The mapping of names to objects at `key` (paths, responses), without its extensions; empty if it is absent."""
    return {str(name): item for name, item in mapping(node, key).items() if not str(name).startswith("x-")}


def mapping(node: Mapping[str, Any], key: str) -> Node:
    """The mapping at `key`; empty if it is absent."""
    return cast("Node", node.get(key) or {})


def sequence(node: Mapping[str, Any], key: str) -> list[Node]:
    """The list of mappings at `key`; empty if it is absent."""
    return cast("list[Node]", node.get(key) or [])


def escape(part: str) -> str:
    """A key as a token of a JSON pointer."""
    return part.replace("~", "~0").replace("/", "~1")
