# Copied by isogloss from messages/types/beta.py. Do not edit: change that, then generate.
"""The types of the API by the names that the official SDK has for betas: `BetaMessage` is `Message`."""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    from .._messages.type_names import find

    return find(name, __name__)
