"""Schemas as sets of values: compares the values that two documents accept at each place.

`SchemaComparer` is all that others need.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ...document.values import as_list, as_map
from ..model import Direction, Fact, Place
from .comparison import Comparison
from .pairs import Pair
from .places import facts_of
from .same import Alike
from .summary import Summary


class SchemaComparer:
    """Compares the schemas of two OpenAPI documents, all of whose references are local (`#/...`).

    Every place where values travel is told by `add`; `facts` then gives each difference once. `unread` are the pointers
    of properties of which B does not look at what a request has in them, or whether it has them. `is_whole`: all
    references have targets.
    """

    def __init__(
        self, a: Mapping[str, Any], b: Mapping[str, Any], *, unread: Collection[str] = (), is_whole: bool = True
    ) -> None:
        alike = Alike(a, b)
        has_tiers = _has_tiers(a) and _has_tiers(b)
        self._directions: dict[Direction, Comparison] = {
            # How far one can count on something is a matter of answers.
            "request": Comparison(a, b, "request", alike, has_tiers=False, unread=unread, is_whole=is_whole),
            "response": Comparison(a, b, "response", alike, has_tiers=has_tiers, is_whole=is_whole),
        }
        self._roots: dict[Direction, list[tuple[Place, Pair]]] = {"request": [], "response": []}

    def add(self, place: Place) -> None:
        """Takes a place into the comparison; raises KeyError if a pointer of it leads nowhere."""
        pair = self._directions[place.direction].root(place.pointer_a, place.pointer_b, place.mode)
        if pair is not None:
            self._roots[place.direction].append((place, pair))

    def facts(self) -> tuple[Fact, ...]:
        """All differences at the places so far, those of requests first."""
        found: list[Fact] = []
        for direction, comparison in self._directions.items():
            comparison.finish()
            found += facts_of(direction, self._roots[direction], Summary(comparison.pairs))
        return tuple(found)

    @property
    def size(self) -> int:
        """The number of pairs of schemas that were met: the cost of the comparison."""
        return sum(len(comparison.pairs) for comparison in self._directions.values())


def _has_tiers(document: Mapping[str, Any]) -> bool:
    """Tells whether a document has a word for properties that are promised and not required."""
    waiting: list[Any] = [as_map(document.get("components")).get("schemas")]
    while waiting:
        node = waiting.pop()
        if as_map(node).get("x-tier") == "declared":
            return True
        waiting += (inner for inner in (*as_map(node).values(), *as_list(node)) if isinstance(inner, (dict, list)))
    return False
