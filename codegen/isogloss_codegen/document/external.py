"""Reads the files that the `$ref`s of a document name."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

from . import places, revisions
from .load import Document, LoadError, read


def beside(document: Document, uri: str, *, allow_external: bool = False) -> Document:
    """Reads the file that a `$ref` of `document` names; `uri` has no fragment.

    Raises LoadError, also for a network address and, unless `allow_external`, for a file outside the folder of
    `document`: a document must not read files that its user did not give it.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", uri):
        raise LoadError([document.problem("unreadable", "", "nothing is fetched from a network")])
    target = places.beside(document.path, unquote(uri))
    if not allow_external and not _is_under_folder_of(document.path, target):
        raise LoadError([document.problem("unreadable", "", f"the file is not under the folder of {document.path}")])
    if not revisions.is_of_revision(target) and os.path.exists(target) and not os.path.isfile(target):
        # A pipe or a device may never end.
        raise LoadError([document.problem("unreadable", "", "cannot be read: it is not a file")])
    return read(target)


def _is_under_folder_of(name: str, target: str) -> bool:
    """True if a file is in a document's folder or below it, links followed; also for an impossible name, which reading
    refuses."""
    if revisions.is_of_revision(name):
        return revisions.is_under_folder_of(name, target)
    try:
        return Path(os.path.realpath(target)).is_relative_to(os.path.realpath(Path(name).parent))
    except ValueError:
        return True
