"""The effect on the accepted values at each pair, by all differences at it or below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ...schema.parts import Leaning
from ..model import Effect
from .pairs import Difference, Pair, Step

_AGAINST: dict[Effect, Effect] = {"narrows": "widens", "widens": "narrows"}


class Summary:
    """The effects below each pair, hinges decided; `differences` are those of a pair that stand."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._effects: defaultdict[Pair, set[Effect]] = defaultdict(set)
        self._hang: defaultdict[Pair, list[tuple[Pair, Leaning | None]]] = defaultdict(list)
        pairs = list(pairs)
        for pair in pairs:
            for step in pair.steps:
                self._hang[step.pair].append((pair, None))
            for hinge in pair.hinges:
                for below, leaning in hinge.pairs:
                    self._hang[below].append((pair, leaning))
        for pair in pairs:
            self._spread(pair, {each.effect for each in pair.differences if each.effect != "none"})
        self._differences = {pair: tuple(self._standing(pair)) for pair in pairs}
        self._reaching = self._above(pair for pair in pairs if self._differences[pair])
        # On the way to what differs, pairs are come by again and again.
        self._steps = {pair: tuple(filter(self._leads_on, pair.steps)) for pair in self._reaching}

    def reaches(self, pair: Pair) -> bool:
        """Tells whether something differs at a pair, or within its values."""
        return pair in self._reaching

    def differences(self, pair: Pair) -> tuple[Difference, ...]:
        """The differences at a pair, with those that depend on others."""
        return self._differences[pair]

    def steps(self, pair: Pair) -> tuple[Step, ...]:
        """The steps from a pair that reaches something to what does as well."""
        return self._steps[pair]

    def _leads_on(self, step: Step) -> bool:
        return step.pair in self._reaching

    def _standing(self, pair: Pair) -> Iterable[Difference]:
        yield from pair.differences
        for hinge in pair.hinges:
            found = (_through(leaning, self._effects[below]) for below, leaning in hinge.pairs)
            if effects := set[Effect]().union(*found):
                yield replace(hinge.difference, effect=_together(effects))

    def _spread(self, start: Pair, effects: set[Effect]) -> None:
        waiting = [(start, effects)]
        while waiting:
            pair, found = waiting.pop()
            new = found - self._effects[pair]
            if new:
                self._effects[pair] |= new
                waiting += [(above, _through(leaning, new)) for above, leaning in self._hang[pair]]

    def _above(self, pairs: Iterable[Pair]) -> set[Pair]:
        reaching = set(pairs)
        waiting = list(reaching)
        while waiting:
            for above, leaning in self._hang[waiting.pop()]:
                if leaning is None and above not in reaching:
                    reaching.add(above)
                    waiting.append(above)
        return reaching


def _through(leaning: Leaning | None, effects: set[Effect]) -> set[Effect]:
    """The effects on a whole that follow from those on a part of it; without a leaning, they are the same."""
    if leaning in (None, "along"):
        return effects
    if leaning == "against":
        return {_AGAINST.get(effect, effect) for effect in effects}
    return {"undecided"} if effects else set()


def _together(effects: set[Effect]) -> Effect:
    """Several effects as one."""
    if len(effects) == 1:
        return next(iter(effects))
    return "undecided" if "undecided" in effects else "both"
