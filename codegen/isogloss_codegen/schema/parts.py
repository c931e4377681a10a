"""The form of a schema: what it accepts, by JSON type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from . import leaves
from .flat import conjunction, finite
from .leaves import Arrays, Conjunction, Numbers, Objects, Strings
from .maker.kinds import Kind, key
from .read import Schema

Leaning = Literal["along", "against", "unknown"]
"""The effect on a schema if a schema inside of it becomes narrower: narrower too, wider, or not known."""


@dataclass(frozen=True, eq=False)
class Member:
    """A member of a union: the component that it is, and the tags that a discriminator gives it."""

    component: str
    tags: frozenset[str]
    schema: Schema


@dataclass(frozen=True, eq=False)
class Other:
    """The member of an open union that stands for all `tags` in the property `name` that are not listed."""

    name: str
    tags: frozenset[str]


@dataclass(frozen=True, eq=False)
class Condition:
    """A condition that is compared as a whole.

    `schemas` are those within it, each with its leaning in `leanings`. `text` tells conditions of a subject apart. A
    larger `count` is stricter.
    """

    subject: str
    text: str
    schemas: tuple[Schema, ...]
    leanings: tuple[Leaning, ...]
    schema: Schema
    count: int = 0


@dataclass(frozen=True, eq=False)
class Part:
    """Values of one JSON type: those that all `items` and `conditions` accept, and that are in `values` unless None.

    `known` are values that an author lists where others are accepted too.
    """

    kind: Kind
    items: Conjunction
    values: dict[str, Any] | None = None
    known: dict[str, Any] | None = None
    conditions: tuple[Condition, ...] = ()
    member: Member | None = None
    other: Other | None = None

    @cached_property
    def numbers(self) -> Numbers:
        return leaves.numbers(self.items)

    @cached_property
    def strings(self) -> Strings:
        return leaves.texts(self.items)

    @cached_property
    def arrays(self) -> Arrays:
        return leaves.arrays(self.items)

    @cached_property
    def objects(self) -> Objects:
        return leaves.objects(self.items)

    @cached_property
    def constants(self) -> dict[str, frozenset[str]]:
        """The properties that an object has to have and of which the values are listed, with the keys of those."""
        found = {name: self.listed(name) for name in self.objects.names if name in self.objects.required}
        return {name: values for name, values in found.items() if values}

    def listed(self, name: str) -> frozenset[str] | None:
        """The keys of the values that a property may have: none if it cannot be there, None if they are not listed."""
        if name not in self._lists:
            schemas = conjunction(self.objects.at(name))
            values = {} if any(schema.never for schema in schemas) else finite(schemas)
            self._lists[name] = None if values is None else frozenset(values)
        return self._lists[name]

    @cached_property
    def _lists(self) -> dict[str, frozenset[str] | None]:
        return {}

    @property
    def is_empty(self) -> bool:
        """True if the bounds, the values and the required properties leave no value."""
        if self.values is not None:
            return not self.values
        if self.kind == "number":
            return self.numbers.is_empty
        if self.kind == "string":
            return self.strings.sizes.is_empty
        if self.kind == "array":
            return self.arrays.sizes.is_empty
        if self.kind != "object":
            return False
        return self.objects.sizes.is_empty or any(self.listed(name) == frozenset() for name in self.objects.required)

    @cached_property
    def is_list(self) -> bool:
        """True if the part is only a list of values, each of which is known to be accepted."""
        if self.values is None or self.conditions:
            return False
        return self.kind in ("array", "object") or all(self.takes(value) for value in self.values.values())

    def takes(self, value: Any) -> bool | None:
        """True if a value of this type is accepted; None if that cannot be decided."""
        found = self.takes_by_itself(value)
        return None if found and self.conditions else found

    def takes_by_itself(self, value: Any) -> bool | None:
        """The same, whatever the conditions are."""
        if self.values is not None and key(value) not in self.values:
            return False
        if self.kind == "number":
            return self.numbers.takes(value)
        if self.kind == "string":
            return self.strings.takes(value)
        return True if self.kind in ("boolean", "null") else None


@dataclass(frozen=True, eq=False)
class Form:
    """The values that a conjunction accepts: those of any of the `parts`."""

    parts: dict[Kind, tuple[Part, ...]]
