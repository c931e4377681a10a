"""A provider's package: its differences from the base in models, parameters and client, and a facade over all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from ..ir import Api, Component, Operation
from ..ir.provider import Provider
from ..schema.references import references
from .audit import audit
from .dialect import dialect_page
from .models import render_dialect
from .narrowed import gone_fields
from .pages import operations_page, page, shapes
from .params import ProviderParams
from .provider_client import ProviderClient
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
    """An API as a provider speaks it: what is legal on the wire, and what a program should use of it.

    `default` is the status of what the provider's documents do not mention.
    """

    provider: Provider
    legal: Api
    typed: Api
    default: str = "unknown"


@dataclass(frozen=True)
class Apart:
    """The parts of a base class that some provider does not accept, or needs where the base does not.

    `arguments` has the operations that clients of providers have methods of their own for, by id, with such arguments.
    `fields` has the bodies with such fields, by name, and `properties` those with fields that a provider refuses.
    """

    arguments: Mapping[str, Collection[str]]
    fields: Mapping[str, Collection[str]]
    properties: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, packages: Iterable[ProviderPackage]) -> Apart:
        """The parts that any of these packages sets apart."""
        listed = list(packages)
        return cls(
            _merged(each.client.apart for each in listed),
            _merged(each.params.apart for each in listed),
            _merged(each.refused for each in listed),
        )


def _merged(found: Iterable[Mapping[str, set[str]]]) -> dict[str, set[str]]:
    merged: dict[str, set[str]] = {}
    for each in found:
        for name, apart in each.items():
            merged.setdefault(name, set()).update(apart)
    return merged


class ProviderPackage:
    """The package of one provider.

    Args:
        dialect: The API as the provider speaks it.
        base: The API that it is a dialect of.
        package: The name of the import package.
    """

    def __init__(self, dialect: ProviderApi, base: Api, *, package: str) -> None:
        self._provider, self._legal, self._base = dialect.provider, dialect.legal, base
        self._typed = _remarked(_without_parameters(dialect.typed, dialect.provider), dialect.provider)
        self._package = package
        self._is_closed = dialect.default in _GONE
        self._changed = changed_components(self._legal, base)
        components = self._legal.components
        self._own = sorted(name for name in self._changed if name in components and components[name].sides)
        self._own_params = _changed_params(self._typed, base, self._own)
        names = Names(behind_module=True, own_params=self._own_params, own_models=self._own)
        self.client = ProviderClient(self._typed, self._provider, base, names, default=dialect.default)
        self.params = ProviderParams(
            self._typed,
            base,
            self._own_params,
            self._own,
            title=self._provider.title,
            is_closed=self._is_closed,
        )

    @property
    def refused(self) -> dict[str, set[str]]:
        """The fields of bodies that are not legal, by name of the body, unless all is that nothing mentions."""
        bodies = {operation.body for operation in self._base.operations} & self._legal.components.keys()
        found = {
            name: gone_fields(self._legal.components[name], self._base.components[name]) for name in bodies if name
        }
        return {name: gone for name, gone in sorted(found.items()) if gone and not self._is_closed}

    def files(self, apart: Apart) -> dict[str, Source]:
        """The files by path relative to the package; `apart` is that of all packages together."""
        provider, legal, base, own = self._provider, self._legal, self._base, self._own
        known = {name for name, component in legal.components.items() if component.sides}
        gone = sorted({name for name, component in base.components.items() if component.sides} - known)
        own_operations = _operations(legal) != _operations(base)
        context: dict[str, Any] = {"api": self._typed, "provider": provider, "root": _ROOT, "package": self._package}
        text = {
            "models.py": render_dialect(
                legal, base, self._changed, apart.properties, f"Where {provider.title} differs from the base."
            ),
            **self.params.files(apart.fields),
            "client.py": self.client.page(apart.arguments, {**context, "own_operations": own_operations}),
            "dialect.py": dialect_page(provider, context),
            "behaviour.py": page("behaviour.py.jinja", **context),
            "__init__.py": page("provider.py.jinja", own=own, gone=gone, **context),
        }
        if own_operations:
            text["operations.py"] = operations_page(legal, _ROOT, with_arguments=True)
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
            security=(),
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
        statement = provider.statements.get(f"{component.name}.{name}")
        remark = _REMARKS.get(statement.status) if statement is not None else None
        if statement is not None and statement.source and remark is not None:
            note = f": {statement.note.rstrip('.')}" if statement.note else ""
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
