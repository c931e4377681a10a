"""Facts: every difference once, at the shortest path from an operation, with all other places that it shows at."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..model import Direction, Fact, Place
from .pairs import Difference, Pair, Step
from .summary import Summary

_MOST = 8
"""The largest number of paths from one place to a difference: through circles and shared parts there are many."""

_LISTED = 64
"""The number of other places of a difference that are listed before it is only one more of each operation."""

_TRIED = 6
"""The number of places where a difference is tried to be shown: other parts of a body may be in the way."""


@dataclass(frozen=True, eq=False)
class Probe:
    """A place of a fact: the way from the body at `place` to `pair`, whose values differ, at `path`."""

    place: Place
    path: str
    route: tuple[Step, ...]
    pair: Pair
    difference: Difference


@dataclass(eq=False)
class _Found:
    difference: Difference
    probes: list[Probe]
    used_by: dict[str, None] = field(default_factory=dict[str, None])
    operations: set[str] = field(default_factory=set[str])

    def note(self, place: Place, path: str, way: _Way | None, pair: Pair, difference: Difference) -> None:
        """Notes another place of the difference."""
        if len(self.probes) < _TRIED:
            self.probes.append(Probe(place, path, _route(way), pair, difference))
        operation = place.operation
        if len(self.used_by) < _LISTED or operation not in self.operations:
            self.used_by[f"{operation} {path}".rstrip()] = None
            self.operations.add(operation)


_Visit = tuple[Pair, str, "_Way | None"]
_Way = tuple[Step, "_Way | None"]


def facts_of(direction: Direction, roots: Sequence[tuple[Place, Pair]], summary: Summary) -> Iterator[Fact]:
    """The facts that show at the `roots`, in their order."""
    found: dict[tuple[str | None, ...], _Found] = {}
    for place, root in roots:
        for pair, path, way in _visits(place, root, summary):
            for difference in summary.differences(pair):
                full = _joined(path, difference.below)
                name = (
                    *(difference.subject, difference.edit, difference.effect, difference.pointer_a),
                    *(difference.pointer_b, difference.before, difference.after),
                )
                known = found.get(name)
                if known is None:
                    probe = Probe(place, full, _route(way), pair, difference)
                    found[name] = _Found(difference, [probe], operations={place.operation})
                elif (known.probes[0].place.operation, known.probes[0].path) != (place.operation, full):
                    known.note(place, full, way, pair, difference)
    for entry in found.values():
        yield _fact(direction, entry)


def _visits(place: Place, root: Pair, summary: Summary) -> Iterator[_Visit]:
    """The pairs below a root at which something may differ, by the shortest paths first, none within itself."""
    if not summary.reaches(root):
        return
    waiting: deque[_Visit] = deque([(root, place.path, None)])
    entered: defaultdict[Pair, set[str]] = defaultdict(set)
    while waiting:
        visit = waiting.popleft()
        yield visit
        pair, path, way = visit
        for step in summary.steps(pair):
            paths = entered[step.pair]
            if len(paths) == _MOST or _is_within(step.pair, root, way):
                continue
            below = _joined(path, step.text)
            if below not in paths:
                paths.add(below)
                waiting.append((step.pair, below, (step, way)))


def _is_within(pair: Pair, root: Pair, way: _Way | None) -> bool:
    """Tells whether a way leads through a pair."""
    while way is not None:
        step, way = way
        if step.pair is pair:
            return True
    return pair is root


def _joined(path: str, step: str) -> str:
    return f"{path}{step}" if path else step.removeprefix(".")


def _route(way: _Way | None) -> tuple[Step, ...]:
    steps: list[Step] = []
    while way is not None:
        step, way = way
        steps.append(step)
    return tuple(reversed(steps))


def _fact(direction: Direction, found: _Found) -> Fact:
    difference = found.difference
    return Fact(
        difference.subject,
        difference.edit,
        direction,
        difference.effect,
        found.probes[0].place.operation,
        found.probes[0].path,
        difference.pointer_a,
        difference.pointer_b,
        difference.before,
        difference.after,
        tier=difference.tier,
        is_open=difference.is_open,
        detail=difference.detail,
        used_by=tuple(found.used_by),
        probes=tuple(found.probes),
    )
