"""Facts from statements about behaviour that no schema shows (`x-rules`)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from ...document.resolve import Dialect
from ...document.values import as_list, as_map, value_at
from ...findings.levels import Level, worst
from ...wire import Media, Operation, WireApi
from ..found import Found
from ..model import Direction, Fact
from .wording import condition

Described = Mapping[str, Any]
"""The descriptions of rules by id, as `rules.yaml` has them."""

_HOLDS = ("full", "partial", "transformed", "conditional")


def find_behaviour(a: Dialect, b: Dialect, api: WireApi, described: Described, known: Sequence[Found]) -> list[Found]:
    """The facts about behaviour of B that A does not have, and of A that no statement gives to B.

    What only says more about a fact that is `known` is added to that.
    """
    ours, theirs = (
        [_Entry(index, words, described) for index, words in enumerate(map(as_map, dialect.rules))]
        for dialect in (a, b)
    )
    found: list[Found] = []
    for entry in theirs:
        words = as_map(described.get(entry.rule))
        if not entry.holds or any(entry.is_like(other) for other in ours):
            continue
        cause = _same_cause(entry, words, b, known)
        if cause is not None:
            _join(cause, entry, words)
        elif level := _level(words, entry):
            found.append(_found(entry, words, _operation(entry, api, b), level, "stated", ("", entry.shown)))
    for entry in ours:
        lost = as_map(described.get(entry.rule)).get("lost")
        if lost and entry.holds and not any(entry.is_about_the_same(other) for other in theirs):
            words = as_map(described.get(entry.rule))
            found.append(_found(entry, words, _operation(entry, api, b), lost, "not-stated", (entry.shown, "")))
    return found


class _Entry:
    """An entry of `x-rules`: the id of the `rule`, and the `path` of its place."""

    def __init__(self, index: int, words: Mapping[str, Any], described: Described) -> None:
        self.pointer = f"/x-rules/{index}"
        self.words = words
        self.rule = str(words.get("rule"))
        self.at = str(words.get("at", ""))
        self.value = words.get("value")
        self.holds = words.get("status") in _HOLDS
        side = as_map(described.get(self.rule)).get("side")
        self.direction: Direction = "response" if side == "response" else "request"
        self.path = re.sub(r"^response\.(?!\d)", "", self.at) if self.at != "response" else ""

    @property
    def shown(self) -> str:
        status = str(self.words.get("status"))
        if self.value is None:
            return "holds" if status == "full" else status
        return self.value if isinstance(self.value, str) else json.dumps(self.value, ensure_ascii=False)

    def is_about_the_same(self, other: _Entry) -> bool:
        return (self.rule, self.at) == (other.rule, other.at)

    def is_like(self, other: _Entry) -> bool:
        """Tells whether both say the same to a client."""
        same = all(self.words.get(key) == other.words.get(key) for key in ("value", "when", "otherwise", "status"))
        return self.is_about_the_same(other) and same


def _level(words: Mapping[str, Any], entry: _Entry) -> Level | None:
    level = words.get("level")
    # What holds in part, or under a condition, may hold or not.
    is_sure = entry.words.get("status") == "full"
    return level if is_sure or level not in ("breaking", "silent") else "warning"


def _same_cause(entry: _Entry, words: Mapping[str, Any], b: Dialect, known: Sequence[Found]) -> Found | None:
    """The fact that a rule says more about: of a kind that it is `about` at the same place, or what it follows from."""
    for found in known:
        fact = found.fact
        if fact.edit in ("not-stated", "gained"):
            continue
        if fact.direction == entry.direction and fact.path == entry.path:
            if "level" not in words or fact.subject in as_list(words.get("about")):
                return found
        elif fact.subject == "server" and "server" in as_list(words.get("about")):
            return found
        elif fact.edit == "ignored" and fact.pointer_b is not None:
            effects = as_list(as_map(value_at(b.support.document, fact.pointer_b)).get("x-effects"))
            if any((effect.get("at"), effect.get("value")) == (entry.at, entry.value) for effect in effects):
                return found
    return None


def _join(found: Found, entry: _Entry, words: Mapping[str, Any]) -> None:
    """Adds what a rule says to a fact with the same cause, which then is as bad as the worse of the two."""
    found.add_evidence(entry.words.get("evidence"))
    level, note = _level(words, entry), str(entry.words.get("note", "")).rstrip(".")
    if level is not None and found.level is not None and found.fact.edit != "ignored":
        found.level = worst([level, found.level])
    if level is not None and note and note not in found.fact.detail and found.fact.edit != "ignored":
        found.fact = replace(found.fact, detail=f"{found.fact.detail} {note}.".strip())


def _found(
    entry: _Entry,
    words: Mapping[str, Any],
    operation: Operation | None,
    level: Level,
    edit: Literal["stated", "not-stated"],
    change: tuple[str, str],
) -> Found:
    title, explains, note = (str(text) for text in (words.get("title", entry.rule), words.get("explains", ""), ""))
    evidence: tuple[Any, ...] = ()
    if edit == "stated":
        value, when = _in_words(entry.value), condition(entry.words.get("when"), entry.words.get("otherwise"))
        title += f": {'; '.join(filter(None, (value, when.removeprefix(': '))))}" if value or when else ""
        note, evidence = str(entry.words.get("note", "")), tuple(as_list(entry.words.get("evidence")))
    else:
        title = f"Not stated: {title}"
    fact = Fact(
        entry.rule,
        edit,
        entry.direction,
        "none",
        operation.label if operation is not None else "",
        "" if re.match(r"[A-Z]+ /", entry.path) else entry.path,
        None,
        None,
        *change,
        is_structural=True,
        detail=" ".join(f"{part.strip().rstrip('.')}." for part in (title, explains, note) if part),
    )
    return Found(fact, level, evidence, said_at=entry.pointer if edit == "stated" else "")


def _in_words(value: Any) -> str:
    """The value of a rule in a sentence: "32 MB", "cost, speed", "stop_sequence as end_turn"."""
    if isinstance(value, dict):
        return ", ".join(f"{name} as {_in_words(inner)}" for name, inner in as_map(value).items())
    if isinstance(value, list):
        return ", ".join(map(_in_words, as_list(value)))
    return value if isinstance(value, str) else "" if value is None else json.dumps(value)


def _operation(entry: _Entry, api: WireApi, b: Dialect) -> Operation | None:
    """The first operation that has the place of a rule."""
    if entry.at in api.operations:
        return api.operations[entry.at]
    head, _, rest = entry.path.partition(".")
    for operation in api.operations.values():
        answers = [media for response in operation.responses.values() for media in response.content.values()]
        bodies = list(operation.body.content.values()) if operation.body is not None else []
        if (
            (head == "stream" and any(media.events for media in answers))
            or head == "response"
            or (not head and entry.direction == "response")
            or (head == "header" and ("header", rest) in operation.parameters)
            or any(head.removesuffix("[]") in _fields(media, b) for media in _of(entry.direction, bodies, answers))
        ):
            return operation
    return None


def _of(direction: Direction, bodies: list[Media], answers: list[Media]) -> list[Media]:
    return bodies if direction == "request" else answers


def _fields(media: Media, b: Dialect) -> Mapping[str, Any]:
    """The fields of a body."""
    schema = as_map(value_at(b.document, media.schema or ""))
    while isinstance(reference := schema.get("$ref"), str):
        schema = as_map(value_at(b.document, reference[1:]))
    return as_map(schema.get("properties"))
