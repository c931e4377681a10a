"""Small texts and numbers that the keywords of some schemas allow, the simplest first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

from .language import ANY_TEXT, Language
from .pattern import language_of, wider_language_of
from .values import exact, plain

FORMATS = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00Z",
    "duration": "PT1H",
    "uri": "https://example.com/a",
    "uri-reference": "/a",
    "url": "https://example.com/a",
    "email": "a@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
    "byte": "AAAA",
    "json-pointer": "/a",
    "regex": "a",
}
"""A text of each format."""

_USUAL = ("x", "", "a", "A", "1", "ab", "a1", "a-b", "0", "-", " ", "é", "a b", "2026-01-31", "https://example.com/a")
_LONGEST = 10_000

Words = Mapping[str, Any]


def texts(asked: Sequence[Words], refused: Iterable[Words] = ()) -> Iterator[str]:
    """Texts of the right length that match all patterns; of formats, one example of each."""
    least = max((int(words.get("minLength", 0)) for words in asked), default=0)
    most = min((int(words["maxLength"]) for words in asked if "maxLength" in words), default=None)
    if least > _LONGEST or (most is not None and most < least):
        return
    patterns = sorted({words["pattern"] for words in asked if "pattern" in words})
    excluded = [words["pattern"] for words in refused if words.keys() <= {"pattern", "type"} and "pattern" in words]
    formats = sorted({words["format"] for words in asked if words.get("format") in FORMATS})
    yield from (FORMATS[name] for name in formats)
    if patterns or excluded:
        language = _language(patterns, excluded)
        yield from (text for text in _USUAL if not formats and least <= len(text) and _is_within(text, most, language))
        yield from islice(language.sized(least, most).examples(), 40)
        return
    for text in _USUAL:
        if len(text) < least:
            yield _resized(text, least)
        else:
            yield text if most is None else text[:most]


def _language(patterns: Iterable[str], excluded: Iterable[str]) -> Language:
    found = ANY_TEXT
    for pattern in patterns:
        found &= language_of(pattern) or wider_language_of(pattern)
    for pattern in excluded:
        found &= ~(language_of(pattern) or ~ANY_TEXT)
    return found


def _is_within(text: str, most: int | None, language: Language) -> bool:
    return (most is None or len(text) <= most) and language.contains(text)


def _resized(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size] if text else "x" * size


def numbers(asked: Iterable[Words]) -> Iterator[int | float]:
    """Numbers within all bounds that are multiples of all steps."""
    bounds: list[Fraction] = []
    checks: list[tuple[str, Fraction]] = []
    steps = [Fraction(1)]
    for words in asked:
        for keyword in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"):
            if keyword in words:
                checks.append((keyword, exact(words[keyword])))
                (steps if keyword == "multipleOf" else bounds).append(exact(words[keyword]))
        kinds = words.get("type", ())
        if "integer" in ([kinds] if isinstance(kinds, str) else kinds) and "number" not in kinds:
            checks.append(("multipleOf", Fraction(1)))
    multiples = [value for keyword, value in checks if keyword == "multipleOf"]
    step = _common(multiples) if multiples else Fraction(1)
    found: list[Fraction] = []
    for start in (Fraction(1), Fraction(0), *bounds):
        first = math.floor(start / step) * step
        found += [start, *(first + count * step for count in (0, 1, -1, 2, -2))]
        found += [start + Fraction(1, 2), start - Fraction(1, 2)]
    found += [(one + other) / 2 for one in bounds for other in bounds if one < other]
    for number in dict.fromkeys(found):
        if all(_holds(keyword, limit, number) for keyword, limit in checks):
            yield plain(number)


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
