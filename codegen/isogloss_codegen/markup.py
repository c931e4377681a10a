"""Makes HTML from values. Every value that is not markup is escaped, so that a document cannot add markup."""

from __future__ import annotations

import html
import re

_VOID = ("input", "br")
# HTML ends these by itself before the next one and at the end of their row, list or table; `p` before any block.
_UNCLOSED = ("dd", "dt", "li", "p", "td", "th", "tr")
_PLAIN = re.compile(r"[\w#.@:-]+", re.ASCII)


class Markup(str):
    """Text that is already HTML."""


def h(tag: str, *children: str, **attributes: str | bool | None) -> Markup:
    """An element; `class_` and `for_` are spelt with a line, others with one for each `-`; False and None leave out."""
    words = [_attribute(name, value) for name, value in attributes.items() if value not in (None, False)]
    closing = "" if tag in _VOID or tag in _UNCLOSED else f"</{tag}>"
    return Markup(f"<{' '.join([tag, *words])}>{join(*children)}{closing}")


def join(*children: str) -> Markup:
    """Markup and texts, joined."""
    return Markup(
        "".join(child if isinstance(child, Markup) else html.escape(child, quote=False) for child in children)
    )


def prose(text: str) -> Markup:
    """A sentence; text between backticks is code."""
    parts = re.split(r"`([^`]+)`", text)
    return join(*(h("code", part) if index % 2 else part for index, part in enumerate(parts)))


def path(text: str) -> Markup:
    """A path as code with possible line breaks after its separators."""
    pieces = re.split(r"(?<=[/._:])(?=\w|\{)", text)
    return h("code", *(join(Markup("<wbr>") if index else "", piece) for index, piece in enumerate(pieces)))


def link(address: str, *children: str) -> Markup:
    """A link to an http or https URL; for any other address, only the children."""
    if not re.match(r"https?://", address):
        return join(*children)
    return h("a", *children, href=address, rel="noreferrer")


def _attribute(name: str, value: str | bool | None) -> str:
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return name
    text = str(value)
    return f"{name}={text}" if _PLAIN.fullmatch(text) else f'{name}="{html.escape(text)}"'
