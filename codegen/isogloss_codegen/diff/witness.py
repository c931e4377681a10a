"""Proof: the smallest bodies that show a difference, accepted by an independent validator on one side only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

from ..document.values import NOTHING, as_map
from ..findings.finding import Direction, Witness
from ..schema.errors import dotted
from ..schema.failing import failures
from ..schema.maker.judge import accepts
from ..schema.maker.kinds import key
from ..schema.maker.make import item_values, made_list, made_object, property_values, values
from ..schema.maker.making import NoValueError
from ..schema.maker.sub import Sub
from ..schema.parts import Part
from ..schema.read import Schema
from ..schema.validator import Validator, Validators
from ..schema.wording import shown
from .model import Fact, Mode
from .schema.pairs import Hint, Step
from .schema.places import Probe
from .schema.written import readings

_MOST = 40
"""The largest number of values that are tried for a difference."""

_HANGING = frozenset(
    (
        *("anyOf", "oneOf", "not", "if", "contains", "uniqueItems", "dependentSchemas", "propertyNames"),
        *("unevaluatedProperties", "unevaluatedItems", "additionalProperties"),
    )
)
"""Keywords with which a value is refused because of something within it."""

_DIRECTIONS: tuple[Direction, ...] = ("request", "response")


@dataclass(frozen=True)
class Shown:
    """A fact with its proof. `note` says why there is no `witness`; `is_known`: the fact has an effect all the same."""

    fact: Fact
    witness: Witness | None
    note: str = ""
    is_known: bool = False


class Prover:
    """Finds witnesses of facts about the schemas of two documents.

    `model` is one that clients of A ask for; without it, requests name the first that the schema does.
    """

    def __init__(self, a: Mapping[str, Any], b: Mapping[str, Any], *, model: str | None = None) -> None:
        self._homes = {direction: (Validators(a, direction), Validators(b, direction)) for direction in _DIRECTIONS}
        self._model = model

    def left_out(self, is_update: bool) -> list[str]:
        """The keywords that examples were not checked by, because JSON Schema does not allow their values."""
        names = ("old", "new") if is_update else ("A", "B")
        found = {(side, place) for homes in self._homes.values() for side in (0, 1) for place in homes[side].left_out}
        return [f"{names[side]} {place.removeprefix('#')}" for side, place in sorted(found)]

    def shown(self, fact: Fact) -> Shown:
        """A breaking fact with its proof, at the first of its places that has a witness.

        A witness is a body that A accepts and B refuses; of a response, a body that B may send and A refuses.
        """
        probes: tuple[Probe, ...] = fact.probes
        for probe in probes:
            witness = self._witness(fact, probe)
            if witness is not None:
                return Shown(_moved(fact, probe), witness, is_known=True)
        for probe in probes:
            if all(step.is_certain for step in probe.route):
                value = self._alone(fact, probe)
                if value is not NOTHING:
                    whole = "response" if fact.direction == "response" else "request"
                    note = f"No example of a whole {whole} could be built; the value alone is one: {shown(value)}."
                    return Shown(fact, None, note, is_known=True)
                if probe.difference.is_certain:
                    return Shown(fact, None, "No example could be built.", is_known=True)
        return Shown(fact, None, "No example could be built, and whether it has an effect is not decided.")

    def _alone(self, fact: Fact, probe: Probe) -> Any:
        """A value at the place of a difference that one side accepts and the other refuses, or NOTHING."""
        pair, direction = probe.pair, fact.direction
        sides = [[self._sub(direction, schema) for schema in schemas] for schemas in (pair.a, pair.b)]
        sender, receiver = sides if direction == "request" else reversed(sides)
        for value in islice(self._values(probe.difference.hints, direction), _MOST):
            if pair.mode != "json" and value is None:
                continue
            read = (value, *readings(value, pair.mode)) if pair.mode != "json" else (value,)
            if all(accepts(sub, value) for sub in sender) and not any(
                all(accepts(sub, each) for sub in receiver) for each in read
            ):
                return value
        return NOTHING

    def _witness(self, fact: Fact, probe: Probe) -> Witness | None:
        of_a, of_b = self._homes[fact.direction]
        validators = (of_a.at(probe.place.pointer_a), of_b.at(probe.place.pointer_b))
        sender, receiver = validators if fact.direction == "request" else reversed(validators)
        for steps, made in islice(self._bodies(probe, fact), _MOST):
            for body in self._named(made, steps, fact):
                if not _shows(sender, receiver, body, steps, probe.pair.mode):
                    continue
                path = dotted(steps)
                joined = f"{probe.place.path}{'' if path.startswith('[') or not probe.place.path else '.'}{path}"
                return Witness(probe.place.part, body, joined if path else probe.place.path)
        return None

    def _named(self, body: Any, steps: tuple[str | int, ...], fact: Fact) -> Iterator[Any]:
        """A request to the model that clients of A ask for, if that is not what it is about; and as it was made."""
        if self._model is not None and fact.direction == "request" and "model" in as_map(body) and steps != ("model",):
            yield {**body, "model": self._model}
        yield body

    def _bodies(self, probe: Probe, fact: Fact) -> Iterator[tuple[tuple[str | int, ...], Any]]:
        """Bodies with a value that may show the difference, and the way to it."""
        seen: set[str] = set()
        for is_joint in (True, False):
            for value in self._values(probe.difference.hints, fact.direction):
                try:
                    steps, body = self._within(probe.route, value, fact.direction, is_joint=is_joint)
                except NoValueError:
                    continue
                if key(body) not in seen:
                    seen.add(key(body))
                    yield steps, body

    def _within(
        self, route: Sequence[Step], value: Any, direction: Direction, *, is_joint: bool
    ) -> tuple[tuple[str | int, ...], Any]:
        """A value in what is around it; `is_joint`: the rest of it pleases both sides."""
        steps: list[str | int] = []
        for step in reversed(route):
            sides = self._sides(step.part_a, step.part_b, direction)
            asked = [sub for side in (sides if is_joint else sides[:1]) for sub in side]
            if step.index is not None:
                value = made_list(asked, {step.index: value})
                steps.append(step.index)
            elif step.name is not None:
                value = made_object(asked, {step.name: value})
                steps.append(step.name)
            elif step.text:
                raise NoValueError
        return tuple(reversed(steps)), value

    def _values(self, hints: Iterable[Hint], direction: Direction) -> Iterator[Any]:
        for hint in hints:
            try:
                yield from islice(self._hinted(hint, direction), 20 if hint.want != "fail" else _MOST)
            except NoValueError:
                continue

    def _hinted(self, hint: Hint, direction: Direction) -> Iterator[Any]:
        sides = self._sides(hint.part_a, hint.part_b, direction)
        asked = [sub for side in sides for sub in side]
        has_sender = (hint.part_a if direction == "request" else hint.part_b) is not None
        sender = sides[0] if sides else []
        if hint.want == "value":
            yield hint.value
        elif hint.want == "of":
            for schemas in hint.value:
                yield from islice(values(map(partial(self._sub, direction), schemas)), 6)
        elif hint.want == "fail":
            yield from self._failing(hint, direction)
        elif not has_sender:
            return
        elif hint.want == "any":
            yield from values(sender)
        elif hint.want == "size":
            yield from values([*sender, Sub(_of_size(hint.value), sender[0].home)])
        elif hint.want == "repeated":
            for value in islice(item_values(sender), 4):
                yield made_list(sender, {0: value, 1: value})
        elif hint.want == "without":
            for pleased in (asked, sender):
                yield from _tried(partial(made_object, pleased, {}, without=(hint.value,)))
        elif hint.want == "with":
            for pleased in (asked, sender):
                for value in islice(property_values(sender, hint.value), 8):
                    yield from _tried(partial(made_object, pleased, {hint.value: value}))

    def _failing(self, hint: Hint, direction: Direction) -> Iterator[Any]:
        """Values of the sender that fail keywords of the receiver."""
        own_a, own_b, asking_a, asking_b, keywords = hint.value
        own, asking = (own_a, asking_b) if direction == "request" else (own_b, asking_a)
        sender = [self._sub(direction, schema) for schema in own]
        for schema in asking:
            sub = self._sub(direction, schema)
            words = {keyword: value for keyword, value in sub.words.items() if keyword in keywords}
            for way in failures(words, sub.home):
                yield from islice(values([*sender, sub.inner(way)]), 3)

    def _sides(self, a: Part | None, b: Part | None, direction: Direction) -> list[list[Sub]]:
        """The schemas of the parts that there are, the sender's first."""
        parts = list(zip((a, b), self._homes[direction], strict=True))
        ordered = parts if direction == "request" else reversed(parts)
        return [_asked(part, home) for part, home in ordered if part is not None]

    def _sub(self, direction: Direction, schema: Schema) -> Sub:
        of_a, of_b = self._homes[direction]
        home = of_a if schema.source.document is of_a.document else of_b
        return Sub(home.copy_of(schema), home)


