"""Differences between strings: lengths, patterns, formats and encodings, as sets of texts where these can be told."""

from __future__ import annotations

from collections.abc import Iterator

from ...schema.language import Language
from ...schema.parts import Part
from ...schema.texts import KNOWN, lost_and_new, of_formats, of_patterns
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
        effect = between(of_patterns(of_a.patterns), of_patterns(of_b.patterns))
        if effect is None:
            yield sets(a, b, "pattern", of_a.patterns, of_b.patterns)
        elif effect != "none":
            yield sets(a, b, "pattern", of_a.patterns, of_b.patterns, effect)
    if of_a.formats != of_b.formats:
        named = of_a.formats ^ of_b.formats <= KNOWN
        effect = between(*(of_formats(formats) for formats in (of_a.formats, of_b.formats))) if named else None
        difference = sets(a, b, "format", of_a.formats, of_b.formats, effect)
        yield difference if named else difference.unsure()
    if (encoding := of_a.encoding - _ANY_BYTES) != (other := of_b.encoding - _ANY_BYTES):
        effect = _of_sets(encoding, other)
        yield sets(a, b, "encoding", encoding, other, "both" if effect == "undecided" else effect)


def sets(
    a: Part, b: Part, subject: str, of_a: frozenset[str], of_b: frozenset[str], effect: Effect | None = None
) -> Difference:
    """A difference between conditions that all have to be met; without an `effect`, that of one or more of them."""
    keywords = ("contentMediaType", "contentEncoding") if subject == "encoding" else (subject,)
    edit = "added" if of_a < of_b else "removed" if of_b < of_a else "changed"
    where = written(a, *keywords), written(b, *keywords)
    before, after = (" and ".join(sorted(values)) or "none" for values in (of_a, of_b))
    edit = edit if subject != "encoding" else "changed"
    fail = Hint("fail", value=(a.items, b.items, a.items, b.items, keywords))
    return Difference(
        subject, edit, effect or _of_sets(of_a, of_b), *where, before, after, hints=(Hint("any", a, b), fail)
    )


def _of_sets(a: frozenset[str], b: frozenset[str]) -> Effect:
    return "narrows" if a < b else "widens" if b < a else "undecided"


def between(a: Language | None, b: Language | None) -> Effect | None:
    """The effect on the texts of a language that another one takes the place of; None if that cannot be told."""
    return _EFFECTS[found] if (found := lost_and_new(a, b)) is not None else None


_EFFECTS: dict[tuple[bool, bool], Effect] = {
    (False, False): "none",
    (True, False): "narrows",
    (False, True): "widens",
    (True, True): "both",
}
