# Copied by isogloss from schema/maker/cases.py. Do not edit: change that, then generate.
"""The ways in which schemas can accept a value: one case for each choice among their alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple

from .judge import accepts
from .kinds import KINDS, NAMES, Kind
from .sub import Sub, Subs

_MOST = 64
_BY_JUDGEMENT = frozenset(
    (
        *("contains", "propertyNames", "patternProperties", "dependentSchemas", "pattern"),
        *("unevaluatedProperties", "unevaluatedItems", "contentSchema", "uniqueItems"),
    )
)
"""Keywords for which more than the smallest value has to be tried."""


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
        """True if the smallest value that can be built may be refused."""
        return bool(self.refused) or any(words.keys() & _BY_JUDGEMENT for words in self.words())

    def accepts(self, value: Any) -> bool:
        """True if a value is accepted."""
        return all(accepts(sub, value) for sub in self.plain) and not any(accepts(sub, value) for sub in self.refused)


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
