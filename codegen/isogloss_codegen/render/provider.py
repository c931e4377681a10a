"""A provider's package: the models in which its dialect differs from the base, and a facade over both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from ..ir import Api, Schema, ref_name
from .models import render_dialect
from .pages import page


def render_provider(dialect: Api, base: Api, *, package: str, id: str, title: str) -> dict[str, str]:
    """The files of one provider by path relative to the package."""
    changed = changed_components(dialect, base)
    folder = f"providers/{id.replace('-', '_')}"
    own = sorted(name for name in changed if dialect.components[name].sides)
    shared = sorted(name for name, c in dialect.components.items() if name not in changed and c.sides)
    return {
        f"{folder}/models.py": f'"""Where {title} differs from the base."""\n\n{render_dialect(dialect, changed)}',
        f"{folder}/__init__.py": page("provider.py.jinja", title=title, package=package, own=own, shared=shared),
    }


def changed_components(dialect: Api, base: Api) -> set[str]:
    """Components that differ from the base, and all that refer to one of them, over any number of steps."""
    changed = {
        name
        for name, component in dialect.components.items()
        if name not in base.components or _shape(component.schema) != _shape(base.components[name].schema)
    }
    users: dict[str, set[str]] = {}
    for name, component in dialect.components.items():
        for used in _references(component.schema):
            users.setdefault(used, set()).add(name)
    pending = list(changed)
    while pending:
        for user in users.get(pending.pop(), ()):
            if user not in changed:
                changed.add(user)
                pending.append(user)
    return changed


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


def _references(schema: Schema) -> Iterator[str]:
    for key, value in schema.items():
        if key == "$ref":
            yield ref_name(schema)
        for child in cast("list[Any]", value) if isinstance(value, list) else [value]:
            if isinstance(child, Mapping):
                yield from _references(cast("Schema", child))
