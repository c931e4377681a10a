"""Proof: the smallest bodies that show a difference, accepted by an independent validator on one side only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from ..document.values import as_map
from ..findings.finding import Direction, Witness
from ..schema.errors import dotted
from ..schema.maker.kinds import key
from ..schema.maker.make import item_values, made_list, made_object, property_values, values
from ..schema.maker.making import NoValueError
from ..schema.maker.sub import Sub
from ..schema.parts import Part
from ..schema.read import Schema
from ..schema.validator import Validator, Validators
from .model import Fact
from .schema.pairs import Hint, Step
from .schema.places import Probe

_MOST = 40
"""How many values are tried for a difference."""

_HANGING = frozenset(("anyOf", "oneOf", "not", "if", "contains", "uniqueItems", "dependentSchemas", "propertyNames"))
"""Keywords with which a value is refused because of something within it."""

_DIRECTIONS: tuple[Direction, ...] = ("request", "response")


class Prover:
    """Finds witnesses of facts about the schemas of two documents.

    `model` is one that clients of A ask for; without it, requests name the first that the schema does.
    """

    def __init__(self, a: Mapping[str, Any], b: Mapping[str, Any], *, model: str | None = None) -> None:
        self._homes = {direction: (Validators(a, direction), Validators(b, direction)) for direction in _DIRECTIONS}
        self._model = model

    def left_out(self) -> list[str]:
        """The keywords that examples were not checked by, because JSON Schema does not allow their values."""
        found = {
            f"{side} {place.removeprefix('#')}": None
            for homes in self._homes.values()
            for side, home in zip("AB", homes, strict=True)
            for place in home.left_out
        }
        return sorted(found)

    def shown(self, fact: Fact) -> tuple[Fact, Witness | None]:
        """A fact at the first of its places where a witness shows it, and that: None if none is found anywhere.

        A witness is a body that A takes and B refuses, of a response one that B may send and A refuses.
        """
        probes: tuple[Probe, ...] = fact.probes
        for probe in probes:
            witness = self._witness(fact, probe)
            if witness is not None:
                return _moved(fact, probe), witness
        return fact, None

    def _witness(self, fact: Fact, probe: Probe) -> Witness | None:
        of_a, of_b = self._homes[fact.direction]
        validators = (of_a.at(probe.place.pointer_a), of_b.at(probe.place.pointer_b))
        sender, receiver = validators if fact.direction == "request" else reversed(validators)
        for steps, made in islice(self._bodies(probe, fact), _MOST):
            for body in self._named(made, steps, fact):
                if not _shows(sender, receiver, body, steps, is_text=probe.place.is_text):
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
        """Whole bodies with a value that may show the difference, and the way to it."""
        seen: set[str] = set()
        for is_joint in (True, False):
            for value in self._values(probe.hints, fact.direction):
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
            else:
                raise NoValueError
        return tuple(reversed(steps)), value

    def _values(self, hints: Iterable[Hint], direction: Direction) -> Iterator[Any]:
        for hint in hints:
            try:
                yield from islice(self._hinted(hint, direction), 20)
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

    def _sides(self, a: Part | None, b: Part | None, direction: Direction) -> list[list[Sub]]:
        """What the parts that there are ask for, the sender's first."""
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


def _shows(sender: Validator, receiver: Validator, body: Any, steps: tuple[str | int, ...], *, is_text: bool) -> bool:
    """Whether a body is taken by one and refused by the other, for something at the place or around it."""
    try:
        if not sender.accepts(body) or receiver.accepts(body):
            return False
        if is_text and isinstance(body, (int, float)) and receiver.accepts(json.dumps(body)):
            return False
        errors = receiver.refusals(body)
    except (RecursionError, ValueError):
        # A number too large for the validator, or nested too deep.
        return False
    # What is wrong with a whole of which the place is a part has another reason, unless it hangs on its parts.
    return any(
        place[: len(steps)] == steps or (steps[: len(place)] == place and keyword in _HANGING)
        for place, keyword in errors
    )
