"""Puts the definitions of a module into an order in which Python can run them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_ALIAS = re.compile(r"\w+ = TypeAliasType\(")


def in_order(blocks: Mapping[str, str]) -> dict[str, str]:
    """The definitions with each alias behind the classes that it names; the rest stays where it is.

    Annotations of classes are read when a class is first used, but the value of an alias at once: a union whose member
    refers back to the union has to follow that member. What still comes later, an alias or the alias itself, is quoted.
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
        # One that is placed may be what another waits for.
        while ready := next((alias for alias in waiting if named[alias] & blocks.keys() <= placed.keys()), None):
            waiting.remove(ready)
            placed[ready] = _unquoted(aliases[ready], placed.keys())
    for name in waiting:
        placed[name] = _unquoted(aliases[name], placed.keys())
    return placed


def _names(block: str, alias: str) -> set[str]:
    """What the value of an alias names, but for the alias itself."""
    return set(re.findall(r"\w+", _value(block))) - {alias}


def _value(block: str) -> str:
    """The line of an alias; its documentation follows."""
    return block.partition("\n")[0].partition(",")[2]


def _unquoted(block: str, known: Collection[str]) -> str:
    """An alias without the quotes around names that are known where it stands."""
    line, newline, rest = block.partition("\n")
    head, comma, value = line.partition(",")
    value = re.sub(r'"(\w+)"', lambda found: found[1] if found[1] in known else found[0], value)
    return f"{head}{comma}{value}{newline}{rest}"
