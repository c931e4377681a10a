"""Python type expressions of schemas, for signatures and `TypedDict`s."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, cast

from ..ir import Answer, Api, Component, Schema, ref_name
from .source import Source, code, identifier, joined, literal

_ANY, _NONE, _STR, _FLOAT = code("Any"), code("None"), code("str"), code("float")
_SCALARS = {"string": _STR, "integer": code("int"), "number": _FLOAT, "boolean": code("bool"), "null": _NONE}


@dataclass(frozen=True)
class Names:
    """The spelling of types on a page: with a module's name those of `models`; if `behind_module`, those of `params`.

    In a provider's package, types that it does not define are in the modules of the base.
    """

    behind_module: bool = False
    own_params: Collection[str] | None = None
    own_models: Collection[str] | None = None

    def param(self, name: str) -> Source:
        if self.own_params is not None and name not in self.own_params:
            return code("base_params.{}", identifier(name))
        return code("params.{}", identifier(name)) if self.behind_module else identifier(name)

    @property
    def file(self) -> Source:
        """The type of a file in a form."""
        return code("File") if self.behind_module else code("_files.File")

    def model(self, name: str) -> Source:
        is_own = self.own_models is None or name in self.own_models
        return code("models.{}" if is_own else "base_models.{}", identifier(name))


class TypeExpressions:
    """Makes types with the names of `params.py`. A model instance is accepted in place of a dict."""

    def __init__(self, api: Api, names: Names) -> None:
        self.api = api
        self.names = names

    def of(self, schema: Schema) -> Source:
        """The type of the values that a caller may pass for `schema`."""
        return either(self._alternatives(schema))

    def members(self, component: Component) -> tuple[Source, ...]:
        """The types of a component that is not an object: its members, and response objects that may be sent back."""
        names = self._alternatives({key: value for key, value in component.schema.items() if key != "discriminator"})
        twin = self.api.components.get(component.name.removesuffix("Param"))
        if twin is not None and twin is not component and "response" in twin.sides:
            names.append(self.names.model(twin.name))
        return tuple(sorted(dict.fromkeys(names), key=lambda each: each == _NONE))

    def _alternatives(self, schema: Schema | bool) -> list[Source]:
        if isinstance(schema, bool):
            return [_ANY]
        if "$ref" in schema:
            return self._reference(ref_name(schema))
        if schema.get("x-file"):
            return [self.names.file]
        variants = schema.get("oneOf") or schema.get("anyOf")
        if variants:
            return [name for variant in variants for name in self._alternatives(variant)]
        if len(schema.get("allOf", ())) == 1:
            return self._alternatives(schema["allOf"][0])
        if "const" in schema:
            return _values([schema["const"]])
        if "enum" in schema:
            values = [value for value in schema["enum"] if value is not None]
            names = _values(values)
            if schema.get("x-open"):
                names.append(_STR)
            return names + ([_NONE] if len(values) < len(schema["enum"]) else [])
        kinds = schema.get("type")
        if isinstance(kinds, list):
            return [name for kind in cast("list[str]", kinds) for name in self._typed(kind, schema)]
        return self._typed(str(kinds), schema) if kinds else [_ANY]

    def _typed(self, kind: str, schema: Schema) -> list[Source]:
        if kind == "array":
            items: Schema | bool = schema.get("items", {})
            return [code("Sequence[{}]", _ANY if isinstance(items, bool) else self.of(items))]
        if kind == "object":
            values: Schema | bool = schema.get("additionalProperties", True)
            return [code("Mapping[str, {}]", _ANY if isinstance(values, bool) else self.of(values))]
        return [_SCALARS.get(kind, _ANY)]

    def _reference(self, name: str) -> list[Source]:
        component = self.api.components[name]
        if not component.is_object:
            return [self.names.param(name)]
        names = [self.names.param(name), self.names.model(name)]
        twin = self.api.components.get(name.removesuffix("Param"))
        if twin is not None and twin is not component and "response" in twin.sides:
            names.append(self.names.model(twin.name))
        return names


def response_type(schema: Schema, names: Names, *, required: bool) -> Source:
    """The type of a response field in its model."""
    listed = _response_types(schema, names)
    return either(listed if required else [*listed, _NONE])


def answer_type(answer: Answer, model: Callable[[str], Source]) -> Source:
    """The type of an answer's value; `model` tells how the name of a model is written."""
    if not answer.media:
        return _NONE
    if answer.component is not None:
        return model(answer.component)
    return {"binary": code("bytes"), "json": _ANY}.get(answer.format, _STR)


def item_type(answer: Answer, model: Callable[[str], Source]) -> Source:
    """The type of an item of an answer that is a stream."""
    if answer.format == "events":
        return code("TextEvent")
    return _ANY if answer.component is None else model(answer.component)


def either(types: Iterable[Source]) -> Source:
    """The union of distinct types."""
    distinct = dict.fromkeys(types)
    return joined(" | ", sorted(distinct, key=lambda each: each == _NONE))


def _response_types(schema: Schema | bool, names: Names) -> list[Source]:
    if isinstance(schema, bool):
        return [_ANY]
    if "$ref" in schema:
        return [names.model(ref_name(schema))]
    if "items" in schema and "array" in schema.get("type", ()):
        items = either(_response_types(schema["items"], names))
        return [code("list[{}]", items), *([_NONE] if isinstance(schema["type"], list) else [])]
    variants: Any = schema.get("anyOf") or schema.get("oneOf")
    if variants:
        return [name for variant in variants for name in _response_types(variant, names)]
    kinds: Any = schema.get("type")
    return [_SCALARS.get(kind, _ANY) for kind in ([kinds] if isinstance(kinds, str) else kinds or ["object"])]


def _values(values: list[Any]) -> list[Source]:
    """The types of constants. Python has literal types only for strings, integers, booleans and None."""
    exact = [value for value in values if value is None or isinstance(value, str | int)]
    others = [_FLOAT if isinstance(value, float) else _ANY for value in values if value not in exact]
    return [*([code("Literal[{}]", joined(", ", map(literal, exact)))] if exact else []), *others]