def _asked(part: Part, home: Validators) -> list[Sub]:
    """The schemas that a part is made of."""
    found = [Sub(home.asserting(schema), home) for schema in part.items]
    if part.values is not None:
        found.append(Sub({"enum": list(part.values.values())}, home))
    if part.other is not None:
        tag = {"type": "string", "not": {"enum": sorted(part.other.tags)}}
        found.append(Sub({"required": [part.other.name], "properties": {part.other.name: tag}}, home))
    return [*found, Sub({"type": part.kind}, home)]


def _of_size(size: int) -> dict[str, int]:
    """Keywords that a text, list or object of a size satisfies."""
    return {f"{end}{what}": size for end in ("min", "max") for what in ("Length", "Items", "Properties")}


def value_at_steps(body: Any, steps: Sequence[str | int]) -> Any:
    """The value that steps lead to."""
    for step in steps:
        body = body[step]
    return body


def with_value(body: Any, steps: Sequence[str | int], value: Any) -> Any:
    """A copy of a body with another value at the end of the steps."""
    if not steps:
        return value
    copy = body.copy()
    copy[steps[0]] = with_value(body[steps[0]], steps[1:], value)
    return copy


def _tried(make: Callable[[], Any]) -> Iterator[Any]:
    try:
        yield make()
    except NoValueError:
        return


