"""A provider's package: what differs from the base in models, parameters and client, and a facade over all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from ..ir import Api, Component, Operation, Provider
from ..schema.keywords import references
from .audit import audit
from .client import Side
from .client_classes import PREFIXES
from .models import render_dialect
from .pages import operations_page, page, shapes
from .source import Source, code
from .types import Names

_ROOT = code("...")
_REMARKS = {
    "ignored": "{title} ignores it",
    "transformed": "{title} changes it",
    "conditional": "Not always supported by {title}",
}
_GONE = ("rejected", "unsupported")


@dataclass(frozen=True)
class ProviderApi:
    """An API as a provider speaks it: what is legal on the wire, and what a program should use of it."""

    provider: Provider
    legal: Api
    typed: Api


def render_provider(dialect: ProviderApi, base: Api, *, package: str) -> dict[str, Source]:
    """The files of one provider by path relative to the package."""
    provider, legal = dialect.provider, dialect.legal
    typed = _remarked(_without_parameters(dialect.typed, provider), provider)
    changed = changed_components(legal, base)
    own = sorted(name for name in changed if name in legal.components and legal.components[name].sides)
    shared = sorted(name for name, c in legal.components.items() if name not in changed and c.sides)
    own_params = _changed_params(typed, base, own)
    own_operations = _operations(legal) != _operations(base)
    names = Names(behind_module=True, own_params=own_params, own_models=own)
    context: dict[str, Any] = {"api": typed, "provider": provider, "root": _ROOT, "package": package}
    public = sorted({*own, *shared, "DIALECT", "params", base.names.client, f"Async{base.names.client}"})
    text = {
        "models.py": render_dialect(legal, changed, f"Where {provider.title} differs from the base."),
        "params.py": _params_page(typed, own_params, own),
        "client.py": page(
            "client.py.jinja", sides=_sides(typed, base, names, own), own_operations=own_operations, **context
        ),
        "dialect.py": page("dialect.py.jinja", **context),
        "behaviour.py": page("behaviour.py.jinja", **context),
        "__init__.py": page("provider.py.jinja", own=own, shared=shared, public=public, **context),
    }
    if own_operations:
        text["operations.py"] = operations_page(legal, _ROOT)
    for name, content in text.items():
        audit(content, name)
    return {f"providers/{provider.module}/{name}": content for name, content in text.items()}


def render_providers(providers: Mapping[str, str]) -> Source:
    """The list of all providers: their names, and their packages."""
    return page("providers.py.jinja", providers=providers)


def changed_components(dialect: Api, base: Api) -> set[str]:
    """Components that differ from the base, all that refer to one of them over any number of steps, and the models of
    parameters of which that is true."""
    changed = {
        name
        for name, component in dialect.components.items()
        if name not in base.components or _shape(component.schema) != _shape(base.components[name].schema)
    }
    _spread(changed, dialect)
    known = {operation.id: operation for operation in base.operations}
    for operation in dialect.operations:
        if operation.parameters and (
            operation.id not in known
            or _parameters(operation) != _parameters(known[operation.id])
            or any(name in changed for p in operation.parameters for name in references(p.schema))
        ):
            changed.add(operation.parameters_name)
    return changed


def _changed_params(typed: Api, base: Api, own_models: Iterable[str]) -> set[str]:
    """The types of `params.py` that differ, and all that refer to one of them; `own_models` are types of their own."""
    before = {shape.name: _types(shape) for shape in shapes(base)}
    after = {shape.name: _types(shape) for shape in shapes(typed)}
    changed = {name for name, types in after.items() if types != before.get(name)}
    changed |= {name for model in own_models for name in (model, f"{model}Param") if name in after}
    _spread(changed, typed)
    return changed & after.keys()


def _types(shape: Any) -> Any:
    return shape.types, shape.extra, [(field.name, field.declared) for field in shape.fields or ()]


def _spread(changed: set[str], api: Api) -> None:
    """Adds the components that refer to one of `changed`, over any number of steps."""
    users: dict[str, set[str]] = {}
    for name, component in api.components.items():
        for used in references(component.schema):
            users.setdefault(used, set()).add(name)
    pending = list(changed)
    while pending:
        for user in users.get(pending.pop(), ()):
            if user not in changed:
                changed.add(user)
                pending.append(user)


def _params_page(typed: Api, own_params: set[str], own_models: Iterable[str]) -> Source:
    listed = shapes(typed, Names(own_params=own_params, own_models=set(own_models)))
    own = [shape for shape in listed if shape.name in own_params]
    shared = [shape.name for shape in listed if shape.name not in own_params]
    public = sorted(shape.name for shape in listed)
    return page("params.py.jinja", shapes=own, uses_models=True, root=_ROOT, shared=shared, public=public)


def _sides(typed: Api, base: Api, names: Names, own: Iterable[str]) -> list[Side]:
    """The halves of the client; what they have in common with the base's is imported from there."""
    sides: list[Side] = []
    for prefix in PREFIXES:
        side, other = Side(typed, prefix, names, base), Side(base, prefix, Names(behind_module=True))
        before = {resource.name: resource for resource in other.resources}
        differing = {r.name for r in side.resources if _plain(r) != repr(before.get(r.name)) or _uses_own(r)}
        # Whoever has a resource of its own in it is of its own as well.
        while more := {r.name for r in side.resources if differing & {*r.children.values()}} - differing:
            differing |= more
        same = [resource.name for resource in side.resources if resource.name not in differing]
        pages = [p.name for p in side.pages if p.body.startswith("base_") and p.item.startswith("base_")]
        side.imported = (*same, *(code("{}WithRawResponse", name) for name in same), *pages)
        sides.append(side)
    return sides


