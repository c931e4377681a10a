"""The texts that formats leave, and those that values of any simple type are written as, as languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from .inclusion import of_patterns
from .leaves import Sizes
from .maker.formats import FORMATS
from .maker.language import NOTHING, Language, union
from .maker.pattern import language_of
from .parts import Part

_FREE = ("password", "binary")
"""Formats that say how a text is shown or sent, and not which texts there are."""

KNOWN = frozenset((*FORMATS, *_FREE)) - {"url"}
"""The formats that the registries of JSON Schema and OpenAPI describe."""


_WIDER = {
    "uri": ("uri-reference", "iri", "iri-reference"),
    "uri-reference": ("iri-reference",),
    "iri": ("iri-reference",),
    "email": ("idn-email",),
    "hostname": ("idn-hostname",),
    "ipv4": ("hostname", "idn-hostname"),
}


def met(formats: Iterable[str]) -> frozenset[str]:
    """The formats that each text of all the formats is of."""
    return frozenset(each for name in formats if name not in _FREE for each in (name, *_WIDER.get(name, ())))


def of_formats(formats: Iterable[str]) -> Language | None:
    """The texts of all formats that are known; None if that cannot be told."""
    return of_patterns(FORMATS[name].pattern for name in formats if name in KNOWN and name not in _FREE)


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
