"""Finds documents: the spec of the project, and the document that an overlay extends."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path

from ..findings.finding import Finding
from . import revisions
from .load import Document, LoadError, load

BASE = "isogloss:base"
"""The value of `extends` in an overlay that is not stored beside the base document: the base of this project."""

_PACKAGE = Path(__file__).parents[1]


def packaged_spec() -> Path:
    """The `spec/` of this project: in a wheel inside the package, in a checkout beside codegen/."""
    folders = (_PACKAGE / "spec", _PACKAGE.parents[1] / "spec")
    return next((folder for folder in folders if folder.is_dir()), folders[0])


def spec_folder() -> Path:
    """The `spec/` of the checkout around the working directory, or else the packaged one."""
    here = Path("spec")
    return next((folder for folder in (here, packaged_spec()) if (folder / "openapi.yaml").is_file()), here)


def extended(overlay: Document, base: Document | None = None) -> Document:
    """The document that an overlay extends; raises LoadError.

    It is the document at the path in `extends`, relative to the overlay's folder and in the same revision. Without a
    path it is `base`, by default the project's own.
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
        return overlay.problem(
            "extends-unresolved",
            "/extends",
            "the file is not in the overlay's folder or the folder above it",
            help=help,
        )
    return None


def beside(name: str, relative: str) -> str:
    """The name of a file or folder: `relative` to the folder of the document `name`, in the same revision."""
    if revisions.is_of_revision(name):
        return revisions.beside(name, relative)
    return str(Path(name).parent / relative)
