"""Differences between numbers, strings, and how long something may be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...schema.inclusion import inclusion
from ...schema.leaves import Bound, Sizes
from ...schema.maker.kinds import plain
from ...schema.parts import Part
from ...schema.read import Schema
from ...schema.wording import in_words
from ..model import Effect
from .pairs import Difference, Hint

_WIDTHS = ("int8", "int16", "int32", "int64")
"""Formats that stand for ranges, each within the next."""


def compare_numbers(a: Part, b: Part) -> Iterator[Difference]:
    """Bounds, multiples and formats."""
    of_a, of_b = a.numbers, b.numbers
    if of_a.lower != of_b.lower:
        raised = _is_above(of_b.lower, of_a.lower)
        yield Difference(
            *("lower-bound", "raised" if raised else "lowered", "narrows" if raised else "widens"),
            *_written(a, b, "minimum", "exclusiveMinimum"),
            *(_shown(of_a.lower, ">"), _shown(of_b.lower, ">")),
            hints=_around(a, b, of_a.lower, of_b.lower),
        )
    if of_a.upper != of_b.upper:
        lowered = _is_below(of_b.upper, of_a.upper)
        yield Difference(
            *("upper-bound", "lowered" if lowered else "raised", "narrows" if lowered else "widens"),
            *_written(a, b, "maximum", "exclusiveMaximum"),
            *(_shown(of_a.upper, "<"), _shown(of_b.upper, "<")),
            hints=_around(a, b, of_a.upper, of_b.upper),
        )
    if of_a.step != of_b.step:
        yield _steps(a, b, of_a.step, of_b.step)
    yield from _formats(a, b, of_a.formats, of_b.formats)


def compare_strings(a: Part, b: Part) -> Iterator[Difference]:
    """Lengths, patterns, formats and encodings."""
    of_a, of_b = a.strings, b.strings
    yield from compare_sizes(a, b, of_a.sizes, of_b.sizes, "Length")
    if of_a.patterns != of_b.patterns:
        yield from _patterns(a, b, of_a.patterns, of_b.patterns)
    yield from _formats(a, b, of_a.formats, of_b.formats)
    if of_a.encoding != of_b.encoding:
        where = _written(a, b, "contentMediaType", "contentEncoding")
        yield Difference("encoding", "changed", "undecided", *where, _texts(of_a.encoding), _texts(of_b.encoding))


def compare_sizes(a: Part, b: Part, of_a: Sizes, of_b: Sizes, noun: str) -> Iterator[Difference]:
    """Differences in how many there may be; `noun` is the end of the keywords: Length, Items, Properties."""
    subject = noun.lower()
    if of_a.least != of_b.least:
        raised = of_b.least > of_a.least
        yield Difference(
            *(f"min-{subject}", "raised" if raised else "lowered", "narrows" if raised else "widens"),
            *_written(a, b, f"min{noun}"),
            *(str(of_a.least), str(of_b.least)),
            hints=tuple(Hint("size", a, b, size) for size in {of_a.least, of_b.least, max(of_a.least, of_b.least) - 1}),
        )
    if of_a.most != of_b.most:
        lowered = of_a.most is None or (of_b.most is not None and of_b.most < of_a.most)
        sizes = [size for size in (of_a.most, of_b.most) if size is not None]
        yield Difference(
            *(f"max-{subject}", "lowered" if lowered else "raised", "narrows" if lowered else "widens"),
            *_written(a, b, f"max{noun}"),
            *in_words(lambda size: "no limit" if size is None else str(size), of_a.most, of_b.most),
            hints=tuple(Hint("size", a, b, size) for size in (min(sizes) + 1, *sizes)),
        )


def _steps(a: Part, b: Part, of_a: Fraction | None, of_b: Fraction | None) -> Difference:
    effect: Effect = "both"
    if of_a is None or (of_b is not None and (of_b / of_a).denominator == 1):
        effect = "narrows"
    elif of_b is None or (of_a / of_b).denominator == 1:
        effect = "widens"
    hints = tuple(Hint("value", a, b, value) for value in _multiples(a, b, of_a, of_b))
    if {of_a, of_b} == {None, Fraction(1)}:
        names = in_words(lambda step: "number" if step is None else "integer", of_a, of_b)
        edit = "narrowed" if effect == "narrows" else "widened"
        return Difference("type", edit, effect, *_written(a, b, "type"), *names, hints=hints)
    edit = "added" if of_a is None else "removed" if of_b is None else "changed"
    texts = in_words(lambda step: "any" if step is None else f"multiples of {plain(step)}", of_a, of_b)
    return Difference("multiple", edit, effect, *_written(a, b, "multipleOf", "type"), *texts, hints=hints)


def _multiples(a: Part, b: Part, of_a: Fraction | None, of_b: Fraction | None) -> Iterator[int | float]:
    """Numbers that are multiples of one step and perhaps not of the other, near where both ranges begin."""
    starts = [bound.value for part in (a, b) for bound in (part.numbers.lower, part.numbers.upper) if bound]
    for start in dict.fromkeys([Fraction(0), *starts]):
        for step in (of_a, of_b):
            unit = Fraction(1, 2) if step is None else step
            first = math.floor(start / unit)
            yield from (plain(Fraction(first + count) * unit) for count in (0, 1, -1, 2, -2, 3, -3))


def _formats(a: Part, b: Part, of_a: frozenset[str], of_b: frozenset[str]) -> Iterator[Difference]:
    if of_a == of_b:
        return
    if len(of_a) == len(of_b) == 1 and {*of_a, *of_b} <= {*_WIDTHS}:
        is_wider = _WIDTHS.index(min(of_b)) > _WIDTHS.index(min(of_a))
        edit, effect = ("widened", "widens") if is_wider else ("narrowed", "narrows")
        where = _written(a, b, "format")
        yield Difference("format", edit, effect, *where, _texts(of_a), _texts(of_b), hints=(Hint("any", a, b),))
        return
    yield _sets(a, b, "format", of_a, of_b, "format")


def _patterns(a: Part, b: Part, of_a: frozenset[str], of_b: frozenset[str]) -> Iterator[Difference]:
    found = _sets(a, b, "pattern", of_a, of_b, "pattern")
    decided = inclusion(of_a, of_b)
    if decided is None:
        yield found
    elif decided.only_a or decided.only_b:
        effect: Effect = "narrows" if not decided.only_b else "both" if decided.only_a else "widens"
        edit = found.edit if effect == found.effect else "changed"
        hints = tuple(Hint("value", a, b, text) for text in (*decided.only_a, *decided.only_b))
        yield replace(found, edit=edit, effect=effect, hints=(*found.hints, *hints))


def _sets(a: Part, b: Part, subject: str, of_a: frozenset[str], of_b: frozenset[str], keyword: str) -> Difference:
    """A difference between conditions that all have to be met, of which nobody can say what they have in common."""
    edit, effect = "changed", "undecided"
    if of_a < of_b:
        edit, effect = "added", "narrows"
    elif of_b < of_a:
        edit, effect = "removed", "widens"
    where = _written(a, b, keyword)
    return Difference(subject, edit, effect, *where, _texts(of_a), _texts(of_b), hints=(Hint("any", a, b),))


def _around(a: Part, b: Part, *bounds: Bound | None) -> tuple[Hint, ...]:
    found: dict[int | float, None] = {}
    for bound in bounds:
        if bound is not None:
            for change in (0, 1, -1, Fraction(1, 2), Fraction(-1, 2), a.numbers.step or 1, -(a.numbers.step or 1)):
                found[plain(bound.value + change)] = None
    first, *others = [bound.value for bound in bounds if bound is not None]
    for other in others:
        found[plain((first + other) / 2)] = None
    return tuple(Hint("value", a, b, value) for value in found)


def _is_above(a: Bound | None, b: Bound | None) -> bool:
    return b is None or (a is not None and (a.value, a.is_open) > (b.value, b.is_open))


def _is_below(a: Bound | None, b: Bound | None) -> bool:
    return b is None or (a is not None and (a.value, not a.is_open) < (b.value, not b.is_open))


def _shown(bound: Bound | None, sign: str) -> str:
    return "any" if bound is None else f"{sign}{'' if bound.is_open else '='} {plain(bound.value)}"


def _texts(values: frozenset[str]) -> str:
    return " and ".join(sorted(values)) or "none"


def _written(a: Part, b: Part, *keywords: str) -> tuple[str | None, str | None]:
    return written(a, *keywords), written(b, *keywords)


def written(part: Part, *keywords: str) -> str | None:
    """The pointer of the schema that has one of the keywords, or else of the first."""
    schemas: list[Schema] = [schema for schema in part.items if any(keyword in schema.words for keyword in keywords)]
    found = schemas or list(part.items)
    return found[0].pointer if found else None
