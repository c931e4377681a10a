"""Builds small values that a conjunction accepts, as far as its form tells; a validator has the last word."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

from ...schema import leaves
from ...schema.flat import conjunction
from ...schema.forms import Forms
from ...schema.leaves import Conjunction
from ...schema.parts import Part
from ...schema.values import Kind, key, plain
from .text import texts

_DEPTH = 24
_MOST = 2000
_LONGEST = 10_000
_ORDER: tuple[Kind, ...] = ("string", "number", "boolean", "array", "object", "null")


class NoValueError(Exception):
    """No value was found."""


class Builder:
    """Builds values; `sides` everywhere are parts of one JSON type that all have to accept."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms

    def value(self, schemas: Conjunction, depth: int = 0) -> Any:
        """A small value that all the schemas accept; raises NoValueError."""
        for value in self.values(schemas, depth):
            return value
        raise NoValueError

    def values(self, schemas: Conjunction, depth: int = 0) -> Iterator[Any]:
        """Small values that all the schemas accept, the simplest first."""
        if depth > _DEPTH:
            return
        form = self._forms.of(conjunction(schemas))
        if form is None:
            return
        parts = [part for kind in _ORDER for part in form.parts.get(kind, ())]
        for part in parts:
            yield from islice(self.of_parts([part], depth), 8 if depth < 3 else 2)

    def of_parts(self, sides: Sequence[Part], depth: int = 0) -> Iterator[Any]:
        """Values that all the parts accept."""
        listed = [part.values for part in sides if part.values is not None]
        if listed:
            for name, value in listed[0].items():
                if all(name in values for values in listed):
                    yield value
            return
        items = tuple(schema for part in sides for schema in part.items)
        kind = sides[0].kind
        if kind == "string":
            known = [value for part in sides for value in (part.known or {}).values()]
            yield from (text for text in (*known, *texts(items)) if leaves.texts(items).takes(text) is not False)
        elif kind == "number":
            yield from _numbers(leaves.numbers(items))
        elif kind == "array":
            yield from self._arrays(sides, depth)
        elif kind == "object":
            yield from self._objects(sides, depth)

    def with_size(self, sides: Sequence[Part], size: int) -> Iterator[Any]:
        """A text, list or object of `size`."""
        if not 0 <= size <= (_LONGEST if sides[0].kind == "string" else _MOST):
            return
        items = tuple(schema for part in sides for schema in part.items)
        if sides[0].kind == "string":
            said = leaves.texts(items)
            yield from (text for text in texts(items, size) if said.takes(text) is not False)
        elif sides[0].kind == "array":
            yield self.array(sides, {}, size, is_varied=leaves.arrays(items).is_unique)
        elif sides[0].kind == "object":
            yield from self._sized(sides, size)

    def array(
        self, sides: Sequence[Part], given: dict[int, Any], size: int, *, depth: int = 0, is_varied: bool = False
    ) -> list[Any]:
        """A list with the `given` items and of at least `size`; raises NoValueError."""
        arrays = leaves.arrays(tuple(schema for part in sides for schema in part.items))
        result: list[Any] = []
        seen: set[str] = set()
        for index in range(max(size, *(position + 1 for position in given), 0)):
            if index in given:
                result.append(given[index])
                continue
            for value in self.values(conjunction(arrays.item(index)), depth + 1) if arrays.item(index) else _ANYTHING:
                if not is_varied or key(value) not in seen:
                    result.append(value)
                    seen.add(key(value))
                    break
            else:
                raise NoValueError
        return result

    def object(
        self, sides: Sequence[Part], given: dict[str, Any], without: Iterable[str] = (), depth: int = 0
    ) -> dict[str, Any]:
        """An object with what all sides require, and with the `given` properties; raises NoValueError."""
        objects = leaves.objects(tuple(schema for part in sides for schema in part.items))
        names = [name for name in objects.names if name in objects.required]
        names += [name for name in sorted(objects.required) if name not in names]
        result: dict[str, Any] = {}
        left_out = set(without)
        for name in names:
            if name in given:
                result[name] = given[name]
            elif name not in left_out:
                result[name] = self.property(sides, name, depth)
        result |= {name: value for name, value in given.items() if name not in result}
        for side in sides:
            if side.other is not None and side.other.name not in given:
                result[side.other.name] = _other_tag(side)
        for name in list(result):
            for other in sorted(objects.together.get(name, ())):
                if other not in result and other not in left_out:
                    result[other] = self.property(sides, other, depth)
        for name in objects.names:
            if len(result) >= objects.sizes.least:
                break
            if name not in result and name not in left_out and not self._forms.is_never(conjunction(objects.at(name))):
                result[name] = self.property(sides, name, depth)
        for count in range(max(0, min(objects.sizes.least, 50) - len(result))):
            if f"other_{count}" not in result:
                result[f"other_{count}"] = self.property(sides, f"other_{count}", depth)
        return result

    def property(self, sides: Sequence[Part], name: str, depth: int = 0) -> Any:
        """A value for a property; raises NoValueError."""
        for value in self.properties(sides, name, depth):
            return value
        raise NoValueError

    def properties(self, sides: Sequence[Part], name: str, depth: int = 0) -> Iterator[Any]:
        """Values for a property."""
        objects = leaves.objects(tuple(schema for part in sides for schema in part.items))
        schemas = conjunction(objects.at(name))
        yield from self.values(schemas, depth + 1) if schemas else _ANYTHING

    def _arrays(self, sides: Sequence[Part], depth: int) -> Iterator[Any]:
        arrays = leaves.arrays(tuple(schema for part in sides for schema in part.items))
        # A list with something in it is what one really sends.
        for size in dict.fromkeys((max(arrays.sizes.least, 1), arrays.sizes.least, arrays.sizes.least + 1)):
            if size <= 50 and arrays.sizes.takes(size):
                try:
                    yield self.array(sides, {}, size, depth=depth, is_varied=arrays.is_unique)
                except NoValueError:
                    continue

    def _objects(self, sides: Sequence[Part], depth: int) -> Iterator[Any]:
        try:
            smallest = self.object(sides, {}, depth=depth)
        except NoValueError:
            return
        yield smallest
        if depth:
            return
        for name in leaves.objects(tuple(schema for part in sides for schema in part.items)).names:
            if name not in smallest:
                yield from tried(lambda name=name: {**smallest, name: self.property(sides, name, depth)})

    def _sized(self, sides: Sequence[Part], size: int) -> Iterator[Any]:
        objects = leaves.objects(tuple(schema for part in sides for schema in part.items))
        names = [*(name for name in objects.names if name in objects.required), *sorted(objects.required)]
        names += [*objects.names, *map("other_{}".format, range(size))]
        given: dict[str, Any] = {}
        for name in dict.fromkeys(names):
            if len(given) == size:
                break
            for value in tried(lambda name=name: self.property(sides, name)):
                given[name] = value
        if len(given) == size:
            yield given


_ANYTHING: tuple[Any, ...] = ("x", 1, True, None, [], {}, "y", 2, 3, 4)


def tried(make: Callable[[], Any]) -> Iterator[Any]:
    """What is made, or nothing where no value is found."""
    try:
        yield make()
    except NoValueError:
        return


def _other_tag(side: Part) -> str:
    tags = side.other.tags if side.other is not None else frozenset[str]()
    return next(name for name in ("other", *map("other_{}".format, range(len(tags) + 1))) if name not in tags)


def _numbers(numbers: leaves.Numbers) -> Iterator[Any]:
    bounds = [bound.value for bound in (numbers.lower, numbers.upper) if bound is not None]
    step = numbers.step or Fraction(1)
    found: list[Fraction] = []
    for start in (Fraction(1), Fraction(0), *bounds):
        first = math.floor(start / step) * step
        found += [start, *(first + count * step for count in (0, 1, -1, 2, -2))]
        found += [start + Fraction(1, 2), start - Fraction(1, 2)]
    if len(bounds) == 2:
        found.append(sum(bounds, Fraction(0)) / 2)
    for number in dict.fromkeys(found):
        if numbers.takes(plain(number)):
            yield plain(number)
