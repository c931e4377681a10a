"""Finds parts of requests about which the sources of a provider contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..document.values import as_list, as_map
from ..findings.finding import Finding
from ..support.statement import COVERING

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
            said = " or ".join(dict.fromkeys(str(claim.get("status")) for claim in claims))
            why = re.sub(r"\s+", " ", str(conflict.get("why"))).strip().rstrip(".")
            message = f"the sources of {self._title} contradict each other: {said}; taken as {conflict['taken']}: {why}"
            yield Finding("request-disputed", "warning", message, name, evidence=tuple(evidence), subject=name)
