"""Values that are written as text: a number is taken where any text is, and one value where a list may be of one."""

from __future__ import annotations

from ...schema.maker.kinds import key
from ...schema.wording import in_words, shown
from ...wire import Operation, Text
from ..model import Direction, Part
from .facts import Gathering


def compare_texts(
    operation: Operation,
    texts: tuple[Text, Text],
    path: str,
    part: Part,
    at: tuple[str, str],
    found: Gathering,
    direction: Direction,
) -> None:
    """Notes what is different between the values of parameters or headers, or leaves it to that of their schemas."""
    ours, theirs = texts
    if direction == "request":
        _compare_defaults(operation, texts, path, at, found)
    if direction == "request" and theirs.item is not None and not ours.has_parts:
        # What was one value is a list of one.
        change = _types(ours), f"array of {_types(theirs.item)}"
        found.add(operation, "type", "added", "widens", path, at, change)
        theirs = theirs.item
    if direction == "request" and _is_text_of(ours, theirs):
        found.add(operation, "type", "added", "widens", path, at, (_types(ours), "any text"))
    elif direction == "response" and _is_text_of(theirs, ours):
        change = "any text", _types(theirs)
        found.add(operation, "type", "removed", "narrows", path, at, change, direction=direction)
    else:
        found.pair(operation, path, part, (ours.schema, theirs.schema), at, direction, is_text=True)


def _compare_defaults(
    operation: Operation, texts: tuple[Text, Text], path: str, at: tuple[str, str], found: Gathering
) -> None:
    before, after = (text.default for text in texts)
    if key(before) != key(after):
        edit = "added" if before is None else "removed" if after is None else "changed"
        change = in_words(lambda value: "none" if value is None else shown(value), before, after)
        found.add(operation, "default", edit, "none", path, at, change)


def _is_text_of(narrow: Text, wide: Text) -> bool:
    """Tells whether all of one is text that the other may be, though it is of another type."""
    is_other = not narrow.has_parts and not narrow.types <= wide.types
    return wide.is_any and is_other and ("null" not in narrow.types or "null" in wide.types)


def _types(text: Text) -> str:
    return " or ".join(sorted(text.types - {"integer"} if "number" in text.types else text.types))
