# Copied by isogloss from schema/maker/texts.py. Do not edit: change that, then generate.
"""Small texts that the keywords of some schemas allow, the simplest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from .budget import Budget
from .formats import FORMATS, language_of_format
from .language import ANY_TEXT, Language
from .pattern import language_of, wider_language_of
from .search import contains, examples

_USUAL = ("x", "", "a", "A", "1", "ab", "a1", "a-b", "0", "-", " ", "é", "a b", "2026-01-31", "https://example.com/a")
_LONGEST = 10_000

Words = Mapping[str, Any]


def texts(asked: Sequence[Words], refused: Iterable[Words], budget: Budget) -> Iterator[str]:
    """Texts of the right length that match all patterns and are of all formats."""
    least = max((int(words.get("minLength", 0)) for words in asked), default=0)
    most = min((int(words["maxLength"]) for words in asked if "maxLength" in words), default=None)
    if least > _LONGEST or (most is not None and most < least):
        return
    patterns = sorted({words["pattern"] for words in asked if "pattern" in words})
    formats = sorted({words["format"] for words in asked if words.get("format") in FORMATS})
    excluded = [words["pattern"] for words in refused if words.keys() <= {"pattern", "type"} and "pattern" in words]
    if patterns or formats or excluded:
        language = _language(patterns, formats, excluded)
        usual = [FORMATS[name].example for name in formats] if formats else _USUAL
        fitting = (text for text in usual if least <= len(text) and (most is None or len(text) <= most))
        yield from (text for text in fitting if contains(language, text))
        yield from islice(examples(language.sized(least, most), budget), 40)
        return
    for text in _USUAL:
        if len(text) < least:
            yield _resized(text, least)
        else:
            yield text if most is None else text[:most]


def _language(patterns: Iterable[str], formats: Iterable[str], excluded: Iterable[str]) -> Language:
    found = ANY_TEXT
    for pattern in patterns:
        found &= language_of(pattern) or wider_language_of(pattern)
    for name in formats:
        found &= language_of_format(name) or ANY_TEXT
    for pattern in excluded:
        found &= ~(language_of(pattern) or ~ANY_TEXT)
    return found


def _resized(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size] if text else "x" * size
