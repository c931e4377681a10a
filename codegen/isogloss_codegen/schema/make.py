"""Makes small values that schemas accept: the only place that does, for proofs, probes, mocks and examples.

A schema is taken apart into cases, one for each choice among its alternatives; of a case, each JSON type has values,
the simplest first. Where a case asks for more than can be built in (`not`, `unevaluatedProperties`, ...), what is
built is held against a validator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple, Protocol

from .keywords import NAMES, OF_KIND
from .scalars import numbers, texts
from .values import Kind, key, kind_of

_ORDER: tuple[Kind, ...] = ("string", "number", "boolean", "array", "object", "null")
_DEPTH = 24
_CASES = 64
_LONGEST_LIST = 2000
_BY_JUDGEMENT = frozenset(
    (
        *("contains", "propertyNames", "patternProperties", "dependentSchemas", "pattern"),
        *("unevaluatedProperties", "unevaluatedItems", "contentSchema", "uniqueItems"),
    )
)
"""Keywords after which what was built is held against a validator."""


class NoValueError(Exception):
    """No value was found that the schemas accept."""


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


def values(subs: Iterable[Sub], depth: int = 0) -> Iterator[Any]:
    """Small values that all the schemas accept, the simplest first."""
    if depth > _DEPTH:
        return
    cases = list(islice(_cases(tuple(subs)), _CASES))
    for kind in _kinds_in_order(cases):
        for case in cases:
            if kind in _kinds(case):
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
    for case in islice(_cases(tuple(subs)), _CASES):
        if "object" in _kinds(case):
            try:
                return _Object(case, depth, given, frozenset(without)).made()
            except NoValueError:
                continue
    raise NoValueError


def made_list(subs: Iterable[Sub], given: Mapping[int, Any], least: int = 0, depth: int = 0) -> list[Any]:
    """A list with the `given` items as they are, and of at least as many as asked for; raises NoValueError."""
    for case in islice(_cases(tuple(subs)), _CASES):
        if "array" in _kinds(case):
            for made in _lists(case, depth, given, least):
                return made
    raise NoValueError


def property_values(subs: Iterable[Sub], name: str, depth: int = 0) -> Iterator[Any]:
    """Values for a property of objects that the schemas accept."""
    for case in islice(_cases(tuple(subs)), _CASES):
        asked = _Object(case, depth).at(name)
        yield from values(asked, depth + 1) if asked else ANYTHING


def item_values(subs: Iterable[Sub], index: int = 0, depth: int = 0) -> Iterator[Any]:
    """Values for an item of lists that the schemas accept."""
    for case in islice(_cases(tuple(subs)), _CASES):
        asked = _items(case, index)
        yield from values(asked, depth + 1) if asked else ANYTHING


class _Choice(NamedTuple):
    """One of several ways to satisfy a schema: these have to accept, those must not."""

    accepting: Subs
    refusing: Subs = ()


def _cases(subs: Subs, case: Case | None = None, seen: frozenset[int] = frozenset()) -> Iterator[Case]:
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


def _kinds(case: Case) -> set[Kind]:
    """The JSON types that a case leaves."""
    kinds = set(_ORDER)
    for words in case.words():
        if "type" in words:
            names: list[str] = [words["type"]] if isinstance(words["type"], str) else words["type"]
            kinds &= set[Kind]().union(*(NAMES.get(name, frozenset(_ORDER)) for name in names))
    return kinds


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
