"""Validates values against schemas of a document with an independent JSON Schema validator.

A schema is spelled out for it: what OpenAPI says in words of its own (`nullable`, `readOnly`, `x-open`) is said in
those of JSON Schema 2020-12, and of all formats only those stay that every validator checks alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from ...document.values import NOTHING, as_list, as_map, value_at
from ...schema.openness import spelled_out
from ...schema.read import pointer_of
from ..model import Direction

CHECKED_FORMATS = ("date-time", "uri")

_ONE = ("not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames", "contentSchema")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS = ("properties", "patternProperties", "dependentSchemas")
_OTHERS = ("unevaluatedProperties", "unevaluatedItems")
_HIDDEN: dict[Direction, str] = {"request": "readOnly", "response": "writeOnly"}

Node = dict[str, Any]


class Validator(Protocol):
    """What is used of a validator."""

    def is_valid(self, instance: Any) -> bool:
        """Whether a value is accepted."""
        ...

    def iter_errors(self, instance: Any) -> Iterable[Any]:
        """What is wrong with a value."""
        ...


class Validators:
    """The validators of a document's schemas in one direction, each made once."""

    def __init__(self, document: Mapping[str, Any], direction: Direction) -> None:
        self._document = document
        self._hidden = _HIDDEN[direction]
        self._is_30 = str(document.get("openapi", "")).startswith("3.0")
        self._made: dict[str, Validator | None] = {}

    def at(self, pointer: str) -> Validator | None:
        """The validator of the schema at a JSON pointer; None if no validator can be made of it."""
        if pointer not in self._made:
            self._made[pointer] = self._make(pointer)
        return self._made[pointer]

    def spelled_out(self, pointer: str) -> Node:
        """The schema at a JSON pointer as a JSON Schema 2020-12 by itself."""
        names = {pointer: "root"}
        definitions: Node = {}
        waiting = [pointer]
        while waiting:
            current = waiting.pop()
            definitions[names[current]] = self._spell(value_at(self._document, current), names, waiting)
        return {"$ref": "#/$defs/root", "$defs": definitions}

    def _make(self, pointer: str) -> Validator | None:
        import jsonschema_rs  # compiled code that only a proof needs

        try:
            return jsonschema_rs.Draft202012Validator(self.spelled_out(pointer), validate_formats=True)
        except (ValueError, jsonschema_rs.ReferencingError):
            return None

    def _spell(self, node: Any, names: dict[str, str], waiting: list[str]) -> Any:
        if not isinstance(node, dict):
            return True if node is NOTHING else node
        words = cast("Node", node)
        result: Node = {}
        if "$ref" in words:
            result["$ref"] = self._referred(words["$ref"], names, waiting)
            if self._is_30:
                return result
        result |= self._plain(words)

        def spell(inner: Any) -> Any:
            return self._spell(inner, names, waiting)

        result |= {keyword: spell(words[keyword]) for keyword in (*_ONE, *_OTHERS) if keyword in words}
        result |= {keyword: list(map(spell, as_list(words[keyword]))) for keyword in _LISTS if keyword in words}
        for keyword in _MAPS:
            if keyword in words:
                kept = words[keyword] if keyword != "properties" else dict(self._shown(words))
                result[keyword] = {name: spell(inner) for name, inner in kept.items()}
        return _nullable(spelled_out(result)) if words.get("nullable") is True else spelled_out(result)

    def _referred(self, reference: Any, names: dict[str, str], waiting: list[str]) -> str:
        pointer = pointer_of(reference)
        if pointer is None:
            return str(reference)
        if pointer not in names:
            names[pointer] = str(len(names))
            waiting.append(pointer)
        return f"#/$defs/{names[pointer]}"

    def _plain(self, words: Node) -> Node:
        """The keywords that hold no schemas."""
        own = {"$ref", "nullable", *_ONE, *_OTHERS, *_LISTS, *_MAPS}
        result = {keyword: value for keyword, value in words.items() if keyword not in own}
        if result.get("format") not in CHECKED_FORMATS:
            result.pop("format", None)
        if "required" in result:
            shown = {name for name, _ in self._shown(words)}
            hidden = as_map(words.get("properties")).keys() - shown
            result["required"] = [name for name in as_list(words["required"]) if name not in hidden]
        for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if isinstance(result.get(exclusive), bool) and result.pop(exclusive) and bound in result:
                result[exclusive] = result.pop(bound)
        return result

    def _shown(self, words: Node) -> Iterator[tuple[str, Any]]:
        """The properties that travel in this direction."""
        for name, node in as_map(words.get("properties")).items():
            inner = as_map(node)
            target = pointer_of(inner.get("$ref"))
            referred = as_map(value_at(self._document, target)) if target is not None else {}
            if inner.get(self._hidden) is not True and referred.get(self._hidden) is not True:
                yield name, node


def _nullable(schema: Node) -> Node:
    if not isinstance(schema.get("type"), str):
        return {"anyOf": [schema, {"type": "null"}]}
    schema["type"] = sorted({schema["type"], "null"})
    if "enum" in schema and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]
    return schema
