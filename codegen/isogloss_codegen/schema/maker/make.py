"""Makes small values that schemas accept: for the proofs of a comparison, for probes, and for answers of a mock.

A schema is taken apart into cases, one for each choice among its alternatives; of a case, each JSON type has values:
first those that the schema names as examples, then the simplest. What is built is judged, so that every value is valid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from .budget import Budget, SpentError
from .cases import Case, cases, kinds_of
from .keywords import OF_KIND
from .kinds import Kind, key, kind_of
from .lists import items, lists
from .making import ANYTHING, NoValueError
from .numbers import numbers
from .objects import ObjectMaker, made_object as object_of, objects
from .sub import Sub
from .texts import texts

T = TypeVar("T")

_ORDER: tuple[Kind, ...] = ("string", "number", "boolean", "array", "object", "null")
_WORK = 400_000
"""The number of steps that one value may take: about half a second."""

_DEPTHS = (6, 24)
_SHALLOW = (1, 2, 3, 4, 6, 12, 24)
"""The depths to try: a schema that refers to itself may accept deep values before shallow ones."""


def values(subs: Iterable[Sub]) -> Iterator[Any]:
    """Small values that all the schemas accept, the simplest first."""
    asked = tuple(subs)
    return _found(lambda maker: maker.values(asked), _DEPTHS)


def value(subs: Iterable[Sub], budget: Budget | None = None, *, is_shallow: bool = True) -> Any:
    """A small value that all the schemas accept, where `is_shallow` the least deep one.

    Raises:
        NoValueError: none was found, or the `budget` ended before.
    """
    asked = tuple(subs)
    return _first(_found(lambda maker: maker.values(asked), _SHALLOW if is_shallow else _DEPTHS[-1:], budget))


def made_object(subs: Iterable[Sub], given: Mapping[str, Any], without: Iterable[str] = ()) -> dict[str, Any]:
    """An object with what all the schemas require, and the `given` properties as they are; raises NoValueError."""
    asked, left_out = tuple(subs), tuple(without)
    return _first(_found(lambda maker: iter((object_of(asked, maker.inside, given, left_out),)), _DEPTHS))


def made_list(subs: Iterable[Sub], given: Mapping[int, Any], least: int = 0) -> list[Any]:
    """A list with the `given` items as they are, and of at least as many as asked for; raises NoValueError."""
    found = [case for case in cases(tuple(subs)) if "array" in kinds_of(case)]
    return _first(
        _found(lambda maker: (made for case in found for made in lists(case, maker.inside, given, least)), _DEPTHS)
    )


def property_values(subs: Iterable[Sub], name: str) -> Iterator[Any]:
    """Values for a property of objects that the schemas accept."""
    asked = tuple(subs)
    return _found(lambda maker: maker.each(ObjectMaker(case, maker).at(name) for case in cases(asked)), _DEPTHS)


def item_values(subs: Iterable[Sub], index: int = 0) -> Iterator[Any]:
    """Values for an item of lists that the schemas accept."""
    asked = tuple(subs)
    return _found(lambda maker: maker.each(items(case, index) for case in cases(asked)), _DEPTHS)


class _Maker:
    """Makes values up to a depth, within a budget."""

    def __init__(self, budget: Budget, most: int, depth: int = 0) -> None:
        self._budget = budget
        self._most = most
        self._depth = depth

    @property
    def inside(self) -> _Maker:
        """The maker of what is in a list or an object."""
        return _Maker(self._budget, self._most, self._depth + 1)

    def values(self, subs: Iterable[Sub]) -> Iterator[Any]:
        """Small values that all the schemas accept, the simplest first."""
        if self._depth > self._most:
            return
        found = cases(tuple(subs))
        self._budget.spend(50 * (1 + len(found)))
        for kind in _kinds_in_order(found):
            for case in found:
                if kind in kinds_of(case):
                    yield from islice(self._of_kind(case, kind), 12 if self._depth < 3 else 3)

    def value(self, subs: Iterable[Sub]) -> Any:
        """A small value that all the schemas accept; raises NoValueError."""
        return _first(self.values(subs))

    def each(self, asked: Iterable[Sequence[Sub]]) -> Iterator[Any]:
        """Values of some schemas, then of others; where they ask for nothing, any."""
        for subs in asked:
            yield from self.values(subs) if subs else ANYTHING

    def _of_kind(self, case: Case, kind: Kind) -> Iterator[Any]:
        closed, named = _listed(case)
        for made in named if closed is None else closed:
            if kind_of(made) == kind and case.accepts(made):
                yield made
        for made in self._built(case, kind) if closed is None else ():
            self._budget.spend(20 * (1 + len(case.plain)))
            if case.accepts(made):
                yield made

    def _built(self, case: Case, kind: Kind) -> Iterable[Any]:
        refused = [sub.words for sub in case.refused]
        if kind == "string":
            return texts(list(case.words()), refused, self._budget)
        if kind == "number":
            return numbers(case.words(), refused)
        if kind == "array":
            return lists(case, self.inside, {})
        if kind == "object":
            return objects(case, self.inside, is_varied=self._depth == 0 or case.needs_judgement)
        return (True, False) if kind == "boolean" else (None,)


def _found(make: Callable[[_Maker], Iterator[T]], depths: Iterable[int], budget: Budget | None = None) -> Iterator[T]:
    """Values as shallow as there are."""
    budget = Budget(_WORK, budget)
    for depth in depths:
        is_found = False
        try:
            for each in make(_Maker(budget, depth)):
                is_found = True
                yield each
        except NoValueError:
            continue
        except (SpentError, RecursionError):
            return
        if is_found:
            return


def _first(found: Iterator[T]) -> T:
    for each in found:
        return each
    raise NoValueError


def _kinds_in_order(cases: Iterable[Case]) -> list[Kind]:
    """The JSON types, those first that the keywords are about where no `type` says so."""
    untyped = (case for case in cases if not any("type" in words for words in case.words()))
    keywords = {keyword for case in untyped for words in case.words() for keyword in words}
    spoken_of: list[Kind] = [kind for kind in ("object", "array") if keywords & (OF_KIND[kind] - {"type", "format"})]
    return [*spoken_of, *(kind for kind in _ORDER if kind not in spoken_of)]


def _listed(case: Case) -> tuple[list[Any] | None, list[Any]]:
    """The values that closed enumerations leave, None without one; and those that are examples."""
    closed: dict[str, Any] | None = None
    named: list[Any] = []
    for words in case.words():
        named += words.get("examples", ())
        for listed in ([words["const"]] if "const" in words else None, words.get("enum")):
            if listed is not None:
                there = {key(each): each for each in listed}
                closed = there if closed is None else {name: closed[name] for name in closed if name in there}
    return (None if closed is None else list(closed.values())), named
