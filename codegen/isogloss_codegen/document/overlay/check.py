"""All that is wrong with an overlay, at once."""

from __future__ import annotations

from ...findings.finding import Finding, in_order
from ..load import Document
from ..resolve import try_overlay
from .facts import check_facts
from .placeholder import check_placeholders
from .result import check_result
from .vocabulary import check_words, is_provider


def check_overlay(overlay: Document, base: Document) -> list[Finding]:
    """What is wrong with an overlay of a base document, in the order of its lines.

    Of one whose words are wrong only that is said; only one that fits is held to what it makes of its base.
    """
    problems = list(check_words(overlay))
    if problems:
        return in_order(problems)
    dialect, problems = try_overlay(overlay, base)
    if is_provider(overlay):
        problems += check_facts(overlay, dialect, base)
    if not problems:
        problems += check_result(overlay, base)
    if is_provider(overlay):
        problems += check_placeholders(overlay)
    return in_order(problems)
