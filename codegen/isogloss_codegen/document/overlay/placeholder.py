"""Finds the sources and the evidence that a new overlay still lacks."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings.finding import Finding
from ..load import Document
from ..values import as_map, child
from .assemble import sources_of
from .evidence import each_evidence

TODO = "TODO"
"""The text in places that the author has to fill in."""


def check_placeholders(overlay: Document) -> Iterator[Finding]:
    """Yields a warning for each source and each evidence that still has a TODO."""
    for name, source in sources_of(overlay.value).items():
        if TODO in as_map(source).values():
            help = "name the document, and the date when you read it"
            message = f'the source "{name}" is not described yet: replace the TODO'
            pointer = child("/info/x-sources", name)
            yield overlay.problem("evidence-todo", pointer, message, level="warning", key=True, help=help)
    for pointer, evidence in each_evidence(overlay.value):
        if TODO in (evidence.get("source"), evidence.get("where"), evidence.get("says")):
            help = "name the source, the place in it, and what it says (in your own words)"
            message = "evidence is missing: replace the TODO"
            yield overlay.problem("evidence-todo", pointer, message, level="warning", help=help)
