"""Compares the texts that patterns accept, as far as that can be decided without much work."""

from __future__ import annotations

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


@lru_cache(4096)
def inclusion(a: frozenset[str], b: frozenset[str]) -> Inclusion | None:
    """How the texts that match all patterns of `a` compare with those of `b`; None where that is not decided."""
    of_a, of_b = _all_of(a), _all_of(b)
    if of_a is None or of_b is None:
        return None
    found: list[tuple[str, ...]] = []
    for rest in (of_a & ~of_b, of_b & ~of_a):
        texts = tuple(islice(examples(rest), _MOST))
        if not texts and is_empty(rest) is not True:
            return None
        found.append(texts)
    return Inclusion(*found)


def _all_of(patterns: frozenset[str]) -> Language | None:
    languages = [language_of(pattern) for pattern in sorted(patterns)]
    found = [language for language in languages if language is not None]
    return reduce(Language.__and__, found, ANY_TEXT) if len(found) == len(languages) else None
