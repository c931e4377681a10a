# Copied by isogloss from schema/maker/objects.py. Do not edit: change that, then generate.
"""Makes objects that the schemas of a case accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from .cases import Case, cases, kinds_of
from .kinds import key
from .making import ANY_VALUE, Making, NoValueError
from .sub import Sub, Subs

_MOST_PROPERTIES = 2000


def made_object(
    subs: Iterable[Sub], inside: Making, given: Mapping[str, Any], without: Iterable[str] = ()
) -> dict[str, Any]:
    """An object with what all the schemas require, and the `given` properties as they are; raises NoValueError."""
    for case in cases(tuple(subs)):
        if "object" in kinds_of(case):
            try:
                return ObjectMaker(case, inside, given, without).made()
            except NoValueError:
                continue
    raise NoValueError


def objects(case: Case, inside: Making, *, is_varied: bool) -> Iterator[dict[str, Any]]:
    """Objects of a case: with what has to be there; where `is_varied`, also with one thing more or another value."""
    maker = ObjectMaker(case, inside)
    try:
        smallest = maker.made()
    except NoValueError:
        return
    yield smallest
    spoken_of = (
        name for sub in case.refused for word in ("properties", "required") for name in sub.words.get(word, ())
    )
    others = [*spoken_of, "other"] if case.refused else []
    for name in dict.fromkeys([*maker.names, *others]) if is_varied else ():
        for made in islice(inside.values(maker.at(name) or ANY_VALUE), 4):
            if name not in smallest or key(made) != key(smallest[name]):
                try:
                    yield ObjectMaker(case, inside, {name: made}).made()
                except NoValueError:
                    continue


class ObjectMaker:
    """Makes an object of a case with `given` properties, and `without` others."""

    def __init__(
        self, case: Case, inside: Making, given: Mapping[str, Any] | None = None, without: Iterable[str] = ()
    ) -> None:
        self._case = case
        self._inside = inside
        self._given = dict(given or {})
        self._without = {*without, *_kept_out(case)}

    @property
    def names(self) -> list[str]:
        """The properties that go by name, in the author's order."""
        return list(dict.fromkeys(name for words in self._case.words() for name in words.get("properties", {})))

    def at(self, name: str) -> Subs:
        """The schemas of a property."""
        found: list[Sub] = []
        for sub in self._case.plain:
            words = sub.words
            said = [words["properties"][name]] if name in words.get("properties", {}) else []
            patterns = words.get("patternProperties", {})
            said += [each for pattern, each in patterns.items() if sub.home.matches(pattern, name)]
            if not said and "additionalProperties" in words:
                said = [words["additionalProperties"]]
            elif not said and "unevaluatedProperties" in words and name not in self.names:
                said = [words["unevaluatedProperties"]]
            found += [sub.inner(each) for each in said]
        return tuple(found)

    def made(self) -> dict[str, Any]:
        """The object; raises NoValueError."""
        result: dict[str, Any] = {}
        required = {name for words in self._case.words() for name in words.get("required", ())}
        names = [name for name in self.names if name in required]
        names += sorted(required - set(names))
        for name in names:
            if name in self._given:
                result[name] = self._given[name]
            elif name not in self._without:
                result[name] = self._inside.value(self.at(name) or ANY_VALUE)
        result |= {name: made for name, made in self._given.items() if name not in result}
        self._add_dependents(result)
        self._fill(result)
        return self._with_dependent_schemas(result)

    def _add_dependents(self, result: dict[str, Any]) -> None:
        waiting = list(result)
        while waiting:
            name = waiting.pop()
            for words in self._case.words():
                for other in words.get("dependentRequired", {}).get(name, ()):
                    if other not in result and other not in self._without:
                        result[other] = self._inside.value(self.at(other) or ANY_VALUE)
                        waiting.append(other)

    def _fill(self, result: dict[str, Any]) -> None:
        """Adds properties until there are enough."""
        least = min(
            max((int(words.get("minProperties", 0)) for words in self._case.words()), default=0), _MOST_PROPERTIES
        )
        for name in self._candidates(least):
            if len(result) >= least:
                return
            if name not in result and name not in self._without:
                for made in islice(self._inside.values(self.at(name) or ANY_VALUE), 1):
                    result[name] = made

    def _candidates(self, count: int) -> Iterator[str]:
        """Names that properties may have."""
        yield from self.names
        subs = [sub.inner(sub.words["propertyNames"]) for sub in self._case.plain if "propertyNames" in sub.words]
        patterns = [pattern for words in self._case.words() for pattern in words.get("patternProperties", {})]
        for pattern in patterns:
            asked = Sub({"type": "string", "pattern": pattern}, self._case.plain[0].home)
            yield from (name for name in islice(self._inside.values((asked, *subs)), count) if isinstance(name, str))
        if subs:
            yield from (name for name in islice(self._inside.values(subs), count) if isinstance(name, str))
        yield from map("other_{}".format, range(count))

    def _with_dependent_schemas(self, result: dict[str, Any]) -> dict[str, Any]:
        asked = tuple(
            sub.inner(schema)
            for sub in self._case.plain
            for name, schema in sub.words.get("dependentSchemas", {}).items()
            if name in result
        )
        known = {id(sub.schema) for sub in self._case.plain}
        if all(id(sub.schema) in known or sub.schema in (True, {}) for sub in asked):
            return result
        return made_object((*self._case.plain, *asked), self._inside, self._given, self._without)


def _kept_out(case: Case) -> frozenset[str]:
    """The properties that must not be there: `not: {required: [name]}`."""
    alone = (sub.words["required"] for sub in case.refused if sub.words.keys() == {"required"})
    return frozenset(names[0] for names in alone if len(names) == 1)
