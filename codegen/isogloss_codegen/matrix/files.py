"""The support tables as generated files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..document.resolve import Dialect
from . import html, json, markdown
from .table import tabulate


def support_files(base: Mapping[str, Any], dialects: Sequence[Dialect], rules: Mapping[str, Any]) -> dict[str, str]:
    """The files by name; none where there are no dialects to compare. The same input gives the same bytes."""
    if not dialects:
        return {}
    matrix = tabulate(base, dialects, rules)
    return {
        "SUPPORT.md": markdown.render(matrix),
        "support.html": html.render(matrix),
        "support.json": json.render(matrix),
    }
