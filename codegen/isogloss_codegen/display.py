"""Makes texts of documents safe for a terminal."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    """The text with spaces for tabs, and a mark for each character that would control the terminal.

    Documents may be hostile, and file names may not be valid text: characters that UTF-8 cannot encode get the mark
    too.
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
    """The width of a text in cells of a terminal."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
