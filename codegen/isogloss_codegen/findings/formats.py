"""The formats that list the findings of every command in the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from .report import Suite
from .rule import Rule

LISTS = ("github", "sarif", "junit")


def render(
    suites: Iterable[Suite], style: str, *, failing: Collection[str], rules: Callable[[], Mapping[str, Rule]]
) -> str:
    """The findings in one of the formats `LISTS`. Those of a `failing` level are failures; `rules` returns the rows."""
    if style == "sarif":
        from . import sarif

        return sarif.render(suites, rules())
    if style == "junit":
        from . import junit

        return junit.render(suites, failing=failing)
    from .github import annotation

    return "".join(annotation(item) for suite in suites for item in suite.items)
