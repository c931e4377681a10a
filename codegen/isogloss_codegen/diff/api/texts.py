"""Values that are written as text: those of parameters and headers, and of bodies in some media types."""

from __future__ import annotations

from ...schema.maker.kinds import key
from ...schema.wording import in_words, shown
from ...wire import Operation, Text
from ..model import Direction, Mode, Part
from .facts import Gathering


def compare_texts(
    operation: Operation,
    texts: tuple[Text, Text],
    path: str,
    part: Part,
    at: tuple[str, str],
    found: Gathering,
    direction: Direction,
    mode: Mode = "text",
) -> None:
    """Notes the differences between the values of parameters or headers; those of schemas are compared later."""
    ours, theirs = texts
    if direction == "request" and key(ours.default) != key(theirs.default):
        before, after = in_words(lambda value: "none" if value is None else shown(value), ours.default, theirs.default)
        edit = "added" if ours.default is None else "removed" if theirs.default is None else "changed"
        found.add(operation, "default", edit, "none", path, at, (before, after))
    found.pair(operation, path, part, (ours.schema, theirs.schema), at, direction, mode)


def mode_of(type: str) -> Mode:
    """The way in which the values of a body of a media type are written."""
    name = type.partition(";")[0].strip().lower()
    if name == "application/x-www-form-urlencoded" or name.startswith("multipart/"):
        return "form"
    is_text = name.startswith("text/") or name == "application/xml" or name.endswith("+xml")
    return "text" if is_text else "json"
