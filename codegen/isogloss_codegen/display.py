"""Texts that come from documents, on a terminal."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    """The text with a space for each tab and a mark for what would steer the terminal: documents may be hostile.

    The names of files may be no text at all: what cannot be written as UTF-8 gets the mark, too.
    """
    return "".join(
        " "
        if character == "\t"
        else "\ufffd"
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else character
        for character in text
    )


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
