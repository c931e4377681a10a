"""Sets of texts: what regular expressions match, combined by and, or and not.

A language is read by its derivatives (Brzozowski): what is left of it behind a first character. That makes "and" and
"not" as easy as "or", which is what several patterns, lookaheads and `not: {pattern}` need.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Protocol

from .characters import ALL, Ranges, both, without


class Derivatives(Protocol):
    """Computes the rests of languages."""

    def of(self, language: Language, characters: Ranges) -> Language:
        """The rests of the texts of a language that begin with a character of one of its classes."""
        ...


class Language:
    """A set of texts. Two that are written alike are equal; two that have the same texts need not be."""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        # A dataclass would go through all that is inside at each look-up. Texts and None are left out of it: their
        # hashes differ from run to run, and with them the order of members and examples would.
        values = (getattr(self, field.name) for field in fields(self))  # pyright: ignore[reportArgumentType]
        return hash((self.kind, *(-1 if value is None else value for value in values)))

    kind = 0
    """A number for each kind of language."""

    @cached_property
    def has_empty(self) -> bool:
        """True if the language contains the empty text."""
        raise NotImplementedError

    @cached_property
    def classes(self) -> tuple[Ranges, ...]:
        """Sets of characters, together all, after each of which what is left is the same for all of its characters."""
        raise NotImplementedError

    @cached_property
    def size(self) -> int:
        """The amount of work to take the language apart."""
        return 1

    def behind(self, character: Ranges, left: Derivatives) -> Language:
        """The rests of the texts that begin with a character of one of its classes."""
        raise NotImplementedError

    def __and__(self, other: Language) -> Language:
        return conjunction((self, other))

    def __invert__(self) -> Language:
        return self.inner if isinstance(self, Complement) else Complement(self)

    def sized(self, least: int, most: int | None) -> Language:
        """The texts of this length."""
        return self & Repeat(Characters(ALL), least, most)


@dataclass(frozen=True)
class Characters(Language):
    """The texts of one character of a set."""

    found: Ranges

    kind = 1
    __hash__ = Language.__hash__

    @cached_property
    def has_empty(self) -> bool:
        return False

    @cached_property
    def classes(self) -> tuple[Ranges, ...]:
        return tuple(each for each in (self.found, without(ALL, self.found)) if each)

    def behind(self, character: Ranges, left: Derivatives) -> Language:
        return EMPTY_TEXT if both(self.found, character) else NOTHING


@dataclass(frozen=True)
class Repeat(Language):
    """Texts of `inner`, one after another, from `least` to `most` times; None is no limit."""

    inner: Language
    least: int
    most: int | None

    kind = 2
    __hash__ = Language.__hash__

    @cached_property
    def has_empty(self) -> bool:
        return self.least == 0 or self.inner.has_empty

    @cached_property
    def size(self) -> int:
        return self.inner.size + 1

    @cached_property
    def classes(self) -> tuple[Ranges, ...]:
        return self.inner.classes

    def behind(self, character: Ranges, left: Derivatives) -> Language:
        most = None if self.most is None else self.most - 1
        return sequence(left.of(self.inner, character), repeat(self.inner, max(self.least - 1, 0), most))


@dataclass(frozen=True)
class Sequence(Language):
    """A text of `first`, then one of `rest`."""

    first: Language
    rest: Language

    kind = 3
    __hash__ = Language.__hash__

    @cached_property
    def has_empty(self) -> bool:
        return self.first.has_empty and self.rest.has_empty

    @cached_property
    def size(self) -> int:
        return self.first.size + (self.rest.size if self.first.has_empty else 0)

    @cached_property
    def classes(self) -> tuple[Ranges, ...]:
        return _crossed((self.first, self.rest)) if self.first.has_empty else self.first.classes

    def behind(self, character: Ranges, left: Derivatives) -> Language:
        after = sequence(left.of(self.first, character), self.rest)
        return union((after, left.of(self.rest, character))) if self.first.has_empty else after


@dataclass(frozen=True)
class _Combined(Language):
    members: frozenset[Language]

    __hash__ = Language.__hash__

    @cached_property
    def size(self) -> int:
        return sum(member.size for member in self.members)

    @cached_property
    def classes(self) -> tuple[Ranges, ...]:
        return _crossed(self.members)


@dataclass(frozen=True)
class Union(_Combined):
    """The texts of any of the members."""

    kind = 4
    __hash__ = Language.__hash__

    @cached_property
    def has_empty(self) -> bool:
        return any(member.has_empty for member in self.members)

    def behind(self, character: Ranges, left: Derivatives) -> Language:
        return union(left.of(member, character) for member in self.members)


@dataclass(frozen=True)
class Conjunction(_Combined):
    """The texts of all members."""

    kind = 5
    __hash__ = Language.__hash__

    @cached_property
    def has_empty(self) -> bool:
        return all(member.has_empty for member in self.members)

    def behind(self, character: Ranges, left: Derivatives) -> Language:
        return conjunction(left.of(member, character) for member in self.members)


@dataclass(frozen=True)
class Complement(Language):
    """All texts that are not in `inner`."""

    inner: Language

    kind = 6
    __hash__ = Language.__hash__

    @cached_property
    def has_empty(self) -> bool:
        return not self.inner.has_empty

    @cached_property
    def size(self) -> int:
        return self.inner.size

    @cached_property
    def classes(self) -> tuple[Ranges, ...]:
        return self.inner.classes

    def behind(self, character: Ranges, left: Derivatives) -> Language:
        return ~left.of(self.inner, character)


NOTHING: Language = Union(frozenset())
EMPTY_TEXT: Language = Repeat(Characters(ALL), 0, 0)
ANY_TEXT: Language = Repeat(Characters(ALL), 0, None)


def repeat(inner: Language, least: int, most: int | None) -> Language:
    """Texts of a language, one after another."""
    if most is not None and most < least:
        return NOTHING
    if most == 0 or inner == EMPTY_TEXT:
        return EMPTY_TEXT
    if inner == NOTHING:
        return EMPTY_TEXT if least == 0 else NOTHING
    return inner if least == most == 1 else Repeat(inner, least, most)


def sequence(first: Language, rest: Language) -> Language:
    """A text of one, then one of the other."""
    if first == NOTHING or rest == NOTHING:
        return NOTHING
    if first == EMPTY_TEXT:
        return rest
    if rest == EMPTY_TEXT:
        return first
    if isinstance(first, Sequence):
        return Sequence(first.first, sequence(first.rest, rest))
    return Sequence(first, rest)


def union(members: Iterable[Language]) -> Language:
    """The texts of any."""
    found: set[Language] = set()
    for member in members:
        found |= member.members if isinstance(member, Union) else {member}
    if ANY_TEXT in found or ~NOTHING in found:
        return ANY_TEXT
    return next(iter(found)) if len(found) == 1 else Union(frozenset(found))


def conjunction(members: Iterable[Language]) -> Language:
    """The texts of all."""
    found: set[Language] = set()
    for member in members:
        found |= member.members if isinstance(member, Conjunction) else {member}
    if NOTHING in found:
        return NOTHING
    found -= {ANY_TEXT, ~NOTHING}
    if not found:
        return ANY_TEXT
    return next(iter(found)) if len(found) == 1 else Conjunction(frozenset(found))


def _crossed(members: Iterable[Language]) -> tuple[Ranges, ...]:
    """Classes that are classes of all the members."""
    found: tuple[Ranges, ...] = (ALL,)
    for member in members:
        found = tuple(shared for one in found for other in member.classes if (shared := both(one, other)))
    return found
