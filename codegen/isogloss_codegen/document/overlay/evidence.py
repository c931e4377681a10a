"""Finds the evidence in an overlay, and completes it with the words of its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..values import as_list, as_map, child

WORDS = ("evidence", "x-evidence")

_ORDER = (
    "kind",
    "source",
    "title",
    "where",
    "says",
    "url",
    "repository",
    "path",
    "lines",
    "commit",
    "package",
    "retrieved",
)
# An update is part of a document: a property that is called "evidence" is none.
_NOT_SAID = "update"


def each_evidence(value: Any, pointer: str = "", *, is_evidence: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every evidence in a part of an overlay, with its pointer."""
    mapping = as_map(value)
    if is_evidence and mapping:
        yield pointer, mapping
        return
    for key, inner in mapping.items():
        if key != _NOT_SAID:
            yield from each_evidence(inner, child(pointer, key), is_evidence=key in WORDS)
    for index, inner in enumerate(as_list(value)):
        yield from each_evidence(inner, child(pointer, index), is_evidence=is_evidence)


def completed(value: Any, sources: Mapping[str, Any], *, is_evidence: bool = False) -> Any:
    """A copy of a part of an overlay in which each evidence has the words of its source. Its own words win."""
    if isinstance(value, list):
        return [completed(item, sources, is_evidence=is_evidence) for item in as_list(value)]
    if not isinstance(value, dict):
        return value
    mapping = as_map(value)
    if not is_evidence:
        return {
            key: inner if key == _NOT_SAID else completed(inner, sources, is_evidence=key in WORDS)
            for key, inner in mapping.items()
        }
    source = mapping.get("source")
    words = {**as_map(sources.get(source) if isinstance(source, str) else None), **mapping}
    return {key: words[key] for key in sorted(words, key=_place)}


def _place(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)
