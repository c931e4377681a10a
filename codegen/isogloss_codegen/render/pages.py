"""The jinja2 pages of a generated package: one thin template per output file, everything computed before it."""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from ..ir import Api, Component, Operation, Parameter, Schema
from .types import Names, TypeExpressions

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Field:
    """A key of a `TypedDict`."""

    name: str
    type: str
    required: bool
    doc: str

    @property
    def declared(self) -> str:
        return self.type if self.required else f"NotRequired[{self.type}]"


@dataclass(frozen=True)
class Shape:
    """A type of `params.py`: a `TypedDict` with `fields`, or an alias of one or several `types`.

    `quoted` types name others, which may stand further down.
    """

    name: str
    doc: str
    types: tuple[str, ...] = ()
    quoted: bool = False
    fields: tuple[Field, ...] | None = None
    extra: bool = False

    @property
    def functional(self) -> bool:
        """Whether a key is no identifier, which only the functional form can spell."""
        return any(not field.name.isidentifier() for field in self.fields or ())


def page(template: str, **context: Any) -> str:
    """Renders one template."""
    return _environment().get_template(template).render(**context)


def shapes(api: Api, names: Names | None = None) -> list[Shape]:
    """The types of `params.py`: every component that a caller can send, in the order of the document."""
    types = TypeExpressions(api, names or Names())
    return [_shape(component, types) for component in api.components.values() if "request" in component.sides]


def _shape(component: Component, types: TypeExpressions) -> Shape:
    schema = component.schema
    doc = str(schema.get("description", ""))
    if not component.is_object:
        return Shape(component.name, doc, types=types.members(component), quoted="$ref" in str(schema))
    required = schema.get("required", ())
    fields = tuple(
        Field(name, types.of(value), name in required, str(value.get("description", "")))
        for name, value in schema.get("properties", {}).items()
    )
    return Shape(component.name, doc, fields=fields, extra=bool(schema.get("additionalProperties", False)))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Python is rendered, not HTML
    )
    filters: dict[str, Any] = {
        "docstring": docstring,
        "literal": literal,
        "arguments": arguments,
        "json_kind": json_kind,
        "item_kind": item_kind,
    }
    environment.filters.update(filters)
    return environment


def docstring(text: str, indent: int, *, escaped: bool = False) -> str:
    """`text` as a docstring that stands `indent` columns to the right, wrapped for lines of 120 columns."""
    if not escaped:
        text = text.strip().replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
        if text.endswith('"'):
            text = f'{text[:-1]}\\"'
    if len(text) + indent + 6 <= 120 and "\n" not in text:
        return f'"""{text}"""'
    first, *rest = [line for paragraph in text.split("\n") for line in (textwrap.wrap(paragraph, 114 - indent) or [""])]
    pad = " " * indent
    lines = [first, *(f"{pad}{line}".rstrip() for line in rest)]
    return '"""' + "\n".join(lines) + f'\n{pad}"""'


def literal(value: str | None) -> str:
    """A Python literal in double quotes."""
    return "None" if value is None else json.dumps(value, ensure_ascii=False)


def arguments(value: Any) -> str:
    """The fields of a dataclass that say something, as arguments."""
    given = [(f.name, getattr(value, f.name)) for f in fields(value)]
    return ", ".join(f"{name}={_broken(item)}" for name, item in given if item not in ("", ()))


def _broken(value: object) -> str:
    """A literal; a long text as several, one per line."""
    if not isinstance(value, str) or len(value) < 90:
        return repr(value)
    lines = [""]
    for word in re.findall(r"\S+\s*|\s+", value):
        lines[-1:] = [lines[-1] + word] if len(lines[-1] + word) < 90 else [lines[-1], word]
    return f"({' '.join(map(literal, lines))})"


def json_kind(parameter: Parameter) -> str:
    """The JSON type of a parameter's value; the first that is not null where there are several."""
    return _kind(parameter.schema)


def item_kind(parameter: Parameter) -> str:
    """The JSON type of the items of an array parameter; `string` where it is no array, or does not say."""
    return _kind(parameter.schema.get("items", {}))


def _kind(schema: Schema) -> str:
    kind: str | list[str] = schema.get("type", "string")
    return kind if isinstance(kind, str) else next(name for name in kind if name != "null")


def operations_of(api: Api) -> dict[tuple[str, ...], list[Operation]]:
    """Operations by the resource that they belong to."""
    grouped: dict[tuple[str, ...], list[Operation]] = {}
    for operation in api.operations:
        grouped.setdefault(operation.resource, []).append(operation)
    return grouped
