"""Makes small values that schemas accept, for the proofs of a comparison.

A schema is taken apart into cases, one for each choice among its alternatives; of a case, each JSON type has values,
the simplest first. Where a case asks for more than can be built in (`not`, `unevaluatedProperties`, ...), what is
built is held against a validator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from .cases import Case, Sub, Subs, cases, kinds_of
from .keywords import OF_KIND
from .scalars import numbers, texts
from .values import Kind, key, kind_of

_ORDER: tuple[Kind, ...] = ("string", "number", "boolean", "array", "object", "null")
_DEPTH = 24
_LONGEST_LIST = 2000


class NoValueError(Exception):
    """No value was found that the schemas accept."""


def values(subs: Iterable[Sub], depth: int = 0) -> Iterator[Any]:
    """Small values that all the schemas accept, the simplest first."""
    if depth > _DEPTH:
        return
    found = cases(tuple(subs))
    for kind in _kinds_in_order(found):
        for case in found:
            if kind in kinds_of(case):
                yield from islice(_of_kind(case, kind, depth), 12 if depth < 3 else 3)


def value(subs: Iterable[Sub], depth: int = 0) -> Any:
    """A small value that all the schemas accept; raises NoValueError."""
    for found in values(subs, depth):
        return found
    raise NoValueError


def made_object(
    subs: Iterable[Sub], given: Mapping[str, Any], without: Iterable[str] = (), depth: int = 0
) -> dict[str, Any]:
    """An object with what all the schemas require, and the `given` properties as they are; raises NoValueError."""
    for case in cases(tuple(subs)):
        if "object" in kinds_of(case):
            try:
                return _Object(case, depth, given, frozenset(without)).made()
            except NoValueError:
                continue
    raise NoValueError


def made_list(subs: Iterable[Sub], given: Mapping[int, Any], least: int = 0, depth: int = 0) -> list[Any]:
    """A list with the `given` items as they are, and of at least as many as asked for; raises NoValueError."""
    for case in cases(tuple(subs)):
        if "array" in kinds_of(case):
            for made in _lists(case, depth, given, least):
                return made
    raise NoValueError


def property_values(subs: Iterable[Sub], name: str, depth: int = 0) -> Iterator[Any]:
    """Values for a property of objects that the schemas accept."""
    for case in cases(tuple(subs)):
        asked = _Object(case, depth).at(name)
        yield from values(asked, depth + 1) if asked else ANYTHING


def item_values(subs: Iterable[Sub], index: int = 0, depth: int = 0) -> Iterator[Any]:
    """Values for an item of lists that the schemas accept."""
    for case in cases(tuple(subs)):
        asked = _items(case, index)
        yield from values(asked, depth + 1) if asked else ANYTHING


def _kinds_in_order(cases: Iterable[Case]) -> list[Kind]:
    """The JSON types, those first that the keywords are about where no `type` says so."""
    untyped = (case for case in cases if not any("type" in words for words in case.words()))
    keywords = {keyword for case in untyped for words in case.words() for keyword in words}
    spoken_of: list[Kind] = [kind for kind in ("object", "array") if keywords & (OF_KIND[kind] - {"type", "format"})]
    return [*spoken_of, *(kind for kind in _ORDER if kind not in spoken_of)]


def _of_kind(case: Case, kind: Kind, depth: int) -> Iterator[Any]:
    listed, known = _listed(case)
    if listed is not None:
        found = (each for each in listed if kind_of(each) == kind)
        yield from (each for each in found if all(sub.accepts(each) for sub in case.plain) and case.accepts(each))
        return
    yield from (each for each in known if kind_of(each) == kind and case.accepts(each))
    if kind == "string":
        made: Iterable[Any] = texts(list(case.words()), [sub.words for sub in case.refused])
    elif kind == "number":
        made = numbers(case.words())
    elif kind == "boolean":
        made = (True, False)
    elif kind == "null":
        made = (None,)
    else:
        made = _lists(case, depth, {}, 0) if kind == "array" else _objects(case, depth)
    yield from (each for each in made if case.accepts(each))


def _listed(case: Case) -> tuple[list[Any] | None, list[Any]]:
    """The values that closed enumerations leave, None without one; and those that open ones name."""
    closed: dict[str, Any] | None = None
    known: list[Any] = []
    for words in case.words():
        if words.get("x-open") is True and "enum" in words:
            known += words["enum"]
            continue
        for listed in ([words["const"]] if "const" in words else None, words.get("enum")):
            if listed is not None:
                named = {key(each): each for each in listed}
                closed = named if closed is None else {name: closed[name] for name in closed if name in named}
    return (None if closed is None else list(closed.values())), known


def _lists(case: Case, depth: int, given: Mapping[int, Any], least: int) -> Iterator[list[Any]]:
    words = list(case.words())
    least = max([least, *(position + 1 for position in given), *(int(each.get("minItems", 0)) for each in words)])
    most = min((int(each["maxItems"]) for each in words if "maxItems" in each), default=_LONGEST_LIST)
    contained = [
        (sub.inner(sub.words["contains"]), int(sub.words.get("minContains", 1)))
        for sub in case.plain
        if "contains" in sub.words
    ]
    # A list with something in it is what one really sends.
    for size in dict.fromkeys((max(least, 1), least, least + 1)):
        if size <= min(most, _LONGEST_LIST):
            try:
                yield _list_of(case, size, given, contained, depth)
            except NoValueError:
                continue


def _list_of(
    case: Case, size: int, given: Mapping[int, Any], contained: Sequence[tuple[Sub, int]], depth: int
) -> list[Any]:
    is_varied = any(words.get("uniqueItems") is True for words in case.words())
    wanted = [sub for sub, count in contained for _ in range(count)]
    size = max(size, len(wanted) + len(given))
    result: list[Any] = []
    seen: set[str] = set()
    for index in range(size):
        if index in given:
            result.append(given[index])
            continue
        items = _items(case, index)
        asked = (*items, wanted.pop(0)) if wanted else items
        for made in values(asked, depth + 1) if asked else ANYTHING:
            if not is_varied or key(made) not in seen:
                result.append(made)
                seen.add(key(made))
                break
        else:
            raise NoValueError
    return result


def _items(case: Case, index: int) -> Subs:
    found: list[Sub] = []
    for sub in case.plain:
        prefix = sub.words.get("prefixItems", ())
        if index < len(prefix):
            found.append(sub.inner(prefix[index]))
        elif "items" in sub.words:
            found.append(sub.inner(sub.words["items"]))
        elif sub.words.get("unevaluatedItems") is False and not any("items" in words for words in case.words()):
            longest = max(len(words.get("prefixItems", ())) for words in case.words())
            found += [sub.inner(False)] if index >= longest else []
    return tuple(found)


def _objects(case: Case, depth: int) -> Iterator[dict[str, Any]]:
    """Objects of a case: with what has to be there, then with one thing more, or another value of one."""
    try:
        maker = _Object(case, depth)
        smallest = maker.made()
    except NoValueError:
        return
    yield smallest
    if depth and not case.needs_judgement:
        return
    for name in maker.names:
        for made in islice(values(maker.at(name), depth + 1), 4):
            if name not in smallest or key(made) != key(smallest[name]):
                try:
                    yield _Object(case, depth, {name: made}).made()
                except NoValueError:
                    continue


class _Object:
    """Makes an object of a case with `given` properties, and `without` others."""

    def __init__(
        self, case: Case, depth: int, given: Mapping[str, Any] | None = None, without: frozenset[str] = frozenset()
    ) -> None:
        self._case = case
        self._depth = depth
        self._given = dict(given or {})
        self._without = without | _kept_out(case)

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
                result[name] = value(self.at(name) or ANY_VALUE, self._depth + 1)
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
                        result[other] = value(self.at(other) or ANY_VALUE, self._depth + 1)
                        waiting.append(other)

    def _fill(self, result: dict[str, Any]) -> None:
        """Adds properties until there are enough."""
        least = min(max((int(words.get("minProperties", 0)) for words in self._case.words()), default=0), 2000)
        for name in self._candidates(least):
            if len(result) >= least:
                return
            if name not in result and name not in self._without:
                for made in islice(values(self.at(name) or ANY_VALUE, self._depth + 1), 1):
                    result[name] = made

    def _candidates(self, count: int) -> Iterator[str]:
        """Names that properties may have."""
        yield from self.names
        subs = [sub.inner(sub.words["propertyNames"]) for sub in self._case.plain if "propertyNames" in sub.words]
        patterns = [pattern for words in self._case.words() for pattern in words.get("patternProperties", {})]
        for pattern in patterns:
            asked = Sub({"type": "string", "pattern": pattern}, self._case.plain[0].home)
            yield from (name for name in islice(values((asked, *subs)), count) if isinstance(name, str))
        if subs:
            yield from (name for name in islice(values(subs), count) if isinstance(name, str))
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
        return made_object((*self._case.plain, *asked), self._given, self._without, self._depth)


def _kept_out(case: Case) -> frozenset[str]:
    """The properties that must not be there: `not: {required: [name]}`."""
    alone = (sub.words["required"] for sub in case.refused if sub.words.keys() == {"required"})
    return frozenset(names[0] for names in alone if len(names) == 1)


class _Anywhere:
    def resolve(self, reference: str) -> Any:
        return True

    def accepts(self, schema: Any, value: Any) -> bool:
        return True

    def matches(self, pattern: str, text: str) -> bool:
        return False


ANYTHING: tuple[Any, ...] = ("x", 1, True, None, [], {}, "y", 2, 3, 4)
"""Values where nothing is asked for."""

ANY_VALUE: Subs = (Sub({"enum": list(ANYTHING)}, _Anywhere()),)
"""A schema of those."""
