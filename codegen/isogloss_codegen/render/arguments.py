"""The arguments of a client's methods: their names, types, order and documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from ..ir import Api, Operation, Schema
from ..names import free, snake
from .attributes import attributes
from .source import BLANKS, Source, code, identifier, literal, wrapped
from .types import Names, TypeExpressions

# The options of every method, with type and default. A parameter of the document with the same name is renamed.
OPTIONS = {
    "extra_headers": (code("HeadersOption | None"), code("None")),
    "extra_query": (code("Mapping[str, object] | None"), code("None")),
    "extra_body": (code("Mapping[str, object] | None"), code("None")),
    "timeout": (code("TimeoutOption | Omit"), code("omit")),
}
_ARGUMENTS = {"self", "given", *OPTIONS}

_DOCUMENTED = {
    "extra_headers": "More headers. They replace others of the same name; None removes a header.",
    "extra_query": "More query parameters.",
    "extra_body": "More properties of the body. They are not validated.",
    "timeout": "Maximum seconds without a byte, or a timeout for each phase; None: no limit.",
}
_OUTPUT_TYPE = "Python type of the output. The server gets its JSON Schema, and the text of the answer is read as it."


@dataclass(frozen=True)
class Argument:
    """An argument of a method, and the field or parameter `target` that gets its value."""

    name: Source
    target: str
    type: Source
    required: bool
    doc: str
    in_body: bool = False

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
        self._attributes = attributes(api)

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

    @staticmethod
    def output_type(operation: Operation) -> list[Argument]:
        """The argument with the Python type of the output, if the operation has one."""
        if operation.output_type is None:
            return []
        name, kind = identifier(operation.output_type), code("type[OutputT]" if operation.stream else "type[object]")
        return [Argument(name, operation.output_type, kind, False, _OUTPUT_TYPE, in_body=True)]

    def renamed(self, operation: Operation) -> tuple[dict[str, str], dict[str, str]]:
        """The arguments that are not called like what they stand for: fields of the body by argument ("" is the whole
        body), and arguments by parameter."""
        path, body, others = self.of(operation)
        fields = {str(argument.name): argument.target for argument in body if argument.name != argument.target}
        return fields, {a.target: str(a.name) for a in (*path, *others) if a.name != a.target}

    def _name(self, field: str) -> str:
        """The name of the model's attribute. An argument may have a name that is reserved there, such as `list`."""
        attribute, plain = self._attributes[field], snake(field)
        return plain if attribute.rstrip("_") == plain.rstrip("_") else attribute

    def _body(self, operation: Operation) -> list[Argument]:
        media = operation.media
        if operation.body is None:
            if media is None:
                return []
            kind = code("str") if media.format == "text" else code("Content")
            return [Argument(code("body"), "", kind, operation.body_required, f"Sent as `{media.type}`.", True)]
        component = self._components[operation.body]
        schema = component.schema
        if not component.is_object:
            kind = self._types.of({"$ref": f"#/components/schemas/{component.name}"})
            return [Argument(code("body"), "", kind, operation.body_required, str(schema.get("description", "")), True)]
        required = schema.get("required", ()) if operation.body_required else ()
        taken = set(_ARGUMENTS)
        arguments: list[Argument] = []
        for field, value in cast("Mapping[str, Schema]", schema.get("properties", {})).items():
            name = free(self._name(field), taken)
            taken.add(name)
            doc = str(value.get("description", ""))
            arguments.append(Argument(identifier(name), field, self._types.of(value), field in required, doc, True))
        return arguments


def document(operation: Operation, arguments: list[Argument], note: str = "") -> str:
    """The docstring of a method."""
    documented: dict[str, str] = {argument.name: argument.doc for argument in arguments} | _DOCUMENTED
    return described(operation, note, "Args:", documented)


def described(operation: Operation, note: str, head: str, listed: Mapping[str, str]) -> str:
    """The summary and description of an operation, a note, and a list below a head; none of both if it is empty."""
    title = operation.summary.rstrip(".") or operation.id
    lines = [head] if listed else []
    for name, doc in listed.items():
        lines += wrapped(f"{name}: {doc}", 106, first="    ", others=" " * 8)
    place = f"`{operation.method} {operation.path}`"
    sections = [f"{title}.", operation.description.strip(BLANKS), place, note, "\n".join(lines)]
    return "\n\n".join(section for section in sections if section)


def ordered(arguments: list[Argument], first: Argument | None = None) -> list[Argument]:
    """Required arguments, then the others; `first` counts as required."""
    return sorted(arguments, key=lambda argument: not (argument.required or argument is first))
