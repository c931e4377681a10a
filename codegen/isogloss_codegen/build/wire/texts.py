"""Values that are sent as text outside of bodies, where 1 and "1" are the same."""

from __future__ import annotations

from typing import Any

from ...document.values import as_list, as_map, child, json_type, value_at
from ...wire import Text
from .following import followed

Node = dict[str, Any]

_ALL = frozenset(("null", "boolean", "number", "integer", "string", "array", "object"))
_NULL = frozenset(("null",))
_DEEPEST = 20
# Keywords that do not restrict a text.
_WITHOUT_EFFECT = frozenset(
    ("type", "title", "description", "default", "example", "examples", "deprecated", "nullable", "xml", "externalDocs")
)


def text_of(document: Node, pointer: str | None, *, is_repeated: bool = False) -> Text:
    """The value whose schema is at a pointer; with `is_repeated`, each list item is written by itself."""
    if pointer is None:
        return Text(None, _ALL)
    own = as_map(value_at(document, pointer))
    node, at = followed(document, own, pointer)
    types = _types(document, node)
    says_more = "x-extensible-enum" in node or not _is_plain(node, _WITHOUT_EFFECT)
    is_any = "string" in types and types <= {"string", *_NULL} and not says_more
    item = None
    if is_repeated and types <= {"array"} and "items" in node and _may_be_single(node):
        item = text_of(document, child(at, "items"))
    return Text(pointer, types, is_any, item, own.get("default", node.get("default")))


def _may_be_single(node: Node) -> bool:
    """True if a list with one item is valid whenever the item is."""
    known = _WITHOUT_EFFECT | {"items", "minItems", "maxItems", "uniqueItems"}
    return node.get("minItems", 0) in (0, 1) and node.get("maxItems") != 0 and _is_plain(node, known)


def _is_plain(node: Node, words: frozenset[str]) -> bool:
    """True if a schema has no keywords but `words` and extensions."""
    return all(word in words or word.startswith("x-") for word in node)


def _types(document: Node, schema: Any, depth: int = 0) -> frozenset[str]:
    """The JSON types that values may have, as far as the schema names them."""
    if depth > _DEEPEST or not isinstance(schema, dict):
        return _ALL
    node, _ = followed(document, as_map(schema), "")
    said = node.get("type")
    found = _ALL
    if said is not None:
        named = frozenset(map(str, as_list(said) if isinstance(said, list) else [said]))
        found = named | {"integer"} if "number" in named else named
    if values := [node["const"]] if "const" in node else as_list(node.get("enum")):
        found &= frozenset(map(json_type, values))
    for member in as_list(node.get("allOf")):
        found &= _types(document, member, depth + 1)
    for keyword in ("anyOf", "oneOf"):
        if members := as_list(node.get(keyword)):
            found &= frozenset[str]().union(*(_types(document, member, depth + 1) for member in members))
    return found | _NULL if node.get("nullable") is True else found
