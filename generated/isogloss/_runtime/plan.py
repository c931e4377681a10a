# Copied by isogloss from render/runtime/plan.py. Do not edit: change that, then generate.
"""The models of a request as a graph of places, each with what a dialect says of it: made once, followed often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType

from .dialect import Statement


class Leaf(NamedTuple):
    """One alternative of an annotation, and the aliases that lead to it."""

    aliases: tuple[str, ...]
    type: Any


class Tag(NamedTuple):
    """A field of a model that has given values only."""

    name: str
    values: tuple[Any, ...]
    is_required: bool


class Choice:
    """An object that may stand in a place. `subjects` are the statements about it, `fields` the places inside."""

    def __init__(self, subjects: Sequence[str], tags: Sequence[Tag]) -> None:
        self.subjects = subjects
        self.tags = tags
        self.fields: dict[str, Place] = {}

    def fits(self, entries: Mapping[str, Any]) -> bool:
        """Whether an object with these fields is meant."""
        return all(entries[t.name] in t.values if t.name in entries else not t.is_required for t in self.tags)


class Place:
    """Where a value may stand.

    `subject` is the statement about the place itself, `values` has those about single texts. `array` and `mapping` are
    the places of what is inside, with the statements about the alias that leads there. Nothing is said of a place that
    is not `told_of`, nor of what is inside. Where a value `has_to_be` there, it cannot be left out.
    """

    def __init__(self, subject: str | None) -> None:
        self.subject = subject
        self.values: dict[str, str] = {}
        self.text_subject: str | None = None
        self.array: tuple[str | None, Place] | None = None
        self.mapping: tuple[str | None, Place] | None = None
        self.choices: list[Choice] = []
        self.by_tag: tuple[str, dict[Any, Choice]] | None = None
        self.told_of = False
        self.has_to_be = False

    def choice(self, entries: Mapping[str, Any]) -> Choice | None:
        """The object that these fields are meant to be."""
        if len(self.choices) == 1:
            return self.choices[0]
        if self.by_tag is not None and (tag := entries.get(self.by_tag[0])) is not None:
            return self.by_tag[1].get(tag) if isinstance(tag, str) else None
        return next((choice for choice in self.choices if choice.fits(entries)), None)

    def is_told_of(self) -> bool:
        """Whether anything is said of this place or of what is directly inside."""
        inside = [pair for pair in (self.array, self.mapping) if pair is not None]
        return (
            bool(self.subject or self.values or self.text_subject)
            or any(subject or place.told_of for subject, place in inside)
            or any(choice.subjects or any(p.told_of for p in choice.fields.values()) for choice in self.choices)
        )


class Planner:
    """Makes the places for one dialect."""

    def __init__(self, statements: Mapping[str, Statement]) -> None:
        self._statements = statements
        self._values: dict[str, dict[str, str]] = {}
        for subject in statements:
            owner, is_value, value = subject.partition("=")
            if is_value:
                self._values.setdefault(owner, {})[value] = subject
        self._places: dict[tuple[tuple[str, ...], int], Place] = {}
        self._annotations: list[Any] = []

    def plan(self, names: tuple[str, ...], annotation: Any) -> Place:
        """The place of values with an annotation, known under `names`."""
        place = self._place(names, annotation, names)
        changed = True
        while changed:
            changed = False
            for other in self._places.values():
                if not other.told_of and other.is_told_of():
                    other.told_of = changed = True
        return place

    def _said(self, subjects: Sequence[str]) -> str | None:
        return next((subject for subject in subjects if subject in self._statements), None)

    def _place(self, names: tuple[str, ...], annotation: Any, subjects: Sequence[str] = ()) -> Place:
        key = (names, id(annotation))
        if key in self._places:
            return self._places[key]
        place = self._places[key] = Place(self._said(subjects))
        self._annotations.append(annotation)  # an id is one only as long as its object lives
        for leaf in leaves(annotation):
            inside = (*names, *leaf.aliases)
            if is_model(leaf.type):
                place.choices.append(self._choice(inside, leaf))
            elif get_origin(leaf.type) is list:
                place.array = (self._said(leaf.aliases), self._place(inside, get_args(leaf.type)[0]))
            elif get_origin(leaf.type) is dict:
                place.mapping = (self._said(leaf.aliases), self._place(inside, get_args(leaf.type)[1]))
            elif leaf.type is str or get_origin(leaf.type) is Literal:
                place.text_subject = place.text_subject or self._said(leaf.aliases)
                for name in inside:
                    place.values |= self._values.get(name, {})
        place.by_tag = _by_tag(place.choices)
        return place

    def _choice(self, names: tuple[str, ...], leaf: Leaf) -> Choice:
        component = leaf.type.__name__
        uses = [*leaf.aliases, *(f"{name}[{component}]" for name in names), component]
        subject = self._said(uses)
        choice = Choice([subject] if subject is not None else [], tags_of(leaf.type))
        for name, field in fields_of(leaf.type):
            below = f"{component}.{name}"
            choice.fields[name] = self._place((below,), field.annotation, (below,))
            choice.fields[name].has_to_be = not may_be_absent(field)
        return choice


def is_model(annotation: Any) -> TypeGuard[type[BaseModel]]:
    """Whether an annotation is a model, not one of several alternatives."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def leaves(annotation: Any) -> list[Leaf]:
    """The alternatives of an annotation."""
    if isinstance(annotation, TypeAliasType):
        inner = leaves(annotation.__value__)
        return [leaf._replace(aliases=(annotation.__name__, *leaf.aliases)) for leaf in inner]
    origin = get_origin(annotation)
    if origin is Annotated:
        return leaves(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [leaf for argument in get_args(annotation) for leaf in leaves(argument)]
    return [Leaf((), annotation)]


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """The fields of a model by their names on the wire."""
    if not model.__pydantic_fields_complete__:
        model.model_rebuild()
    for name, field in model.model_fields.items():
        yield field.serialization_alias or field.alias or name, field


def may_be_absent(field: FieldInfo) -> bool:
    """Whether an object can be without a field: it reads as `None` then. Constants are always written."""
    return field.default is None


def tags_of(model: type[BaseModel]) -> list[Tag]:
    """The fields of a model that have given values only."""
    tags: list[Tag] = []
    for name, field in fields_of(model):
        given = [leaf.type for leaf in leaves(field.annotation) if leaf.type is not type(None)]
        if given and all(get_origin(kind) is Literal for kind in given):
            values = tuple(value for kind in given for value in get_args(kind))
            tags.append(Tag(name, values, is_required=not may_be_absent(field)))
    return tags


def _by_tag(choices: Sequence[Choice]) -> tuple[str, dict[Any, Choice]] | None:
    """Where one field tells all choices apart: its name, and the choice for each of its values."""
    names = [[tag.name for tag in choice.tags] for choice in choices]
    shared = next((name for name in names[0] if all(name in other for other in names)), None) if names else None
    if shared is None:
        return None
    found: dict[Any, Choice] = {}
    for choice in choices:
        for value in next(tag.values for tag in choice.tags if tag.name == shared):
            found.setdefault(value, choice)
    is_clear = len(found) == sum(len(tag.values) for c in choices for tag in c.tags if tag.name == shared)
    return (shared, found) if is_clear else None