def _moved(fact: Fact, probe: Probe) -> Fact:
    """A fact with another of its places as the one where it is told."""
    operation, path = probe.place.operation, probe.path
    if (operation, path) == (fact.operation, fact.path):
        return fact
    here = f"{operation} {path}".rstrip()
    others = (f"{fact.operation} {fact.path}".rstrip(), *(place for place in fact.used_by if place != here))
    return replace(fact, operation=operation, path=path, used_by=others)


def _shows(sender: Validator, receiver: Validator, body: Any, steps: tuple[str | int, ...], mode: Mode) -> bool:
    """Tells whether a body is accepted by one and refused by the other, for something at the place or around it."""
    try:
        if not sender.accepts(body) or receiver.accepts(body):
            return False
        value = value_at_steps(body, steps)
        if mode != "json" and (
            value is None or any(receiver.accepts(with_value(body, steps, each)) for each in readings(value, mode))
        ):
            return False
        errors = receiver.refusals(body)
    except (RecursionError, ValueError):
        # A number too large for the validator, or nested too deep.
        return False
    # A fault of a whole that the place is a part of has another reason, unless it depends on its parts.
    return any(
        place[: len(steps)] == steps or (steps[: len(place)] == place and keyword in _HANGING)
        for place, keyword in errors
    )
