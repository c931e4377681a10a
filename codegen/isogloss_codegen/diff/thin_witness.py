"""Proof: a smallest body that A takes and B refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..ir import Api, Schema, ref_name
from ..validator import ComponentValidator
from .compare import Fact


def find_witness(fact: Fact, api: Api, a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, Any] | None:
    """A body with the value that the fact is about, if A's schema accepts it and B's refuses it; else None."""
    if fact.value is None:
        return None
    body = smallest(api.components[fact.body].schema, api)
    body[fact.path] = fact.value
    if ComponentValidator(a, fact.body).accepts(body) and not ComponentValidator(b, fact.body).accepts(body):
        return {"in": "request", "body": body, "path": fact.path}
    return None


def smallest(schema: Schema, api: Api) -> Any:
    """A small value that a schema accepts."""
    if "$ref" in schema:
        return smallest(api.components[ref_name(schema)].schema, api)
    for keyword in ("const", "default"):
        if keyword in schema:
            return schema[keyword]
    if "enum" in schema:
        return schema["enum"][0]
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema:
            return smallest(schema[keyword][0], api)
    kind = schema.get("type")
    if kind == "object":
        return {name: smallest(schema["properties"][name], api) for name in schema.get("required", ())}
    if kind == "array":
        return [smallest(schema["items"], api) for _ in range(schema.get("minItems", 0))]
    if kind in ("integer", "number"):
        return schema.get("minimum", 0)
    return {"string": "x" * schema.get("minLength", 0), "boolean": False}.get(str(kind))
