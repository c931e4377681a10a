"""The formats that list the findings of every command in the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from .report import Item, Suite, relative
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
    return "".join(annotation(item) for suite in suites for item in suite.items)


_COMMANDS = {"error": "error", "breaking": "error", "silent": "warning", "warning": "warning"}


def annotation(item: Item) -> str:
    """The workflow command of a finding: one line with its line break."""
    at, properties = item.at, {"title": item.finding.rule}
    if at.file:
        properties |= {"file": relative(at.file), "line": str(at.line)}
        if (at.column, at.width) != (1, 1):
            properties |= {"col": str(at.column), "endColumn": str(at.column + at.width)}
    listed = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{_COMMANDS.get(item.finding.level, 'notice')} {listed}::{_escaped(item.text)}\n"


def _escaped(text: str, also: str = "") -> str:
    for character in ("%", "\r", "\n", *also):
        text = text.replace(character, f"%{ord(character):02X}")
    return text
