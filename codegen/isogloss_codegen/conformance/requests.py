"""Will a request run on a provider: what it refuses, ignores or does not say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..build import build
from ..document.resolve import Dialect
from ..levels import LEVEL_OF_SUPPORT, Level, Verdict, verdict_of
from ..validator import ComponentValidator


@dataclass(frozen=True)
class Finding:
    """One thing that a provider makes of a request; `path` is the place in the body, `pointer` that in the document."""

    rule: str
    level: Level
    path: str
    pointer: str
    message: str
    evidence: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """All findings about one request, and what they come to."""

    verdict: Verdict
    findings: tuple[Finding, ...]


class RequestChecker:
    """Judges request bodies against one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        bodies = {operation.body for operation in build(dialect.document).operations if operation.body}
        self.validators = {name: ComponentValidator(dialect.document, name) for name in sorted(bodies)}

    def check(self, body: dict[str, Any]) -> Judgement:
        """What the provider makes of `body`, taken as the request that it comes nearest to."""
        nearest = max(self.validators, key=lambda name: self._likeness(body, name))
        findings = tuple(self._findings(body, nearest))
        return Judgement(verdict_of([finding.level for finding in findings]), findings)

    def _likeness(self, body: dict[str, Any], component: str) -> int:
        """How many fields of the body the component knows, less the required ones that are missing."""
        schema = self.dialect.document["components"]["schemas"][component]
        return len(body.keys() & schema["properties"].keys()) - len(set(schema.get("required", ())) - body.keys())

    def _findings(self, body: dict[str, Any], component: str) -> Iterator[Finding]:
        for error in self.validators[component].errors(body):
            yield Finding("request-invalid", "breaking", error.path, error.pointer, error.message)
        for name in body:
            pointer = f"/components/schemas/{component}/properties/{name}"
            statement = self.dialect.statements.get(pointer)
            if statement is not None and statement.status != "full":
                yield Finding(
                    f"request-property-{statement.status}",
                    LEVEL_OF_SUPPORT[statement.status],
                    name,
                    pointer,
                    f"{self.dialect.title}: {statement.status}",
                    statement.evidence,
                )
