"""Rewrites schemas so that a validator tells what is wrong in the member of a union that was meant, not in all of them.

The member is chosen by the tag where there is a discriminator, by the type of the value elsewhere. What is valid stays
the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import unquote

from ..document.values import as_list, as_map
from .maker.keywords import with_inner
from .maker.openness import other_member

Node = dict[str, Any]

_ANNOTATIONS = ("title", "description", "default", "example", "examples", "deprecated", "discriminator", "externalDocs")


def told_apart(schema: Any, copies: Mapping[str, Any]) -> Any:
    """A schema rewritten; `copies` are those that it refers to, by the last step of the reference."""
    return _Rewriter(copies).rewrite(schema)


class _Rewriter:
    def __init__(self, copies: Mapping[str, Any]) -> None:
        self._copies = copies

    def rewrite(self, node: Any) -> Any:
        if not isinstance(node, dict):
            return node
        schema = cast("Node", node)
        kept = {key: value for key, value in schema.items() if key not in _ANNOTATIONS and not key.startswith("x-")}
        lean = with_inner(kept, lambda inner, _: self.rewrite(inner))
        is_open = schema.get("x-open") is True
        if is_open and "enum" in lean:
            del lean["enum"]
        for keyword in ("oneOf", "anyOf"):
            if keyword in schema:
                members = as_list(schema[keyword])
                chosen = self._by_tag(schema, members, is_open=is_open) or self._by_type(members)
                if chosen is not None and not lean.keys() & chosen.keys():
                    del lean[keyword]
                    lean |= chosen
                elif is_open and (other := other_member(schema)) is not None:
                    lean[keyword] = [*lean[keyword], other]
        return lean

    def _by_tag(self, schema: Node, members: list[Any], *, is_open: bool) -> Node | None:
        discriminator = as_map(schema.get("discriminator"))
        tag, mapping = discriminator.get("propertyName"), as_map(discriminator.get("mapping"))
        by_place = {place_of(as_map(member).get("$ref")): member for member in members}
        places = {value: unquote(str(target)) for value, target in mapping.items()}
        if not isinstance(tag, str) or set(by_place) != set(places.values()):
            return None
        default = places.get(str(schema.get("x-default-tag")))
        named: Node = {"type": "string"} if is_open else {"enum": list(mapping)}
        branches = [
            {"if": {"required": [tag], "properties": {tag: {"const": value}}}, "then": by_place[place]}
            for value, place in places.items()
        ]
        if default is None:
            return {"type": "object", "required": [tag], "properties": {tag: named}, "allOf": branches}
        untagged = {"anyOf": [{"not": {"required": [tag]}}, {"properties": {tag: {"type": "null"}}}]}
        branches.append({"if": untagged, "then": by_place[default]})
        return {"type": "object", "properties": {tag: {"enum": [*mapping, None]}}, "allOf": branches}

    def _by_type(self, members: list[Any]) -> Node | None:
        kinds = [self._kinds(as_map(member)) for member in members]
        every = [kind for kind_set in kinds for kind in kind_set]
        if not all(kinds) or len(every) != len(set(every)) or {"integer", "number"} <= set(every):
            return None
        branches = [
            {"if": {"type": sorted(kind_set)}, "then": self.rewrite(member)}
            for kind_set, member in zip(kinds, members, strict=True)
            if as_map(member) != {"type": "null"}
        ]
        return {"type": sorted(every), "allOf": branches}

    def _kinds(self, schema: Node) -> set[str]:
        """The types of JSON that a schema takes; empty where it does not say."""
        for _ in range(16):
            if "$ref" not in schema:
                break
            schema = as_map(self._copies.get(place_of(schema["$ref"]) or ""))
        kinds = schema.get("type")
        if isinstance(kinds, str):
            return {kinds}
        if isinstance(kinds, list):
            return set(cast("list[str]", kinds))
        if "discriminator" in schema:
            return {"object"}
        members = as_list(schema.get("oneOf") or schema.get("anyOf"))
        inner = [self._kinds(as_map(member)) for member in members]
        return set[str]().union(*inner) if inner and all(inner) else set()


def place_of(reference: Any) -> str | None:
    """The place of what a reference within a bundle leads to; None if it is no reference."""
    if not isinstance(reference, str):
        return None
    return unquote(reference.rpartition("/")[2]).replace("~1", "/").replace("~0", "~")
