"""Lays the statements of a provider over the places of a document, once for all requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..document.values import one_or_more
from .places import Place, Places, Shape
from .statement import Statement
from .table import Support


class Told:
    """The statements about a place and the parts in it; None and empty if there are none."""

    __slots__ = ("array", "here", "inside", "is_stated", "scalar", "shapes", "values")

    def __init__(self) -> None:
        self.here: Statement | None = None
        self.scalar: Statement | None = None
        self.array: Statement | None = None
        self.shapes: dict[Shape, Statement] = {}
        self.values: Mapping[str, Statement] = {}
        self.inside = False
        self.is_stated = False

    @property
    def is_silent(self) -> bool:
        """True if nothing is said of the place, nor of what is in it: nearly always."""
        return not (self.inside or self.here or self.scalar or self.array or self.shapes or self.values)

    def own(self) -> Iterator[Statement]:
        """All statements about this place."""
        yield from (said for said in (self.here, self.scalar, self.array) if said is not None)
        yield from self.shapes.values()
        yield from self.values.values()


class Laying:
    """Finds the statements about places, by what the provider says (`support`) and what the document says itself.

    `features` has the headers that ask for features, by the ids of those.
    """

    def __init__(self, support: Support, features: Mapping[str, str]) -> None:
        self._support = support
        self._features = features
        self.not_stated = frozenset(pointer for pointer in support.not_stated if support.of(pointer).status != "full")

    def lay(self, places: Places) -> dict[Place, Told]:
        """All places with what is said of them, and whether they lead to one of which anything is."""
        known = {place: self._tell(place) for place in places.every}
        around: dict[Place, list[Place]] = {}
        for place in known:
            for inner in _inside(place):
                around.setdefault(inner, []).append(place)
        for is_stated in (True, False):
            waiting = [
                place for place, told in known.items() if any(not is_stated or said.is_stated for said in told.own())
            ]
            seen = set(waiting)
            while waiting:
                for outer in around.get(waiting.pop(), ()):
                    known[outer].inside = True
                    known[outer].is_stated |= is_stated
                    if outer not in seen:
                        seen.add(outer)
                        waiting.append(outer)
        return known

    def _tell(self, place: Place) -> Told:
        told = Told()
        told.here, told.scalar, told.array = map(self.own, (place.subjects, place.scalar, place.array))
        told.here = told.here or self._asked_for(place.subjects, place.feature)
        for shape in {*place.shapes.values(), *([place.untagged] if place.untagged else [])}:
            if shape.subjects == place.subjects:
                continue
            statement = self.own(shape.subjects) or self._asked_for(shape.subjects, shape.schema.get("x-beta"))
            if statement is not None:
                told.shapes[shape] = statement
        owners = [
            pointer for pointer in (*place.scalar[::-1], *place.subjects[::-1]) if pointer in self._support.values
        ]
        told.values = {value: said for pointer in owners for value, said in self._support.values[pointer].items()}
        return told

    def own(self, subjects: tuple[str, ...]) -> Statement | None:
        """The statement about the nearest of some subjects that has one; None if it is a plain yes."""
        for pointer in subjects:
            if pointer in self.not_stated:
                # What a thing cannot be without, or always has, is as good as the thing.
                return None if self._support.subjects[pointer].is_part else self._support.of(pointer)
            statement = self._support.statements.get(pointer)
            if statement is not None:
                return None if statement.status == "full" else statement
        return None

    def _asked_for(self, subjects: tuple[str, ...], feature: Any) -> Statement | None:
        """A statement made of the document's `x-feature`: the part works only with a header."""
        header = next((self._features.get(str(name)) for name in one_or_more(feature)), None)
        if header is None or any(self._support.of(pointer).is_stated for pointer in subjects):
            return None
        when = {"header": {header: feature}}
        return Statement(subjects[0], "conditional", when=when, otherwise="rejected", pointer=subjects[0])


def _shapes(place: Place) -> Iterator[Shape]:
    yield from place.shapes.values()
    if place.untagged is not None:
        yield place.untagged


def _inside(place: Place) -> Iterator[Place]:
    if place.items is not None:
        yield place.items
    for shape in _shapes(place):
        yield from shape.fields.values()
        if shape.extra is not None:
            yield shape.extra
