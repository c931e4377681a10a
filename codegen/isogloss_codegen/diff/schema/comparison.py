"""Compares pairs of conjunctions, each once, until all that are reached have been compared."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...document.values import value_at
from ...schema.flat import conjunction, gaps
from ...schema.forms import Forms
from ...schema.leaves import Conjunction
from ...schema.maker.kinds import KINDS, Kind
from ...schema.parts import Form, Part
from ...schema.read import Source
from ...schema.wording import in_words, listed
from ..model import Direction, Effect
from .alternatives import compare_members
from .conditions import compare_conditions
from .enumerations import compare_constants, compare_known, compare_listed
from .match import match
from .objects import Walk, compare_objects
from .pairs import BELOW, Difference, Doubt, Hint, Mode, Pair, Step
from .ranges import compare_numbers, compare_sizes, written
from .same import Alike
from .strings import compare_strings
from .written import as_written

_Key = tuple[frozenset[Any], frozenset[Any], str | None, str | None, Mode]


class Comparison:
    """All pairs of schemas of two documents that have been asked for, or are within such, in one direction."""

    def __init__(
        self,
        a: Mapping[str, Any],
        b: Mapping[str, Any],
        direction: Direction,
        alike: Alike,
        *,
        has_tiers: bool,
        unread: Collection[str] = (),
        is_whole: bool = True,
    ) -> None:
        self._is_whole = is_whole
        self.direction: Direction = direction
        self.unread = unread
        self.has_tiers = has_tiers
        self.forms = Forms()
        self._a, self._b = Source(a, direction), Source(b, direction)
        self._alike = alike
        self._pairs: dict[_Key, Pair] = {}
        self._waiting: deque[Pair] = deque()

    def root(self, pointer_a: str, pointer_b: str, mode: Mode) -> Pair | None:
        """The pair of the schemas at two pointers, None if they are alike; raises KeyError if there are none."""
        a, b = self._a.at(pointer_a), self._b.at(pointer_b)
        nodes = (value_at(self._a.document, pointer_a), value_at(self._b.document, pointer_b))
        if self._alike.nodes(*nodes):
            return None
        return self.pair(conjunction((a,)), conjunction((b,)), pointer_a, pointer_b, mode)

    def form(self, schemas: Conjunction) -> Form:
        """The form of a conjunction."""
        form = self.forms.of(schemas)
        if form is None:
            raise AssertionError("forms are made one after the other")
        return form

    def types(self, schemas: Conjunction) -> str:
        """The types that a conjunction accepts, in words."""
        return type_text(self.form(schemas), has_null=True)

    def pair(self, a: Conjunction, b: Conjunction, at_a: str | None, at_b: str | None, mode: Mode = "json") -> Pair:
        """The pair of two conjunctions, which will be compared by `finish`."""
        is_written = bool(a) and bool(b)
        name: _Key = (frozenset(a), frozenset(b), None if is_written else at_a, None if is_written else at_b, mode)
        pair = self._pairs.get(name)
        if pair is None:
            own_a, own_b = (schemas[0].pointer if len(schemas) == 1 else None for schemas in (a, b))
            pair = self._pairs[name] = Pair(a, b, own_a or at_a, own_b or at_b, mode)
            if not (own_a is not None and own_a == own_b and self._alike.component(own_a)):
                self._waiting.append(pair)
        return pair

    def finish(self) -> None:
        """Compares all pairs that wait for it, and those that they lead to."""
        while self._waiting:
            self._compare(self._waiting.popleft())

    @property
    def pairs(self) -> Collection[Pair]:
        """All pairs so far."""
        return self._pairs.values()

    def _compare(self, pair: Pair) -> None:
        if not self._is_whole and (unknown := _unresolved(pair)) is not None:
            pair.differences.append(unknown)
            return
        form_a, form_b = self.form(pair.a), self.form(pair.b)
        if pair.mode not in ("json", "form"):
            form_a, form_b = as_written(self, pair, form_a, form_b)
        pair.differences += self._types(pair, form_a, form_b)
        for kind in KINDS:
            if kind in form_a.parts and kind in form_b.parts:
                self._compare_kind(pair, form_a.parts[kind], form_b.parts[kind])
        # Where an author wrote nothing about it, the place of the whole is the nearest there is.
        pair.differences = [
            difference
            if difference.below
            else replace(
                difference,
                pointer_a=pair.at_a if difference.pointer_a is None else difference.pointer_a,
                pointer_b=pair.at_b if difference.pointer_b is None else difference.pointer_b,
            )
            for difference in pair.differences
        ]

    def _compare_kind(self, pair: Pair, a: Sequence[Part], b: Sequence[Part]) -> None:
        kind = a[0].kind
        if kind in ("object", "array"):
            self._compare_matched(pair, a, b)
            return
        if len(a) == len(b) == 1:
            self._compare_parts(pair, a[0], b[0])
            return
        known = len(pair.differences)
        pair.differences += compare_listed(a, b)
        rivals = [part for part in self._receiving(a, b) if not part.is_list]
        pair.doubted(
            Doubt(next((part for part in self._receiving(b, a) if part.is_list), a[0]), tuple(rivals)), known, 0
        )
        free_a, free_b = ([part for part in parts if not part.is_list] for parts in (a, b))
        if free_a and free_b:
            self._compare_matched(pair, free_a, free_b)

    def _compare_matched(self, pair: Pair, a: Sequence[Part], b: Sequence[Part]) -> None:
        matching = match(a, b)
        receiving = self._receiving(a, b)
        for one, two in matching.pairs:
            rivals = tuple(part for part in receiving if part not in (one, two))
            known = len(pair.differences), len(pair.steps)
            has_other = bool(matching.only_a or matching.only_b)
            self._compare_parts(pair, one, two, has_other_members=has_other)
            sender = one if self.direction == "request" else two
            if rivals or sender.conditions:
                pair.doubted(Doubt(sender, rivals), *known)
        pair.differences += compare_members(pair, matching, self.direction, tuple(receiving))

    def _receiving(self, a: Sequence[Part], b: Sequence[Part]) -> Sequence[Part]:
        """The parts of the side that receives."""
        return b if self.direction == "request" else a

    def _compare_parts(self, pair: Pair, a: Part, b: Part, *, has_other_members: bool = False) -> None:
        if a.kind == "array":
            compare_arrays(self, pair, a, b)
        elif a.kind == "object":
            compare_objects(self, pair, a, b)
        elif (a.values is None) == (b.values is None) and not (a.is_list and b.is_list):
            pair.differences += compare_numbers(a, b) if a.kind == "number" else ()
            pair.differences += compare_strings(a, b) if a.kind == "string" else ()
            pair.differences += compare_known(a, b)
        pair.differences += compare_constants(a, b)
        compare_conditions(self, pair, a.conditions, b.conditions, has_other_members=has_other_members)

    def _types(self, pair: Pair, a: Form, b: Form) -> Iterator[Difference]:
        """Differences in the JSON types that are accepted; null is a matter of its own."""
        gone: list[Kind] = [kind for kind in KINDS if kind in a.parts and kind not in b.parts]
        new: list[Kind] = [kind for kind in KINDS if kind in b.parts and kind not in a.parts]
        where = (pair.at_a, pair.at_b)
        for kinds, form in ((gone, a), (new, b)):
            if "null" in kinds and len(kinds) > 1 and len(form.parts) == len(KINDS):
                kinds.remove("null")  # Where anything is accepted, null is too: that is one difference.
        for kinds, edit, effect, form in ((gone, "removed", "narrows", a), (new, "added", "widens", b)):
            if "null" in kinds:
                part = form.parts["null"][0]
                hint = Hint("any", part if form is a else None, part if form is b else None)
                texts = in_words(lambda side: "null" if "null" in side.parts else "not null", a, b)
                yield Difference("null", edit, _effect(effect), *where, *texts, hints=(hint,), doubt=Doubt(part))
        gone = [kind for kind in gone if kind != "null"]
        new = [kind for kind in new if kind != "null"]
        if not gone and not new:
            return
        edit = "changed" if gone and new else "removed" if gone else "added"
        effect = "both" if gone and new else "narrows" if gone else "widens"
        hints = [Hint("any", part, None) for kind in gone for part in a.parts[kind]]
        hints += [Hint("any", None, part) for kind in new for part in b.parts[kind]]
        sent, (form_sent, form_read) = (gone, (a, b)) if self.direction == "request" else (new, (b, a))
        doubts = [part for kind in sent for part in form_sent.parts[kind]]
        # Only an example tells whether the text of one type is one of the other's.
        is_sure = pair.mode == "json" or "string" not in (*form_sent.parts, *form_read.parts)
        doubt = Doubt(doubts[0]) if doubts and all(part.conditions for part in doubts) else None
        texts = type_text(a), type_text(b)
        yield Difference("type", edit, effect, *where, *texts, hints=tuple(hints), is_sure=is_sure, doubt=doubt)


def _unresolved(pair: Pair) -> Difference | None:
    """A difference that nobody knows, because a side refers to what is not in its document."""
    missing = gaps(pair.a), gaps(pair.b)
    if not any(missing):
        return None
    texts = in_words(lambda side: listed([schema.words["$ref"] for schema in side]), *missing)
    return Difference("reference", "unresolved", "undecided", pair.at_a, pair.at_b, *texts)


def type_text(form: Form, *, has_null: bool = False) -> str:
    """The types that a form accepts; null is left out unless asked for."""
    names = [_type_name(kind, form) for kind in KINDS if kind in form.parts and kind != "null"]
    if len(names) == len(KINDS) - 1:
        return "any"
    names += ["null"] if has_null and names and "null" in form.parts else []
    return " or ".join(names) or ("null" if "null" in form.parts else "nothing")


def _type_name(kind: Kind, form: Form) -> str:
    is_integer = kind == "number" and all(
        part.numbers.is_integer
        if part.values is None
        else all(float(value).is_integer() for value in part.values.values())
        for part in form.parts[kind]
    )
    return "integer" if is_integer else kind


def _effect(name: str) -> Effect:
    return "narrows" if name == "narrows" else "widens"


def compare_arrays(walk: Walk, pair: Pair, a: Part, b: Part) -> None:
    """Adds the differences of two array parts to `pair`, and the steps to their items."""
    of_a, of_b = a.arrays, b.arrays
    pair.differences += compare_sizes(a, b, of_a.sizes, of_b.sizes, "Items")
    if of_a.is_unique != of_b.is_unique:
        edit, effect = ("added", "narrows") if of_b.is_unique else ("removed", "widens")
        where = (written(a, "uniqueItems", "maxItems"), written(b, "uniqueItems", "maxItems"))
        texts = in_words(lambda is_unique: "all different" if is_unique else "any", of_a.is_unique, of_b.is_unique)
        hints = (Hint("repeated", a, b),)
        pair.differences.append(Difference("unique-items", edit, effect, *where, *texts, hints=hints))
    longest = max(len(of_a.prefix), len(of_b.prefix))
    for index in range(longest + 1):
        # An item that one side has no room for is a difference in how many there may be.
        if any(sizes.most is not None and index >= sizes.most for sizes in (of_a.sizes, of_b.sizes)):
            break
        item_a, item_b = conjunction(of_a.item(index)), conjunction(of_b.item(index))
        if item_a or item_b:
            text = f"[{index}]" if index < longest else "[]"
            at_a = item_a[0].pointer if item_a else written(a, "items") or pair.at_a
            at_b = item_b[0].pointer if item_b else written(b, "items") or pair.at_b
            below = walk.pair(item_a, item_b, at_a, at_b, BELOW[pair.mode][1])
            pair.steps.append(Step(text, below, a, b, index=index))
