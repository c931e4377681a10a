"""The arguments of a client's methods: their names, types, order and documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from ..ir import Api, Operation, Schema
from ..names import free, snake
from .source import BLANKS, Source, code, identifier, literal, wrapped
from .types import Names, TypeExpressions

# The options of every method. A parameter of the document with the same name is renamed.
_ARGUMENTS = {"self", "extra_headers", "extra_query", "extra_body", "timeout", "others"}

_OPTIONS = {
    "extra_headers": "More headers. They replace others of the same name; None removes a header.",
    "extra_query": "More query parameters.",
    "extra_body": "More properties of the body. They are not validated.",
    "timeout": "Maximum seconds without a byte, or a timeout for each phase; None: no limit.",
}


@dataclass(frozen=True)
class Argument:
    """An argument of a method, and the field or parameter `target` that gets its value."""

    name: Source
    target: str
    type: Source
    required: bool
    doc: str

    @property
    def declared(self) -> Source:
        """The argument in a signature."""
        return code("{}: {}" if self.required else "{}: {} | Omit = omit", self.name, self.type)

    @property
    def entry(self) -> Source:
        """The entry of the dict that is sent."""
        return code("{}: {}", literal(self.target), self.name)


class Arguments:
    """Makes the arguments of operations."""

    def __init__(self, api: Api, names: Names) -> None:
        self._components = api.components
        self._types = TypeExpressions(api, names)

    def of(self, operation: Operation) -> tuple[list[Argument], list[Argument], list[Argument]]:
        """Path parameters, body properties, other parameters. A body that is not an object is one argument, `body`."""
        body = self._body(operation)
        taken = _ARGUMENTS | {argument.name for argument in body}
        path: list[Argument] = []
        others: list[Argument] = []
        for parameter in operation.parameters:
            required = parameter.required and parameter.client_default is None
            doc = parameter.description
            if parameter.client_default is not None:
                doc = f"{doc.rstrip('.')}; `{parameter.client_default}` if not given."
            name = free(parameter.argument, taken)
            taken.add(name)
            kind = self._types.of(parameter.schema)
            argument = Argument(
                identifier(name), parameter.argument, kind, required or parameter.location == "path", doc
            )
            (path if parameter.location == "path" else others).append(argument)
        return path, body, others

    def _body(self, operation: Operation) -> list[Argument]:
        if operation.body is None:
            return []
        component = self._components[operation.body]
        schema = component.schema
        if not component.is_object:
            kind = self._types.of({"$ref": f"#/components/schemas/{component.name}"})
            return [Argument(code("body"), "", kind, operation.body_required, str(schema.get("description", "")))]
        required = schema.get("required", ()) if operation.body_required else ()
        taken = set(_ARGUMENTS)
        arguments: list[Argument] = []
        for field, value in cast("Mapping[str, Schema]", schema.get("properties", {})).items():
            name = free(snake(field), taken)
            taken.add(name)
            doc = str(value.get("description", ""))
            arguments.append(Argument(identifier(name), field, self._types.of(value), field in required, doc))
        return arguments


def document(operation: Operation, arguments: list[Argument], note: str = "", others: str = "") -> str:
    """The docstring of a method; `others` describes arguments that are not declared."""
    title = operation.summary.rstrip(".") or operation.id
    sections = [f"{title}.", operation.description.strip(BLANKS), note]
    documented: dict[str, str] = {argument.name: argument.doc for argument in arguments} | _OPTIONS
    if others:
        documented["others"] = others
    lines = ["Args:"]
    for name, doc in documented.items():
        lines += wrapped(f"{name}: {doc}", 106, first="    ", others=" " * 8)
    return "\n\n".join([*(section for section in sections if section), "\n".join(lines)])


def ordered(arguments: list[Argument], first: Argument | None = None) -> list[Argument]:
    """Required arguments, then the others; `first` counts as required."""
    return sorted(arguments, key=lambda argument: not (argument.required or argument is first))
