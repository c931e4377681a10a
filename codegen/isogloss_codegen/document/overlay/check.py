"""All that is wrong with an overlay, at once."""

from __future__ import annotations

from pathlib import Path

from ..load import Document, LoadError, load
from ..places import spec_folder
from ..problem import Problem, in_order
from .apply import apply_overlay
from .vocabulary import check_words

BASE = "isogloss:base"
"""What an overlay extends that is kept elsewhere: the base document of this project."""


def check_overlay(overlay: Document, base: Document) -> list[Problem]:
    """What is wrong with an overlay of a base document, in the order of its lines."""
    return in_order([*check_words(overlay), *apply_overlay(overlay, base.value).problems])


def extended(overlay: Document) -> Document:
    """The document that an overlay extends, which is the base if it does not say; raises LoadError."""
    extends = overlay.value.get("extends", BASE)
    if extends == BASE or not isinstance(extends, str):
        return load(spec_folder() / "openapi.yaml")
    try:
        base = load(Path(overlay.path).parent / extends)
    except LoadError as error:
        if error.problems[0].rule != "unreadable":
            raise
        message = f"{extends} {error.problems[0].message}"
        raise LoadError([overlay.problem("extends-unresolved", "/extends", message)]) from None
    return base
