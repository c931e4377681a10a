"""Checks the regular expressions of a document: Python does not support all that JSON Schema allows."""

from __future__ import annotations

from ..patterns import is_supported
from .source import Source


def check_patterns(source: Source) -> None:
    """Adds a problem to `source` for each pattern that models cannot enforce."""
    for node in source.nodes:
        pattern = node["pattern"] if node.kind == "Schema Object" else None
        if isinstance(pattern, str) and not is_supported(pattern):
            help = "use only syntax that Python's `re` supports, or remove the pattern"
            source.problem(f"{node.pointer}/pattern", "Python's `re` does not support this pattern", help)
