# Copied by isogloss from render/runtime/header_values.py. Do not edit: change that, then generate.
"""Headers that callers give: their names in any case, and the values that HTTP cannot carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .omit import Omit

_UNSENDABLE = re.compile(r"[^\t\x20-\x7e]")


def unsendable(value: str) -> str | None:
    """The reason why a text cannot be a header value, without showing the text; None if it can."""
    found = _UNSENDABLE.search(value)
    if found is None:
        return None
    kind = "a control character" if found[0] < " " or found[0] == "\x7f" else "not ASCII"
    return f"character {found.start() + 1} of {len(value)} is {kind}"


class Headers(dict[str, str | None]):
    """Headers by name in any case; they are kept in lower case."""

    def __init__(self, given: Mapping[str, str | Omit | None] | None = None) -> None:
        pairs = (given or {}).items()
        super().__init__({name.lower(): None if isinstance(value, Omit) else value for name, value in pairs})

    def __getitem__(self, name: str) -> str | None:
        return super().__getitem__(name.lower())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(name.lower())

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name.lower(), default)
