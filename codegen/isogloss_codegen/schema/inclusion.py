"""Compares the texts that patterns accept, as far as that can be decided without much work."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce
from itertools import islice
from typing import NamedTuple

from .maker.language import ANY_TEXT, Language
from .maker.pattern import language_of
from .maker.search import examples, is_empty

_MOST = 6


class Inclusion(NamedTuple):
    """Texts that only one side accepts, the shortest first; none where the other side accepts all of them."""

    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


def inclusion(a: frozenset[str], b: frozenset[str]) -> Inclusion | None:
    """Compares the texts that match all patterns of `a` with those of `b`; None where that is not decided."""
    return compared(of_patterns(a), of_patterns(b))


@lru_cache(4096)
def compared(a: Language | None, b: Language | None) -> Inclusion | None:
    """Compares the texts of two languages; None where that is not decided."""
    if a is None or b is None:
        return None
    found: list[tuple[str, ...]] = []
    for rest in (a & ~b, b & ~a):
        texts = tuple(islice(examples(rest), _MOST))
        if not texts and is_empty(rest) is not True:
            return None
        found.append(texts)
    return Inclusion(*found)


def of_patterns(patterns: Iterable[str]) -> Language | None:
    """The texts that match all patterns; None if one of them cannot be read."""
    languages = [language_of(pattern) for pattern in sorted(patterns)]
    found = [language for language in languages if language is not None]
    return reduce(Language.__and__, found, ANY_TEXT) if len(found) == len(languages) else None
