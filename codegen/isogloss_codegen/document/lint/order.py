"""Checks the names in `x-stream.order` and `x-conversation`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..context import Context
from ..values import as_list, as_map, child
from ..wording import listed, nearest
from .remark import Remark

_ROLES = ("start", "open", "add", "close", "change")
_NAMES = ("parts", "index", "totals", "reason")
_CONVERSATION = ("turns", "role", "content", "asks", "answers")


def order_targets(context: Context, order: Any, events: dict[str, Any], at: str) -> Iterator[Remark]:
    """The problems of `x-stream.order`; `events` maps the tags of events to references."""
    words = as_map(order)
    yield from _entries(words, at, (*_ROLES, *_NAMES, "cut", "additions", "known", "calls"), needed=(*_ROLES, *_NAMES))
    fields: dict[str, dict[str, Any]] = {}
    for role in _ROLES:
        entry, here = as_map(words.get(role)), child(at, role)
        tag = entry.get("event")
        if role in words and str(tag) not in events:
            yield Remark(child(here, "event") if entry else here, f'"{tag}" is not an event', nearest(str(tag), events))
            continue
        fields[role] = _properties(context, {"$ref": events.get(str(tag))})
        if role in words and role != "close":
            yield from _named(entry.get("field"), fields[role], child(here, "field"), "the event")
    start, change = as_map(words.get("start")), as_map(words.get("change"))
    answer = _properties(context, fields.get("start", {}).get(str(start.get("field"))))
    changes = _properties(context, fields.get("change", {}).get(str(change.get("field"))))
    for name, known, owner in (
        ("parts", answer, "the answer"),
        ("index", fields.get("add", {}), "the event"),
        ("totals", fields.get("change", {}), "the event"),
        ("reason", changes, "what changes"),
    ):
        if name in words and known:
            yield from _named(words[name], known, child(at, name), owner)
    deltas = _tags(context, fields.get("add", {}).get(str(as_map(words.get("add")).get("field"))))
    parts = _tags(context, fields.get("open", {}).get(str(as_map(words.get("open")).get("field"))))
    totals = _properties(context, fields.get("change", {}).get(str(words.get("totals"))))
    for index, name in enumerate(as_list(words.get("known"))):
        yield from _named(name, totals, child(child(at, "known"), index), "the list of totals")
    calls, here = as_map(words.get("calls")), child(at, "calls")
    if "calls" in words:
        yield from _entries(calls, here, ("part", "reason", "also"), needed=("part", "reason"))
        yield from _named(calls.get("part"), parts, child(here, "part"), "the list of parts")
        for index, tag in enumerate(as_list(calls.get("also"))):
            yield from _named(tag, parts, child(child(here, "also"), index), "the list of parts")
    for tag, addition in as_map(words.get("additions")).items():
        here = child(child(at, "additions"), tag)
        yield from _entries(as_map(addition), here, ("field", "to", "json"), needed=("field", "to"))
        yield from _named(tag, deltas, here, "the delta")
        for index, part in enumerate(as_list(as_map(addition).get("to"))):
            yield from _named(part, parts, child(child(here, "to"), index), "the list of parts")


def conversation_targets(context: Context, conversation: Any, at: str) -> Iterator[Remark]:
    """The problems of `x-conversation`."""
    words = as_map(conversation)
    yield from _entries(words, at, (*_CONVERSATION, "reasoning", "text"), needed=_CONVERSATION)
    schemas = context.components("schemas")
    turns = str(words.get("turns"))
    holders = [schema for schema in schemas.values() if turns in as_map(as_map(schema).get("properties"))]
    if not holders:
        known = [name for schema in schemas.values() for name in as_map(as_map(schema).get("properties"))]
        yield from _named(words.get("turns"), dict.fromkeys(known), child(at, "turns"), "a request")
        return
    turn = as_map(as_map(holders[0])["properties"][turns]).get("items")
    roles = _tags(context, turn) or {}
    for side in ("asks", "answers"):
        if roles and side in words:
            yield from _named(words[side], roles, child(at, side), "a turn")


def _entries(words: dict[str, Any], at: str, known: tuple[str, ...], needed: tuple[str, ...]) -> Iterator[Remark]:
    for word in words:
        if word not in known:
            help = nearest(word, known) or f"allowed: {listed(known)}"
            yield Remark(child(at, word), f'"{word}" has no meaning here', help, key=True)
    if missing := [word for word in needed if word not in words]:
        yield Remark(at, f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing")


def _named(name: Any, known: dict[str, Any], at: str, owner: str) -> Iterator[Remark]:
    if name is not None and str(name) not in known:
        yield Remark(at, f'{owner} has no "{name}"', nearest(str(name), known))


def _properties(context: Context, schema: Any) -> dict[str, Any]:
    return as_map(as_map(context.follow(schema)).get("properties"))


def _tags(context: Context, schema: Any) -> dict[str, Any]:
    return as_map(as_map(as_map(context.follow(schema)).get("discriminator")).get("mapping"))
