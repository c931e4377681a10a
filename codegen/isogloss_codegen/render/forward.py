"""Sorts the definitions of a module so that Python can run it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .classes import Definition


def in_order(definitions: Iterable[Definition]) -> list[str]:
    """The names of definitions, each after those that it needs, as far as possible.

    Python evaluates annotations of classes on first use, but the value of an alias at once: a union whose member refers
    to the union must come after that member.
    """
    settled = _settled(list(definitions))
    known = {each.name for each in settled}
    placed: dict[str, None] = {}
    waiting: dict[str, frozenset[str]] = {}
    for each in settled:
        if each.is_alias:
            waiting[each.name] = (each.needs & known) - {each.name}
        else:
            placed[each.name] = None
        # Another alias may wait for the one that was just placed.
        while ready := next((alias for alias, needs in waiting.items() if needs <= placed.keys()), None):
            del waiting[ready]
            placed[ready] = None
    return [*placed, *waiting]


def _settled(definitions: Collection[Definition]) -> list[Definition]:
    """Definitions after those that they need: in each pass, all that need nothing else. Those in circles come last."""
    own = {each.name for each in definitions}
    named = {name for each in definitions for name in each.needs} - own
    placed: dict[str, Definition | None] = {}
    waiting: list[Definition | str] = [*definitions, *sorted(named)]
    while waiting:
        rest: list[Definition | str] = []
        for each in waiting:
            if isinstance(each, str):
                placed[each] = None
            elif each.needs - {each.name} <= placed.keys():
                placed[each.name] = each
            else:
                rest.append(each)
        if len(rest) == len(waiting):
            placed |= {each.name: each for each in rest if not isinstance(each, str)}
            break
        waiting = rest
    return [each for each in placed.values() if each is not None]
