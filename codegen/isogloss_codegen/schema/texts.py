"""The texts that patterns and formats leave, as languages that can be compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache

from .language import ANY_TEXT, NOTHING, Language, union
from .leaves import Sizes
from .parts import Part
from .pattern import language_of

_DATE, _TIME = r"\d{4}-\d{2}-\d{2}", r"\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})"

_TEXTS = {
    "date": _DATE,
    "time": _TIME,
    "date-time": rf"{_DATE}[Tt ]{_TIME}",
    "duration": r"P[0-9A-Z.,]+",
    "uuid": r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
    "ipv4": r"\d{1,3}(\.\d{1,3}){3}",
    "ipv6": r"[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*",
    "email": r"[!-?A-~]+@[!-?A-~]+",
    "idn-email": r"[^@\s]+@[^@\s]+",
    "hostname": r"[0-9A-Za-z.-]{1,253}",
    "uri": r"[A-Za-z][0-9A-Za-z+.-]*:[!-~]*",
    "uri-reference": r"[!-~]*",
    "iri": r"[A-Za-z][0-9A-Za-z+.-]*:\S*",
    "iri-reference": r"\S*",
    "byte": r"[0-9A-Za-z+/_=\s-]*",
    "json-pointer": r"(/[\s\S]*)?",
    # How a text is shown or sent, and not which texts there are.
    **dict.fromkeys(("password", "binary"), r"[\s\S]*"),
}
"""The texts of a format, near enough to tell which formats are within others, and which have nothing in common."""

KNOWN = _TEXTS.keys()

_MOST = 1000
"""How many states of a language are looked at before it is given up to tell whether it is empty."""


def of_patterns(patterns: Iterable[str]) -> Language | None:
    """The texts that match all patterns; None if one of them cannot be read."""
    found = ANY_TEXT
    for pattern in sorted(patterns):
        language = language_of(pattern)
        if language is None:
            return None
        found &= language
    return found


def of_formats(formats: Iterable[str]) -> Language | None:
    """The texts of all formats that are known, or None."""
    return of_patterns(f"^({_TEXTS[name]})$" for name in formats if name in _TEXTS)


def lost_and_new(a: Language | None, b: Language | None) -> tuple[bool, bool] | None:
    """Tells whether texts of `a` are not in `b`, and the other way round; None if that cannot be told."""
    if a is None or b is None:
        return None
    lost, new = is_empty(a & ~b), is_empty(b & ~a)
    if lost is None or new is None:
        return None
    return not lost, not new


@lru_cache(1024)
def is_empty(language: Language) -> bool | None:
    """Tells whether no text is in a language; None if that is given up."""
    waiting, seen = [language], {language}
    while waiting:
        state = waiting.pop()
        if state.has_empty:
            return False
        for characters in state.classes:
            after = state.behind(characters)
            if after != NOTHING and after not in seen:
                seen.add(after)
                waiting.append(after)
        if len(seen) > _MOST:
            return None
    return True


def texts_of(parts: Iterable[Part]) -> Language | None:
    """The texts that values of some parts are written as; None if that cannot be told."""
    found = NOTHING
    for part in parts:
        language = None if part.conditions else _texts_of(part)
        if language is None:
            return None
        found = union((found, language))
    return found


def _texts_of(part: Part) -> Language | None:
    if part.values is not None:
        texts = (value if isinstance(value, str) else json.dumps(value) for value in part.values.values())
        return language_of(f"^({'|'.join(map(re.escape, texts))})$")
    if part.kind == "number":
        is_bound = part.numbers.lower or part.numbers.upper or part.numbers.step not in (None, 1)
        fraction = "" if part.numbers.is_integer else r"(\.\d+)?([eE][+-]?\d+)?"
        return None if is_bound else language_of(rf"^-?(0|[1-9]\d*){fraction}$")
    words = part.strings
    language = of_patterns(words.patterns)
    formats = of_formats(words.formats) if words.formats <= KNOWN else None
    if language is None or formats is None:
        return None
    return (
        (language & formats).sized(words.sizes.least, words.sizes.most)
        if words.sizes != Sizes()
        else language & formats
    )
