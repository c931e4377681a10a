"""Chooses the media type of a body, and tells how bodies of a media type are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ..ir import Format, Schema
from .source import Node

JSON = "application/json"
EVENTS = "text/event-stream"
FORM = "application/x-www-form-urlencoded"

LINES = (
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
)
"""Media types of JSON values, one a line."""
SEQUENCE = "json-seq"
"""The end of media types of JSON values with a byte before each: `application/json-seq`, `application/geo+json-seq`."""

_TEXTS = ("application/xml", "application/x-ndjson", "application/jsonl", "application/sdp", "application/graphql")
# The first that a body offers is the one that clients send.
_PREFERRED: tuple[Format, ...] = ("json", "multipart", "form", "text", "binary")


def essence(media: str) -> str:
    """A media type without parameters: `Application/JSON; charset=utf-8` is `application/json`."""
    return media.partition(";")[0].strip().lower()


def format_of(media: str, entry: Mapping[str, Any]) -> Format:
    """The way in which a body of a media type is written. The schema decides it for `*/*`."""
    kind = essence(media)
    if kind == JSON or kind.endswith("+json") or kind == "text/json":
        return "json"
    if kind == FORM:
        return "form"
    if kind.startswith("multipart/"):
        return "multipart"
    if kind == "*/*":
        schema: Any = entry.get("schema")
        return "json" if isinstance(schema, Mapping) and schema and not is_file(cast("Schema", schema)) else "binary"
    return "text" if kind.startswith("text/") or kind.endswith("+xml") or kind in _TEXTS else "binary"


def stream_of(media: str) -> Format | None:
    """The kind of stream that an answer of a media type is; None if it is none."""
    kind = essence(media)
    if kind == EVENTS:
        return "events"
    return "lines" if kind in LINES or kind.endswith(SEQUENCE) else None


def is_file(schema: Schema) -> bool:
    """True if a schema describes bytes."""
    if schema.get("format") in ("binary", "byte") and schema.get("type") in ("string", None):
        return schema.get("format") == "binary"
    is_raw = "contentMediaType" in schema and "contentEncoding" not in schema
    return is_raw and schema.get("type", "string") == "string" and schema.get("contentMediaType") != JSON


def preferred(content: Node) -> tuple[str, Node] | None:
    """The media type of `content` that a client uses, and its entry; None if there is none."""
    entries = [
        (name, cast("Node", entry)) for name, entry in content.items() if "/" in name and isinstance(entry, dict)
    ]
    return min(entries, key=lambda pair: (_PREFERRED.index(format_of(*pair)), essence(pair[0]) != JSON), default=None)
