"""Evidence that is still to be given: what a scaffolded overlay has in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...findings.finding import Finding
from ..load import Document
from ..values import as_list, as_map, child

TODO = "TODO"
"""What stands where something has to be filled in."""

_WORDS = ("evidence", "x-evidence")


def check_placeholders(overlay: Document) -> Iterator[Finding]:
    """A warning for each evidence of an overlay that nobody has given yet."""
    for pointer in _placeholders(overlay.value, "", is_evidence=False):
        help = "name the document, the place in it, what it says (in your own words), and the date when you read it"
        message = "evidence is missing: replace the TODO"
        yield overlay.problem("evidence-todo", pointer, message, level="warning", help=help)


def _placeholders(value: Any, pointer: str, *, is_evidence: bool) -> Iterator[str]:
    mapping = as_map(value)
    if is_evidence and TODO in (mapping.get("source"), mapping.get("where"), mapping.get("says")):
        yield pointer
        return
    for key, inner in mapping.items():
        yield from _placeholders(inner, child(pointer, key), is_evidence=is_evidence or key in _WORDS)
    for index, inner in enumerate(as_list(value)):
        yield from _placeholders(inner, child(pointer, index), is_evidence=is_evidence)
