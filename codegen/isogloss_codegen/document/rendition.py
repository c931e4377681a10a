"""Writes a document for readers that do not know this project's extensions, or OpenAPI 3.2."""

from __future__ import annotations

from typing import Any, Literal, cast

from ..schema.maker.openness import spelled_out
from .values import NOTHING, as_list, as_map, value_at

Node = dict[str, Any]
Release = Literal["3.1", "3.2"]

_RELEASES = {"3.1": "3.1.1", "3.2": "3.2.0"}
# What holds values of any kind, whose words mean nothing.
_FREE = ("example", "examples", "default", "enum", "const")


def render_document(document: Node, release: Release | None = None) -> Node:
    """A copy of a document in which open schemas are spelled out; by default in the document's own OpenAPI release.

    In 3.1 the `itemSchema` of a stream is called `x-stream-item`. Documents of this project use nothing else of 3.2.
    """
    rendition = as_map(_spelled(document))
    if "x-matrix" in rendition:
        rendition["x-matrix"] = _followed(rendition["x-matrix"], rendition)
    if release is not None:
        rendition["openapi"] = _RELEASES[release]
    return _without_items(rendition) if str(rendition["openapi"]).startswith("3.1") else rendition


def as_yaml(document: Node) -> str:
    """A document as YAML, with its keys in their order."""
    import yaml  # only needed to write YAML

    class Dumper(cast(Any, getattr(yaml, "CSafeDumper", yaml.SafeDumper))):
        def ignore_aliases(self, data: object) -> bool:
            return True

    return yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120)


def _spelled(node: Any) -> Any:
    if isinstance(node, list):
        return [_spelled(item) for item in as_list(node)]
    if not isinstance(node, dict):
        return node
    mapping: Node = {key: value if key in _FREE else _spelled(value) for key, value in as_map(node).items()}
    return spelled_out(mapping)


def _followed(rows: Any, rendition: Node) -> Any:
    """The rows of the support tables. Rows for values of an open enumeration get its new pointer."""
    if isinstance(rows, list):
        return [_followed(row, rendition) for row in as_list(rows)]
    if isinstance(rows, dict):
        return {key: _followed(row, rendition) for key, row in as_map(rows).items()}
    holder, _, keyword = str(rows).rpartition("/")
    moved = f"{holder}/anyOf/0/enum"
    return moved if keyword == "enum" and value_at(rendition, moved.removeprefix("#")) is not NOTHING else rows


def _without_items(node: Any) -> Any:
    """A copy in which `itemSchema` has a name that older readers ignore."""
    if isinstance(node, list):
        return [_without_items(item) for item in as_list(node)]
    if isinstance(node, dict):
        names = {"itemSchema": "x-stream-item"}
        return {names.get(key, key): _without_items(value) for key, value in as_map(node).items()}
    return node
