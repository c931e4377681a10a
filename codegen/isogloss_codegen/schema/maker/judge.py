"""Judges whether a schema accepts a value: every keyword of JSON Schema 2020-12, `format` asserted as far as known.

What is made is small, and most of it is right by how it is made: to judge the rest here is less work than to compile a
schema with all that it refers to, and needs no library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .formats import is_of_format
from .kinds import Kind, exact, is_of_type, key, kind_of
from .sub import Sub

_Seen = set[str | int]
"""The properties or items of a value that a schema evaluates."""

Check = Callable[[Any, Any], bool]


def accepts(sub: Sub, value: Any) -> bool:
    """True if a schema accepts a value. A schema that refers to itself without end accepts none.

    Raises:
        RecursionError: the value is nested too deeply to be looked through.
    """
    return _seen(sub, value, frozenset()) is not None


def _seen(sub: Sub, value: Any, around: frozenset[int]) -> _Seen | None:
    """The items and properties of a value that the schema evaluates; None if the schema refuses the value.

    `around` are the schemas that have led here from the same value.
    """
    if sub.schema is False or id(sub.schema) in around:
        return None
    words = sub.words
    kind = kind_of(value)
    checks = {**_OF_ALL, **_OF_KIND.get(kind, {})}
    if not all(check(words[keyword], value) for keyword, check in checks.items() if keyword in words):
        return None
    if "pattern" in words and kind == "string" and not sub.home.matches(words["pattern"], value):
        return None
    seen = _of_alternatives(sub, words, value, around | {id(sub.schema)})
    if seen is None or kind not in ("array", "object"):
        return seen
    parts = _items if kind == "array" else _properties
    for step, inner, part in parts(sub, words, value, seen):
        if not accepts(sub.inner(inner), part):
            return None
        seen.add(step)
    return seen if kind == "object" or _has_contained(sub, words, value, seen) else None


def _of_alternatives(sub: Sub, words: Mapping[str, Any], value: Any, around: frozenset[int]) -> _Seen | None:
    """The items and properties that the schemas applied to the same value evaluate."""

    def judged(schema: Any) -> _Seen | None:
        return _seen(sub.inner(schema), value, around)

    needed = list(words.get("allOf", ()))
    needed += [sub.home.resolve(words["$ref"])] if "$ref" in words else []
    if isinstance(value, dict):
        needed += [schema for name, schema in words.get("dependentSchemas", {}).items() if name in value]
    found = [judged(schema) for schema in needed]
    if "if" in words:
        condition = judged(words["if"])
        found += [condition or set(), judged(words.get("else" if condition is None else "then", True))]
    for keyword, most in (("anyOf", None), ("oneOf", 1)):
        if keyword in words:
            taken = [seen for schema in words[keyword] if (seen := judged(schema)) is not None]
            found += taken if taken and (most is None or len(taken) <= most) else [None]
    if "not" in words and judged(words["not"]) is not None:
        return None
    return None if None in found else set[str | int]().union(*(seen for seen in found if seen is not None))


def _items(sub: Sub, words: Mapping[str, Any], value: list[Any], seen: _Seen) -> Iterator[tuple[int, Any, Any]]:
    prefix = words.get("prefixItems", ())
    for index, item in enumerate(value):
        if index < len(prefix):
            yield index, prefix[index], item
        elif "items" in words:
            yield index, words["items"], item


def _has_contained(sub: Sub, words: Mapping[str, Any], value: list[Any], seen: _Seen) -> bool:
    """True if a list has the number of items that `contains` requires, and no unevaluated item that is forbidden."""
    if "contains" in words:
        found = [index for index, item in enumerate(value) if accepts(sub.inner(words["contains"]), item)]
        if not words.get("minContains", 1) <= len(found) <= words.get("maxContains", len(found)):
            return False
        seen.update(found)
    if "unevaluatedItems" in words:
        others = [item for index, item in enumerate(value) if index not in seen]
        seen.update(range(len(value)))
        return all(accepts(sub.inner(words["unevaluatedItems"]), item) for item in others)
    return True


def _properties(
    sub: Sub, words: Mapping[str, Any], value: Mapping[str, Any], seen: _Seen
) -> Iterator[tuple[str, Any, Any]]:
    named, patterns = words.get("properties", {}), words.get("patternProperties", {})
    for name, inner in value.items():
        said = [named[name]] if name in named else []
        said += [schema for pattern, schema in patterns.items() if sub.home.matches(pattern, name)]
        if not said:
            other = "additionalProperties" if "additionalProperties" in words else "unevaluatedProperties"
            said = [words[other]] if other in words and (other[0] == "a" or name not in seen) else []
        if "propertyNames" in words and not accepts(sub.inner(words["propertyNames"]), name):
            said = [False]
        yield from ((name, schema, inner) for schema in said)


def _are_all_there(needed: Mapping[str, Iterable[str]], value: Mapping[str, Any]) -> bool:
    return all(other in value for name, others in needed.items() if name in value for other in others)


def _are_different(wanted: bool, value: list[Any]) -> bool:
    return not wanted or len({key(item) for item in value}) == len(value)


_OF_ALL: Mapping[str, Check] = {
    "type": lambda names, value: is_of_type(value, names),
    "const": lambda const, value: key(value) == key(const),
    "enum": lambda listed, value: key(value) in {key(each) for each in listed},
}
_OF_KIND: Mapping[Kind, Mapping[str, Check]] = {
    "number": {
        "minimum": lambda least, value: value >= least,
        "maximum": lambda most, value: value <= most,
        "exclusiveMinimum": lambda bound, value: value > bound,
        "exclusiveMaximum": lambda bound, value: value < bound,
        "multipleOf": lambda step, value: (exact(value) / exact(step)).denominator == 1,
    },
    "string": {
        "minLength": lambda least, value: len(value) >= least,
        "maxLength": lambda most, value: len(value) <= most,
        "format": lambda name, value: is_of_format(value, name),
    },
    "array": {
        "minItems": lambda least, value: len(value) >= least,
        "maxItems": lambda most, value: len(value) <= most,
        "uniqueItems": _are_different,
    },
    "object": {
        "minProperties": lambda least, value: len(value) >= least,
        "maxProperties": lambda most, value: len(value) <= most,
        "required": lambda names, value: all(name in value for name in names),
        "dependentRequired": _are_all_there,
    },
}
