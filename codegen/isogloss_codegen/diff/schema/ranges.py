"""Differences between numbers, and in how long something may be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from ...schema.leaves import Bound, Sizes
from ...schema.maker.kinds import plain
from ...schema.parts import Part
from ...schema.read import Schema
from ...schema.wording import in_words
from ..model import Effect
from .pairs import Difference, Hint

_WIDE = frozenset(("int64", "uint64"))
_RANGES: dict[str, tuple[int | None, int | None]] = {
    **{f"int{bits}": (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 16, 32)},
    **{f"uint{bits}": (0, 2**bits - 1) for bits in (8, 16, 32)},
    # Nobody counts further.
    "int64": (None, None),
    "uint64": (0, None),
}
"""The numbers of a format, from and to."""


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
    """A difference between formats of numbers, which stand for ranges."""
    if of_a == of_b:
        return
    is_known = of_a ^ of_b <= _RANGES.keys()
    effect: Effect = "narrows" if of_a < of_b else "widens" if of_b < of_a else "undecided"
    if is_known:
        lost, new = _is_beyond(a, of_b), _is_beyond(b, of_a)
        if not lost and not new and (of_a | of_b) - _WIDE:
            return  # Bounds say it already.
        effect = "both" if lost and new else "narrows" if lost else "widens" if new else "none"
    edit = {"narrows": "narrowed", "widens": "widened"}.get(effect, "changed")
    edit = edit if of_a and of_b else "added" if of_b else "removed"
    before, after = (" and ".join(sorted(formats)) or "none" for formats in (of_a, of_b))
    yield Difference("format", edit, effect, *_written(a, b, "format"), before, after, is_sure=is_known)


def _is_beyond(part: Part, formats: frozenset[str]) -> bool:
    """Tells whether a part has numbers that are in no range of some formats."""
    lows, highs = zip((None, None), *(_RANGES.get(name, (None, None)) for name in part.numbers.formats), strict=True)
    lower, upper = part.numbers.lower, part.numbers.upper
    low = max((each for each in (*lows, lower and lower.value) if each is not None), default=None)
    high = min((each for each in (*highs, upper and upper.value) if each is not None), default=None)
    ranges = [_RANGES[name] for name in formats if name in _RANGES]
    return any(
        (least is not None and (low is None or low < least)) or (most is not None and (high is None or high > most))
        for least, most in ranges
    )


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


def _written(a: Part, b: Part, *keywords: str) -> tuple[str | None, str | None]:
    return written(a, *keywords), written(b, *keywords)


def written(part: Part, *keywords: str) -> str | None:
    """The pointer of the schema that has one of the keywords, or else of the first."""
    schemas: list[Schema] = [schema for schema in part.items if any(keyword in schema.words for keyword in keywords)]
    found = schemas or list(part.items)
    return found[0].pointer if found else None
