"""Statements of support as sentences about one subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...document.values import as_list, as_map, one_or_more
from ...support.statement import Statement
from ..model import Direction

_SENTENCES = {
    "ignored": "accepted and ignored",
    "partial": "works within limits",
    "transformed": "has another effect",
    "conditional": "works under a condition",
    "gained": "works in B, not in A",
    "not-stated": "not stated",
    "not-promised": "described, but not promised",
}
_OTHERWISE = {
    "partial": "otherwise it works within limits",
    "ignored": "otherwise it is ignored",
    "rejected": "otherwise it is refused",
    "unsupported": "otherwise it is not supported",
    "transformed": "otherwise it has another effect",
}
_RESPONSE = {"unsupported": "never sent", "gained": "sent by B, not by A"}
_FEW = 4
_UNSUPPORTED = "not supported; the sources do not say whether it is refused or ignored"


def say(direction: Direction, edit: str, statement: Statement, effects: Sequence[Any] = ()) -> str:
    """The meaning of a statement for a client, and its consequences (`x-effects`), in one or two sentences."""
    words = _SENTENCES.get(edit, _UNSUPPORTED)
    if direction == "response":
        words = _RESPONSE.get(edit, words)
    elif not statement.is_stated and edit in ("ignored", "unsupported"):
        words = f"{words}: the sources are complete, and do not mention it"
    parts = [f"{words}{condition(statement.when, statement.otherwise)}"]
    parts += [str(as_map(effect).get("says", "")) for effect in effects]
    if statement.note:
        parts.append(statement.note)
    return ". ".join(part[:1].upper() + part[1:].rstrip(".") for part in parts if part) + "."


def which_of(alternatives: Sequence[str]) -> str:
    """The sentence about a property that works, if none of its union members is stated."""
    more = f" and {len(alternatives) - _FEW} more" if len(alternatives) > _FEW else ""
    return f"It works; the sources do not say which of its union members do: {', '.join(alternatives[:_FEW])}{more}."


def condition(when: Mapping[str, Any] | None, otherwise: str | None = None) -> str:
    """The condition of a statement as the end of a sentence: ": with the models x, y; otherwise it is refused"."""
    words = as_map(when)
    parts: list[str] = []
    if names := as_list(words.get("model")):
        parts.append(f"with {', '.join(map(str, names))}")
    if headers := as_map(words.get("header")):
        wanted = [f"{name}: {' or '.join(one_or_more(value))}" for name, value in headers.items()]
        parts.append(f"with {', '.join(wanted)}")
    if places := as_list(words.get("at")):
        parts.append(f"in {', '.join(map(str, places))}")
    replaced = as_map(as_map(words.get("transformed")).get("model"))
    parts += [f"{model} answers to {name}" for name, model in replaced.items()]
    if words.get("note"):
        parts.append(str(words["note"]).rstrip("."))
    if otherwise is not None:
        parts.append(_OTHERWISE.get(otherwise, ""))
    return f": {'; '.join(filter(None, parts))}" if parts else ""
