"""All that is wrong with an overlay, at once."""

from __future__ import annotations

from ...findings.finding import Finding, in_order
from ..load import Document
from ..resolve import try_overlay
from .assemble import assemble
from .extends import is_provider
from .facts import check_facts
from .form import check_form
from .placeholder import check_placeholders
from .result import check_result


def check_overlay(document: Document, base: Document) -> list[Finding]:
    """Finds faults of an overlay of a base document and of those that it extends, in the order of their lines.

    Of one whose words are wrong only that is said; only one that fits is held to what it makes of its base. Raises
    LoadError where what it extends cannot be read.
    """
    overlay = assemble(document, base)
    noted = check_form(overlay)
    if any(problem.level == "error" for problem in noted):
        return in_order(noted)
    dialect, problems = try_overlay(overlay, base)
    if is_provider(overlay):
        problems += check_facts(overlay, dialect, base)
    if not problems:
        problems += check_result(overlay, base)
    if is_provider(overlay):
        problems += check_placeholders(overlay)
    return in_order([*noted, *problems])
