"""The ways in which schemas can accept a value: one case for each choice among their alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple, Protocol

from .keywords import NAMES
from .values import KINDS, Kind

_MOST = 64
_BY_JUDGEMENT = frozenset(
    (
        *("contains", "propertyNames", "patternProperties", "dependentSchemas", "pattern"),
        *("unevaluatedProperties", "unevaluatedItems", "contentSchema", "uniqueItems"),
    )
)
"""Keywords after which what was built is held against a validator."""


class Home(Protocol):
    """The document of a schema: it finds what a reference leads to, and judges values."""

    def resolve(self, reference: str) -> Any:
        """The schema that a reference leads to."""
        ...

    def accepts(self, schema: Any, value: Any) -> bool:
        """Whether a schema of this document accepts a value."""
        ...

    def matches(self, pattern: str, text: str) -> bool:
        """Whether a regular expression is found in a text."""
        ...


class Sub(NamedTuple):
    """A schema in JSON Schema 2020-12, and the document that its references are of."""

    schema: Any
    home: Home

    @property
    def words(self) -> dict[str, Any]:
        """Its keywords; none where it is a boolean."""
        return self.schema if isinstance(self.schema, dict) else {}  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]

    def inner(self, schema: Any) -> Sub:
        """A schema inside it."""
        return Sub(schema, self.home)

    def accepts(self, value: Any) -> bool:
        """Whether it accepts a value."""
        return self.home.accepts(self.schema, value)


Subs = tuple[Sub, ...]


@dataclass(frozen=True)
class Case:
    """One choice among the alternatives of some schemas: all of `plain` accept a value, none of `refused` does."""

    plain: Subs = ()
    refused: Subs = ()

    def words(self) -> Iterator[dict[str, Any]]:
        """The keywords of each schema."""
        return (sub.words for sub in self.plain)

    @property
    def needs_judgement(self) -> bool:
        """Whether what is built may be refused all the same."""
        return bool(self.refused) or any(words.keys() & _BY_JUDGEMENT for words in self.words())

    def accepts(self, value: Any) -> bool:
        """Whether a value is accepted, as far as a validator is needed to tell."""
        if not self.needs_judgement:
            return True
        return all(sub.accepts(value) for sub in self.plain) and not any(sub.accepts(value) for sub in self.refused)


def cases(subs: Sequence[Sub]) -> list[Case]:
    """The cases of some schemas that all have to accept, as many as are looked at."""
    return list(islice(_cases(subs), _MOST))


def kinds_of(case: Case) -> set[Kind]:
    """The JSON types that a case leaves."""
    kinds = set(KINDS)
    for words in case.words():
        if "type" in words:
            names: list[str] = [words["type"]] if isinstance(words["type"], str) else words["type"]
            kinds &= set[Kind]().union(*(NAMES.get(name, frozenset(KINDS)) for name in names))
    return kinds


class _Choice(NamedTuple):
    """One of several ways to satisfy a schema: these have to accept, those must not."""

    accepting: Subs
    refusing: Subs = ()


def _cases(subs: Sequence[Sub], case: Case | None = None, seen: frozenset[int] = frozenset()) -> Iterator[Case]:
    """The ways in which all schemas can accept a value."""
    waiting = list(reversed(subs))
    plain, refused = (list(case.plain), list(case.refused)) if case is not None else ([], [])
    choices: list[list[_Choice]] = []
    known = set(seen)
    while waiting:
        sub = waiting.pop()
        if sub.schema is False:
            return
        if not sub.words or id(sub.schema) in known:
            continue
        known.add(id(sub.schema))
        words = sub.words
        plain.append(sub)
        if "$ref" in words:
            waiting.append(sub.inner(sub.home.resolve(words["$ref"])))
        waiting += [sub.inner(member) for member in reversed(words.get("allOf", ()))]
        if "not" in words:
            refused.append(sub.inner(words["not"]))
        choices += _choices(sub)
    yield from _chosen(Case(tuple(plain), tuple(refused)), choices, frozenset(known))


def _chosen(case: Case, choices: Sequence[list[_Choice]], seen: frozenset[int]) -> Iterator[Case]:
    if not choices:
        yield case
        return
    first, *rest = choices
    for choice in first:
        with_refused = replace(case, refused=(*case.refused, *choice.refusing))
        for found in _cases(choice.accepting, with_refused, seen):
            yield from _chosen(found, rest, seen)


def _choices(sub: Sub) -> Iterator[list[_Choice]]:
    words = sub.words
    members = [sub.inner(member) for member in words.get("anyOf", ())]
    if members:
        yield [_Choice((member,)) for member in members]
    members = [sub.inner(member) for member in words.get("oneOf", ())]
    if members:
        yield [_Choice((member,), tuple(other for other in members if other is not member)) for member in members]
    if "if" in words and ("then" in words or "else" in words):
        condition, then, otherwise = (sub.inner(words.get(name, True)) for name in ("if", "then", "else"))
        yield [_Choice((condition, then)), _Choice((otherwise,), (condition,))]
