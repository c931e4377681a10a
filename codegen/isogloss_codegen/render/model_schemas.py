"""Prepares the schemas of an API for datamodel-code-generator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ..ir import Api, Component, Operation
from ..patterns import engine_of
from ..schema.maker.keywords import with_inner
from .attributes import argument_attributes, attributes
from .placeholders import Placeholders
from .source import BLANKS, code, literal

# Formats that restrict values, as patterns for requests. In responses, formats are not checked.
_PATTERNS = {
    "uri": r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*$",
    "date-time": r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
}

# Models need only these keywords. `default` is not among them, because an absent field must stay absent on the wire.
_TOLD = frozenset(
    (
        *("$ref", "type", "description", "properties", "required", "additionalProperties", "items"),
        *("allOf", "anyOf", "oneOf", "enum", "const", "pattern", "minLength", "maxLength", "minItems", "maxItems"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    )
)


class ModelSchemas:
    """The schemas of an API with marks in place of the document's texts; `aliases` are names with another attribute."""

    def __init__(self, api: Api) -> None:
        self.attributes = attributes(api)
        self.texts = Placeholders()
        self.aliases: dict[str, str] = {}
        self._arguments = argument_attributes(api)
        self._marks: dict[tuple[str, str], str] = {}

    def of_component(self, component: Component) -> dict[str, Any]:
        """The schema that a component's model is made of."""
        return self._sealed(component_schema(component))

    def of_parameters(self, operation: Operation) -> dict[str, Any]:
        """The schema of an operation's parameters, by argument."""
        return self._sealed(parameters_schema(operation), self._arguments)

    def _sealed(self, schema: Any, attributes: Mapping[str, str] | None = None) -> Any:
        if not isinstance(schema, Mapping):
            return schema
        names = self.attributes if attributes is None else attributes
        sealed = with_inner(cast("dict[str, Any]", schema), lambda inner, _: self._sealed(inner))
        if isinstance(sealed.get("properties"), dict):
            sealed["properties"] = {self._name(name, names): value for name, value in sealed["properties"].items()}
        if "required" in sealed:
            sealed["required"] = [self._name(name, names) for name in sealed["required"]]
        for keyword in ("const", "default"):
            if keyword in sealed:
                sealed[keyword] = self._value(sealed[keyword])
        if "enum" in sealed:
            sealed["enum"] = self._value(sealed["enum"])
        if "description" in sealed:
            text = str(sealed.pop("description"))
            if text.strip(BLANKS):
                sealed["description"] = self.texts.mark(text)
        if "pattern" in sealed:
            sealed["pattern"] = self._pattern(sealed["pattern"])
        return sealed

    def _name(self, name: str, attributes: Mapping[str, str]) -> str:
        attribute = attributes[name]
        if attribute == name:
            return name
        if (name, attribute) not in self._marks:
            self._marks[name, attribute] = self.texts.mark_source(literal(name))
            self.aliases[self._marks[name, attribute]] = attribute
        return self._marks[name, attribute]

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(item) for item in cast("list[Any]", value)]
        return self.texts.mark(value) if isinstance(value, str) else value

    def _pattern(self, pattern: str) -> str:
        if engine_of(pattern) == "pydantic":
            return self.texts.mark(pattern)
        return self.texts.mark_source(code("re.compile({})", literal(pattern)))


def component_schema(component: Component) -> dict[str, Any]:
    """The schema that a component's model is made of."""
    source = component.schema if "response" in component.sides else _with_patterns(component.schema)
    schema = cast("dict[str, Any]", _clean(source))
    if component.one_needed:
        del schema["anyOf"]  # the class has it
    schema.pop("discriminator", None)  # `_union` writes unions; here the keyword would give optional tags a default
    if schema.get("additionalProperties") is False:
        del schema["additionalProperties"]
    if component.is_open and "enum" in schema:
        return {"description": schema.pop("description", ""), "anyOf": [schema, {"type": "string"}]}
    return cast("dict[str, Any]", _tolerant(schema)) if "response" in component.sides else schema


def parameters_schema(operation: Operation) -> dict[str, Any]:
    """The schema of an operation's parameters, by argument."""
    properties: dict[str, Any] = {}
    for parameter in operation.parameters:
        schema = cast("dict[str, Any]", _clean(parameter.schema))
        default = parameter.schema.get("default")
        if default is not None and _is_plain(default):
            schema["default"] = default
        elif not parameter.required:
            schema = _nullable(schema)
        properties[parameter.argument] = {**schema, "description": parameter.description}
    return {
        "type": "object",
        "description": f"The path, query and header parameters of `{operation.method} {operation.path}`.",
        "properties": properties,
        "required": [p.argument for p in operation.parameters if p.required],
    }


def _is_plain(default: Any) -> bool:
    items = cast("list[Any]", default) if isinstance(default, list) else [default]
    return all(isinstance(item, str | int | float) for item in items)


def _tolerant(node: Any) -> Any:
    """A response schema in which every object, also inline, reads an absent optional field as `None`."""
    if not isinstance(node, dict):
        return node
    schema = with_inner(cast("dict[str, Any]", node), lambda inner, _: _tolerant(inner))
    if isinstance(schema.get("properties"), dict):
        required = schema.get("required", ())
        schema["properties"] = {
            name: value if name in required or value is True or "const" in value else _nullable(value)
            for name, value in schema["properties"].items()
        }
    return schema


def _with_patterns(node: Any) -> Any:
    if not isinstance(node, Mapping):
        return node
    schema = with_inner(cast("dict[str, Any]", node), lambda inner, _: _with_patterns(inner))
    pattern = _PATTERNS.get(str(schema.get("format")))
    if schema.get("type") == "string" and pattern is not None and "pattern" not in schema:
        schema["pattern"] = pattern
    return schema


def _clean(node: Any) -> Any:
    if not isinstance(node, Mapping):
        return node
    schema = {key: value for key, value in cast("Mapping[str, Any]", node).items() if key in _TOLD}
    # Python has no literal types for objects and lists.
    for keyword in ("enum", "const"):
        values: list[Any] = schema.get(keyword, []) if keyword == "enum" else [schema.get(keyword)]
        if any(isinstance(value, dict | list) for value in values):
            del schema[keyword]
    return with_inner(dict(schema), lambda inner, _: _clean(inner))


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema`, read as `None` if it is absent."""
    kind = schema.get("type")
    if kind == "null" or (isinstance(kind, list) and "null" in kind) or {"type": "null"} in schema.get("anyOf", ()):
        return {**schema, "default": None}
    if isinstance(kind, str) and "const" not in schema and "enum" not in schema:
        return {**schema, "type": [kind, "null"], "default": None}
    outer = {"description": schema["description"]} if "description" in schema else {}
    inner = {key: value for key, value in schema.items() if key != "description"}
    return {**outer, "anyOf": [inner, {"type": "null"}], "default": None}
