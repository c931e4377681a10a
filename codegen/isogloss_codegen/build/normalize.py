"""Schemas of any OpenAPI 3 document in the words of JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from ..document.openness import folded
from ..document.values import as_map
from ..schemas import mapped

_SCHEMAS = "#/components/schemas/"
_NO_NAMES: Mapping[str, str] = {}


def normalize_schema(schema: Any, names: Mapping[str, str] = _NO_NAMES) -> dict[str, Any]:
    """A copy of `schema` without `nullable` and boolean exclusive bounds, and with `{}` for the schema `true`.

    References to the components in `names` are changed to the names given there.
    """
    return cast("dict[str, Any]", _normalize(schema, names))


def _normalize(node: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(node, dict):
        return node
    mapping = mapped(cast("dict[str, Any]", node), partial(_normalize, names=names))
    if "properties" in mapping:
        mapping["properties"] = {name: _spelled(value) for name, value in mapping["properties"].items()}
    if "items" in mapping:
        mapping["items"] = _spelled(mapping["items"])
    if "$ref" in mapping:
        mapping["$ref"] = _renamed(mapping["$ref"], names)
    if tags := as_map(as_map(mapping.get("discriminator")).get("mapping")):
        targets = {tag: _renamed(target, names) for tag, target in tags.items()}
        mapping["discriminator"] = {**mapping["discriminator"], "mapping": targets}
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if mapping.get(exclusive) is True:
            mapping[exclusive] = mapping.pop(bound)
        elif mapping.get(exclusive) is False:
            del mapping[exclusive]
    mapping = folded(mapping)
    if mapping.get("nullable") is True:
        del mapping["nullable"]
        return _nullable(mapping)
    if mapping.get("nullable") is False:
        del mapping["nullable"]
    return mapping


def _spelled(schema: Any) -> Any:
    """What `true` and `false` mean as a schema."""
    return ({} if schema else {"not": {}}) if isinstance(schema, bool) else schema


def _renamed(reference: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(reference, str) or not reference.startswith(_SCHEMAS):
        return reference
    name = reference.removeprefix(_SCHEMAS)
    return _SCHEMAS + names.get(name, name)


def _nullable(mapping: dict[str, Any]) -> dict[str, Any]:
    if isinstance(mapping.get("type"), str):
        mapping["type"] = [mapping["type"], "null"]
        if "enum" in mapping and None not in mapping["enum"]:
            mapping["enum"] = [*mapping["enum"], None]
        return mapping
    return {"anyOf": [mapping, {"type": "null"}]}
