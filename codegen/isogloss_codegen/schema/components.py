"""Schemas by name, as the home of references in a document: for the value maker and the judge of values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .wellformed import matches


@dataclass(frozen=True)
class Components:
    """The targets of references by name: `Pet` for `#/components/schemas/Pet`. An absent one takes any value."""

    schemas: Mapping[str, Any]

    def resolve(self, reference: str) -> Any:
        """The schema that a reference leads to."""
        return self.schemas.get(reference.rpartition("/")[2], True)

    def matches(self, pattern: str, text: str) -> bool:
        """True if a regular expression is found in a text."""
        return matches(pattern, text) is True
