"""Statements of support as sentences about one subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...document.support import Statement
from ...document.values import as_list, as_map, one_or_more
from ..model import Direction

_SENTENCES = {
    "ignored": "taken without effect",
    "partial": "works within limits",
    "transformed": "has another effect",
    "conditional": "works under a condition",
    "gained": "works, which it does not here",
    "not-stated": "nothing is said of it",
    "not-promised": "described, but not promised",
}
_OTHERWISE = {
    "partial": "otherwise it works in part",
    "ignored": "otherwise it has no effect",
    "rejected": "otherwise it is refused",
    "unsupported": "otherwise it is not supported",
    "transformed": "otherwise it has another effect",
}
_RESPONSE = {"unsupported": "never comes", "gained": "comes, which it does not here"}
_FEW = 4
_UNSUPPORTED = "not supported; whether it is refused or ignored is not said"


def say(direction: Direction, edit: str, statement: Statement, effects: Sequence[Any] = ()) -> str:
    """What a statement means for a client, and what follows (`x-effects`), in one sentence or two."""
    words = _SENTENCES.get(edit, _UNSUPPORTED)
    if direction == "response":
        words = _RESPONSE.get(edit, words)
    elif not statement.is_stated and edit in ("ignored", "unsupported"):
        words = f"{words}: its sources are exhaustive, and do not mention it"
    parts = [f"{words}{condition(statement.when, statement.otherwise)}"]
    parts += [str(as_map(effect).get("says", "")) for effect in effects]
    if statement.note:
        parts.append(statement.note)
    return ". ".join(part[:1].upper() + part[1:].rstrip(".") for part in parts if part) + "."


def which_of(alternatives: Sequence[str]) -> str:
    """What is to be said of something that works, if nothing is said of any of its alternatives."""
    more = f" and {len(alternatives) - _FEW} more" if len(alternatives) > _FEW else ""
    return f"It works; which of its alternatives do is not said: {', '.join(alternatives[:_FEW])}{more}."


def condition(when: Mapping[str, Any] | None, otherwise: str | None = None) -> str:
    """The condition of a statement as the end of a sentence: ": with the models x, y; otherwise it is refused"."""
    words = as_map(when)
    parts: list[str] = []
    if names := as_list(words.get("model")):
        parts.append(f"with {', '.join(map(str, names))}")
    if headers := as_map(words.get("header")):
        wanted = [f"{name}: {' or '.join(one_or_more(value))}" for name, value in headers.items()]
        parts.append(f"with {', '.join(wanted)}")
    if words.get("note"):
        parts.append(str(words["note"]).rstrip("."))
    if otherwise is not None:
        parts.append(_OTHERWISE.get(otherwise, ""))
    return f": {'; '.join(filter(None, parts))}" if parts else ""
