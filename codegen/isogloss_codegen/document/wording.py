"""Phrases for messages about documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from ..names import singular, words_of


def closest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The names that a person may have meant by `name`, at most `most`.

    Those with the same words (`PageSize`, `page-sizes` and `page_size`) or the same last part (`Page.size` of `size`);
    else those that have the words among others; else those with nearly the same letters.
    """
    names, words = list(dict.fromkeys(map(str, known))), _words(name)
    spelt = {each: _words(each) for each in names}
    if words:
        ending = [each for each in names if each.rpartition(".")[2].lower() == name.lower()]
        same = [each for each in names if "".join(spelt[each]) == "".join(words) and each not in ending]
        having = [each for each in names if set(words) <= set(spelt[each])]
        if found := ending + same or sorted(having, key=lambda each: (len(spelt[each]), len(each))):
            return found[:most]
    likeness = {each: _likeness(name, each) for each in names}
    least = max(_LEAST, max(likeness.values(), default=0) - _NEAR)
    return sorted((each for each in names if likeness[each] >= least), key=lambda each: -likeness[each])[:most]


_LEAST, _NEAR = 0.6, 0.1
"""The least likeness of a suggestion, and how much less than that of the best one it may be."""


def _words(name: str) -> list[str]:
    return [singular(word.lower()) for part in re.findall(r"[^\W_]+", name) for word in words_of(part)]


def _likeness(name: str, known: str) -> float:
    """The share of letters that two names have in common; the last part of the known one is a name as well."""
    texts = {known.lower(), known.rpartition(".")[2].lower()}
    return max(SequenceMatcher(None, text, name.lower()).ratio() for text in texts)


def suggested(name: str, known: Iterable[str], most: int = 3) -> str:
    """ "did you mean `a` or `b`?"; empty if no name is near."""
    near = closest(name, known, most)
    return f"did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The help line with the nearest known name; None if none is near."""
    near = closest(name, known, 1)
    return f'did you mean "{near[0]}"?' if near else None


def article(kind: str) -> str:
    """The name of a kind with its article: "an Info Object"."""
    return f"{'an' if kind[0] in 'AEIOU' or kind.startswith('XML') else 'a'} {kind}"


def listed(names: Iterable[str], joint: str = "and") -> str:
    """Quoted names for a sentence: "a", "b" and "c"."""
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}" if quoted else "nothing"
