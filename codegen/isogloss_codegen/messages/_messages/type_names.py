"""Finds the types of this package by the names of the official SDK."""

from __future__ import annotations

import re
from typing import Any

from .. import models, params

_RENAMED = {
    r"ToolParam": "CustomToolParam",
    r"(Message|ContentBlock)CreateParams\w*": r"CreateMessageRequest",
}


def find(name: str, module: str) -> Any:
    """The type `name`.

    Raises:
        AttributeError: there is no such type.
    """
    plain = re.sub(r"^(Parsed)?(Beta)?(Raw)?", "", name)
    for home in (params, models) if plain.endswith(("Param", "Params")) else (models, params):
        if (found := getattr(home, plain, None)) is not None:
            return found
    raise AttributeError(f"module {module!r} has no attribute {name!r}")
