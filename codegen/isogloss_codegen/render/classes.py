"""Classes and type aliases of models: one definition for each component and for the parameters of each operation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from ..ir import Api, Component, Operation, Schema
from ..schema.references import references
from .annotations import Annotation, Annotations, constant, is_constant
from .attributes import argument_attributes, attributes
from .checked import object_keywords
from .narrowed import Narrowed
from .source import BLANKS, Source, code, docstring, identifier, joined, literal
from .unions import Unions, is_replayable


@dataclass(frozen=True)
class Definition:
    """A class or an alias of `models.py`, and the names in it. `write` is given the names that are defined later."""

    name: str
    is_alias: bool
    needs: frozenset[str]
    write: Callable[[Collection[str]], Source]


class Classes:
    """Makes the definitions of an API; `narrowed` has what is left of those that stand on one of the base, by name."""

    def __init__(self, api: Api, narrowed: Mapping[str, Narrowed]) -> None:
        self._api, self._narrowed = api, narrowed
        self._attributes, self._arguments = attributes(api), argument_attributes(api)
        self._unions = Unions(api, self._attributes)

    def of(self, names: Collection[str]) -> Iterator[Definition]:
        """The definitions with these names, in the order of the document."""
        for name, component in self._api.components.items():
            if name in names:
                yield self._of_component(component)
        for operation in self._api.operations:
            if operation.parameters and operation.parameters_name in names:
                yield self._of_parameters(operation)

    def _of_component(self, component: Component) -> Definition:
        if component.name in self._narrowed:
            narrowed = self._narrowed[component.name]
            return self._class(narrowed.component, narrowed.base, rules=False)
        if component.is_object:
            return self._class(component, identifier(_base_class(self._api, component)), rules=True)
        needs = frozenset(references(component.schema))

        def write(later: Collection[str]) -> Source:
            union = self._unions.of(component, later)
            if union is None:
                union = self._annotations(component, later).of(component.schema).written()
            name = identifier(component.name)
            line = code("{} = TypeAliasType({}, {})\n", name, literal(component.name), union)
            doc = _described(component.schema, 0)
            return code("{}{}\n", line, doc) if doc else line

        return Definition(component.name, True, needs, write)

    def _annotations(self, component: Component, later: Collection[str] = ()) -> Annotations:
        return Annotations(formats="response" not in component.sides, later=later)

    def _class(self, component: Component, base: Source, *, rules: bool) -> Definition:
        schema = component.schema
        annotations, tolerant = self._annotations(component), "response" in component.sides
        lines = list(self._rules(component)) if rules else []
        lines += _extra(schema, annotations)
        required = schema.get("required", ())
        properties: Mapping[str, Schema | bool] = schema.get("properties", {})
        for name, value in properties.items():
            attribute = self._attributes[name]
            made = annotations.of(value)
            if name in required:
                default = constant(value) if not isinstance(value, bool) and is_constant(value) else None
                lines.append(_field(name, attribute, made, default))
            else:
                nullable = () if tolerant or not made.has_null else (code("Nullable"),)
                lines.append(_field(name, attribute, made, _NONE, *nullable, optional=True))
            lines += _doc_of_field(value)
        return _definition(component.name, base, _described(schema, 4), lines, references(schema))

    def _rules(self, component: Component) -> Iterator[Source]:
        exclusive = component.schema.get("not", {}).get("required", ())
        for rule, names in (("at_most_one_of", exclusive), ("at_least_one_of", component.one_needed)):
            told = tuple(self._attributes[name] for name in names if name in self._attributes)
            if told:
                yield code("\n    {}: ClassVar = {}\n", identifier(rule), literal(told))
        if "response" in component.sides and (promised := self._promised(component.schema)):
            yield code("\n    __constants__: ClassVar = {}\n", literal(promised))
        if words := object_keywords(component):
            yield code("\n    __keywords__: ClassVar = Keywords({})\n", literal(words))

    def _promised(self, schema: Schema) -> dict[str, str]:
        """The optional properties with one value that the server says it sends always."""
        properties: Mapping[str, Schema | bool] = schema.get("properties", {})
        return {
            self._attributes[name]: value["const"]
            for name, value in properties.items()
            if not isinstance(value, bool) and value.get("x-tier") == "declared"
            if name not in schema.get("required", ()) and isinstance(value.get("const"), str)
        }

    def _of_parameters(self, operation: Operation) -> Definition:
        annotations = Annotations(formats=False)
        lines: list[Source] = []
        for parameter in operation.parameters:
            attribute, made = self._arguments[parameter.argument], annotations.of(parameter.schema)
            default: Any = parameter.schema.get("default")
            if default is not None and _is_plain(default):
                lines.append(_field(parameter.argument, attribute, made, literal(default)))
            elif parameter.required:
                lines.append(_field(parameter.argument, attribute, made, None))
            else:
                lines.append(_field(parameter.argument, attribute, made, _NONE, optional=True))
            lines += _doc_of_field({"description": parameter.description})
        about = f"The path, query and header parameters of `{operation.method} {operation.path}`."
        needs = [name for parameter in operation.parameters for name in references(parameter.schema)]
        return _definition(operation.parameters_name, code("ParametersModel"), docstring(about, 4), lines, iter(needs))


_NONE = code("None")


def _definition(name: str, base: Source, doc: Source | None, lines: list[Source], needs: Iterator[str]) -> Definition:
    body = joined("\n", [*([code("    {}", doc)] if doc else []), *lines]) if doc or lines else code("    pass")
    text = code("class {}({}):\n{}\n", identifier(name), base, body)
    return Definition(name, False, frozenset(needs), lambda _: text)


def _field(
    name: str, attribute: str, made: Annotation, default: Source | None, *marks: Source, optional: bool = False
) -> Source:
    alias = {} if attribute == name else {"alias": literal(name)}
    written = made.written(*marks, optional=optional, **alias)
    told = code("    {}: {}", identifier(attribute), written)
    return told if default is None else code("{} = {}", told, default)


def _extra(schema: Schema, annotations: Annotations) -> Iterator[Source]:
    others = schema.get("additionalProperties")
    if others is None or others is False:
        return
    yield code('    model_config = ConfigDict(\n        extra="allow",\n    )')
    if others is not True and others:
        kind = annotations.of({"type": "object", "additionalProperties": others}).written()
        yield code("    __pydantic_extra__: {} = Field(init=False)  # pyright: ignore", kind)


def _described(schema: Schema, indent: int) -> Source | None:
    text = str(schema.get("description", ""))
    return docstring(text, indent) if text.strip(BLANKS) else None


def _doc_of_field(schema: Schema | bool) -> list[Source]:
    doc = None if isinstance(schema, bool) else _described(schema, 4)
    return [code("    {}", doc)] if doc else []


def _base_class(api: Api, component: Component) -> str:
    if component.base is not None:
        return component.base
    if "response" in component.sides:
        return "ResponseModel"
    if is_replayable(api, component):
        return "ReplayableModel"
    # Without `additionalProperties`, an object may have any others.
    schema = component.schema
    is_open = "additionalProperties" not in schema or "patternProperties" in schema
    return "OpenRequestModel" if is_open else "RequestModel"


def _is_plain(default: Any) -> bool:
    items = cast("list[Any]", default) if isinstance(default, list) else [default]
    return all(isinstance(item, str | int | float) for item in items)
