"""Differences between strings: lengths, patterns, formats and encodings, as sets of texts where these can be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...schema.language import ANY_TEXT, NOTHING, Language
from ...schema.parts import Part
from ...schema.pattern import language_of
from ..model import Effect
from .pairs import Difference, Hint
from .ranges import compare_sizes, written

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
    "url": r"[A-Za-z][0-9A-Za-z+.-]*:[!-~]*",
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


def compare_strings(a: Part, b: Part) -> Iterator[Difference]:
    """Lengths, patterns, formats and encodings."""
    of_a, of_b = a.strings, b.strings
    for difference in compare_sizes(a, b, of_a.sizes, of_b.sizes, "Length"):
        # What a pattern or format leaves may all be of the right length.
        is_sure = not (of_a.patterns | of_a.formats | of_b.patterns | of_b.formats)
        yield difference if is_sure else difference.unsure()
    if of_a.patterns != of_b.patterns:
        effect = between(of_patterns(of_a.patterns), of_patterns(of_b.patterns))
        if effect is None:
            yield sets(a, b, "pattern", of_a.patterns, of_b.patterns)
        elif effect != "none":
            yield sets(a, b, "pattern", of_a.patterns, of_b.patterns, effect)
    if of_a.formats != of_b.formats:
        named = of_a.formats ^ of_b.formats <= KNOWN
        effect = between(*(of_formats(formats) for formats in (of_a.formats, of_b.formats))) if named else None
        yield sets(a, b, "format", of_a.formats, of_b.formats, effect or "undecided")
    if of_a.encoding != of_b.encoding:
        effect = _of_sets(of_a.encoding, of_b.encoding)
        yield sets(a, b, "encoding", of_a.encoding, of_b.encoding, "both" if effect == "undecided" else effect)


def sets(
    a: Part, b: Part, subject: str, of_a: frozenset[str], of_b: frozenset[str], effect: Effect | None = None
) -> Difference:
    """A difference between conditions that all have to be met; without an `effect`, that of one or more of them."""
    keywords = ("contentMediaType", "contentEncoding") if subject == "encoding" else (subject,)
    edit = "added" if of_a < of_b else "removed" if of_b < of_a else "changed"
    where = written(a, *keywords), written(b, *keywords)
    texts = (" and ".join(sorted(values)) or "none" for values in (of_a, of_b))
    edit = edit if subject != "encoding" else "changed"
    fail = Hint("fail", value=(a.items, b.items, a.items, b.items, keywords))
    return Difference(subject, edit, effect or _of_sets(of_a, of_b), *where, *texts, hints=(Hint("any", a, b), fail))


def _of_sets(a: frozenset[str], b: frozenset[str]) -> Effect:
    return "narrows" if a < b else "widens" if b < a else "undecided"


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


def between(a: Language | None, b: Language | None) -> Effect | None:
    """What becomes of the texts of one language in another; None if that cannot be told."""
    if a is None or b is None:
        return None
    lost, new = is_empty(a & ~b), is_empty(b & ~a)
    if lost is None or new is None:
        return None
    return {(True, True): "none", (False, True): "narrows", (True, False): "widens", (False, False): "both"}[lost, new]


@lru_cache(1024)
def is_empty(language: Language) -> bool | None:
    """Whether no text is in a language; None if that is given up."""
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
