"""Reads bodies by media type, and the events of streams."""

from __future__ import annotations

from typing import Any

from ...document.values import as_list, as_map, child, value_at
from ...wire import Event, Media
from .following import decoded, followed

Node = dict[str, Any]

EVENTS = "text/event-stream"
_UNIONS = ("oneOf", "anyOf")


def read_content(document: Node, holder: Node, pointer: str, stream: Node | None = None) -> dict[str, Media]:
    """The `content` of the object at a pointer, by media type; `stream` is the operation's `x-stream`."""
    found: dict[str, Media] = {}
    for name, entry in as_map(holder.get("content")).items():
        at = child(child(pointer, "content"), name)
        media, at = followed(document, entry, at)
        type = essence(name)
        if type == EVENTS:
            found.setdefault(type, _stream(document, media, at, name, stream or {}))
        else:
            schema = child(at, "schema") if "schema" in media else None
            item = child(at, "itemSchema") if "itemSchema" in media else None
            found.setdefault(type, Media(name, at, schema, item))
    return found


def essence(type: str) -> str:
    """A media type without case and parameters: `Application/JSON; charset=utf-8` is `application/json`."""
    name, *parameters = (part.strip().lower() for part in type.split(";"))
    return ";".join([name, *sorted(part for part in parameters if part and not part.startswith("charset="))])


def _stream(document: Node, media: Node, pointer: str, name: str, words: Node) -> Media:
    """The media type of a stream, with the events that its frames describe, or else the union of `x-stream`."""
    union = as_map(media.get("itemSchema"))
    at = child(pointer, "itemSchema")
    union, at = followed(document, union, at)
    events = {event.name: event for event in _frames(document, union, at)}
    named = decoded(str(words.get("events", "")))
    of_tags = as_map(value_at(document, named)) if named else {}
    if not events and of_tags:
        events = {event.name: event for event in _tagged(document, of_tags, named, str(words.get("tag", "")))}
    ignorable = frozenset(str(words[key]) for key in ("ping", "error") if key in words)
    schema = child(pointer, "schema") if "schema" in media else None
    item = at if union and not events else None
    is_open = union.get("x-open") is True or of_tags.get("x-open") is True
    return Media(name, pointer, schema, item, events, ignorable, words.get("end"), is_open)


def _frames(document: Node, union: Node, pointer: str) -> list[Event]:
    """The events of one frame or a union of frames `{event: {const: NAME}, data: {contentSchema: ...}}`."""
    members = [
        followed(document, member, child(child(pointer, keyword), index))
        for keyword in _UNIONS
        for index, member in enumerate(as_list(union.get(keyword)))
    ]
    events: list[Event] = []
    for member, at in members or [(union, pointer)]:
        properties = as_map(member.get("properties"))
        name = as_map(properties.get("event"))
        constant = name.get("const", next(iter(as_list(name.get("enum"))), None))
        if not isinstance(constant, str) or "data" not in properties:
            return []
        data = child(child(at, "properties"), "data")
        has_schema = "contentSchema" in as_map(properties["data"])
        events.append(Event(constant, at, child(data, "contentSchema") if has_schema else data))
    return events


def _tagged(document: Node, union: Node, pointer: str, tag: str) -> list[Event]:
    """The events of a union whose members are told apart by a constant property."""
    events: list[Event] = []
    for keyword in _UNIONS:
        for index, entry in enumerate(as_list(union.get(keyword))):
            at = child(child(pointer, keyword), index)
            member, _ = followed(document, entry, at)
            name = as_map(as_map(member.get("properties")).get(tag)).get("const")
            if isinstance(name, str):
                events.append(Event(name, at, at))
    return events
