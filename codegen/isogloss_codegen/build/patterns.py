"""Checks the regular expressions of a document: not all that JSON Schema allows can be searched for in Python."""

from __future__ import annotations

from ..patterns import engine_of
from .source import Source, schema_nodes


def check_patterns(source: Source) -> None:
    """Notes in `source` the patterns that no model can hold a text to."""
    for pointer, node in schema_nodes(source.document):
        pattern = node.get("pattern")
        if isinstance(pattern, str) and engine_of(pattern) is None:
            help = "write it in the words that Python's `re` has as well, or take it out"
            source.problem(f"{pointer}/pattern", "Python cannot search for this pattern", help)
