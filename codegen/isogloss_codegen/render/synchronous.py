"""The blocking twin of a module that is written with `async`: the same code, token by token."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator

# `async_client.py` has the twin `client.py`; names inside follow the same rule.
PREFIX = "async_"

_NAMES = {
    "aclose": "close",
    "aiter_bytes": "iter_bytes",
    "anext": "next",
    "aread": "read",
}


def synchronous(text: str) -> str:
    """The text of the blocking twin: without `async` and `await`, and with the blocking name of everything."""
    lines = text.splitlines(keepends=True)
    for token in reversed(list(_names(text))):
        (row, start), end = token.start, token.end[1]
        line = lines[row - 1]
        if token.string in ("async", "await"):
            lines[row - 1] = line[:start] + line[end:].lstrip(" ")
        else:
            lines[row - 1] = line[:start] + _renamed(token.string) + line[end:]
    return f"# ruff: noqa: UP028 (only generators that block have `yield from`)\n{''.join(lines)}"


def _names(text: str) -> Iterator[tokenize.TokenInfo]:
    return (token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type == tokenize.NAME)


def _renamed(name: str) -> str:
    special = re.fullmatch(r"__a(iter|next|enter|exit)__", name)
    if special is not None:
        return f"__{special[1]}__"
    return _NAMES.get(name) or re.sub(rf"^(Async|{PREFIX})(?=\w)", "", name)
