"""Finds the document or the other overlay that an overlay extends."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path

from ...findings.finding import Finding
from ..load import Document, LoadError, read_text, shared
from ..places import BASE, beside, spec_folder
from ..values import as_map

MAX_OVERLAYS = 8
"""The maximum number of overlays that build on each other."""

# Reading a text is cheap, parsing a whole document only to see that it is no overlay is not.
_LIKE_OVERLAY = re.compile(r"\boverlay['\"]?\s*:")


def chain(overlay: Document, base: Document | None = None) -> tuple[Document, ...]:
    """Returns an overlay and the overlays that it builds on. The last one extends a document.

    `base` is that document, if it has been read already. Raises LoadError.
    """
    found = [overlay]
    while (parent := _parent(found[-1], base)) is not None:
        last = found[-1]
        names = [os.path.realpath(each.path) for each in found]
        if os.path.realpath(parent.path) in names:
            circle = [Path(each.path).name for each in found[names.index(os.path.realpath(parent.path)) :]]
            message = f"overlays extend each other: {' -> '.join([*circle, circle[0]])}"
            raise LoadError([last.problem("extends-circular", "/extends", message)])
        if len(found) == MAX_OVERLAYS:
            message = f"too many overlays extend each other (at most {MAX_OVERLAYS})"
            raise LoadError([last.problem("document-limits", "/extends", message)])
        if is_provider(last) != is_provider(parent):
            name = Path(parent.path).name
            which = ("this overlay", name) if is_provider(last) else (name, "this overlay")
            message = f"{which[0]} describes a provider, {which[1]} does not"
            help = "write `info.x-provider` in both, or in none"
            raise LoadError([last.problem("extends-unresolved", "/extends", message, help=help)])
        found.append(parent)
    return tuple(found)


def extended(overlay: Document, base: Document | None = None) -> Document:
    """The document that the last of a chain of overlays extends; raises LoadError.

    It is the document at the path in `extends`, relative to the overlay's folder and in the same revision. Without a
    path it is `base`, by default the project's own.
    """
    name = None if _is_extended(base, overlay) else _name(overlay)
    if name is None:
        return base or shared(spec_folder() / "openapi.yaml")
    return shared(name)


def is_provider(overlay: Document) -> bool:
    """Returns whether an overlay describes a provider: then more is checked than the Overlay specification asks for."""
    return "x-provider" in as_map(overlay.value.get("info"))


def _parent(overlay: Document, base: Document | None) -> Document | None:
    """The overlay that an overlay extends; None if that is a document."""
    name = None if _is_extended(base, overlay) else _name(overlay)
    if name is None:
        return None
    try:
        text = read_text(name)
    except LoadError as error:
        message = f"{overlay.value['extends']} {error.problems[0].message}"
        raise LoadError([overlay.problem("extends-unresolved", "/extends", message)]) from None
    if not _LIKE_OVERLAY.search(text):
        return None
    document = shared(name)
    return document if "overlay" in document.value else None


def _is_extended(base: Document | None, overlay: Document) -> bool:
    """Returns whether an overlay extends `base`, which has been read already."""
    extends = overlay.value.get("extends")
    return (
        base is not None
        and isinstance(extends, str)
        and "\0" not in extends
        and os.path.realpath(beside(overlay.path, extends)) == os.path.realpath(base.path)
    )


def _name(overlay: Document) -> str | None:
    """The name of the file that an overlay extends; None for the project's own base. Raises LoadError."""
    extends = overlay.value.get("extends", BASE)
    if extends == BASE:
        return None
    problem = _unusable(overlay, extends)
    if problem is not None:
        raise LoadError([problem])
    return beside(overlay.path, extends)


def _unusable(overlay: Document, extends: object) -> Finding | None:
    """A finding if an overlay's `extends` is not a file that may be read, else None."""
    help = f"write {BASE}, or the path of a file beside the overlay or in the folder above it"
    if not isinstance(extends, str):
        return overlay.problem("extends-unresolved", "/extends", "this must be a string", help=help)
    path = posixpath.normpath(extends)
    if ":" in path.partition("/")[0] or path.startswith("/"):
        # A document must not read files that its user did not give it, nor anything from a network.
        what = "nothing is fetched from a network" if "://" in extends else "the path must be relative"
        return overlay.problem("extends-unresolved", "/extends", what, help=help)
    if "\0" in path:
        return overlay.problem("extends-unresolved", "/extends", "this is not a valid file name", help=help)
    if path.startswith("../../"):
        message = "the file is not in the overlay's folder or the folder above it"
        return overlay.problem("extends-unresolved", "/extends", message, help=help)
    return None
