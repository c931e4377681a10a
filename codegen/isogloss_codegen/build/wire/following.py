"""Follows the references of a document."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from ...document.values import as_map, value_at


def decoded(reference: str) -> str:
    """The JSON pointer of a reference `#/...`."""
    fragment = reference.removeprefix("#")
    return unquote(fragment) if "%" in fragment else fragment


def followed(document: dict[str, Any], entry: Any, pointer: str) -> tuple[dict[str, Any], str]:
    """The target of an entry's references, or the entry itself, and its pointer; empty if it has no target."""
    node = as_map(entry)
    while isinstance(reference := node.get("$ref"), str):
        pointer = decoded(reference)
        node = as_map(value_at(document, pointer))
    return node, pointer
