# Copied by isogloss from render/runtime/header_values.py. Do not edit: change that, then generate.
"""Values of headers: tells which of them HTTP cannot carry."""

from __future__ import annotations

import re

_UNSENDABLE = re.compile(r"[^\t\x20-\x7e]")


def unsendable(value: str) -> str | None:
    """The reason why a text cannot be a header value, without showing the text; None if it can."""
    found = _UNSENDABLE.search(value)
    if found is None:
        return None
    kind = "a control character" if found[0] < " " or found[0] == "\x7f" else "not ASCII"
    return f"character {found.start() + 1} of {len(value)} is {kind}"
