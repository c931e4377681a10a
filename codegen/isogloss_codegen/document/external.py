"""Finds and reads the files that the `$ref`s of a document name."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

from . import places, revisions
from .load import Document, LoadError, read, read_text


def beside(document: Document, uri: str) -> Document:
    """Reads the file that a `$ref` of `document` names; `uri` has no fragment.

    Raises LoadError, also for an address and for a file outside the folder of `document`: a document must not read
    files that its user did not give it.
    """
    return read(_target(document, uri))


def text_beside(document: Document, uri: str) -> str:
    """The text of a file that a `$ref` of `document` names; raises LoadError like `beside`."""
    return read_text(_target(document, uri))


def is_address(uri: str) -> bool:
    """True if a `uri` names a scheme or a host, as in `https://...`, `file:///...` and `//host/...`."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", uri) is not None


def _target(document: Document, uri: str) -> str:
    """The file that a `$ref` of `document` names, if it may be read; else raises LoadError."""
    if is_address(uri):
        what = "only relative paths are followed" if uri.startswith("file:") else "nothing is fetched from a network"
        help = "save the file beside the document, and refer to it by its path"
        raise LoadError([document.problem("unreadable", "", what, help=help)])
    target = places.beside(document.path, unquote(uri))
    if not _is_under_folder_of(document.path, target):
        message = f"the file is not under the folder of {document.path}"
        help = "keep the files of a document in its folder or below"
        raise LoadError([document.problem("unreadable", "", message, help=help)])
    if not revisions.is_of_revision(target) and os.path.exists(target) and not os.path.isfile(target):
        # A pipe or a device may never end.
        raise LoadError([document.problem("unreadable", "", "cannot be read: it is not a file")])
    return target


def _is_under_folder_of(name: str, target: str) -> bool:
    """True if a file is in a document's folder or below it, links followed; also for an impossible name, which reading
    refuses."""
    if revisions.is_of_revision(name):
        return revisions.is_under_folder_of(name, target)
    try:
        return Path(os.path.realpath(target)).is_relative_to(os.path.realpath(Path(name).parent))
    except ValueError:
        return True
