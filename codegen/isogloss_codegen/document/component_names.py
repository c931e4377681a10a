"""Names the components that a bundled document gets of its other files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from ..names import pascal
from .files import Place
from .load import Document
from .values import as_list, as_map, child

_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


class ComponentNames:
    """The names of components by section, those of the document `root` and new ones."""

    def __init__(self, root: Document, sections: Iterable[str]) -> None:
        components = as_map(root.value.get("components"))
        self._root = root
        self._taken = {section: set(as_map(components.get(section))) for section in sections}
        # By the reference to a component that could not keep its name, that name.
        self._renamed: dict[str, str] = {}

    def new(self, section: str, target: Place) -> str:
        """A free name for a component: of its own name, its file, or its place in a schema."""
        tokens = [token.replace("~1", "/").replace("~0", "~") for token in target.pointer.split("/")[1:]]
        if tokens[:1] == ["components"] and len(tokens) > 2:
            tokens = tokens[2:]
        elif not tokens:
            tokens = [PurePath(target.document.path).stem]
        elif target.document is not self._root:
            tokens = tokens[-1:]
        parts = [_part(tokens, index) for index in range(len(tokens))]
        name = tokens[0] if len(tokens) == 1 else pascal(*filter(None, parts))
        name = _IN_NAMES.sub("_", name).strip("_") or "Part"
        free, number = name, 1
        while free in self._taken[section]:
            number += 1
            free = f"{name}{number}"
        self._taken[section].add(free)
        if free != name:
            self._renamed[f"#{child(f'/components/{section}', free)}"] = name
        return free

    def with_tags(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A union whose discriminator has the tags of members that could not keep their names, which are the tags."""
        if not self._renamed:
            return schema
        words, members = as_map(schema["discriminator"]), [*as_list(schema.get("oneOf")), *as_list(schema.get("anyOf"))]
        mapping = as_map(words.get("mapping"))
        tags = {self._renamed[ref]: ref for each in members if (ref := as_map(each).get("$ref")) in self._renamed}
        left = {tag: ref for tag, ref in tags.items() if ref not in mapping.values() and tag not in mapping}
        return {**schema, "discriminator": {**words, "mapping": {**mapping, **left}}} if left else schema


def _part(tokens: list[str], index: int) -> str:
    """A token of a pointer as a part of a name: `/properties/owner` is Owner, `/items` is Item, `/oneOf/0` Option1."""
    token, before = tokens[index], tokens[index - 1] if index else ""
    if before in ("allOf", "anyOf", "oneOf", "prefixItems") and token.isdecimal():
        return f"Option{int(token) + 1}"
    if before != "properties" and token in ("properties", "allOf", "anyOf", "oneOf", "prefixItems", "$defs"):
        return ""
    return "Item" if token == "items" and before != "properties" else token
