"""The rows of all rules, a table for each area; a table is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import cast

from ..rule import Area, Rule

_TABLES: dict[Area, tuple[str, ...]] = {
    "document": ("document",),
    "overlay": ("overlay",),
    "diff": ("apis", "schemas", "support", "settings"),
    "request": ("request",),
    "response": ("response",),
    "stream": ("stream",),
    "probe": ("probe",),
}


@cache
def rules_of(area: Area) -> Mapping[str, Rule]:
    """The rules of an area by id, apart from the rules of behaviour, which spec/rules.yaml describes."""
    found: dict[str, Rule] = {}
    for name in _TABLES[area]:
        found |= cast("Mapping[str, Rule]", import_module(f"{__name__}.{name}").RULES)
    return found
