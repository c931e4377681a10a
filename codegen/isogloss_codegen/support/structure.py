"""The structure of a document: what decides where values may stand, without texts and ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from ..document.values import NOTHING, as_map, child

_NAMED = ("paths", "schemas", "parameters", "properties", "responses", "content", "headers")
_WHOLE = ("enum", "const", "mapping", "x-stream", "x-beta")
_KEPT = frozenset(
    (
        *("$ref", "type", "nullable", "items", "additionalProperties", "oneOf", "anyOf", "allOf", "discriminator"),
        *(
            "propertyName",
            "required",
            "components",
            "in",
            "name",
            "schema",
            "contentSchema",
            "itemSchema",
            "requestBody",
        ),
        *("operationId", "get", "put", "post", "delete", "options", "head", "patch", "trace", "query"),
        *("x-open", "x-default-tag", "x-needs", "x-plain", *_NAMED, *_WHOLE),
    )
)


def structure(document: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a document with its structure only; all pointers into it stay."""
    return as_map(_kept(document, is_named=False))


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The differences of the structure of `after` from that of `before`, by pointer; None where `after` has nothing."""
    return dict(_changes(structure(before), structure(after), ""))


def changed(structure: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A structure with changes; what does not change is shared with it."""
    result = dict(structure)
    for pointer, value in changes.items():
        *path, last = (token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])
        holder: dict[str, Any] = result
        for token in path:
            holder[token] = dict(as_map(holder.get(token)))
            holder = holder[token]
        if value is None:
            del holder[last]
        else:
            holder[last] = value
    return result


def _changes(before: Any, after: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(before, dict) and isinstance(after, dict):
        ours, theirs = as_map(before), as_map(after)
        for key, value in theirs.items():
            yield from _changes(ours.get(key, NOTHING), value, child(pointer, key))
        for key in ours.keys() - theirs.keys():
            yield child(pointer, key), None
    elif before != after:
        yield pointer, after


def _kept(node: Any, *, is_named: bool) -> Any:
    if isinstance(node, list):
        return [_kept(item, is_named=False) for item in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    return {
        key: value if key in _WHOLE and not is_named else _kept(value, is_named=key in _NAMED and not is_named)
        for key, value in as_map(cast(Any, node)).items()
        if is_named or key in _KEPT
    }
