"""The names of properties that patterns tell apart."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from .maker.language import ANY_TEXT, Language
from .maker.pattern import language_of
from .maker.search import contains, examples, is_empty
from .wellformed import matches

_MOST_KINDS = 32
"""The largest number of kinds of names that are looked at."""


def matching(pattern: str) -> str:
    """A name that matches a pattern, if a simple one does."""
    simple = pattern.strip("^$").replace("\\", "")
    return next((name for name in (simple, f"{simple}a", "a", "x-a", "0") if matches(pattern, name)), simple)


def kinds_of_names(patterns: Collection[str], named: Collection[str]) -> list[tuple[list[str], list[str]]] | None:
    """The kinds of names that patterns tell apart: those that match, and a few names that are none of the `named`.

    None where a pattern cannot be read, or there are too many kinds.
    """
    languages = {pattern: language_of(pattern) for pattern in patterns}
    kinds: list[tuple[list[str], Language]] = [([], ANY_TEXT)]
    for pattern, language in sorted(languages.items()):
        if language is None or len(kinds) > _MOST_KINDS:
            return None
        split = [
            (found, part)
            for matched, kind in kinds
            for found, part in (([*matched, pattern], kind & language), (matched, kind & ~language))
        ]
        kinds = [(matched, kind) for matched, kind in split if is_empty(kind) is not True]
    found: list[tuple[list[str], list[str]]] = []
    for matched, kind in kinds:
        names = [name for name in islice(examples(kind), len(named) + 3) if name not in named]
        names = sorted(names, key=lambda name: not name)[:2]
        if not matched and contains(kind, "other") and "other" not in named:
            names = ["other"]
        if names:
            found.append((matched, names))
    return found
