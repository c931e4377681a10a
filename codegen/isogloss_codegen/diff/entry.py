"""Findings as they are told: with what people call them, who sends them, and what each provider makes of them."""

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

    `sent` is how many of the requests send what it is about, None where that cannot be told. `called` is what people
    call that, and `asks` what a client has to do, in the words of the spec. `providers` is what each of them makes of
    it, where that was asked for.
    """

    change: Finding
    sent: int | None = None
    called: str | None = None
    asks: str | None = None
    providers: tuple[ProviderEffect, ...] = ()
