"""Builds the `Api` from an OpenAPI document. The only module that knows OpenAPI's keywords."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from .hoist import hoist
from .ir import (
    Api,
    ClientNames,
    Component,
    Cursor,
    EventStream,
    Operation,
    Pagination,
    Parameter,
    SecurityScheme,
    Side,
    pascal,
    ref_name,
)
from .normalize import class_names, normalize_schema

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
JSON = "application/json"
EVENTS = "text/event-stream"

Node = dict[str, Any]


@dataclass(frozen=True)
class BuildProblem:
    """Something that nothing can be generated from: where (a JSON pointer), what, and what to do."""

    pointer: str
    message: str
    help: str


class BuildError(Exception):
    """The document cannot be turned into an `Api`; `problems` has all of them."""

    def __init__(self, problems: list[BuildProblem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def build(document: Mapping[str, Any]) -> Api:
    """Builds the API of a resolved OpenAPI 3.0, 3.1 or 3.2 document.

    Raises:
        BuildError: something in the document cannot be expressed in the generated package.
    """
    return _Builder(document).api()


class _Builder:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.problems: list[BuildProblem] = []
        self.shared = mapping(document, "components")
        self.names = class_names(mapping(self.shared, "schemas"))
        self.schemas: dict[str, Node] = {name: {} for name in self.names.values()}
        for name, schema in mapping(self.shared, "schemas").items():
            self._add(self.names[name], schema)
        self.error_types: dict[str, int] = {}
        self.error_response: str | None = None

    def api(self) -> Api:
        self._refuse_other_references(self.document, "")
        operations = tuple(self._operations()) if not self.problems else ()
        if self.problems:
            raise BuildError(self.problems)
        document = self.document
        info = mapping(document, "info")
        words = mapping(document, "x-client")
        return Api(
            title=str(info["title"]),
            version=str(info["version"]),
            description=str(info.get("description", "")),
            servers=tuple(str(server["url"]) for server in sequence(document, "servers")),
            names=ClientNames(
                client=words.get("name", "Client"),
                aliases=tuple(words.get("aliases", ())),
                service=mapping(document, "x-server").get("service", "Service"),
                environment=mapping(document, "x-env"),
            ),
            security=tuple(self._security()),
            operations=operations,
            components=self._components(operations),
            error_types=self.error_types,
            error_response=self.error_response,
            runtime=document.get("x-runtime"),
        )

    # ---- operations

    def _operations(self) -> Iterator[Operation]:
        seen: dict[str, str] = {}
        for path, reference in mapping(self.document, "paths").items():
            item = self._deref(reference)
            shared = sequence(item, "parameters")
            for method in METHODS:
                if method not in item:
                    continue
                pointer = f"/paths/{escape(path)}/{method}"
                operation = self._operation(path, method, item[method], shared, pointer)
                function = operation.function
                if function in seen:
                    self._problem(
                        f"{pointer}/operationId",
                        f"two operations would both be called `{function}`: this one and {seen[function]}",
                        "give each operation an operationId of its own",
                    )
                seen[function] = pointer
                yield operation

    def _operation(self, path: str, method: str, node: Node, shared: list[Node], pointer: str) -> Operation:
        identifier = str(node.get("operationId") or f"{method}_{path}")
        *resource, name = [snake(part) for part in identifier.split(".")]
        label = pascal(*resource, name)
        body, required = self._body(node, label, pointer)
        status, response, stream_schema = self._success(node, label, pointer)
        stream = self._stream(node, stream_schema, pointer)
        for code, error in mapping(node, "responses").items():
            self._error(str(code), self._deref(error))
        return Operation(
            id=identifier,
            resource=tuple(resource),
            name=name,
            method=method.upper(),
            path=path,
            summary=str(node.get("summary", "")),
            description=str(node.get("description", "")),
            parameters=self._parameters([*shared, *sequence(node, "parameters")], pointer),
            body=body,
            body_required=required,
            response=response,
            response_status=status,
            stream=stream,
            pagination=self._pagination(node, response),
            pointer=pointer,
        )

    def _parameters(self, nodes: list[Node], pointer: str) -> tuple[Parameter, ...]:
        parameters: dict[tuple[str, str], Parameter] = {}
        for reference in nodes:
            node = self._deref(reference)
            name, location = str(node["name"]), node["in"]
            if "schema" not in node:
                self._problem(pointer, f"parameter `{name}` has no schema", "describe its value with `schema`")
                continue
            style = node.get("style", "form" if location in ("query", "cookie") else "simple")
            if style not in ("form", "simple"):
                self._problem(pointer, f"parameter `{name}` has the style `{style}`", "use `form` or `simple`")
            parameters[name, location] = Parameter(
                name=name,
                argument=node.get("x-python-name") or snake(name),
                location=location,
                required=bool(node.get("required", False)),
                schema=normalize_schema(node["schema"], self.names),
                description=str(node.get("description", "")),
                explode=bool(node.get("explode", style == "form")),
                client_default=node.get("x-client-default"),
            )
        return tuple(parameters.values())

    def _body(self, node: Node, label: str, pointer: str) -> tuple[str | None, bool]:
        if "requestBody" not in node:
            return None, False
        body = self._deref(node["requestBody"])
        content = mapping(body, "content")
        if JSON not in content:
            media = ", ".join(content) or "none"
            self._problem(f"{pointer}/requestBody", f"the body has no JSON form (only: {media})", f"offer {JSON}")
            return None, False
        return self._component(content[JSON].get("schema", {}), f"{label}Request"), bool(body.get("required", False))

    def _success(self, node: Node, label: str, pointer: str) -> tuple[int, str | None, Node | None]:
        for code, reference in mapping(node, "responses").items():
            if not re.fullmatch(r"2(\d\d|XX)", str(code)):
                continue
            content = mapping(self._deref(reference), "content")
            schema = content.get(JSON, {}).get("schema")
            return (
                int(str(code).replace("X", "0")),
                None if schema is None else self._component(schema, f"{label}Response"),
                content.get(EVENTS),
            )
        return 200, None, None

    def _error(self, code: str, node: Node) -> None:
        for error_type in node.get("x-error-types", []):
            self.error_types[error_type] = int(code)
        schema = node.get("content", {}).get(JSON, {}).get("schema")
        if schema is None or "$ref" not in schema:
            return
        if code[0] in "45":
            self.error_response = self._name(schema["$ref"])
        elif code == "default":
            self.error_response = self.error_response or self._name(schema["$ref"])

    def _stream(self, node: Node, media: Node | None, pointer: str) -> EventStream | None:
        if media is None:
            return None
        words = mapping(node, "x-stream")
        if not words:
            self._problem(
                pointer,
                "the operation answers with events but does not say how they are told apart",
                "add `x-stream: {events: '#/components/schemas/...', tag: ...}`",
            )
            return None
        union = self._name(words["events"])
        tags = self.schemas[union].get("discriminator", {}).get("mapping", {})
        return EventStream(
            union=union,
            tag=words["tag"],
            events={tag: ref.rsplit("/", 1)[-1] for tag, ref in tags.items()},
            switch=words.get("switch"),
            ping=words.get("ping"),
            error=words.get("error"),
            end=words.get("end"),
            collector=words.get("collector"),
        )

    def _pagination(self, node: Node, response: str | None) -> Pagination | None:
        words = mapping(node, "x-pagination")
        if not words or response is None:
            return None
        items = self.schemas[response]["properties"][words["items"]]["items"]
        backward = words.get("backward")
        return Pagination(
            items=words["items"],
            item=ref_name(items),
            more=words.get("more"),
            forward=Cursor(words["forward"]["parameter"], words["forward"]["cursor"]),
            backward=Cursor(backward["parameter"], backward["cursor"]) if backward else None,
        )

    # ---- security and components

    def _security(self) -> Iterator[SecurityScheme]:
        for name, reference in mapping(self.shared, "securitySchemes").items():
            node = self._deref(reference)
            if node.get("type") == "apiKey" and node.get("in") == "header":
                yield SecurityScheme(name, "api_key", node["name"].lower(), "")
            elif node.get("type") == "http" and str(node.get("scheme")).lower() == "bearer":
                yield SecurityScheme(name, "auth_token", "authorization", "Bearer ")

    def _components(self, operations: tuple[Operation, ...]) -> dict[str, Component]:
        sides: dict[str, set[Side]] = {name: set() for name in self.schemas}
        for operation in operations:
            self._mark([operation.body, *self._refs([p.schema for p in operation.parameters])], "request", sides)
            stream = operation.stream
            self._mark([operation.response, *([stream.union] if stream else [])], "response", sides)
        self._mark([self.error_response], "response", sides)
        return {
            name: Component(name, schema, frozenset(sides[name]), schema.get("x-base"))
            for name, schema in self.schemas.items()
        }

    def _mark(self, names: Iterable[str | None], side: Side, sides: dict[str, set[Side]]) -> None:
        pending = [name for name in names if name is not None]
        while pending:
            name = pending.pop()
            if side not in sides[name]:
                sides[name].add(side)
                pending.extend(self._refs(self.schemas[name]))

    def _refs(self, node: Any) -> Iterator[str]:
        if isinstance(node, Mapping):
            values = cast("Node", node)
            if isinstance(values.get("$ref"), str):
                yield ref_name(values)
            for value in values.values():
                yield from self._refs(value)
        elif isinstance(node, list | tuple):
            for value in cast("list[Any]", node):
                yield from self._refs(value)

    def _component(self, schema: Node, name: str) -> str:
        """The component that `schema` refers to; an inline schema becomes a component called `name`."""
        if "$ref" in schema:
            return self._name(schema["$ref"])
        self._add(name, schema)
        return name

    def _add(self, name: str, schema: Node) -> None:
        self.schemas[name] = hoist(name, normalize_schema(schema, self.names), self.schemas)

    def _name(self, reference: str) -> str:
        """The class name of the component that a reference of the document leads to."""
        return self.names[reference.rsplit("/", 1)[-1]]

    def _deref(self, node: Node) -> Node:
        while "$ref" in node:
            target: Any = self.document
            for part in str(node["$ref"]).removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = cast("Node", target)
        return node

    def _refuse_other_references(self, node: Any, pointer: str) -> None:
        """Whatever is referred to has to be a component: nothing else has a name that a class could take."""
        if isinstance(node, list):
            for index, item in enumerate(cast("list[Any]", node)):
                self._refuse_other_references(item, f"{pointer}/{index}")
        elif isinstance(node, dict):
            for key, value in cast("Node", node).items():
                if key in ("example", "examples") or (re.fullmatch(r"/paths/[^/]+", pointer) and key == "$ref"):
                    continue
                if key == "$ref" and not re.fullmatch(r"#/components/[^/]+/[^/]+", str(value)):
                    self._problem(f"{pointer}/$ref", f"{value} is no component", "move what it refers to to components")
                self._refuse_other_references(value, f"{pointer}/{escape(str(key))}")

    def _problem(self, pointer: str, message: str, advice: str) -> None:
        self.problems.append(BuildProblem(pointer, message, advice))


def mapping(node: Mapping[str, Any], key: str) -> Node:
    """The mapping at `key`, empty where there is none."""
    return cast("Node", node.get(key) or {})


def sequence(node: Mapping[str, Any], key: str) -> list[Node]:
    """The list of mappings at `key`, empty where there is none."""
    return cast("list[Node]", node.get(key) or [])


def escape(part: str) -> str:
    """One step of a JSON pointer."""
    return part.replace("~", "~0").replace("/", "~1")


def snake(name: str) -> str:
    """Any name as a Python identifier: `page-size` and `listPets` as `page_size` and `list_pets`."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    identifier = re.sub(r"[\W_]+", "_", words).strip("_").lower()
    if not identifier or identifier[0].isdigit():
        identifier = f"_{identifier}"
    return f"{identifier}_" if keyword.iskeyword(identifier) else identifier
