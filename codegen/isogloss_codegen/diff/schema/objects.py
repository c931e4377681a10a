"""Differences between objects: their properties, the required ones, and the schemas of other properties."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from typing import Protocol

from ...schema.flat import conjunction, said
from ...schema.forms import Forms
from ...schema.leaves import Conjunction
from ...schema.maker.kinds import KINDS, key
from ...schema.parts import Form, Leaning, Part
from ...schema.read import Schema
from ...schema.wording import in_words, shown
from ...wire import Tier
from ..model import Effect
from .pairs import BELOW, Difference, Hinge, Hint, Mode, Pair, Step
from .ranges import compare_sizes, written

_OF_OTHERS = ("patternProperties", "additionalProperties", "unevaluatedProperties")
"""The keywords about properties that are not named one by one."""


class Walk(Protocol):
    """The comparison as a whole, as far as the parts of a value need it."""

    forms: Forms
    has_tiers: bool
    unread: Collection[str]

    def pair(self, a: Conjunction, b: Conjunction, at_a: str | None, at_b: str | None, mode: Mode = "json") -> Pair:
        """The pair of two conjunctions, which will be compared."""
        ...

    def form(self, schemas: Conjunction) -> Form:
        """The form of a conjunction."""
        ...

    def types(self, schemas: Conjunction) -> str:
        """The types that a conjunction accepts, in words."""
        ...


def compare_objects(walk: Walk, pair: Pair, a: Part, b: Part) -> None:
    """Adds the differences of two object parts to `pair`, and the steps to what is in them."""
    of_a, of_b = a.objects, b.objects
    pair.differences += compare_sizes(a, b, of_a.sizes, of_b.sizes, "Properties")
    pair.differences += _together(a, b)
    for name in dict.fromkeys((*of_b.names, *of_a.names, *sorted(of_a.required ^ of_b.required))):
        _Property(walk, pair, a, b, name).compare()
    _compare_others(walk, pair, a, b)


class _Property:
    """One property of two objects."""

    def __init__(self, walk: Walk, pair: Pair, a: Part, b: Part, name: str) -> None:
        self.walk, self.pair, self.a, self.b, self.name = walk, pair, a, b, name
        self.of_a, self.of_b = conjunction(a.objects.at(name)), conjunction(b.objects.at(name))
        self.named_a, self.named_b = _named(a, name), _named(b, name)
        self.is_required = (name in a.objects.required, name in b.objects.required)

    def compare(self) -> None:
        barred_a, barred_b = self.walk.forms.is_never(self.of_a), self.walk.forms.is_never(self.of_b)
        is_named = self.named_a is not None or self.named_b is not None
        if self.named_b is not None and self.named_b.pointer in self.walk.unread and not barred_a:
            return
        if barred_a and is_named and not barred_b:
            self._added(is_barred=True)
        elif barred_b and is_named and not barred_a:
            self._removed(is_barred=True)
        elif barred_a or barred_b:
            # Without a name on either side, that others are barred is a difference between the others.
            self._compare_required()
        elif self.named_a is None and self.named_b is not None and self._is_free(self.of_a):
            self._added(is_barred=False)
            if self.is_required[0]:
                self._compare_required()
        elif self.named_b is None and self.named_a is not None and self._is_free(self.of_b):
            self._removed(is_barred=False)
            if self.is_required[1]:
                self._compare_required()
        else:
            self._compare_required()
            self._compare_words()
            at_a = self.named_a.pointer if self.named_a else self.pair.at_a
            at_b = self.named_b.pointer if self.named_b else self.pair.at_b
            below = self.walk.pair(self.of_a, self.of_b, at_a, at_b, BELOW[self.pair.mode][0])
            if self.named_a is not None and self.named_b is not None:
                self.pair.steps.append(Step(f".{self.name}", below, self.a, self.b, name=self.name))
            elif is_named:
                self._hang(below)

    def _hang(self, below: Pair) -> None:
        """One side describes a property that falls under a schema for others on the other side."""
        edit = "added" if self.named_a is None else "removed"
        texts = (
            f"{self.walk.types(of)}, as all others" if named is None else self.walk.types(of)
            for of, named in ((self.of_a, self.named_a), (self.of_b, self.named_b))
        )
        self._add("property", edit, "undecided", *texts)
        self.pair.hinges.append(Hinge(self.pair.differences.pop(), ((below, "along"),)))

    def _is_free(self, schemas: Conjunction) -> bool:
        """True if a property that no keyword mentions may have any value."""
        form = self.walk.forms.of(schemas)
        if not schemas or form is None:
            return not schemas
        parts = [part for parts in form.parts.values() for part in parts]
        return len(form.parts) == len(KINDS) and not any(part.items or part.conditions for part in parts)

    def _added(self, is_barred: bool) -> None:
        """B describes a property that A bars or leaves free."""
        subject = "required-property" if self.is_required[1] and not self.is_required[0] else "property"
        takes_less = not self._is_free(self.of_b)
        if subject == "property":
            effect = "widens" if is_barred else "narrows" if takes_less else "none"
        else:
            effect = "both" if is_barred else "narrows"
        before = _undescribed(self.a, self.name)
        self._add(subject, "added", effect, before, self._described(self.named_b), is_open=not is_barred)

    def _removed(self, is_barred: bool) -> None:
        """A describes a property that B bars or leaves free."""
        subject = "required-property" if self.is_required[0] and not self.is_required[1] else "property"
        takes_more = not self._is_free(self.of_a)
        if subject == "property":
            effect = "narrows" if is_barred else "widens" if takes_more else "none"
        else:
            effect = "both" if is_barred else "widens"
        self._add(subject, "removed", effect, self._described(self.named_a), _undescribed(self.b, self.name))

    def _add(self, subject: str, edit: str, effect: Effect, before: str, after: str, *, is_open: bool = False) -> None:
        # An object without it shows nothing where nobody asks for it, and may be refused for something else.
        without = (Hint("without", self.a, self.b, self.name),) if subject == "required-property" else ()
        hints = (*without, Hint("with", self.a, self.b, self.name))
        self.pair.differences.append(
            Difference(
                *(subject, edit, effect),
                self.named_a.pointer if self.named_a else None,
                self.named_b.pointer if self.named_b else None,
                *(before, after, f".{self.name}"),
                tier=self._tier(),
                is_open=is_open and subject == "property",
                hints=hints,
            )
        )

    def _compare_required(self) -> None:
        in_a, in_b = self.is_required
        if in_a == in_b:
            return
        words = {True: "required", False: "optional"}
        self.pair.differences.append(
            Difference(
                *("required", "added" if in_b else "removed", "narrows" if in_b else "widens"),
                self.named_a.pointer if self.named_a else written(self.a, "required") or self.pair.at_a,
                self.named_b.pointer if self.named_b else written(self.b, "required") or self.pair.at_b,
                *(words[in_a], words[in_b], f".{self.name}"),
                tier=self._tier(),
                hints=(Hint("without", self.a, self.b, self.name),),
            )
        )

    def _compare_words(self) -> None:
        """Adds differences that have no effect on the accepted values: defaults, deprecation, promises."""
        if self.named_a is None or self.named_b is None:
            return
        where = (self.named_a.pointer, self.named_b.pointer)
        # Null says nothing: that is what leaving a property out means anyway.
        before, after = (said(schema, "default") for schema in (self.named_a, self.named_b))
        if key(before) != key(after):
            edit = "added" if before is None else "removed" if after is None else "changed"
            texts = in_words(lambda value: "none" if value is None else shown(value), before, after)
            self.pair.differences.append(Difference("default", edit, "none", *where, *texts, f".{self.name}"))
        was, is_now = (said(schema, "deprecated") is True for schema in (self.named_a, self.named_b))
        if was != is_now:
            texts = in_words(lambda flag: "deprecated" if flag else "in use", was, is_now)
            edit = "added" if is_now else "removed"
            self.pair.differences.append(Difference("deprecation", edit, "none", *where, *texts, f".{self.name}"))
        promised_a, promised_b = (
            required or said(schema, "x-tier") == "declared"
            for required, schema in zip(self.is_required, (self.named_a, self.named_b), strict=True)
        )
        if promised_a != promised_b and self.is_required[0] == self.is_required[1] and self.walk.has_tiers:
            texts = in_words(lambda flag: "promised" if flag else "not promised", promised_a, promised_b)
            edit = "added" if promised_b else "removed"
            self.pair.differences.append(
                Difference("promise", edit, "none", *where, *texts, f".{self.name}", tier="declared")
            )

    def _tier(self) -> Tier:
        if self.is_required[0]:
            return "core"
        named = self.named_a or self.named_b
        is_declared = named is not None and said(named, "x-tier") == "declared"
        return "declared" if is_declared or not self.walk.has_tiers else "extension"

    def _described(self, schema: Schema | None) -> str:
        """A property in a word or two: the types that it may have."""
        text = self.walk.types(conjunction((schema,))) if schema else "any"
        return "anything" if text in ("any", "nothing") else text


def _compare_others(walk: Walk, pair: Pair, a: Part, b: Part) -> None:
    """Compares the properties that neither side names: by pattern, or all."""
    of_a, of_b = a.objects, b.objects
    if not of_a.has_patterns and not of_b.has_patterns:
        _others(walk, pair, a, b, conjunction(of_a.others), conjunction(of_b.others), _unused(a, b))
        return
    from ...schema.names import kinds_of_names, matching  # few documents have patterns, and it takes a while

    patterns_a, patterns_b = (sorted({*chain(*(group.patterns for group in of.groups))}) for of in (of_a, of_b))
    where = (written(a, "patternProperties") or pair.at_a, written(b, "patternProperties") or pair.at_b)
    texts = in_words(lambda patterns: ", ".join(patterns) or "none", patterns_a, patterns_b)
    hints = (Hint("fail", value=(a.items, b.items, a.items, b.items, _OF_OTHERS)),)
    changed = Difference("pattern-properties", "changed", "undecided", *where, *texts, hints=hints)
    kinds = kinds_of_names({*patterns_a, *patterns_b}, {*of_a.names, *of_b.names})
    if kinds is None:
        if patterns_a != patterns_b:
            pair.differences.append(changed.unsure())
            return
        kinds = [([pattern], [matching(pattern)]) for pattern in patterns_a] + [([], [_unused(a, b)])]
    hung: list[tuple[Pair, Leaning]] = []
    for matched, names in kinds:
        name = names[0]
        one, two = (conjunction(of.others if not matched else of.at(name)) for of in (of_a, of_b))
        if patterns_a == patterns_b and not matched:
            _others(walk, pair, a, b, one, two, name)
        elif one or two:
            at_a, at_b = (of[0].pointer if of else at for of, at in zip((one, two), where, strict=True))
            below = walk.pair(one, two, at_a, at_b, BELOW[pair.mode][0])
            if patterns_a == patterns_b:
                text = f".{{{' and '.join(matched)}}}"
                pair.steps.append(Step(text, below, a, b, name=name))
            else:
                hung.append((below, "along"))
    if hung:
        pair.hinges.append(Hinge(changed, tuple(hung)))


def _others(walk: Walk, pair: Pair, a: Part, b: Part, of_a: Conjunction, of_b: Conjunction, name: str) -> None:
    """Compares the properties that no name or pattern mentions; `name` is one of them."""
    if not of_a and not of_b:
        return
    at_a = of_a[0].pointer if of_a else written(a, "properties") or pair.at_a
    at_b = of_b[0].pointer if of_b else written(b, "properties") or pair.at_b
    barred_a, barred_b = walk.forms.is_never(of_a), walk.forms.is_never(of_b)
    if barred_a != barred_b:
        edit, effect = ("barred", "narrows") if barred_b else ("allowed", "widens")
        texts = in_words(lambda is_barred: "refused" if is_barred else "allowed", barred_a, barred_b)
        hint = Hint("with", a, b, name)
        pair.differences.append(Difference("other-properties", edit, effect, at_a, at_b, *texts, hints=(hint,)))
    elif not barred_a:
        below = walk.pair(of_a, of_b, at_a, at_b, BELOW[pair.mode][0])
        pair.steps.append(Step(".*", below, a, b, name=name))


def _together(a: Part, b: Part) -> Iterator[Difference]:
    """Properties that have to come with others."""
    of_a, of_b = a.objects, b.objects
    where = (written(a, "dependentRequired"), written(b, "dependentRequired"))
    for name in dict.fromkeys((*of_a.together, *of_b.together)):
        in_a = of_a.together.get(name, frozenset()) | of_a.required
        in_b = of_b.together.get(name, frozenset()) | of_b.required
        hints = (Hint("with", a, b, name),)
        for other in sorted(in_b - in_a - of_b.required):
            texts = ("", f"{other} with {name}")
            yield Difference("dependent-required", "added", "narrows", *where, *texts, f".{name}", hints=hints)
        for other in sorted(in_a - in_b - of_a.required):
            texts = (f"{other} with {name}", "")
            yield Difference("dependent-required", "removed", "widens", *where, *texts, f".{name}", hints=hints)


def _named(part: Part, name: str) -> Schema | None:
    return next((group.named[name] for group in part.objects.groups if name in group.named), None)


def _undescribed(part: Part, name: str) -> str:
    """The reason why a property is not described; one that goes the other way only is there for all to read."""
    sources = [schema.source for schema in part.items if name in schema.hidden]
    if not sources:
        return "not described"
    return "read-only" if sources[0].direction == "request" else "write-only"


def _unused(a: Part, b: Part) -> str:
    """A name that neither object knows."""
    known = {*a.objects.names, *b.objects.names}
    return next(name for name in ("other", "another", *map("other_{}".format, range(len(known)))) if name not in known)
