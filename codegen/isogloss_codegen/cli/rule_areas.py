"""Gathers the rules of all areas; each is imported only here, and only when rules are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from isogloss_codegen.rule import Rule

# Where the areas' rules are: each of these has RULES, a mapping of ids to rules.
_MODULES = ("document.rules", "document.overlay.rules", "diff.rules", "diff.input_rules", "conformance.rules")


def all_rules() -> list[Rule]:
    """The rules of every area, in its order."""
    found: list[Rule] = []
    for module in _MODULES:
        rules = cast("Mapping[str, Rule]", import_module(f"isogloss_codegen.{module}").RULES)
        found += rules.values()
    return found


class AllRules(Collection[str]):
    """The ids of the rules of all areas; they are gathered when somebody asks for one."""

    def __contains__(self, rule: object) -> bool:
        return rule in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    @cached_property
    def _ids(self) -> list[str]:
        return [rule.id for rule in all_rules()]
