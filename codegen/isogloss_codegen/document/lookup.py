"""Finds the parts of a document by the names that people give them: `Pet`, `Pet.name`, `GET /pets`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .values import NOTHING, as_list, as_map, child, value_at
from .wording import suggested

_NAMED = ("schemas", "parameters", "headers", "responses", "requestBodies", "securitySchemes")
_APPLIED = ("oneOf", "anyOf", "allOf")


class UnknownPartError(Exception):
    """No part of the document has the name; the message says which ones are like it."""


def part_at(document: Mapping[str, Any], name: str) -> str:
    """The JSON pointer of the part with a name.

    Args:
        name: A component (`Pet`), a property of it (`Pet.owner.name`), an operation (`GET /pets`, or its operationId),
            or a JSON pointer.

    Raises:
        UnknownPartError: there is none.
    """
    value = dict(document)
    if name.startswith(("#/", "/components/", "/paths/")):
        pointer = name.removeprefix("#")
        if value_at(value, pointer) is not NOTHING:
            return pointer
    elif " " in name:
        method, path = name.split(maxsplit=1)
        pointer = child(child("/paths", path), method.lower())
        if value_at(value, pointer) is not NOTHING:
            return pointer
    elif pointer := _operations(value).get(name):
        return pointer
    else:
        component, *steps = name.split(".")
        for section in _NAMED:
            pointer = child(f"/components/{section}", component)
            if value_at(value, pointer) is not NOTHING and (found := _inside(value, pointer, steps)):
                return found
    raise UnknownPartError(_like(value, name))


def _inside(document: dict[str, Any], pointer: str, steps: list[str]) -> str | None:
    """The pointer of a property, inside the schema at a pointer or what it refers to."""
    if not steps:
        return pointer
    for schema in _reached(document, pointer):
        at = child(f"{schema}/properties", steps[0])
        if value_at(document, at) is not NOTHING and (found := _inside(document, at, steps[1:])):
            return found
    return None


def _reached(document: dict[str, Any], pointer: str) -> Iterator[str]:
    """A schema, and those that describe the same value or an item of it, the nearest first."""
    waiting, seen = [pointer], set[str]()
    while waiting:
        at = waiting.pop(0)
        if at in seen:
            continue
        seen.add(at)
        yield at
        schema = as_map(value_at(document, at))
        reference = str(schema.get("$ref", ""))
        waiting += [reference.removeprefix("#")] if reference.startswith("#/") else []
        waiting += [f"{at}/{word}/{index}" for word in _APPLIED for index in range(len(as_list(schema.get(word))))]
        waiting += [f"{at}/items"] if "items" in schema else []


def _like(document: dict[str, Any], name: str) -> str:
    known = list(_names(document))
    outer, _, last = re.sub(r"\[.*?\]", "", name).rpartition(".")
    inside = [each for each in known if outer and each.startswith(f"{outer}.")]
    # Of the path of a finding (`messages[].content`), only the last part is the name of something.
    names = (last, name) if outer[:1].islower() else (name, last)
    hint = suggested(name, inside) or suggested(names[0], known) or suggested(names[1], known)
    return f"no part of the document is called `{name}`{f'; {hint}' if hint else ''}"


def _names(document: dict[str, Any]) -> Iterator[str]:
    for section in _NAMED:
        for name, node in as_map(as_map(document.get("components")).get(section)).items():
            yield name
            yield from (f"{name}.{each}" for each in as_map(as_map(node).get("properties")))
    yield from _operations(document)


def _operations(document: Mapping[str, Any]) -> dict[str, str]:
    """The pointers of operations, by method and path, and by operationId."""
    found: dict[str, str] = {}
    for path, item in as_map(document.get("paths")).items():
        for method, node in as_map(item).items():
            if "responses" in as_map(node):
                at = child(child("/paths", path), method)
                found[f"{method.upper()} {path}"] = at
                found.setdefault(str(as_map(node).get("operationId", "")), at)
    return {name: at for name, at in found.items() if name}
