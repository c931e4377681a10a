"""The statements of a provider about parts of a request, and contradictions of its sources, as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..document.values import as_list, as_map, one_or_more
from ..findings.finding import Finding
from ..findings.levels import LEVEL_OF_SUPPORT, STATUS_WORDS, Level
from ..support.lookup import Said
from ..support.statement import COVERING, Statement

_WORDS: dict[str, tuple[str, str]] = {
    "rejected": ("request-refused", "{} refuses it"),
    "ignored": ("request-ignored", "{} ignores it"),
    "unsupported": (
        "request-unsupported",
        "{} does not support it; no source states whether it is refused or ignored",
    ),
    "partial": ("request-partial", "{} supports it within limits"),
    "transformed": ("request-changed", "{} accepts it, with another effect"),
    "conditional": ("request-depends", "{} supports it under a condition"),
    "unknown": ("request-not-stated", "no source states whether it is supported"),
}


def stated(title: str, said: Said, path: str, place: str | None = None, *, level: Level | None = None) -> Finding:
    """The finding about a part of a request that the provider called `title` states, at a path, or at a `place`.

    The level is that of the status, unless another is given.
    """
    statement, status = said.statement, said.status
    rule, words = _WORDS[status]
    level = level or LEVEL_OF_SUPPORT[status]
    if status == "partial" and said.is_about_parts:
        level = "info"  # its parts have statements of their own, which were held against this request
    shown = f"`{said.shown}`: " if said.shown else ""
    note = f": {statement.note.rstrip('.')}" if statement.note else ""
    condition = _condition(statement, is_open=status == "conditional") if statement.status == "conditional" else ""
    if place == "url":
        words = words.replace(" it", " this endpoint", 1)
    default = "" if statement.is_stated or status == "unknown" else ", as everything that its sources do not mention"
    message = f"{shown}{words.format(title)}{default}{note}{condition}"
    subject = re.sub(r"\[\d+\]", "[]", path) + (f" ({said.shown})" if said.shown else "")
    return Finding(
        rule,
        level,
        message,
        place or path,
        statement.subject,
        "request",
        statement.evidence,
        subject=subject,
        steps=said.steps,
    )


def _condition(statement: Statement, *, is_open: bool) -> str:
    when = as_map(statement.when)
    parts = [f"model {' or '.join(map(str, as_list(when['model'])))}"] if "model" in when else []
    for name, value in as_map(when.get("header")).items():
        parts.append(f"{' or '.join(map(str, one_or_more(value)))} in the header {name}")
    parts += [f"in {' or '.join(map(str, as_list(when['at'])))}"] if "at" in when else []
    parts += [f"{model} answers to {name}" for name, model in statement.replaced.items()]
    parts += [str(when["note"])] if "note" in when else []
    return f" ({'when' if is_open else 'works when'}: {'; '.join(parts)})" if parts else ""


_PROPERTY = re.compile(r"\$\.components\.schemas\.(\w+)\.properties\.(\w+)")


class Disputed:
    """The properties of bodies of which one source says that they work, and another one that they do not.

    Args:
        title: The provider's title.
        conflicts: Its contradictions (`x-conflicts`).
    """

    def __init__(self, title: str, conflicts: Iterable[Mapping[str, Any]]) -> None:
        self._title = title
        self._conflicts: dict[tuple[str, str], Mapping[str, Any]] = {}
        for conflict in conflicts:
            found = _PROPERTY.fullmatch(str(conflict.get("subject")))
            statuses = {as_map(claim).get("status") for claim in as_list(conflict.get("claims"))}
            if found is not None and conflict.get("taken") not in COVERING and statuses & COVERING:
                self._conflicts[found[1], found[2]] = conflict

    def check(self, component: str, body: Mapping[str, Any]) -> Iterator[Finding]:
        """Finds the disputed properties of a body of type `component`."""
        for name in body:
            conflict = self._conflicts.get((component, name))
            if conflict is None:
                continue
            claims = [as_map(claim) for claim in as_list(conflict.get("claims"))]
            evidence = [as_map(source) for claim in claims for source in as_list(claim.get("evidence"))]
            said = ", or it ".join(dict.fromkeys(STATUS_WORDS[claim.get("status", "unknown")] for claim in claims))
            why = re.sub(r"\s+", " ", str(conflict.get("why"))).strip().rstrip(".")
            taken = STATUS_WORDS[conflict["taken"]]
            message = (
                f"the sources of {self._title} contradict each other: it {said}. isogloss takes: it {taken}. {why}"
            )
            yield Finding("request-disputed", "warning", message, name, evidence=tuple(evidence), subject=name)
