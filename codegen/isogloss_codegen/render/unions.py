"""Unions whose members a property tells apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..ir import Api, Component, ref_name
from .attributes import unknown_variants
from .module import Module
from .parts import Field, Type
from .source import Source, code, identifier, joined, literal


def is_replayable(api: Api, component: Component) -> bool:
    """True if a request component `<T>Param` also accepts instances of the response component `<T>`."""
    if not component.name.endswith("Param") or "response" in component.sides:
        return False
    twin = api.components.get(component.name.removesuffix("Param"))
    return twin is not None and "response" in twin.sides


class Unions:
    """Writes the types of unions; `attributes` are the attribute names of properties."""

    def __init__(self, api: Api, attributes: Mapping[str, str], module: Module) -> None:
        self._api, self._attributes, self._module = api, attributes, module
        self._unknown = unknown_variants(api)

    def of(self, component: Component) -> Field | None:
        """The type of a component, if it is a union with a tag."""
        tag = component.tag
        if tag is None or not component.members:
            return None
        made = Field(data_type=self._either(component.members))
        if not self._are_constants(component):
            self._module.annotate(made, "TagMapping", self._mapping(component))
            return Field(data_type=Type(data_types=[made.part], is_optional=True)) if _has_null(component) else made
        told, default = self._told(tag), component.schema.get("x-default-tag")
        if component.is_open:
            made.extras["discriminator"] = self._attributes[tag]
            unknown = Type(type=identifier(self._unknown[tag]))
            made = Field(data_type=Type(data_types=[made.part, unknown]))
            self._module.annotate(made, "OpenUnion", told)
        elif any(is_replayable(self._api, self._api.components[name]) for name in (component.name, *component.members)):
            self._module.annotate(made, "Replayable", told)
        elif default is not None:
            self._module.annotate(made, "DefaultTag", self._told(tag, str(default)))
        elif len(component.members) > 1:
            made.extras["discriminator"] = self._attributes[tag]
        return made

    def _either(self, names: Collection[str]) -> Type:
        types = [self._module.type(name) for name in names]
        return types[0] if len(types) == 1 else Type(data_types=[*types])

    def _are_constants(self, component: Component) -> bool:
        """True if the members have the tags of the discriminator as constants, which they require."""
        mapping = component.schema["discriminator"].get("mapping", {})
        tag, found = component.tag, 0
        if "x-other-member" in component.schema or _has_null(component):
            return False
        for name in component.members:
            schema = self._api.components[name].schema
            node = schema.get("properties", {}).get(tag, {})
            values = [
                value
                for value in ([node["const"]] if "const" in node else node.get("enum", ()))
                if isinstance(value, str)
            ]
            is_known = all(str(mapping.get(value, "")).endswith(f"/{name}") for value in values)
            is_there = tag in schema.get("required", ()) or "x-default-tag" in component.schema
            if not values or not is_known or not is_there:
                return False
            found += len(values)
        return found == len(mapping)

    def _mapping(self, component: Component) -> Source:
        tag, words = str(component.tag), component.schema
        mapping = {value: ref_name({"$ref": to}) for value, to in words["discriminator"]["mapping"].items()}
        told = [literal(tag), literal(mapping)]
        if other := words.get("x-other-member"):
            told.append(code("other={}", literal(other)))
        if self._attributes[tag] != tag:
            told.append(code("attribute={}", literal(self._attributes[tag])))
        return joined(", ", told)

    def _told(self, tag: str, *values: str) -> Source:
        """The arguments of a union's mark: its tag, other values, and the attribute if its name is not the tag."""
        attribute = self._attributes[tag]
        given = [literal(text) for text in (tag, *values)]
        return joined(", ", [*given, *([code("attribute={}", literal(attribute))] if attribute != tag else [])])


def _has_null(component: Component) -> bool:
    variants = component.schema.get("oneOf") or component.schema.get("anyOf") or ()
    return any(variant.get("type") == "null" for variant in variants)
