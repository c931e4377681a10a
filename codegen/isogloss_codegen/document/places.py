"""Where documents are: the spec that is worked on, and what an overlay extends."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path

from ..findings.finding import Finding
from . import revisions
from .load import Document, LoadError, load

BASE = "isogloss:base"
"""What an overlay extends that is kept elsewhere: the base document of this project."""

_PACKAGE = Path(__file__).parents[1]


def packaged_spec() -> Path:
    """The `spec/` of this project: inside the package of a wheel, beside codegen/ in a checkout."""
    folders = (_PACKAGE / "spec", _PACKAGE.parents[1] / "spec")
    return next((folder for folder in folders if folder.is_dir()), folders[0])


def spec_folder() -> Path:
    """The `spec/` of the checkout that is worked in, or else the one that came with the package."""
    here = Path("spec")
    return next((folder for folder in (here, packaged_spec()) if (folder / "openapi.yaml").is_file()), here)


def extended(overlay: Document, base: Document | None = None) -> Document:
    """The document that an overlay extends; raises LoadError.

    That is the one at the path it names, seen from its own folder, in the same revision; without one, `base`, which is
    the project's own unless given.
    """
    extends = overlay.value.get("extends", BASE)
    if extends == BASE:
        return base or load(spec_folder() / "openapi.yaml")
    problem = _unusable(overlay, extends)
    if problem is not None:
        raise LoadError([problem])
    name = beside(overlay.path, extends)
    if base is not None and os.path.realpath(name) == os.path.realpath(base.path):
        return base
    try:
        document = load(name)
    except LoadError as error:
        if error.problems[0].rule != "unreadable":
            raise
        message = f"{extends} {error.problems[0].message}"
        raise LoadError([overlay.problem("extends-unresolved", "/extends", message)]) from None
    if "openapi" not in document.value:
        message = f"{extends} is an overlay itself"
        raise LoadError([overlay.problem("extends-unresolved", "/extends", message)])
    return document


def _unusable(overlay: Document, extends: object) -> Finding | None:
    """What keeps an overlay's `extends` from being a file that may be read."""
    help = f"write {BASE}, or the path of a file beside the overlay or in the folder above it"
    if not isinstance(extends, str):
        return overlay.problem("extends-unresolved", "/extends", "this must be a string", help=help)
    path = posixpath.normpath(extends)
    if ":" in path.partition("/")[0] or path.startswith("/"):
        # A document must not be able to read what its user did not give it, nor anything from a network.
        what = "nothing is fetched from a network" if "://" in extends else "the path must be relative"
        return overlay.problem("extends-unresolved", "/extends", what, help=help)
    if "\0" in path:
        return overlay.problem("extends-unresolved", "/extends", "no file can have this name", help=help)
    if path.startswith("../../"):
        return overlay.problem("extends-unresolved", "/extends", "the file is too far from the overlay", help=help)
    return None


def beside(name: str, relative: str) -> str:
    """The name of a file or folder at a path, seen from the folder of a document, in the same revision."""
    if revisions.is_of_revision(name):
        return revisions.beside(name, relative)
    return str(Path(name).parent / relative)
