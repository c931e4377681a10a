"""Puts an overlay together: the overlays that it extends come first, and evidence gets the words of its source.

All other modules read the complete overlay. It knows the file of each value, so that findings point there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ..load import Document
from ..values import as_list, as_map, child, value_at
from .evidence import completed
from .extends import chain

Origin = tuple[Document, str]
Node = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Overlay(Document):
    """A complete overlay: `parts` are its files, its own first.

    `origins` has, for pointers, the file and the pointer there. Values inside were written in the same file.
    """

    parts: tuple[Document, ...]
    origins: Mapping[str, Origin] = field(repr=False)

    def origin(self, pointer: str) -> Origin:
        at = pointer
        while at not in self.origins:
            at = at.rpartition("/")[0]
        document, start = self.origins[at]
        return document, start + pointer[len(at) :]


def assemble(overlay: Document, base: Document | None = None) -> Overlay:
    """An overlay together with the overlays that it extends. A complete one is returned as it is.

    The overlays may have wrong words. `base` is the document that the last one extends, if it has been read already.
    Raises LoadError.
    """
    if isinstance(overlay, Overlay):
        return overlay
    return _assembled(chain(overlay, base))


@lru_cache(maxsize=64)
def _assembled(parts: tuple[Document, ...]) -> Overlay:
    first, *others = reversed(parts)
    result = Overlay(
        first.path, first.text, completed(first.value, sources_of(first.value)), (first,), {"": (first, "")}
    )
    for document in others:
        result = _on_top(document, result)
    return result


def sources_of(overlay: Mapping[str, Any]) -> Node:
    """The sources of an overlay by id."""
    return as_map(as_map(overlay.get("info")).get("x-sources"))


def _on_top(own: Document, inherited: Overlay) -> Overlay:
    """Merges an overlay with the complete one that it extends: its own words win, all others are inherited."""
    value = completed(own.value, {**sources_of(inherited.value), **sources_of(own.value)})
    origins: dict[str, Origin] = {"": (own, "")}

    def words(pointer: str) -> Node:
        """A mapping word by word."""
        ours, theirs = as_map(value_at(value, pointer)), as_map(value_at(inherited.value, pointer))
        for at in (child(pointer, key) for key in theirs if key not in ours):
            origins[at] = inherited.origin(at)
        return {**theirs, **ours}

    def items(pointer: str, *keys: str) -> Node:
        """A list: the inherited items without those that have the same `keys` as one of its own, then its own."""
        ours, theirs = as_list(value_at(value, pointer)), as_list(value_at(inherited.value, pointer))
        about = [[as_map(item).get(key) for key in keys] for item in ours if keys]
        found = [
            (inherited.origin(child(pointer, index)), item)
            for index, item in enumerate(theirs)
            if [as_map(item).get(key) for key in keys] not in about
        ]
        found += [((own, child(pointer, index)), item) for index, item in enumerate(ours)]
        origins.update({child(pointer, index): origin for index, (origin, _) in enumerate(found)})
        return {pointer.rpartition("/")[2]: [item for _, item in found]} if found else {}

    merged = {
        **words(""),
        **items("/x-rules", "rule", "at"),
        **items("/x-conflicts", "subject"),
        **items("/actions"),
        "info": {**words("/info"), "x-sources": words("/info/x-sources")},
    }
    if provider := words("/info/x-provider"):
        merged["info"]["x-provider"] = {**provider, **items("/info/x-provider/endpoints", "method", "path")}
    return Overlay(own.path, own.text, merged, (own, *inherited.parts), origins)
