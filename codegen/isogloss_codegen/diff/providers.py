"""The behaviour of each provider for a change of the document that the overlays extend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from ..document.load import Document
from ..document.providers import dialects_of_base
from ..document.resolve import Dialect
from ..document.values import NOTHING, value_at
from ..findings.finding import Finding
from ..support.statement import Statement

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
    """The behaviour of a provider for the subject of a finding, with the sources."""

    id: str
    effect: Effect
    evidence: tuple[Mapping[str, Any], ...] = ()


class Providers:
    """The providers by their newest overlays, each of which extends two versions of a document, `old` and `new`."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old = old
        self._now = _newest(dialects_of_base(new))

    def effects_of(self, change: Finding) -> tuple[ProviderEffect, ...]:
        """The behaviour of each provider for a change; for something removed, by the overlays of the old document."""
        if change.edit != "removed":
            return tuple(_effect(id, change, dialect) for id, dialect in self._now.items())
        return tuple(_effect(id, change, self._then.get(id, dialect)) for id, dialect in self._now.items())

    @cached_property
    def _then(self) -> Mapping[str, Dialect]:
        return _newest(dialects_of_base(self._old))


def _newest(dialects: Iterable[Dialect]) -> Mapping[str, Dialect]:
    """The newest version of each provider by its id; the dialects of one follow each other from the oldest on."""
    return {dialect.id: dialect for dialect in dialects}


def _effect(id: str, change: Finding, dialect: Dialect) -> ProviderEffect:
    said = _statement(change, dialect)
    if said is None:
        return ProviderEffect(id, "unknown")
    return ProviderEffect(id, _OF_STATUS.get(said.status, "unknown"), said.evidence)


def _statement(change: Finding, dialect: Dialect) -> Statement | None:
    """The statement about the place of a change in a provider's table; None if the table has no such place."""
    pointer = change.pointer
    while pointer and pointer not in dialect.support.subjects:
        if value_at(dialect.support.document, pointer) is NOTHING:
            return None
        pointer = pointer.rpartition("/")[0]
    if not pointer:
        return None
    if change.subject == "enum-value":
        return dialect.support.of_value(pointer, change.after or change.before)
    return dialect.support.of(pointer)
