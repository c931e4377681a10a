"""Rules about operations, their parameters and the extensions that describe how clients call them."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from typing import Any

from ..shape import Node
from ..values import as_list, as_map, child
from ..wording import nearest
from .context import Context
from .remark import Remark


def operation_id_missing(context: Context) -> Iterator[Remark]:
    """An operation has no `operationId`, so the name of the client's method is made of its path."""
    for node in context.all("Operation Object"):
        if not isinstance(node["operationId"], str) and _is_called_by_clients(node):
            yield Remark(node.pointer, f"{_called(node)} has no operationId", key=True)


def operation_id_duplicate(context: Context) -> Iterator[Remark]:
    """Two operations have the same `operationId`."""
    first: dict[str, Node] = {}
    for node in context.all("Operation Object"):
        name = node["operationId"]
        if isinstance(name, str) and first.setdefault(name, node) is not node:
            pointer = child(node.pointer, "operationId")
            yield Remark(pointer, f"{_called(first[name])} already has the operationId {name}")


def operation_id_not_a_name(context: Context) -> Iterator[Remark]:
    """An `operationId` is not a Python name in lower case, or several such names joined by dots (`pets.list`)."""
    for node in context.all("Operation Object"):
        name = node["operationId"]
        if isinstance(name, str) and _is_called_by_clients(node) and not all(map(_is_name, name.split("."))):
            help = f"write {suggestion}" if (suggestion := _as_name(name)) else None
            yield Remark(
                child(node.pointer, "operationId"),
                f'operationId "{name}" is not a valid Python name in lower case',
                help,
            )


def path_parameter(context: Context) -> Iterator[Remark]:
    """The parameters in a path and those of its operations differ."""
    for node in context.all("Operation Object"):
        item = node.parent
        if item is None or not _is_called_by_clients(node):
            continue
        named = re.findall(r"\{([^{}]+)\}", item.key)
        declared = _path_parameters(context, item) | _path_parameters(context, node)
        for name in named:
            if name not in declared:
                help = nearest(name, declared) or f"add {{name: {name}, in: path, required: true, schema: ...}}"
                yield Remark(node.pointer, f"{_called(node)} does not declare the parameter {{{name}}}", help, key=True)
        for name, pointer in declared.items():
            if name not in named:
                yield Remark(pointer, f"{item.key} has no parameter {{{name}}}", nearest(name, named))


def parameter_duplicate(context: Context) -> Iterator[Remark]:
    """A parameter is declared twice in the same location."""
    for node in context.all("Operation Object", "Path Item Object"):
        seen: set[tuple[Any, Any]] = set()
        for index, entry in enumerate(as_list(node["parameters"])):
            parameter = as_map(context.follow(entry))
            name, place = parameter.get("name"), parameter.get("in")
            if isinstance(name, str) and isinstance(place, str):
                identity = (name.lower() if place == "header" else name, place)
                if identity in seen:
                    pointer = child(child(node.pointer, "parameters"), index)
                    yield Remark(pointer, f'the {place} parameter "{name}" is already declared')
                seen.add(identity)


def security_scheme_unknown(context: Context) -> Iterator[Remark]:
    """A security requirement names a scheme that the document does not define."""
    schemes = context.components("securitySchemes")
    for node in context.all("Security Requirement Object"):
        for name in node.value:
            if name not in schemes:
                message = f'there is no security scheme "{name}"'
                yield Remark(child(node.pointer, name), message, nearest(name, schemes), key=True)


def tag_duplicate(context: Context) -> Iterator[Remark]:
    """A tag is described twice."""
    seen: set[str] = set()
    for node in context.all("Tag Object"):
        name = node["name"]
        if isinstance(name, str):
            if name in seen:
                yield Remark(child(node.pointer, "name"), f'the tag "{name}" is already described')
            seen.add(name)


def _is_name(part: str) -> bool:
    return re.fullmatch(r"[a-z_][a-z0-9_]*", part) is not None and not keyword.iskeyword(part)


def _as_name(name: str) -> str | None:
    """The nearest valid name: `list_pets` for `listPets` and `list-pets`."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    parts = [re.sub(r"[^a-z0-9]+", "_", part.lower()).strip("_") for part in words.split(".")]
    return ".".join(parts) if all(map(_is_name, parts)) else None


def _is_called_by_clients(node: Node) -> bool:
    """True if an operation is in the paths. The server calls those of webhooks and callbacks."""
    return node.parent is not None and node.parent.parent is not None and node.parent.parent.kind == "Paths Object"


def _called(node: Node) -> str:
    """The method and path of an operation: "GET /pets"."""
    path = node.parent.key if node.parent is not None and node.parent.kind == "Path Item Object" else ""
    return f"{node.key.upper()} {path}".strip()


def _path_parameters(context: Context, node: Node) -> dict[str, str]:
    """The pointers of the path parameters that an object declares, by name."""
    found: dict[str, str] = {}
    for index, entry in enumerate(as_list(node["parameters"])):
        parameter = as_map(context.follow(entry))
        if parameter.get("in") == "path" and isinstance(parameter.get("name"), str):
            found[parameter["name"]] = child(child(node.pointer, "parameters"), index)
    return found