def _plain(resource: object) -> str:
    return repr(resource).replace("base_models.", "models.").replace("base_params.", "params.")


def _uses_own(resource: object) -> bool:
    return re.search(r"\b(models|params)\.[A-Z]", repr(resource)) is not None


def _operations(api: Api) -> list[Operation]:
    """The operations as far as a client sends by them."""
    return [
        replace(
            operation,
            parameters=tuple(
                replace(p, schema={"type": p.schema.get("type")}, description="", required=p.required and not default)
                for p in operation.parameters
                for default in [p.client_default]
            ),
            summary="",
            description="",
            pointer="",
        )
        for operation in api.operations
    ]


def _parameters(operation: Operation) -> list[object]:
    return [(p.argument, _shape(p.schema), p.required) for p in operation.parameters]


def _without_parameters(api: Api, provider: Provider) -> Api:
    """The API without the parameters that the provider does not take."""
    gone = {name for name, statement in provider.statements.items() if statement.status in _GONE}
    operations = tuple(
        replace(o, parameters=tuple(p for p in o.parameters if f"{p.location}.{p.name.lower()}" not in gone))
        for o in api.operations
    )
    return replace(api, operations=operations)


def _remarked(api: Api, provider: Provider) -> Api:
    """The API with what the provider makes of a property in its description."""
    components = {name: _remarked_component(component, provider) for name, component in api.components.items()}
    return replace(api, components=components)


def _remarked_component(component: Component, provider: Provider) -> Component:
    properties = dict(component.schema.get("properties", {}))
    for name, schema in properties.items():
        subject = f"{component.name}.{name}"
        statement = provider.statements.get(subject)
        status = provider.default if subject in provider.not_stated else statement.status if statement else ""
        if remark := _REMARKS.get(status):
            note = f": {statement.note.rstrip('.')}" if statement is not None and statement.note else ""
            text = f"{str(schema.get('description', '')).rstrip('.')}. {remark.format(title=provider.title)}{note}."
            properties[name] = {**schema, "description": text.lstrip(". ")}
    return replace(component, schema={**component.schema, "properties": properties}) if properties else component


def _shape(node: Any) -> Any:
    """A schema without what changes no type: descriptions, evidence, support."""
    if isinstance(node, Mapping):
        return {
            key: {name: _shape(schema) for name, schema in value.items()} if key == "properties" else _shape(value)
            for key, value in cast("Mapping[str, Any]", node).items()
            if key != "description" and (key == "x-open" or not key.startswith("x-"))
        }
    if isinstance(node, list):
        return [_shape(item) for item in cast("list[Any]", node)]
    return node
