# Copied by isogloss from messages/_messages/mock_values.py. Do not edit: change that, then generate.
"""Values for the JSON Schemas of users: those of tools, and of structured outputs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, cast
from urllib.parse import unquote

from .._maker.budget import Budget, SpentError
from .._maker.judge import accepts
from .._maker.keywords import HOLDING_LISTS, inner_schemas, with_inner
from .._maker.make import value
from .._maker.making import NoValueError
from .._maker.pattern import language_of
from .._maker.search import contains
from .._maker.shapes import misshapen
from .._maker.sub import Sub

_TEXT = "mock"
_WORK = 1_000_000
_LONGEST = 20
"""The longest text (in characters) that Python's own regular expressions may search: some patterns need endless time.
"""


class SchemaError(Exception):
    """A schema that the mock makes no value for. `path` says where in the schema (`.properties.x`), the text why."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path


def instance_of(schema: Any) -> Any:
    """A value that satisfies a JSON Schema (2020-12), the same each time.

    Objects have the properties that are required, or all if the schema says nothing of that; arrays have one item, or
    as many as they must. Examples and defaults of the schema come first.

    Raises:
        SchemaError: the schema is not valid, or no value was found.
    """
    budget = Budget(_WORK)
    try:
        _check(schema, "", _Home(schema), set())
        for full in (True, False):
            found = _value(_prepared(schema, _Home(schema), full=full), budget)
            if found and accepts(Sub(schema, _Home(schema)), found[0]):
                return found[0]
        raise _reason(schema, "", schema, budget)
    except (RecursionError, ArithmeticError, ValueError) as error:
        raise SchemaError("", "the schema is too deep, or its numbers too large, for the mock") from error


class _Home:
    """A schema of a user, which refers to nothing outside of itself."""

    def __init__(self, root: Any) -> None:
        self._root = root

    def resolve(self, reference: str) -> Any:
        """The schema that a reference leads to, by a JSON pointer or an anchor; None if there is none."""
        if not reference.startswith("#"):
            return None
        pointer = unquote(reference[1:])
        if pointer and not pointer.startswith("/"):
            anchored = (inner for inner in inner_schemas(self._root) if inner.get("$anchor") == pointer)
            return next(anchored, None)
        node = self._root
        for step in pointer.split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            if isinstance(node, dict):
                node = cast("dict[str, Any]", node).get(name)
            elif isinstance(node, list) and name.isdecimal() and int(name) < len(cast("list[Any]", node)):
                node = cast("list[Any]", node)[int(name)]
            else:
                return None
        return node

    def matches(self, pattern: str, text: str) -> bool:
        """True if a regular expression is found in a text."""
        language = language_of(pattern)
        if language is not None:
            return contains(language, text) is True
        read = _compiled(pattern)
        return read is not None and len(text) <= _LONGEST and read.search(text) is not None


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(re.sub(r"\(\?<(?![=!])", "(?P<", pattern), re.ASCII)
    except (re.error, OverflowError, RecursionError):
        return None


def _check(schema: Any, path: str, home: _Home, followed: set[str]) -> None:
    """Makes sure that a schema is valid, and all that it refers to."""
    if isinstance(schema, bool):
        return
    if not isinstance(schema, dict):
        raise SchemaError(path, "is no JSON Schema")
    words = cast("dict[str, Any]", schema)
    for keyword in misshapen(words):
        raise SchemaError(f"{path}.{keyword}", f"is not what `{keyword}` takes")
    for pattern in (*([words["pattern"]] if "pattern" in words else ()), *words.get("patternProperties", {})):
        if language_of(pattern) is None and _compiled(pattern) is None:
            keyword = "pattern" if pattern == words.get("pattern") else "patternProperties"
            raise SchemaError(
                f"{path}.{keyword}", f"{json.dumps(pattern)} is no regular expression that the mock reads"
            )
    reference = words.get("$ref")
    if reference is not None and reference not in followed:
        followed.add(reference)
        target = home.resolve(reference)
        if not isinstance(target, (dict, bool)):
            raise SchemaError(f"{path}.$ref", f"{json.dumps(reference)} leads nowhere within the schema")
        _check(target, reference.replace("/", "."), home, followed)
    for step, inner in _inside(words):
        _check(inner, f"{path}{step}", home, followed)


def _inside(words: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The schemas inside a schema, with the path to each."""
    found: list[tuple[str, Any]] = []

    def note(inner: Any, pointer: str) -> Any:
        keyword, *names = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
        step = "".join(f"[{name}]" if keyword in HOLDING_LISTS else f".{name}" for name in names)
        found.append((f".{keyword}{step}", inner))
        return inner

    with_inner(words, note)
    yield from found


def _prepared(schema: Any, home: _Home, *, full: bool) -> Any:
    """A schema with the values that the mock likes best as examples; where `full`, with all that it may have."""
    if not isinstance(schema, dict):
        return schema
    words = cast("dict[str, Any]", schema)
    prepared = with_inner(words, lambda inner, _: _prepared(inner, home, full=full))
    if isinstance(words.get("definitions"), dict):
        parts = cast("dict[str, Any]", words["definitions"]).items()
        prepared["definitions"] = {name: _prepared(inner, home, full=full) for name, inner in parts}
    named = [*words.get("examples", ()), *(words[name] for name in ("example", "default") if name in words)]
    prepared["examples"] = [*named, *([] if "$ref" in words else [_TEXT])]
    if full:
        prepared |= _filling(words, home)
    return prepared


def _filling(words: Mapping[str, Any], home: _Home) -> dict[str, Any]:
    """Keywords that ask for all the properties and items of which a schema says nothing more."""
    found: dict[str, Any] = {}
    if "required" not in words and "properties" in words:
        properties: dict[str, Any] = words["properties"]
        found["required"] = [name for name, inner in properties.items() if not _is_endless(inner, home, ("#",))]
    if "prefixItems" in words and "minItems" not in words:
        found["minItems"] = len(words["prefixItems"])
    elif "items" not in words and "array" in words.get("type", ()):
        found["items"] = {"examples": [_TEXT]}
    return found


def _is_endless(schema: Any, home: _Home, around: tuple[str, ...]) -> bool:
    """True if a schema refers to itself."""
    if not isinstance(schema, dict):
        return False
    found = {str(inner["$ref"]) for inner in inner_schemas(cast("Mapping[str, Any]", schema)) if "$ref" in inner}
    return any(each in around or _is_endless(home.resolve(each), home, (*around, each)) for each in found)


def _value(schema: Any, budget: Budget, root: Any = None) -> list[Any]:
    """A value for a schema; none if none was found."""
    home = _Home(schema if root is None else root)
    try:
        return [value((Sub(schema, home),), budget, is_shallow=_is_endless(schema, home, ("#",)))]
    except (NoValueError, SpentError):
        return []


def _reason(schema: Any, path: str, root: Any, budget: Budget) -> SchemaError:
    """The innermost keyword without which there would be a value."""
    words = cast("dict[str, Any]", schema) if isinstance(schema, dict) else {}
    to_blame = [
        keyword
        for keyword in sorted(words, key=lambda keyword: keyword in ("type", "required"))
        if _value({name: each for name, each in words.items() if name != keyword}, budget, root)
    ]
    for keyword in to_blame:
        for step, inner in _inside({keyword: words[keyword]}):
            if not _value(inner, budget, root):
                return _reason(inner, f"{path}{step}", root, budget)
    where = f"{path}.{to_blame[0]}" if to_blame else path
    return SchemaError(where, "the mock found no value that satisfies this" + (" and the rest" if to_blame else ""))
