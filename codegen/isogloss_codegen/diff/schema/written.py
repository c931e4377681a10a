"""Values that are written as text: a number is taken where any text is, and one value where a list may be of one."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ...schema.flat import conjunction
from ...schema.inclusion import compared
from ...schema.maker.kinds import Kind
from ...schema.maker.language import ANY_TEXT
from ...schema.parts import Form, Part
from ...schema.texts import texts_of
from ...schema.wording import in_words
from .objects import Walk
from .pairs import Difference, Hint, Pair, Step
from .strings import effect_of

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
    if all(texts_of(form.parts.get("string", ())) == ANY_TEXT for form in (a, b)):
        return _without(a, ("boolean", "number")), _without(b, ("boolean", "number"))
    return a, b


def _compare_texts(walk: Walk, pair: Pair, a: Form, b: Form) -> None:
    """Adds the difference between scalars of different types, which are compared as texts."""
    of_a, of_b = texts_of(_scalars(a)), texts_of(_scalars(b))
    found = compared(of_a, of_b)
    effect = effect_of(found) if found is not None else "undecided"
    if found is not None and effect == "none":
        return
    edit = {"narrows": "removed", "widens": "added"}.get(effect, "changed")
    texts = in_words(
        lambda side: "any text" if side[0] == ANY_TEXT else walk.types(side[1]), (of_a, pair.a), (of_b, pair.b)
    )
    part_a, part_b = _scalars(a)[0], _scalars(b)[0]
    hints = [Hint("any", part, None) for part in _scalars(a)] + [Hint("any", None, part) for part in _scalars(b)]
    for only, parts in ((found.only_a, (part_a, None)), (found.only_b, (None, part_b))) if found is not None else ():
        for text in only:
            hints += [Hint("value", *parts, each) for each in (*readings(text, "text"), text)]
    where = pair.at_a, pair.at_b
    pair.differences.append(Difference("type", edit, effect, *where, *texts, hints=tuple(hints)))


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
