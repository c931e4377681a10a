# Copied by isogloss from document/alternatives.py. Do not edit: change that, then generate.
"""Reads an `anyOf` that requires one of some properties: `anyOf: [{required: [a]}, {required: [b]}]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .values import as_list, as_map


def one_needed(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The properties of which an object requires at least one; empty if its `anyOf` has another form."""
    names: list[str] = []
    for member in as_list(schema.get("anyOf")):
        required = as_list(as_map(member).get("required"))
        if list(as_map(member)) != ["required"] or len(required) != 1 or not isinstance(required[0], str):
            return ()
        names.append(required[0])
    return tuple(names)
