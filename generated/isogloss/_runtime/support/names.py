# Copied by isogloss from support/names.py. Do not edit: change that, then generate.
"""The names of subjects: `Pet.name` (a property), `Pet`, `Animal[Pet]` (a member of a union), `header.x-feature`,
`pets.list` (an operation)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..document.values import as_map, child, value_at


def name_of(pointer: str, document: Mapping[str, Any]) -> str:
    """The name of the subject at a pointer into a document; the pointer itself where it has no shorter one."""
    tokens = [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]
    match tokens:
        case ["components", "schemas", component, *path]:
            return component + _suffix(f"/components/schemas/{component}", path, document)
        case ["components", "parameters", _]:
            return _parameter(as_map(value_at(document, pointer)))
        case ["paths", path, method]:
            return str(as_map(value_at(document, pointer)).get("operationId", f"{method.upper()} {path}"))
        case ["paths", *_, "parameters", _]:
            holder = pointer.rpartition("/parameters/")[0]
            return f"{name_of(holder, document)} {_parameter(as_map(value_at(document, pointer)))}"
        case _:
            return pointer


def _suffix(at: str, path: list[str], document: Mapping[str, Any]) -> str:
    """The way from a component to what is in it: `.name` of a property, `[Pet]` of a member of a union."""
    text = ""
    tokens = iter(path)
    for token in tokens:
        at = child(at, token)
        if token == "properties" and (name := next(tokens, None)) is not None:
            at, text = child(at, name), f"{text}.{name}"
        elif token in ("oneOf", "anyOf") and (index := next(tokens, None)) is not None:
            at = child(at, index)
            reference = as_map(value_at(document, at)).get("$ref")
            text += f"[{str(reference).rpartition('/')[2]}]" if reference else f"/{token}/{index}"
        else:
            text += f"/{token}"
    return text


def _parameter(parameter: Mapping[str, Any]) -> str:
    name, place = str(parameter.get("name")), parameter.get("in")
    return f"{place}.{name.lower() if place == 'header' else name}"
