"""Schemas as Python type expressions, for the signatures and `TypedDict`s that callers write against."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from ..ir import Api, Component, Schema, ref_name

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


@dataclass(frozen=True)
class Names:
    """How a page spells types: those of `params` behind a prefix, those of `models` behind the module.

    In a provider's package, types that are not its own are the base's.
    """

    params: str = ""
    own_params: Collection[str] | None = None
    own_models: Collection[str] | None = None

    def param(self, name: str) -> str:
        is_own = self.own_params is None or name in self.own_params or not self.params
        return f"{self.params}{name}" if is_own else f"base_{self.params}{name}"

    def model(self, name: str) -> str:
        is_own = self.own_models is None or name in self.own_models
        return f"models.{name}" if is_own else f"base_models.{name}"


class TypeExpressions:
    """Writes types with the names of `params.py`; a model instance is accepted wherever a dict is."""

    def __init__(self, api: Api, names: Names) -> None:
        self.api = api
        self.names = names

    def of(self, schema: Schema) -> str:
        """The type of the values that a caller may pass for `schema`."""
        return " | ".join(dict.fromkeys(self._alternatives(schema)))

    def members(self, component: Component) -> tuple[str, ...]:
        """The types of a component that is no object: its members, and the response objects that may be sent back."""
        names = self._alternatives({key: value for key, value in component.schema.items() if key != "discriminator"})
        twin = self.api.components.get(component.name.removesuffix("Param"))
        if twin is not None and twin is not component and "response" in twin.sides:
            names.append(self.names.model(twin.name))
        return tuple(dict.fromkeys(names))

    def _alternatives(self, schema: Schema) -> list[str]:
        if "$ref" in schema:
            return self._reference(ref_name(schema))
        variants = schema.get("oneOf") or schema.get("anyOf")
        if variants:
            return [name for variant in variants for name in self._alternatives(variant)]
        if len(schema.get("allOf", ())) == 1:
            return self._alternatives(schema["allOf"][0])
        if "const" in schema:
            return [f"Literal[{_literal(schema['const'])}]"]
        if "enum" in schema:
            values = [value for value in schema["enum"] if value is not None]
            names = [f"Literal[{', '.join(_literal(value) for value in values)}]"] if values else []
            if schema.get("x-open"):
                names.append("str")
            return names + (["None"] if len(values) < len(schema["enum"]) else [])
        kinds = schema.get("type")
        if isinstance(kinds, list):
            return [name for kind in cast("list[str]", kinds) for name in self._typed(kind, schema)]
        return self._typed(str(kinds), schema) if kinds else ["Any"]

    def _typed(self, kind: str, schema: Schema) -> list[str]:
        if kind == "array":
            return [f"Sequence[{self.of(schema.get('items', {}))}]"]
        if kind == "object":
            values: Schema | bool = schema.get("additionalProperties", True)
            return [f"Mapping[str, {'Any' if isinstance(values, bool) else self.of(values)}]"]
        return [_SCALARS.get(kind, "Any")]

    def _reference(self, name: str) -> list[str]:
        component = self.api.components[name]
        if not component.is_object:
            return [self.names.param(name)]
        names = [self.names.param(name), self.names.model(name)]
        twin = self.api.components.get(name.removesuffix("Param"))
        if twin is not None and twin is not component and "response" in twin.sides:
            names.append(self.names.model(twin.name))
        return names


def response_type(schema: Schema, names: Names, *, required: bool) -> str:
    """The type of a field of a response as its model has it."""
    listed = _response_types(schema, names)
    if not required and "None" not in listed:
        listed.append("None")
    return " | ".join(listed)


def _response_types(schema: Schema, names: Names) -> list[str]:
    if "$ref" in schema:
        return [names.model(ref_name(schema))]
    if "items" in schema and "array" in schema.get("type", ()):
        items = " | ".join(_response_types(schema["items"], names))
        return [f"list[{items}]", *(["None"] if isinstance(schema["type"], list) else [])]
    variants: Any = schema.get("anyOf") or schema.get("oneOf")
    if variants:
        return [name for variant in variants for name in _response_types(variant, names)]
    kinds: Any = schema.get("type")
    return [_SCALARS.get(kind, "Any") for kind in ([kinds] if isinstance(kinds, str) else kinds or ["object"])]


def _literal(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
