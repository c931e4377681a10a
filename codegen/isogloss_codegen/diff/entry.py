"""Findings with their names for people, the number of requests that send them, and the effect at each provider."""

from __future__ import annotations

from dataclasses import dataclass

from ..findings.finding import Finding
from .providers import ProviderEffect


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
