"""Keywords that no Python type says; `Keywords` checks them in the models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from ..ir import ALSO, Component, Schema

_TYPED = frozenset(("type", "$ref", "enum", "const", "properties", "items", "oneOf", "anyOf", "allOf", "prefixItems"))
_TYPED_OBJECT = _TYPED - {"properties"}
_OF_ALL = ("not", "if", "then", "else")
_OF_OBJECTS = ("minProperties", "maxProperties", "propertyNames", "dependentRequired", "dependentSchemas")


def are_conditions(variants: Iterable[Any]) -> bool:
    """True if the members of a union say no types: they only restrict what stands beside the union."""
    return all(isinstance(each, Mapping) and _TYPED.isdisjoint(cast("Schema", each)) for each in variants)


def object_keywords(component: Component) -> dict[str, Any]:
    """The keywords of an object with a class that its fields do not say."""
    schema = component.schema
    words = {key: schema[key] for key in (*_OF_ALL, *_OF_OBJECTS) if key in schema} | also(schema)
    if list(words.get("not", ())) == ["required"] and len(words["not"]["required"]) > 1:
        del words["not"]  # `at_most_one_of`
    if component.one_needed:
        return _by_itself(words)
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema and all(isinstance(each, Mapping) for each in schema[keyword]):
            words[keyword] = schema[keyword]
    if "patternProperties" in schema and not _refers(schema["patternProperties"]):
        words["patternProperties"] = schema["patternProperties"]
        if schema.get("additionalProperties") is False:
            words |= {"properties": dict.fromkeys(schema["properties"], True), "additionalProperties": False}
    return _by_itself(words)


def also(schema: Schema) -> dict[str, Any]:
    """The schemas that values must obey besides."""
    return _by_itself({"allOf": schema[ALSO]}) if ALSO in schema else {}


def value_keywords(kind: str, schema: Schema) -> dict[str, Any]:
    """The keywords of a value of one type that its annotation does not say."""
    words = {key: schema[key] for key in _OF_ALL if key in schema}
    for keyword in ("oneOf", "anyOf"):
        if schema.get(keyword) and are_conditions(schema[keyword]):
            words[keyword] = schema[keyword]
    if kind == "array":
        words |= {key: schema[key] for key in ("contains", "minContains", "maxContains") if key in schema}
        if schema.get("uniqueItems") is True:
            words["uniqueItems"] = True
        if "prefixItems" in schema:
            words |= {key: schema[key] for key in ("prefixItems", "items") if key in schema}
    if kind == "object":
        words |= {key: schema[key] for key in _OF_OBJECTS[3:] if key in schema}
        if schema.get("required"):
            words["required"] = list(schema["required"])
        if "patternProperties" in schema:
            words |= {key: schema[key] for key in ("patternProperties", "additionalProperties") if key in schema}
    return _by_itself(words)


def _by_itself(words: Mapping[str, Any]) -> dict[str, Any]:
    """Those keywords that refer to no other schema; with a reference, the model is wider than the document."""
    return {key: _plain(value) for key, value in words.items() if not _refers(value)}


def _refers(value: Any) -> bool:
    if isinstance(value, Mapping):
        words = cast("Schema", value)
        return isinstance(words.get("$ref"), str) or any(map(_refers, words.values()))
    return isinstance(value, list) and any(map(_refers, cast("list[Any]", value)))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        words = cast("Mapping[str, Any]", value)
        return {key: _plain(inner) for key, inner in words.items() if key not in ("description", "title", "example")}
    return [_plain(inner) for inner in cast("list[Any]", value)] if isinstance(value, list) else value
