"""The formats that list findings in the same way for every command."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from .report import Suite
from .rule import Rule

LISTS = ("github", "sarif", "junit")


def render(
    suites: Iterable[Suite], style: str, *, failing: Collection[str], rules: Callable[[], Mapping[str, Rule]]
) -> str:
    """The findings in one of `LISTS`; a finding of a `failing` level counts as a failure. `rules` gives the rows."""
    if style == "sarif":
        from . import sarif

        return sarif.render(suites, rules())
    if style == "junit":
        from . import junit

        return junit.render(suites, failing=failing)
    from .github import annotation

    return "".join(annotation(item) for suite in suites for item in suite.items)
