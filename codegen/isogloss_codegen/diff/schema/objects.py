"""Differences between objects: which properties there are, which have to be there, and what others may be."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from ...schema.flat import conjunction, said
from ...schema.forms import Forms
from ...schema.leaves import Conjunction
from ...schema.maker.kinds import KINDS, key
from ...schema.parts import Part
from ...schema.read import Schema
from ...schema.wellformed import matches
from ...schema.wording import in_words, shown
from ...wire import Tier
from ..model import Effect
from .pairs import Difference, Hint, Pair, Step
from .ranges import compare_sizes, written


class Walk(Protocol):
    """What comparing the parts of a value needs to know of the comparison as a whole."""

    forms: Forms
    has_tiers: bool
    unread: Collection[str]

    def pair(self, a: Conjunction, b: Conjunction, at_a: str | None, at_b: str | None) -> Pair:
        """The pair of two conjunctions, which will be compared."""
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
        elif self.named_b is None and self.named_a is not None and self._is_free(self.of_b):
            self._removed(is_barred=False)
        else:
            self._compare_required()
            self._compare_words()
            at_a = self.named_a.pointer if self.named_a else self.pair.at_a
            at_b = self.named_b.pointer if self.named_b else self.pair.at_b
            below = self.walk.pair(self.of_a, self.of_b, at_a, at_b)
            self.pair.steps.append(Step(f".{self.name}", below, self.a, self.b, name=self.name))

    def _is_free(self, schemas: Conjunction) -> bool:
        """Whether a property that nobody speaks of may be anything."""
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
        self._add(subject, "added", effect, _undescribed(self.a, self.name), self._described(self.named_b))

    def _removed(self, is_barred: bool) -> None:
        """A describes a property that B bars or leaves free."""
        subject = "required-property" if self.is_required[0] and not self.is_required[1] else "property"
        takes_more = not self._is_free(self.of_a)
        if subject == "property":
            effect = "narrows" if is_barred else "widens" if takes_more else "none"
        else:
            effect = "both" if is_barred else "widens"
        self._add(subject, "removed", effect, self._described(self.named_a), _undescribed(self.b, self.name))

    def _add(self, subject: str, edit: str, effect: Effect, before: str, after: str) -> None:
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
        """What does not change what is accepted: defaults, deprecation, and what is promised."""
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
        form = self.walk.forms.of(conjunction((schema,))) if schema else None
        kinds = list(form.parts) if form else []
        return "anything" if len(kinds) in (0, 6) else " or ".join(kinds)


def _compare_others(walk: Walk, pair: Pair, a: Part, b: Part) -> None:
    """What holds for properties that neither names: by pattern, or for all."""
    of_a, of_b = a.objects, b.objects
    if not of_a.has_patterns and not of_b.has_patterns:
        _others(walk, pair, a, b, conjunction(of_a.others), conjunction(of_b.others))
        return
    groups_a, groups_b = (sorted(of.groups, key=lambda group: sorted(group.patterns)) for of in (of_a, of_b))
    patterns_a, patterns_b = ([sorted(group.patterns) for group in groups] for groups in (groups_a, groups_b))
    if patterns_a != patterns_b:
        where = (written(a, "patternProperties") or pair.at_a, written(b, "patternProperties") or pair.at_b)
        texts = in_words(lambda lists: ", ".join(pattern for each in lists for pattern in each), patterns_a, patterns_b)
        pair.differences.append(Difference("pattern-properties", "changed", "undecided", *where, *texts))
        return
    for one, two in zip(groups_a, groups_b, strict=True):
        for pattern in sorted(one.patterns):
            of_a, of_b = one.patterns[pattern], two.patterns[pattern]
            below = walk.pair(conjunction((of_a,)), conjunction((of_b,)), of_a.pointer, of_b.pointer)
            pair.steps.append(Step(f".{{{pattern}}}", below, a, b, name=_matching(pattern)))
        others = [conjunction((group.others,)) if group.others else () for group in (one, two)]
        _others(walk, pair, a, b, *others)


def _others(walk: Walk, pair: Pair, a: Part, b: Part, of_a: Conjunction, of_b: Conjunction) -> None:
    if not of_a and not of_b:
        return
    at_a = of_a[0].pointer if of_a else written(a, "properties") or pair.at_a
    at_b = of_b[0].pointer if of_b else written(b, "properties") or pair.at_b
    barred_a, barred_b = walk.forms.is_never(of_a), walk.forms.is_never(of_b)
    if barred_a != barred_b:
        edit, effect = ("barred", "narrows") if barred_b else ("allowed", "widens")
        texts = in_words(lambda is_barred: "refused" if is_barred else "allowed", barred_a, barred_b)
        hint = Hint("with", a, b, _unused(a, b))
        pair.differences.append(Difference("other-properties", edit, effect, at_a, at_b, *texts, hints=(hint,)))
    elif not barred_a:
        pair.steps.append(Step(".*", walk.pair(of_a, of_b, at_a, at_b), a, b, name=_unused(a, b)))


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
    """Why a property is not described; one that goes the other way only is there for all to read."""
    sources = [schema.source for schema in part.items if name in schema.hidden]
    if not sources:
        return "not described"
    return "read-only" if sources[0].direction == "request" else "write-only"


def _unused(a: Part, b: Part) -> str:
    """A name that neither object knows."""
    known = {*a.objects.names, *b.objects.names}
    return next(name for name in ("other", "another", *map("other_{}".format, range(len(known)))) if name not in known)


def _matching(pattern: str) -> str | None:
    """A name that matches a pattern, if a simple one does."""
    simple = pattern.strip("^$").replace("\\", "")
    return next((name for name in (simple, f"{simple}a", "a", "x-a", "0") if matches(pattern, name)), None)
