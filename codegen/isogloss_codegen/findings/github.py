"""Findings as GitHub workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from .report import Item, relative

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
