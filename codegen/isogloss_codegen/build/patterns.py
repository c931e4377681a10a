"""Checks the regular expressions of a document: Python does not support all that JSON Schema allows."""

from __future__ import annotations

from ..patterns import engine_of
from .source import Source, schema_nodes


def check_patterns(source: Source) -> None:
    """Adds a problem to `source` for each pattern that models cannot enforce."""
    for pointer, node in schema_nodes(source.document):
        pattern = node.get("pattern")
        if isinstance(pattern, str) and engine_of(pattern) is None:
            help = "use only syntax that Python's `re` supports, or remove the pattern"
            source.problem(f"{pointer}/pattern", "Python's `re` does not support this pattern", help)
