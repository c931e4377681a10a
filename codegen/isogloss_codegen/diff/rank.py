"""Ranks findings: those about parts that many recorded requests send come first. Reports show its entries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ..document.resolve import Dialect
from ..document.values import NOTHING, value_at
from ..findings.finding import Finding
from .model import Report
from .providers import ProviderEffect
from .sent import SentPlaces
from .usage import Usage, Words


@dataclass(frozen=True)
class Requests:
    """The requests by which findings are ranked: how many, whose, and whether they are the user's own."""

    total: int
    source: str
    is_own: bool = False
    others: int = 0


@dataclass(frozen=True)
class Entry:
    """A finding.

    `sent` is the number of requests that send its subject, None where that is not known. `called` is the name of the
    subject for people, and `asks` the task of a client, in the words of the spec. `providers` are the effects at each
    provider, where they were asked for.
    """

    change: Finding
    sent: int | None = None
    called: str | None = None
    asks: str | None = None
    providers: tuple[ProviderEffect, ...] = ()


class Ranker:
    """Finds the number of requests that send the subject of a finding, and the name of that subject for people."""

    def __init__(self, usage: Usage, words: Words, a: Dialect, b: Dialect) -> None:
        self.usage = usage
        self.words = words
        self._a = SentPlaces(a.document)
        self._b = SentPlaces(b.document)
        self._subjects = SentPlaces(b.support.document)
        self._described = b.support.subjects
        self._stated = b.support.statements

    def entries(self, report: Report) -> list[Entry]:
        """The findings of a report, in its order."""
        return [self._entry(change) for change in report.changes]

    def _entry(self, change: Finding) -> Entry:
        place = self._place(change)
        edit = "" if change.edit == "stated" else f"-{change.edit}"
        asks = self.words.asks.get(f"{change.subject}{edit}")
        if place is None:
            return Entry(change, asks=asks)
        called = self.words.called.get(place) or self.words.called.get(place.rpartition("/#")[2])
        if self._is_split(change):
            called = f"{called or change.before} in some places"
        sent = self.usage.counts.get(place, 0) if change.direction == "request" else None
        return Entry(change, sent, called, asks)

    def _place(self, change: Finding) -> str | None:
        """The place of the subject of a finding in requests; None if it is not a part of a request."""
        if not change.operation:
            return None
        places = self._places_of(change)
        place = places.place(change.pointer) if places is not None else None
        if place is not None and change.subject == "enum-value":
            return f"{place}={json.dumps(change.before)}"
        return place

    def _is_split(self, change: Finding) -> bool:
        """Tells whether B has a union of its own for some places, and refuses in that only what is a member of A's."""
        return (change.subject, change.edit) == ("union-member", "removed") and any(
            said.status == "rejected"
            and subject in self._described
            and self._described[subject].component == change.pointer
            and value_at(self._a.document, subject.rpartition("/")[0]) is NOTHING
            for subject, said in self._stated.items()
        )

    def _places_of(self, change: Finding) -> SentPlaces | None:
        """The places of the document that the pointer leads into.

        What is gone is in A only. Statements are about the document of B before anything was left out of it.
        """
        if change.edit != "removed":
            if change.pointer in self._described:
                return self._subjects
            if value_at(self._b.document, change.pointer) is not NOTHING:
                return self._b
        return self._a if value_at(self._a.document, change.pointer) is not NOTHING else None


def unsent(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The findings about parts that are sent or not about requests, and those about parts that no request sends."""
    kept = [entry for entry in entries if entry.sent != 0]
    return kept, [entry for entry in entries if entry.sent == 0]
