"""Sorts the definitions of a module so that Python can run it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_ALIAS = re.compile(r"\w+ = TypeAliasType\(")


def in_order(blocks: Mapping[str, str]) -> dict[str, str]:
    """The definitions, with each alias after the classes that it names. The order of the others does not change.

    Python evaluates annotations of classes on first use, but the value of an alias at once: a union whose member refers
    to the union must come after that member. An alias puts names that still come later, or its own, in quotes.
    """
    aliases = {name: block for name, block in blocks.items() if _ALIAS.match(block)}
    named = {name: _names(block, name) for name, block in aliases.items()}
    placed: dict[str, str] = {}
    waiting: list[str] = []
    for name, block in blocks.items():
        if name in aliases:
            waiting.append(name)
        else:
            placed[name] = block
        # Another alias may wait for the one that was just placed.
        while ready := next((alias for alias in waiting if named[alias] & blocks.keys() <= placed.keys()), None):
            waiting.remove(ready)
            placed[ready] = _unquoted(aliases[ready], placed.keys())
    for name in waiting:
        placed[name] = _unquoted(aliases[name], placed.keys())
    return placed


def _names(block: str, alias: str) -> set[str]:
    """The names in the value of an alias, without its own."""
    return set(re.findall(r"\w+", _value(block))) - {alias}


def _value(block: str) -> str:
    """The line of an alias; its docstring follows."""
    return block.partition("\n")[0].partition(",")[2]


def _unquoted(block: str, known: Collection[str]) -> str:
    """An alias without quotes around names that are defined before it."""
    line, newline, rest = block.partition("\n")
    head, comma, value = line.partition(",")
    value = re.sub(r'"(\w+)"', lambda found: found[1] if found[1] in known else found[0], value)
    return f"{head}{comma}{value}{newline}{rest}"
