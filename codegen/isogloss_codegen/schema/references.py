"""References within a document, and the properties that travel in one direction only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from ..document.values import as_list, as_map, value_at
from ..wire import Direction
from .maker.keywords import inner_schemas

_HIDDEN: dict[Direction, str] = {"request": "readOnly", "response": "writeOnly"}


def pointer_of(reference: Any) -> str | None:
    """The JSON pointer that a reference within the document is, None for others."""
    if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
        return None
    return unquote(reference[1:])


def hidden_properties(schema: Mapping[str, Any], document: Mapping[str, Any], direction: Direction) -> frozenset[str]:
    """The properties of a schema that are not sent in a direction: `readOnly` in requests, `writeOnly` in responses."""
    keyword = _HIDDEN[direction]

    def is_hidden(node: Any) -> bool:
        words = as_map(node)
        pointer = pointer_of(words.get("$ref"))
        target = as_map(value_at(document, pointer)) if pointer is not None else {}
        return words.get(keyword) is True or target.get(keyword) is True

    return frozenset(name for name, inner in as_map(schema.get("properties")).items() if is_hidden(inner))


def without_properties(schema: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    """A schema without some of its properties; they are not required either."""
    if not names:
        return schema
    left = {name: node for name, node in as_map(schema["properties"]).items() if name not in names}
    required = [name for name in as_list(schema.get("required")) if name not in names]
    return {**schema, "properties": left, "required": required}


def references(schema: Mapping[str, Any]) -> Iterator[str]:
    """The names of the components that a schema and the schemas inside it refer to."""
    targets = (inner.get("$ref") for inner in inner_schemas(schema))
    return (target.rpartition("/")[2] for target in targets if isinstance(target, str))
