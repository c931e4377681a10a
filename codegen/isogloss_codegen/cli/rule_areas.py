"""Collects the rules of all areas on demand: the tables, and the rules of behaviour in the spec."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, get_args

from isogloss_codegen.findings.rule import Area

if TYPE_CHECKING:
    from pathlib import Path

    from isogloss_codegen.findings.rule import Rule

TRAFFIC: tuple[Area, ...] = ("request", "response", "stream", "probe")
DOCUMENTS: tuple[Area, ...] = ("document", "overlay")


def all_rules(*areas: Area) -> list[Rule]:
    """The rules of some areas, by default of all; raises LoadError if the spec's rules.yaml cannot be read."""
    from isogloss_codegen.document.places import packaged_spec
    from isogloss_codegen.findings.rules import rules_of

    found: list[Rule] = []
    for area in areas or get_args(Area):
        found += rules_of(area).values()
        if area == "diff":
            found += _behaviour(packaged_spec() / "rules.yaml").values()
    return found


def rules_by_id(*areas: Area) -> Mapping[str, Rule]:
    """The rules of some areas by id; if two have the same id, the first."""
    return {rule.id: rule for rule in reversed(all_rules(*areas))}


@cache
def _behaviour(table: Path) -> Mapping[str, Rule]:
    from isogloss_codegen.document.load import read
    from isogloss_codegen.findings.rules.support import behaviour_rules

    return behaviour_rules(read(table).value)


class Rules(Collection[str]):
    """The ids of the rules of some areas, by default of all. They are collected on the first lookup."""

    def __init__(self, *areas: Area) -> None:
        self._areas = areas

    def __contains__(self, rule: object) -> bool:
        return rule in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    @cached_property
    def _ids(self) -> dict[str, None]:
        return dict.fromkeys(rule.id for rule in all_rules(*self._areas))
