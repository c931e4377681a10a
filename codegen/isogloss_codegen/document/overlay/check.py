"""All that is wrong with an overlay, at once."""

from __future__ import annotations

from ..load import Document
from ..problem import Problem, in_order
from ..resolve import try_overlay
from .vocabulary import check_words


def check_overlay(overlay: Document, base: Document) -> list[Problem]:
    """What is wrong with an overlay of a base document, in the order of its lines."""
    problems = list(check_words(overlay))
    if not problems:
        problems += try_overlay(overlay, base)[1]
    return in_order(problems)
