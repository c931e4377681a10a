"""The constraints of a conjunction of schemas on the values of one JSON type, as one record for each type."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..document.values import as_list, as_map
from .evaluated import evaluated
from .maker.kinds import exact
from .read import Schema, distinct, strings
from .wellformed import matches

Conjunction = tuple[Schema, ...]
"""Schemas that all have to accept a value; none accept everything."""

_MATCHING_ALL = frozenset(("", "^", "$", ".*", "^.*", ".*$", "[\\s\\S]*", "^[\\s\\S]*$"))
"""Patterns that say nothing. `^.*$` is none of them: it stops at the end of a line."""


@dataclass(frozen=True)
class Bound:
    """An end of a range of numbers."""

    value: Fraction
    is_open: bool


@dataclass(frozen=True)
class Numbers:
    """`step` is what all are multiples of, 1 for integers; `bits` are the formats that name a width."""

    lower: Bound | None = None
    upper: Bound | None = None
    step: Fraction | None = None
    formats: frozenset[str] = frozenset()

    @property
    def is_integer(self) -> bool:
        return self.step is not None and self.step.denominator == 1

    @property
    def is_empty(self) -> bool:
        if self.lower is None or self.upper is None:
            return False
        is_point = self.lower.value == self.upper.value
        return self.lower.value > self.upper.value or (is_point and (self.lower.is_open or self.upper.is_open))

    def takes(self, value: Any) -> bool:
        number = exact(value)
        if self.lower and (number < self.lower.value or (self.lower.is_open and number == self.lower.value)):
            return False
        if self.upper and (number > self.upper.value or (self.upper.is_open and number == self.upper.value)):
            return False
        return self.step is None or (number / self.step).denominator == 1


@dataclass(frozen=True)
class Sizes:
    """The permitted number of characters, items or properties; `most` is None without a limit."""

    least: int = 0
    most: int | None = None

    @property
    def is_empty(self) -> bool:
        return self.most is not None and self.least > self.most

    def takes(self, size: int) -> bool:
        return self.least <= size and (self.most is None or size <= self.most)


@dataclass(frozen=True)
class Strings:
    """`encoding` is what `contentMediaType` and `contentEncoding` say."""

    sizes: Sizes = Sizes()
    patterns: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    encoding: frozenset[str] = frozenset()

    def takes(self, value: Any) -> bool | None:
        """True if a text is accepted; None if that cannot be decided."""
        if not self.sizes.takes(len(value)):
            return False
        found = [matches(pattern, value) for pattern in self.patterns]
        if False in found:
            return False
        return None if self.formats or None in found else True


@dataclass(frozen=True)
class Arrays:
    """`prefix` are the first items, `rest` all after them."""

    sizes: Sizes
    is_unique: bool
    prefix: tuple[Conjunction, ...]
    rest: Conjunction

    def item(self, index: int) -> Conjunction:
        return self.prefix[index] if index < len(self.prefix) else self.rest


@dataclass(frozen=True)
class Group:
    """The schemas of properties by name, by pattern, and of all others without those that `passed` names or matches."""

    named: Mapping[str, Schema]
    patterns: Mapping[str, Schema]
    others: Schema | None
    passed: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    def at(self, name: str) -> list[Schema]:
        """The schemas of one property."""
        said = [self.named[name]] if name in self.named else []
        said += [schema for pattern, schema in self.patterns.items() if matches(pattern, name)]
        names, patterns = self.passed
        is_passed = name in names or any(matches(pattern, name) for pattern in patterns)
        return said or ([self.others] if self.others is not None and not is_passed else [])


@dataclass(frozen=True)
class Objects:
    """`together` maps a property to those that have to come with it."""

    sizes: Sizes
    required: frozenset[str]
    groups: tuple[Group, ...]
    together: Mapping[str, frozenset[str]]

    @property
    def names(self) -> tuple[str, ...]:
        """The properties that go by name, in the author's order."""
        return tuple(dict.fromkeys(name for group in self.groups for name in group.named))

    @property
    def has_patterns(self) -> bool:
        return any(group.patterns for group in self.groups)

    def at(self, name: str) -> Conjunction:
        """The schemas of a property."""
        return distinct(schema for group in self.groups for schema in group.at(name))

    @property
    def others(self) -> Conjunction:
        """The schemas of the properties that no name or pattern mentions."""
        return distinct(group.others for group in self.groups if group.others is not None)


def numbers(schemas: Conjunction) -> Numbers:
    """The constraints on numbers."""
    lower: Bound | None = None
    upper: Bound | None = None
    step: Fraction | None = None
    for schema in schemas:
        for name, is_open in (("minimum", False), ("exclusiveMinimum", True)):
            for value in _amounts(schema, name):
                bound = Bound(exact(value), is_open)
                if lower is None or (bound.value, bound.is_open) > (lower.value, lower.is_open):
                    lower = bound
        for name, is_open in (("maximum", False), ("exclusiveMaximum", True)):
            for value in _amounts(schema, name):
                bound = Bound(exact(value), is_open)
                if upper is None or (bound.value, not bound.is_open) < (upper.value, not upper.is_open):
                    upper = bound
        for value in _amounts(schema, "multipleOf"):
            if value > 0:
                step = _common(step, exact(value))
        types = _types(schema)
        if types is not None and "integer" in types and "number" not in types:
            step = _common(step, Fraction(1))
    if step is not None:
        lower, upper = _first(lower, step), _last(upper, step)
    formats = frozenset(value for schema in schemas for value in strings([schema.words.get("format")]))
    # Numbers are doubles wherever JSON is read.
    return Numbers(lower, upper, step, formats - {"double"})


