"""Escapes texts for Markdown: as code, in table cells, and as plain text."""

from __future__ import annotations

import re


def code(text: str) -> str:
    """A text as inline code; it may contain any characters."""
    text = " ".join(text.split())
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if len(ticks) > 1 else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def fenced(text: str, language: str) -> str:
    """A text as a code block."""
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{ticks}{language}\n{text}\n{ticks}\n"


def cell(text: str) -> str:
    """A piece of Markdown as a table cell."""
    return text.replace("|", "\\|")


def prose(text: str) -> str:
    """A text without markup and mentions of its own; text between backticks stays code."""
    parts = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(part if part.startswith("`") else _escaped(part) for part in parts)


def _escaped(text: str) -> str:
    """Escapes only markup: underscores in names and empty brackets are plain text."""
    text = re.sub(r"([\\*])|(?<!\w)_|_(?!\w)", r"\\\g<0>", text).replace("](", "]\\(")
    return re.sub(r"(?<!\w)@", "@<!-- -->", text.replace("<", "&lt;"))
