"""Differences between strings: lengths, patterns, formats and encodings, as sets of texts where these can be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...schema.inclusion import Inclusion, compared, inclusion
from ...schema.parts import Part
from ...schema.texts import KNOWN, met, of_formats
from ..model import Effect
from .pairs import Difference, Hint
from .ranges import compare_sizes, written

_ANY_BYTES = frozenset(("contentMediaType application/octet-stream",))


def compare_strings(a: Part, b: Part) -> Iterator[Difference]:
    """Lengths, patterns, formats and encodings."""
    of_a, of_b = a.strings, b.strings
    for difference in compare_sizes(a, b, of_a.sizes, of_b.sizes, "Length"):
        # What a pattern or format leaves may all be of the right length.
        is_sure = not (of_a.patterns | of_a.formats | of_b.patterns | of_b.formats)
        yield difference if is_sure else difference.unsure()
    if of_a.patterns != of_b.patterns:
        found = inclusion(of_a.patterns, of_b.patterns)
        if found is None or found.only_a or found.only_b:
            yield sets(a, b, "pattern", of_a.patterns, of_b.patterns, found)
    if of_a.formats != of_b.formats:
        is_known = of_a.formats ^ of_b.formats <= KNOWN
        met_a, met_b = met(of_a.formats), met(of_b.formats)
        effect = "none" if met_a == met_b else _of_sets(met_a, met_b)
        if effect == "undecided" and is_known:
            found = compared(of_formats(of_a.formats), of_formats(of_b.formats))
            effect = effect_of(found) if found is not None else effect
        difference = replace(sets(a, b, "format", of_a.formats, of_b.formats), effect=effect)
        yield difference if is_known else difference.unsure()
    if (encoding := of_a.encoding - _ANY_BYTES) != (other := of_b.encoding - _ANY_BYTES):
        difference = sets(a, b, "encoding", encoding, other)
        effect = "both" if difference.effect == "undecided" else difference.effect
        yield replace(difference, edit="changed", effect=effect)


def sets(
    a: Part, b: Part, subject: str, of_a: frozenset[str], of_b: frozenset[str], found: Inclusion | None = None
) -> Difference:
    """A difference between conditions that all have to be met; `found` are the texts that only one side accepts."""
    keywords = ("contentMediaType", "contentEncoding") if subject == "encoding" else (subject,)
    edit = "added" if of_a < of_b else "removed" if of_b < of_a else "changed"
    where = written(a, *keywords), written(b, *keywords)
    before, after = (" and ".join(sorted(values)) or "none" for values in (of_a, of_b))
    effect = effect_of(found) if found is not None else _of_sets(of_a, of_b)
    fail = Hint("fail", value=(a.items, b.items, a.items, b.items, keywords))
    texts = (Hint("value", a, b, text) for text in (*found.only_a, *found.only_b)) if found is not None else ()
    return Difference(subject, edit, effect, *where, before, after, hints=(Hint("any", a, b), *texts, fail))


def _of_sets(a: frozenset[str], b: frozenset[str]) -> Effect:
    return "narrows" if a < b else "widens" if b < a else "undecided"


def effect_of(found: Inclusion) -> Effect:
    """The effect on the accepted texts."""
    if found.only_a:
        return "both" if found.only_b else "narrows"
    return "widens" if found.only_b else "none"
