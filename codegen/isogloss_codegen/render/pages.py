"""The jinja2 pages of a generated package: one thin template per output file, everything computed before it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from ..ir import Api, Component, Media, Operation, Schema, ServerVariable, Style
from ..names import MODULE_NAMES, free, is_name
from ..schema.references import references
from .arguments import Arguments
from .attributes import attributes
from .source import (
    Source,
    checked,
    code,
    docstring,
    dotted,
    identifier,
    in_docstring,
    joined,
    literal,
    long_literal,
    quoted,
)
from .types import Names, TypeExpressions

TYPED_DICT = code("TypedDict")

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Field:
    """A key of a `TypedDict`; `name` is what goes over the wire."""

    name: str
    type: Source
    required: bool
    doc: str

    @property
    def declared(self) -> Source:
        return self.type if self.required else code("NotRequired[{}]", self.type)


@dataclass(frozen=True)
class Shape:
    """A type of `params.py`: a `TypedDict` with `fields` besides those of `base`, or an alias of some `types`.

    `quoted` types name others, which may stand further down; `functional` is the form that can spell any key.
    """

    name: str
    doc: str
    types: tuple[Source, ...] = ()
    quoted: bool = False
    fields: tuple[Field, ...] | None = None
    extra: bool = False
    functional: bool = False
    base: Source = TYPED_DICT

    @property
    def type(self) -> Source:
        """The type that an alias stands for."""
        if not self.quoted:
            return joined(" | ", self.types)
        types = joined(", ", map(quoted, self.types))
        return types if len(self.types) == 1 else code("Union[{}]", types)


def page(template: str, **context: Any) -> Source:
    """Renders one template."""
    return Source(environment().get_template(template).render(**context))


def operations_page(api: Api, root: Source, *, with_arguments: bool, secured: bool = False) -> Source:
    """The text of `operations.py`, in a package whose runtime is at `root`.

    Only clients of providers make calls of keyword arguments (`with_arguments`), and need the names that differ. In a
    `secured` package, operations say which credentials they require.
    """
    renamed = Arguments(api, Names()).renamed
    arguments = {operation.id: renamed(operation) for operation in api.operations if with_arguments}
    fields = {id: fields for id, (fields, _) in arguments.items()}
    keywords = {id: keywords for id, (_, keywords) in arguments.items()}
    optional = {
        identifier(module): [*map(identifier, names)]
        for module, names in optional_imports(api, secured=secured).items()
    }
    return page(
        "operations.py.jinja",
        api=api,
        root=root,
        attributes=attributes(api),
        fields=fields,
        keywords=keywords,
        optional=optional,
        secured=secured,
    )


def constant(operation: Operation) -> Source:
    """The name of an operation in `operations.py`: `PETS_LIST`."""
    return identifier(free(operation.function.upper(), _CONSTANTS))


_CONSTANTS = {"API", "BASE_API", "DIALECT", "TYPE_CHECKING"}
_TYPES = {"bool", "dict", "float", "int", "list", "str"}


def shapes(api: Api, names: Names | None = None) -> list[Shape]:
    """The types of `params.py`: every component that a caller can send, in the order of the document."""
    types = TypeExpressions(api, names or Names())
    classes = {*MODULE_NAMES, *_TYPES, *api.components}
    return [_shape(component, types, classes) for component in api.components.values() if "request" in component.sides]


def _shape(component: Component, types: TypeExpressions, classes: set[str]) -> Shape:
    schema = component.schema
    doc = str(schema.get("description", ""))
    if not component.is_object:
        members = types.members(component)
        # Models are not imported when the module runs.
        is_quoted = any(references(schema)) or any("models." in each for each in members)
        return Shape(component.name, doc, types=members, quoted=is_quoted)
    required = schema.get("required", ())
    fields = tuple(
        Field(name, types.of(value), name in required, _description(value))
        for name, value in schema.get("properties", {}).items()
    )
    return Shape(
        component.name,
        doc,
        fields=fields,
        extra=bool(schema.get("additionalProperties", False)),
        # A class would make another name of one with two underscores, and another type of a type's.
        functional=any(not is_name(f.name) or f.name.startswith("__") or f.name in classes for f in fields),
    )


def _description(schema: Schema | bool) -> str:
    return "" if isinstance(schema, bool) else str(schema.get("description", ""))


@cache
def environment() -> jinja2.Environment:
    """The environment of the templates: it inserts source only, and raises TypeError for anything else."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Python is rendered, not HTML
        finalize=checked,
    )
    # Only what these make goes into a page: jinja's own filters make plain text.
    filters: dict[str, Any] = {
        "arguments": arguments,
        "constant": constant,
        "docstring": docstring,
        "dotted": dotted,
        "exported": exported,
        "identifier": identifier,
        "in_docstring": in_docstring,
        "listed": listed,
        "literal": literal,
        "long_literal": long_literal,
        "media": media_source,
        "quoted": quoted,
        "server_argument": server_argument,
        "server_text": server_text,
        "style": style_source,
    }
    made.filters.clear()
    made.filters.update(filters)
    return made


