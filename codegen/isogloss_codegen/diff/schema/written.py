"""Values that are written as text: a number is taken where any text is, and one value where a list may be of one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ...schema.flat import conjunction
from ...schema.language import ANY_TEXT, NOTHING, Language, union
from ...schema.leaves import Sizes
from ...schema.parts import Form, Part
from ...schema.pattern import language_of
from ...schema.texts import KNOWN, of_formats, of_patterns
from ...schema.values import Kind, in_words
from .objects import Walk
from .pairs import Difference, Hint, Pair, Step
from .strings import between

_SCALARS: tuple[Kind, ...] = ("boolean", "number", "string")
_REPEATING = ("query", "field")


def as_written(walk: Walk, pair: Pair, a: Form, b: Form) -> tuple[Form, Form]:
    """The forms of two sides without what text makes equal; adds the differences and steps that take its place.

    Null is left out, because nothing is written for it.
    """
    a, b = (Form({kind: parts for kind, parts in form.parts.items() if kind != "null"}) for form in (a, b))
    if pair.mode in _REPEATING and (items := _list_of_one(a, b)) is not None:
        value, item = items
        of_item = conjunction(item.arrays.item(0))
        below = walk.pair(pair.a, of_item, pair.at_a, of_item[0].pointer if of_item else pair.at_b, "text")
        where, texts = (pair.at_a, pair.at_b), (walk.types(pair.a), f"array of {walk.types(of_item)}")
        pair.differences.append(Difference("type", "added", "widens", *where, *texts))
        pair.steps.append(Step("", below, value, item))
        return _without(a, _SCALARS), _without(b, ("array",))
    if {*a.parts} & {*_SCALARS} != {*b.parts} & {*_SCALARS} and _scalars(a) and _scalars(b):
        _compare_texts(walk, pair, a, b)
        return _without(a, _SCALARS), _without(b, _SCALARS)
    if all(_texts(form.parts.get("string", ())) == ANY_TEXT for form in (a, b)):
        return _without(a, ("boolean", "number")), _without(b, ("boolean", "number"))
    return a, b


def _compare_texts(walk: Walk, pair: Pair, a: Form, b: Form) -> None:
    """Adds the difference between scalars of different types, which are compared as texts."""
    of_a, of_b = _texts(_scalars(a)), _texts(_scalars(b))
    effect = between(of_a, of_b) or "undecided"
    if effect == "none":
        return
    edit = {"narrows": "removed", "widens": "added"}.get(effect, "changed")
    texts = in_words(
        lambda pair: "any text" if pair[0] == ANY_TEXT else walk.types(pair[1]), (of_a, pair.a), (of_b, pair.b)
    )
    hints = [Hint("any", part, None) for part in _scalars(a)] + [Hint("any", None, part) for part in _scalars(b)]
    for one, two, has_a in ((of_a, of_b, True), (of_b, of_a, False)):
        if one is not None and two is not None:
            part = _scalars(a if has_a else b)[0]
            parts = (part, None) if has_a else (None, part)
            for text in islice((one & ~two).examples(), 3):
                hints += [Hint("value", *parts, each) for each in (*readings(text, "text"), text)]
    where = pair.at_a, pair.at_b
    pair.differences.append(Difference("type", edit, effect, *where, *texts, hints=tuple(hints)))


def _texts(parts: Sequence[Part]) -> Language | None:
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


def _list_of_one(a: Form, b: Form) -> tuple[Part, Part] | None:
    """A scalar of A and the list of B that may be of one value, where nothing else is accepted."""
    lists = b.parts.get("array", ())
    if "array" in a.parts or not _scalars(a) or _scalars(b) or len(lists) != 1:
        return None
    value = next(iter(_scalars(a)))
    return (value, lists[0]) if lists[0].arrays.sizes.takes(1) and not lists[0].conditions else None


def _scalars(form: Form) -> list[Part]:
    return [part for kind in _SCALARS for part in form.parts.get(kind, ())]


def _without(form: Form, kinds: tuple[Kind, ...]) -> Form:
    return Form({kind: parts for kind, parts in form.parts.items() if kind not in kinds})


def readings(value: object, mode: str) -> Iterator[object]:
    """The values that the text of a value may be read as, besides itself."""
    if isinstance(value, str):
        try:
            read = json.loads(value)
        except ValueError:
            read = None
        texts = [read] if isinstance(read, (bool, int, float)) else []
    else:
        texts = [json.dumps(value)] if isinstance(value, (bool, int, float)) else []
    yield from texts
    if mode in _REPEATING and not isinstance(value, (dict, list)):
        yield from ([each] for each in (value, *texts))
