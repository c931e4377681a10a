"""The bodies and parameters of requests that extend a class of the base with the differences."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ..ir import Api, Component, Operation
from ..names import unique
from ..schema.references import references

_OWN_KEYWORDS = ("properties", "required", "description", "x-support", "x-evidence")


@dataclass(frozen=True)
class Narrowed:
    """A class of a body or of parameters with only some `fields`; all others come from the class `base`."""

    fields: Collection[str]
    base: str


def common_name(body: str, api: Api) -> str:
    """The class of the fields that every provider takes."""
    return unique(f"{body}Common", api.components)


def with_fields(component: Component, fields: Collection[str], description: str | None = None) -> Component:
    """A component with some of its fields; its description stays if there is no other."""
    schema = component.schema
    properties = {name: value for name, value in schema["properties"].items() if name in fields}
    required = [name for name in schema.get("required", ()) if name in fields]
    about = {} if description is None else {"description": description}
    return replace(component, schema={**schema, "properties": properties, "required": required, **about})


def narrowed_body(
    api: Api, base: Api, name: str, changed: Collection[str], apart: Mapping[str, Collection[str]]
) -> Narrowed | None:
    """The own fields of a provider's class of a body; None if the class must be complete, or is not a body.

    Only bodies that nothing refers to stand on classes of the base: where an object of the base is wanted, no instance
    may pass that only a provider takes.
    """
    component, before = api.components.get(name), base.components.get(name)
    if component is None or before is None or name not in {operation.body for operation in base.operations}:
        return None
    if any(used == name for other in base.components.values() for used in references(other.schema)):
        return None
    rest = [
        {key: value for key, value in each.schema.items() if key not in _OWN_KEYWORDS} for each in (component, before)
    ]
    if rest[0] != rest[1] or component.one_needed != before.one_needed or not component.is_object:
        return None
    differing = {
        field
        for field, value in component.schema.get("properties", {}).items()
        if value != before.schema.get("properties", {}).get(field)
        or (field in component.schema.get("required", ())) != (field in before.schema.get("required", ()))
        or any(used in changed for used in references(value))
    }
    gone = gone_fields(component, before)
    if gone and name not in apart:
        return None
    owner = common_name(name, base) if gone else name
    own = {*differing, *(apart[name] if gone else ())}
    return Narrowed(own, f"base_models.{owner}")


def narrowed_parameters(operation: Operation, base: Api, changed: Collection[str]) -> Narrowed | None:
    """The own parameters of a provider's operation; None if the class must be complete, or the base has none."""
    before = next((known for known in base.operations if known.id == operation.id and known.parameters), None)
    known = {parameter.argument: parameter for parameter in before.parameters} if before is not None else {}
    if before is None or not known.keys() <= {parameter.argument for parameter in operation.parameters}:
        return None
    own = {
        parameter.argument
        for parameter in operation.parameters
        if parameter != known.get(parameter.argument) or any(used in changed for used in references(parameter.schema))
    }
    return Narrowed(own, f"base_models.{before.parameters_name}")


def gone_fields(component: Component, before: Component) -> set[str]:
    """The fields that the component of a provider has not."""
    return {*before.schema.get("properties", {})} - {*component.schema.get("properties", {})}
