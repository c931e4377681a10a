"""What the providers make of a change of the document that their overlays extend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..document.resolve import Dialect
from ..document.support import Statement
from ..document.values import NOTHING, value_at
from .model import Change

Effect = Literal["refuses", "ignores", "accepts", "unknown"]

EFFECTS: tuple[Effect, ...] = ("refuses", "ignores", "accepts", "unknown")

# What is called not supported may be refused or ignored: that is not said.
_OF_STATUS: Mapping[str, Effect] = {
    "rejected": "refuses",
    "ignored": "ignores",
    "full": "accepts",
    "partial": "accepts",
    "transformed": "accepts",
    "conditional": "accepts",
}


@dataclass(frozen=True)
class ProviderEffect:
    """What a provider makes of what a finding is about, and on whose word."""

    id: str
    effect: Effect
    evidence: tuple[Mapping[str, Any], ...] = ()


def effects_of(change: Change, dialects: Iterable[Dialect]) -> tuple[ProviderEffect, ...]:
    """What each of some providers makes of what has changed."""
    return tuple(_effect(change, dialect) for dialect in dialects)


def newest(dialects: Iterable[Dialect]) -> list[Dialect]:
    """Of each provider the newest version; the dialects of one follow each other from the oldest on."""
    return list({dialect.id: dialect for dialect in dialects}.values())


def _effect(change: Change, dialect: Dialect) -> ProviderEffect:
    said = _statement(change, dialect)
    if said is None:
        return ProviderEffect(dialect.id, "unknown")
    return ProviderEffect(dialect.id, _OF_STATUS.get(said.status, "unknown"), said.evidence)


def _statement(change: Change, dialect: Dialect) -> Statement | None:
    """What counts for the place of a change in a provider's table, None where it has no such place."""
    pointer = change.pointer
    while pointer and pointer not in dialect.support.subjects:
        if value_at(dialect.support.document, pointer) is NOTHING:
            return None
        pointer = pointer.rpartition("/")[0]
    if not pointer:
        return None
    if "-enum-value-" in change.rule:
        return dialect.support.of_value(pointer, change.after or change.before)
    return dialect.support.of(pointer)
