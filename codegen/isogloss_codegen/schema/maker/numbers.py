"""Small numbers that the keywords of some schemas allow, the simplest first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from .kinds import exact, plain

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")

Words = Mapping[str, Any]


def numbers(asked: Iterable[Words], refused: Iterable[Words] = ()) -> Iterator[int | float]:
    """Numbers within all bounds that are multiples of all steps; those that are `refused` only say where to look."""
    checks: list[tuple[str, Fraction]] = []
    for words in asked:
        checks += [(keyword, exact(words[keyword])) for keyword in (*_BOUNDS, "multipleOf") if keyword in words]
        kinds = words.get("type", ())
        if "integer" in ([kinds] if isinstance(kinds, str) else kinds) and "number" not in kinds:
            checks.append(("multipleOf", Fraction(1)))
    steps = [value for keyword, value in checks if keyword == "multipleOf"]
    step = _common(steps) if steps else Fraction(1)
    bounds = [value for keyword, value in checks if keyword != "multipleOf"]
    bounds += [
        exact(words[keyword]) for words in refused for keyword in (*_BOUNDS, "const") if _is_number(words, keyword)
    ]
    found: list[Fraction] = []
    for start in (Fraction(1), Fraction(0), *bounds):
        first = math.floor(start / step) * step
        found += [start, *(first + count * step for count in (0, 1, -1, 2, -2))]
        found += [start + Fraction(1, 2), start - Fraction(1, 2)]
    found += [(one + other) / 2 for one in bounds for other in bounds if one < other]
    held = [number for number in dict.fromkeys(found) if all(_holds(*check, number) for check in checks)]
    yield from map(plain, sorted(held, key=lambda number: not all(_divides(each, number) for each in steps)))


def _is_number(words: Words, keyword: str) -> bool:
    return isinstance(words.get(keyword), (int, float)) and not isinstance(words[keyword], bool)


def _divides(step: Fraction, number: Fraction) -> bool:
    """True if a number is a multiple also for validators that divide floating-point numbers."""
    return (float(number) / float(step)).is_integer()


def _common(steps: Iterable[Fraction]) -> Fraction:
    """The least number that is a multiple of all."""
    found = Fraction(1, 1)
    for index, step in enumerate(steps):
        found = (
            step
            if not index
            else Fraction(
                math.lcm(found.numerator * step.denominator, step.numerator * found.denominator),
                found.denominator * step.denominator,
            )
        )
    return found


def _holds(keyword: str, limit: Fraction, number: Fraction) -> bool:
    match keyword:
        case "minimum":
            return number >= limit
        case "maximum":
            return number <= limit
        case "exclusiveMinimum":
            return number > limit
        case "exclusiveMaximum":
            return number < limit
        case _:
            return (number / limit).denominator == 1
