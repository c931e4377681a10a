"""Makes the blocking twin of an `async` module, token by token."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator

# The twin of `async_client.py` is `client.py`; the names in it follow the same rule.
PREFIX = "async_"

_NAMES = {
    "aclose": "close",
    "aiter_bytes": "iter_bytes",
    "aiter_lines": "iter_lines",
    "aiter_raw": "iter_raw",
    "aiter_text": "iter_text",
    "anext": "next",
    "aread": "read",
}


def synchronous(text: str) -> str:
    """The text of the blocking twin: without `async` and `await`, and with blocking names."""
    lines = text.splitlines(keepends=True)
    for token in reversed(list(_names(text))):
        (row, start), end = token.start, token.end[1]
        line = lines[row - 1]
        if token.string in ("async", "await"):
            lines[row - 1] = line[:start] + line[end:].lstrip(" ")
        else:
            lines[row - 1] = line[:start] + _renamed(token.string) + line[end:]
    return f"# ruff: noqa: UP028 (async generators have no `yield from`)\n{''.join(lines)}"


def _names(text: str) -> Iterator[tokenize.TokenInfo]:
    return (token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type == tokenize.NAME)


def _renamed(name: str) -> str:
    special = re.fullmatch(r"__a(iter|next|enter|exit)__", name)
    if special is not None:
        return f"__{special[1]}__"
    return _NAMES.get(name) or re.sub(rf"^(Async|{PREFIX})(?=\w)", "", name)
