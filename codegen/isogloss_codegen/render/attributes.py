"""The attribute names of models, and the classes for unknown union members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from ..ir import Api
from ..names import MODULE_NAMES, field_names, pascal, unique
from ..schema.maker.keywords import inner_schemas

_PLAIN_TAG = "type"


def attributes(api: Api) -> dict[str, str]:
    """The attribute name of each property, the same in all classes."""
    return field_names(_properties(api), _taken(api))


def argument_attributes(api: Api) -> dict[str, str]:
    """The attribute name of each argument, the same in all classes of parameters."""
    arguments = (parameter.argument for operation in api.operations for parameter in operation.parameters)
    return field_names(arguments, _taken(api))


def unknown_variants(api: Api) -> dict[str, str]:
    """The tags of open unions, each with its class for unknown members."""
    tags = (component.tag for component in api.components.values() if component.is_open)
    names: dict[str, str] = {}
    for tag in dict.fromkeys(tag for tag in tags if tag is not None):
        name = "UnknownVariant" if tag == _PLAIN_TAG else unique(f"Unknown{pascal(tag)}Variant", MODULE_NAMES)
        names[tag] = unique(name, api.components, names.values())
    return names


def _taken(api: Api) -> set[str]:
    """The attributes that all models have, and the classes in their annotations."""
    from pydantic import BaseModel

    classes = {*api.components, *(operation.parameters_name for operation in api.operations)}
    return {*dir(BaseModel), "at_most_one_of", *classes, *unknown_variants(api).values()}


def _properties(api: Api) -> Iterator[str]:
    for component in api.components.values():
        for schema in inner_schemas(component.schema):
            yield from cast("Mapping[str, object]", schema.get("properties", {}))
            yield from cast("list[str]", schema.get("required", ()))
        if component.tag is not None:
            yield component.tag
    for operation in api.operations:
        for parameter in operation.parameters:
            for schema in inner_schemas(parameter.schema):
                yield from cast("Mapping[str, object]", schema.get("properties", {}))