def texts(schemas: Conjunction) -> Strings:
    """The constraints on strings."""
    words = [schema.words for schema in schemas]
    return Strings(
        _sizes(schemas, "minLength", "maxLength"),
        frozenset(value for each in words for value in strings([each.get("pattern")])) - _MATCHING_ALL,
        frozenset(value for each in words for value in strings([each.get("format")])),
        frozenset(
            f"{name} {each[name]}"
            for each in words
            for name in ("contentMediaType", "contentEncoding")
            if isinstance(each.get(name), str)
        ),
    )


def arrays(schemas: Conjunction) -> Arrays:
    """The constraints on arrays; a `false` item ends the array before it."""
    longest = max((len(as_list(schema.words.get("prefixItems"))) for schema in schemas), default=0)
    prefix = [distinct(_items(schemas, index)) for index in range(longest)]
    rest = distinct(_items(schemas, longest))
    sizes = _sizes(schemas, "minItems", "maxItems")
    for index, conjunction in enumerate([*prefix, rest]):
        if any(schema.never for schema in conjunction):
            sizes = Sizes(sizes.least, index if sizes.most is None else min(index, sizes.most))
            break
    if sizes.most is not None and sizes.most < len(prefix):
        prefix = prefix[: sizes.most]
    if sizes.most is not None and sizes.most <= len(prefix):
        rest = ()
    is_unique = any(schema.words.get("uniqueItems") is True for schema in schemas)
    if sizes.most is not None and sizes.most < 2:
        is_unique = False
    return Arrays(sizes, is_unique, tuple(prefix), rest)


def objects(schemas: Conjunction) -> Objects:
    """The constraints on objects."""
    together: dict[str, frozenset[str]] = {}
    groups: list[Group] = []
    for schema in schemas:
        for name, others in as_map(schema.words.get("dependentRequired")).items():
            together[name] = together.get(name, frozenset()) | frozenset(strings(others))
        named = {name: schema.child("properties", name) for name in as_map(schema.words.get("properties"))}
        patterns = {
            pattern: schema.child("patternProperties", pattern)
            for pattern in as_map(schema.words.get("patternProperties"))
        }
        others = schema.child("additionalProperties") if "additionalProperties" in schema.words else None
        if named or patterns or others is not None:
            groups.append(Group(named, patterns, others))
        if (passed := evaluated(schema, "Properties")) is not None:
            groups.append(Group({}, {}, schema.child("unevaluatedProperties"), passed[:2]))
    required = frozenset(name for schema in schemas for name in strings(schema.words.get("required")))
    return Objects(_sizes(schemas, "minProperties", "maxProperties"), required, tuple(groups), together)


def _items(schemas: Conjunction, index: int) -> Iterator[Schema]:
    for schema in schemas:
        passed = evaluated(schema, "Items")
        if passed is not None and index >= passed[2]:
            yield schema.child("unevaluatedItems")
        if index < len(as_list(schema.words.get("prefixItems"))):
            yield schema.child("prefixItems", index)
        elif "items" in schema.words:
            yield schema.child("items")


def _types(schema: Schema) -> list[str] | None:
    value = schema.words.get("type")
    return None if value is None else [value] if isinstance(value, str) else list(strings(value))


def _amounts(schema: Schema, name: str) -> Iterator[int | float]:
    value = schema.words.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        yield value


def _sizes(schemas: Conjunction, least: str, most: str) -> Sizes:
    lower = max((int(value) for schema in schemas for value in _amounts(schema, least)), default=0)
    upper = min((int(value) for schema in schemas for value in _amounts(schema, most)), default=None)
    return Sizes(max(lower, 0), upper)


def _common(a: Fraction | None, b: Fraction) -> Fraction:
    """The least number that is a multiple of both."""
    if a is None:
        return b
    return Fraction(math.lcm(a.numerator, b.numerator), math.gcd(a.denominator, b.denominator))


def _first(bound: Bound | None, step: Fraction) -> Bound | None:
    """A lower bound moved to the first multiple within."""
    if bound is None:
        return None
    multiple = math.ceil(bound.value / step) * step
    return Bound(multiple + step if bound.is_open and multiple == bound.value else multiple, False)


def _last(bound: Bound | None, step: Fraction) -> Bound | None:
    """An upper bound moved to the last multiple within."""
    if bound is None:
        return None
    multiple = math.floor(bound.value / step) * step
    return Bound(multiple - step if bound.is_open and multiple == bound.value else multiple, False)