def arguments(value: Any, without: Collection[str] = ()) -> Source:
    """The fields of a dataclass that say something, as arguments; but for some."""
    given = [(f.name, getattr(value, f.name)) for f in fields(value) if f.name not in without]
    told = ((name, item) for name, item in given if item not in ("", (), None))
    return joined(", ", (code("{}={}", identifier(name), long_literal(item)) for name, item in told))


def listed(pieces: Iterable[Source]) -> Source:
    """Pieces with commas between them."""
    return joined(", ", pieces)


def exported(name: str) -> Source:
    """An imported name that others may import from here."""
    return code("{} as {}", identifier(name), identifier(name))


def media_source(media: Media) -> Source:
    """The object that writes and reads a body."""
    if media.format in ("form", "multipart"):
        given = [literal(media.shape)]
        if media.format == "form" and media.styles:
            given.append(
                code(
                    "{{{}}}",
                    joined(", ", (code("{}: {}", literal(k), style_source(v)) for k, v in media.styles.items())),
                )
            )
        if media.format == "multipart" and media.types:
            given.append(literal(media.types))
        return code("{}({})", _MEDIA[media.format], joined(", ", given))
    return code("{}({})", _MEDIA[media.format], literal(media.type))


_MEDIA = {
    "json": code("Json"),
    "form": code("Form"),
    "multipart": code("Multipart"),
    "text": code("Text"),
    "binary": code("Binary"),
}


def style_source(style: Style) -> Source:
    """The object that writes and reads a parameter."""
    explode = code(", explode=True" if style.explode else "")
    return code("Style({}, {}{})", literal(style.name), literal(style.shape), explode)


def optional_imports(api: Api, *, secured: bool) -> dict[str, list[str]]:
    """The modules of the runtime that only some packages need, with the names that `operations.py` imports."""
    medias = [operation.media for operation in api.operations if operation.media is not None]
    styled = any(parameter.style for operation in api.operations for parameter in operation.parameters)
    styled = styled or any(media.styles for media in medias if media.format == "form")
    names = {str(_MEDIA[media.format]) for media in medias}
    answers = any(operation.answers for operation in api.operations)
    needs = secured and any(any(operation.security) for operation in api.operations)
    found = {
        "answers": ["Answer", "Answers"] if answers else [],
        "bodies": sorted(names & {"Json", "Text", "Binary"}),
        "forms": sorted(names & {"Form", "Multipart"}),
        "schemes": ["Requirements", "Scheme"] if needs else ["Scheme"] if secured else [],
        "styles": ["Style"] if styled else [],
    }
    return {module: listed for module, listed in found.items() if listed}


def server_argument(variable: ServerVariable) -> Source:
    """A variable of a server's URL as an argument."""
    kind = code("Literal[{}]", joined(", ", map(literal, variable.values))) if variable.values else code("str")
    return code("{}: {} = {}", identifier(variable.argument), kind, literal(variable.default))


def server_text(api: Api) -> Source:
    """The URL of a server as an f-string of the arguments."""
    text = str(literal(api.server_url.replace("{", "\0").replace("}", "\1")))
    names = {variable.name: variable.argument for variable in api.server_variables}
    parts = re.split(r"\\x00(.*?)\\x01", text)
    filled = [
        code("{{{}}}", identifier(names[part])) if index % 2 else Source(part) for index, part in enumerate(parts)
    ]
    return code("f{}", joined("", filled))


def operations_of(api: Api) -> dict[tuple[str, ...], list[Operation]]:
    """Operations by the resource that they belong to."""
    grouped: dict[tuple[str, ...], list[Operation]] = {}
    for operation in api.operations:
        grouped.setdefault(operation.resource, []).append(operation)
    return grouped
