"""Texts of others as Markdown that shows them as they are: code, cells of a table, and plain text."""

from __future__ import annotations

import re


def code(text: str) -> str:
    """A text as code, with any characters in it."""
    text = " ".join(text.split())
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if len(ticks) > 1 else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def fenced(text: str, language: str) -> str:
    """A text as a block of code."""
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{ticks}{language}\n{text}\n{ticks}\n"


def cell(text: str) -> str:
    """A piece of Markdown as the cell of a table."""
    return text.replace("|", "\\|")


def prose(text: str) -> str:
    """A text that brings no markup and no mention of its own; what stands between backticks stays code."""
    parts = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(part if part.startswith("`") else _escaped(part) for part in parts)


def _escaped(text: str) -> str:
    """Only what would be more than text: names with an underscore in them and empty brackets are not."""
    text = re.sub(r"([\\*])|(?<!\w)_|_(?!\w)", r"\\\g<0>", text).replace("](", "]\\(")
    return re.sub(r"(?<!\w)@", "@<!-- -->", text.replace("<", "&lt;"))
