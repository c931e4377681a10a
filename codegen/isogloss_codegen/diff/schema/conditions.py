"""Conditions that are compared as a whole: equal, only on one side, or hanging on the comparison of what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from ...schema.flat import conjunction, seen_through
from ...schema.forms import Forms
from ...schema.leaves import Conjunction
from ...schema.parts import Condition, Part
from ...schema.read import Schema
from ...schema.wording import in_words, listed, shown
from ..model import Effect
from .objects import Walk
from .pairs import Difference, Hinge, Hint, Pair

_Where = tuple[str | None, str | None]

_LOCAL = ("unevaluated-properties", "unevaluated-items")
"""Conditions whose meaning depends on all that is said beside them."""

_WORDS = ("default", "deprecation", "promise")
"""Differences that change nothing for them."""


def compare_conditions(walk: Walk, pair: Pair, a: Sequence[Condition], b: Sequence[Condition]) -> None:
    """Adds the differences between conditions to `pair`, or what they hang on."""
    subjects = dict.fromkeys(condition.subject for condition in (*a, *b))
    for subject in sorted(subjects, key=lambda subject: subject in _LOCAL):
        left = [condition for condition in a if condition.subject == subject]
        right = [condition for condition in b if condition.subject == subject]
        for one, two in _matched(left, right):
            left.remove(one)
            right.remove(two)
            _compare(walk, pair, one, two)
        for one in left:
            where = (one.schema.pointer, pair.at_b)
            pair.differences.append(_difference(pair, one, "removed", "widens", where, _text(one), "none"))
        for two in right:
            where = (pair.at_a, two.schema.pointer)
            pair.differences.append(_difference(pair, two, "added", "narrows", where, "none", _text(two)))


def _compare(walk: Walk, pair: Pair, a: Condition, b: Condition) -> None:
    where = (a.schema.pointer, b.schema.pointer)
    texts = in_words(_text, a, b)
    # What differs within them has its own words.
    before, after = texts if texts[0] != texts[1] else ("", "")
    changed = _difference(pair, a, "changed", "undecided", where, before, after)
    if a.text != b.text or len(a.schemas) != len(b.schemas):
        pair.differences.append(changed)
        return
    if a.subject in _LOCAL and any(each.subject not in _WORDS for each in pair.differences):
        pair.differences.append(changed)
    schemas = (
        _in_order(walk, a.schemas, b.schemas)
        if a.subject in ("one-of", "any-of")
        else zip(a.schemas, b.schemas, strict=True)
    )
    pairs = tuple(walk.pair(conjunction((one,)), conjunction((two,)), one.pointer, two.pointer) for one, two in schemas)
    if a.subject in _LOCAL:
        pairs = (*pairs, *(step.pair for step in pair.steps))
    if pairs:
        pair.hinges.append(Hinge(changed, pairs, a.leaning))


def _matched(a: list[Condition], b: list[Condition]) -> list[tuple[Condition, Condition]]:
    """Those of the same text first, the rest in their order."""
    right = list(b)
    found: list[tuple[Condition, Condition]] = []
    for is_same in (_say_the_same, _are_of_a_kind):
        taken = [one for one, _ in found]
        for one in a:
            if one in taken:
                continue
            two = next((other for other in right if is_same(one, other)), None)
            if two is not None:
                found.append((one, two))
                right.remove(two)
    return found


def _in_order(walk: Walk, a: Sequence[Schema], b: Sequence[Schema]) -> list[tuple[Schema, Schema]]:
    """Members of two unions: those that are the same component together, then those that look alike, then the rest."""
    right = list(b)
    found: list[tuple[Schema, Schema]] = []
    left = list(a)
    for look in (_component, partial(_look, walk.forms), _any):
        looks = {two: look(two) for two in right}
        for one in list(left):
            seen = look(one)
            two = next((other for other in right if seen and seen == looks[other]), None)
            if two is not None:
                found.append((one, two))
                left.remove(one)
                right.remove(two)
    return found


def _say_the_same(a: Condition, b: Condition) -> bool:
    return a.text == b.text


def _are_of_a_kind(a: Condition, b: Condition) -> bool:
    # Those of other properties have nothing to do with each other.
    return a.subject == b.subject != "dependent-schema"


def _any(_: Schema) -> str:
    return "any"


def _component(schema: Schema) -> str:
    return seen_through(schema).component


def _look(forms: Forms, schema: Schema) -> str:
    """What a schema accepts, as far as can be seen without looking into it."""
    form = forms.of(conjunction((schema,)))
    parts = [part for parts in form.parts.values() for part in parts] if form is not None else []
    return "; ".join(sorted(map(_look_of_part, parts))) or "nothing"


def _look_of_part(part: Part) -> str:
    if part.values is not None:
        return f"{part.kind} {sorted(part.values)}"
    if part.kind == "object":
        return f"object {sorted(part.objects.names)} {sorted(part.objects.required)} {part.objects.sizes}"
    of_part = {"number": lambda: part.numbers, "string": lambda: part.strings, "array": lambda: part.arrays.sizes}
    return f"{part.kind} {of_part[part.kind]()}"


def _difference(
    pair: Pair, condition: Condition, edit: str, effect: Effect, where: _Where, before: str, after: str
) -> Difference:
    hints = tuple(Hint("of", value=tuple(_tried(own, condition))) for own in (pair.a, pair.b))
    return Difference(condition.subject, edit, effect, *where, before, after, hints=hints)


def _tried(own: Conjunction, condition: Condition) -> Iterator[Conjunction]:
    """Conjunctions whose values are likely to meet a condition, or to fail it."""
    for one, two in combinations(condition.schemas[:6], 2):
        yield (*own, one, two)
    for one in condition.schemas[:6]:
        yield (*own, one)
    yield own


def _text(condition: Condition) -> str:
    if condition.subject in ("reference", "dynamic-reference", "dependent-schema"):
        return condition.text
    if condition.subject in ("one-of", "any-of"):
        return listed([_component(schema) or dict(schema.words) for schema in condition.schemas])
    said = ", ".join(shown(dict(schema.words)) if not schema.never else "false" for schema in condition.schemas[:2])
    return f"{condition.text} of {said}" if condition.subject == "contains" else said
