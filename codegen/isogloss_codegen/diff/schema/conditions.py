"""Conditions that are compared as a whole: equal, on one side only, or different by the schemas in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, combinations

from ...schema.flat import conjunction, seen_through
from ...schema.forms import Forms
from ...schema.leaves import Conjunction
from ...schema.merging import may_share
from ...schema.parts import Condition, Leaning, Part
from ...schema.read import Schema
from ...schema.wording import in_words, listed, shown
from ..model import Effect
from .objects import Walk
from .pairs import Difference, Hinge, Hint, Pair

_LOCAL = ("unevaluated-properties", "unevaluated-items")
"""Conditions whose meaning depends on all that is said beside them."""

_KEYWORDS = {
    "not": ("not",),
    "if": ("if", "then", "else"),
    "contains": ("contains", "minContains", "maxContains"),
    "property-names": ("propertyNames",),
    "dependent-schema": ("dependentSchemas",),
    "unevaluated-properties": ("unevaluatedProperties",),
    "unevaluated-items": ("unevaluatedItems",),
    "one-of": ("oneOf",),
    "any-of": ("anyOf",),
}
"""The keywords of conditions that a validator knows."""

_WORDS = ("default", "deprecation", "promise")
"""Differences that change nothing for them."""


def compare_conditions(
    walk: Walk, pair: Pair, a: Sequence[Condition], b: Sequence[Condition], *, has_other_members: bool = False
) -> None:
    """Adds the differences between conditions to `pair`, or the pairs that they depend on.

    `has_other_members`: members of unions were added or removed, which is told already.
    """
    subjects = dict.fromkeys(condition.subject for condition in (*a, *b))
    for subject in sorted(subjects, key=lambda subject: subject in _LOCAL):
        left = [condition for condition in a if condition.subject == subject]
        right = [condition for condition in b if condition.subject == subject]
        for one, two in _matched(left, right):
            left.remove(one)
            right.remove(two)
            _compare(walk, pair, one, two)
        if subject == "one-of" and has_other_members:
            left, right = ([one for one in side if _overlap(walk, one.schemas, one.schemas)] for side in (left, right))
        for one in left:
            pair.differences.append(_difference(pair, one, None, "removed", "widens", _text(one), "none"))
        for two in right:
            pair.differences.append(_difference(pair, None, two, "added", "narrows", "none", _text(two)))


def _compare(walk: Walk, pair: Pair, a: Condition, b: Condition) -> None:
    texts = in_words(_text, a, b)
    # What differs within them has its own words.
    before, after = texts if texts[0] != texts[1] else ("", "")
    changed = _difference(pair, a, b, "changed", "undecided", before, after)
    if a.subject == "one-of":
        _compare_members(walk, pair, a, b, changed)
        return
    if a.text != b.text or len(a.schemas) != len(b.schemas):
        pair.differences.append(changed)
        return
    if a.count != b.count:
        pair.differences.append(replace(changed, effect="narrows" if b.count > a.count else "widens"))
    if a.subject in _LOCAL and any(each.subject not in _WORDS for each in pair.differences):
        pair.differences.append(changed)
    schemas = _in_order(walk, a.schemas, b.schemas) if a.subject == "any-of" else zip(a.schemas, b.schemas, strict=True)
    pairs = tuple(walk.pair(conjunction((one,)), conjunction((two,)), one.pointer, two.pointer) for one, two in schemas)
    hung: list[tuple[Pair, Leaning]] = []
    for below, leaning in zip(pairs, a.leanings, strict=True):
        hung.append((below, leaning))
    for step in pair.steps if a.subject in _LOCAL else ():
        hung.append((step.pair, "unknown"))
    if hung:
        pair.hinges.append(Hinge(changed, tuple(hung)))


def _compare_members(walk: Walk, pair: Pair, a: Condition, b: Condition, changed: Difference) -> None:
    """Compares the members of two unions, only one of which may accept: values are lost only where they overlap."""
    found = _in_order(walk, a.schemas, b.schemas)
    kept = {each for both in found for each in both}
    for side, effect in ((a, "widens"), (b, "narrows")):
        more = [each for each in side.schemas if each not in kept]
        if _overlap(walk, more, side.schemas):
            pair.differences.append(replace(changed, effect=effect))
    hung: dict[bool, list[tuple[Pair, Leaning]]] = {True: [], False: []}
    for one, two in found:
        below = walk.pair(conjunction((one,)), conjunction((two,)), one.pointer, two.pointer)
        hung[_overlap(walk, [one], a.schemas) or _overlap(walk, [two], b.schemas)].append((below, "unknown"))
    for is_overlapping, pairs in hung.items():
        pair.hinges.append(Hinge(replace(changed, is_open=not is_overlapping), tuple(pairs)))


def _overlap(walk: Walk, some: Sequence[Schema], others: Sequence[Schema]) -> bool:
    """Tells whether members may accept the same value without a property that one of them does not describe."""
    parts = {one: [*chain(*walk.form(conjunction((one,))).parts.values())] for one in (*some, *others)}
    return any(
        may_share(part, other) and not (part.kind == "object" and _has_own(part, other))
        for one in some
        for another in others
        if one is not another
        for part in parts[one]
        for other in parts[another]
    )


def _has_own(a: Part, b: Part) -> bool:
    """Tells whether one of two objects requires a property that the other does not describe."""
    named = {*a.objects.names}, {*b.objects.names}
    return any(bool(part.objects.required - names) for part, names in zip((b, a), named, strict=True))


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
    # Those of other properties, branches and ends have nothing to do with each other.
    return a.subject == b.subject and a.subject not in ("dependent-schema", "if", "contains")


def _any(_: Schema) -> str:
    return "any"


def _component(schema: Schema) -> str:
    return seen_through(schema).component


def _look(forms: Forms, schema: Schema) -> str:
    """The values that a schema accepts, as far as can be seen without looking into it."""
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
    pair: Pair, one: Condition | None, two: Condition | None, edit: str, effect: Effect, before: str, after: str
) -> Difference:
    condition = one or two
    assert condition is not None, "one of the sides has it"
    schemas = [each.schema if each is not None else None for each in (one, two)]
    where = schemas[0].pointer if schemas[0] else pair.at_a, schemas[1].pointer if schemas[1] else pair.at_b
    asking = [(each,) if each is not None else () for each in schemas]
    fail = Hint("fail", value=(pair.a, pair.b, *asking, _KEYWORDS.get(condition.subject, ())))
    hints = (fail, *(Hint("of", value=tuple(_tried(own, condition))) for own in (pair.a, pair.b)))
    return Difference(condition.subject, edit, effect, *where, before, after, hints=hints, is_sure=False)


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
    return f"{condition.text} {abs(condition.count)} of {said}" if condition.subject == "contains" else said
