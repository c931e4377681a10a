"""Keywords of JSON Schema that no type says, such as `uniqueItems` or `not`, checked after the types."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema, to_jsonable_python

from .._maker.judge import accepts
from .._maker.sub import Sub

_MESSAGES: Mapping[str, Callable[[Any], str]] = {
    "uniqueItems": lambda _: "must not contain equal items",
    "minProperties": lambda least: f"must have at least {least} properties",
    "maxProperties": lambda most: f"must have at most {most} properties",
    "required": lambda names: f"must have {', '.join(names)}",
    "contains": lambda schema: f"must contain an item that is valid against {json.dumps(schema)}",
    "not": lambda schema: f"must not be valid against {json.dumps(schema)}",
}
_TOGETHER = (
    frozenset(("contains", "minContains", "maxContains")),
    frozenset(("if", "then", "else")),
    frozenset(("properties", "patternProperties", "additionalProperties")),
    frozenset(("prefixItems", "items", "unevaluatedItems")),
)
"""Keywords that have no meaning without each other."""


class Keywords:
    """Marks a type, or the class variable `keywords` of a model, with keywords that its values must also obey."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        rest = dict(words)
        self._rules: list[dict[str, Any]] = []
        for group in (*_TOGETHER, *map(frozenset, ([word] for word in words))):
            if rule := {word: rest.pop(word) for word in tuple(rest) if word in group}:
                self._rules.append(rule)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return self.checking(handler(source))

    def checking(self, schema: CoreSchema) -> CoreSchema:
        """`schema`, whose values also have to obey the keywords."""
        return core_schema.no_info_after_validator_function(self._check, schema)

    def _check(self, value: Any) -> Any:
        plain = to_jsonable_python(value, by_alias=True)
        for rule in self._rules:
            if not accepts(Sub(rule, _HOME), plain):
                word = next(iter(rule))
                told = _MESSAGES.get(word)
                raise ValueError(told(rule[word]) if told else f"must be valid against {json.dumps(rule)}")
        return value


class _Home:
    """The home of keywords that refer to nothing."""

    def resolve(self, reference: str) -> Any:
        raise LookupError(reference)

    def matches(self, pattern: str, text: str) -> bool:
        return re.search(pattern, text) is not None


_HOME = _Home()
