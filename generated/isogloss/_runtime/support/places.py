# Copied by isogloss from support/places.py. Do not edit: change that, then generate.
"""The schemas of a document as a graph of places that a value is followed through: made once, followed often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..document.alternatives import one_needed
from ..document.values import as_list, as_map, child


@dataclass(eq=False)
class Shape:
    """An object that may stand in a place; `subjects` are pointers by which it is known, the nearest first."""

    subjects: tuple[str, ...]
    schema: Mapping[str, Any] = field(repr=False)
    fields: dict[str, Place] = field(default_factory=lambda: dict[str, "Place"](), repr=False)
    extra: Place | None = field(default=None, repr=False)


@dataclass(eq=False)
class Place:
    """A place where a value may stand.

    `subjects` are the pointers by which the place is known, the nearest first: of a property, then of what it refers
    to. `scalar` and `array` have those of the form for texts and numbers, and for lists; `items` is the place of what
    is in a list. Objects are told apart by the field `tag`: `shapes` are by its values, `untagged` is for objects
    without one. `feature` has to be asked for, or one of several, for the place to be taken.
    """

    subjects: tuple[str, ...]
    schema: Mapping[str, Any] = field(repr=False)
    scalar: tuple[str, ...] = ()
    array: tuple[str, ...] = ()
    items: Place | None = field(default=None, repr=False)
    tag: str | None = None
    shapes: dict[str, Shape] = field(default_factory=lambda: dict[str, Shape](), repr=False)
    untagged: Shape | None = field(default=None, repr=False)
    takes_null: bool = False
    is_open: bool = False
    feature: Any = None

    def shape(self, value: Mapping[str, Any]) -> Shape | None:
        """The object that is meant; None where none is described."""
        if self.tag is None:
            return self.untagged
        tag = value.get(self.tag)
        return self.untagged if tag is None else self.shapes.get(tag) if isinstance(tag, str) else None


class Places:
    """Makes the places of one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._schemas: Mapping[str, Any] = as_map(as_map(document.get("components")).get("schemas"))
        self._places: dict[tuple[str, ...], Place] = {}
        self._shapes: dict[tuple[str, ...], Shape] = {}

    @property
    def every(self) -> list[Place]:
        """All places that were made."""
        return list(self._places.values())

    def component(self, name: str) -> Place:
        """The place of values of a component."""
        return self.place({"$ref": f"#/components/schemas/{name}"}, ())

    def place(self, schema: Mapping[str, Any], at: tuple[str, ...]) -> Place:
        """The place of values of a schema that is known under the pointers `at`; the first is where it stands."""
        feature = schema.get("x-beta")
        subjects, schema = self._followed(schema, at)
        if subjects in self._places:
            return self._places[subjects]
        place = self._places[subjects] = Place(subjects, schema, feature=feature or schema.get("x-beta"))
        self._fill(place, schema, subjects)
        return place

    def _followed(self, schema: Mapping[str, Any], at: tuple[str, ...]) -> tuple[tuple[str, ...], Mapping[str, Any]]:
        """The schema at the end of a chain of references, and the pointers on the way to it."""
        while "$ref" in schema:
            name = str(schema["$ref"]).rpartition("/")[2]
            pointer = child("/components/schemas", name)
            if pointer in at or name not in self._schemas:
                break
            at, schema = (*at, pointer), as_map(self._schemas[name])
        return at, schema

    def _fill(self, place: Place, schema: Mapping[str, Any], subjects: tuple[str, ...]) -> None:
        here = subjects[-1] if subjects else ""
        kinds = schema.get("type")
        place.takes_null |= kinds == "null" or "null" in as_list(kinds) or schema.get("nullable") is True
        place.is_open |= schema.get("x-open") is True
        if "properties" in schema or "additionalProperties" in schema:
            place.untagged = self._shape(schema, subjects)
        if "items" in schema:
            place.items = self.place(as_map(schema["items"]), (child(here, "items"),))
        for keyword in ("oneOf", "anyOf"):
            members = [] if one_needed(schema) else as_list(schema.get(keyword))
            discriminator = as_map(schema.get("discriminator"))
            if members and "propertyName" in discriminator:
                self._union(place, schema, members, child(here, keyword))
                continue
            for index, member in enumerate(members):
                self._form(place, as_map(member), child(child(here, keyword), index))
        for index, part in enumerate(as_list(schema.get("allOf"))):
            self._form(place, as_map(part), child(child(here, "allOf"), index))

    def _form(self, place: Place, member: Mapping[str, Any], pointer: str) -> None:
        """Adds one of the forms of a value: text, a list, an object, or null."""
        subjects, schema = self._followed(member, (pointer,))
        inner = Place(subjects, schema)
        self._fill(inner, schema, subjects)
        place.takes_null |= inner.takes_null
        place.is_open |= inner.is_open
        if inner.items is not None:
            place.items, place.array = inner.items, (*subjects, *inner.array)
        elif inner.untagged is not None or inner.shapes:
            place.tag = inner.tag or place.tag
            place.shapes |= inner.shapes
            place.untagged = inner.untagged or place.untagged
        elif schema.get("type") != "null":
            place.scalar = (*place.scalar, *subjects, *inner.scalar)

    def _union(self, place: Place, schema: Mapping[str, Any], members: list[Any], pointer: str) -> None:
        discriminator = as_map(schema["discriminator"])
        place.tag = str(discriminator["propertyName"])
        indices = {as_map(member).get("$ref"): index for index, member in enumerate(members)}
        default = schema.get("x-default-tag")
        for tag, reference in as_map(discriminator.get("mapping")).items():
            index = indices.get(reference)
            at = () if index is None else (child(pointer, index),)
            subjects, target = self._followed({"$ref": reference}, at)
            place.shapes[tag] = shape = self._shape(target, subjects)
            if tag == default:
                place.untagged = shape

    def _shape(self, schema: Mapping[str, Any], subjects: tuple[str, ...]) -> Shape:
        if subjects in self._shapes:
            return self._shapes[subjects]
        shape = self._shapes[subjects] = Shape(subjects, schema)
        here = subjects[-1] if subjects else ""
        for name, inner in as_map(schema.get("properties")).items():
            shape.fields[name] = self.place(as_map(inner), (child(child(here, "properties"), name),))
        if isinstance(extra := schema.get("additionalProperties"), dict):
            shape.extra = self.place(as_map(extra), (child(here, "additionalProperties"),))
        return shape


def is_needed(place: Place | None, body: Any, steps: Sequence[str | int]) -> bool:
    """True if a place in a value must not be empty: the whole value, an item of a list, or a required property."""
    if not steps:
        return True
    for step in steps[:-1]:
        if isinstance(step, int):
            place, body = place and place.items, as_list(body)[step]
        else:
            shape = place and place.shape(as_map(body))
            place, body = shape and shape.fields.get(step), as_map(body).get(step)
    shape = place and place.shape(as_map(body))
    return shape is None or steps[-1] in as_list(shape.schema.get("required"))
