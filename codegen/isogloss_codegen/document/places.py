"""Finds documents: the spec of the project, and the document that an overlay extends."""

from __future__ import annotations

from pathlib import Path

from . import revisions

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


def beside(name: str, relative: str) -> str:
    """The name of a file or folder: `relative` to the folder of the document `name`, in the same revision."""
    if revisions.is_of_revision(name):
        return revisions.beside(name, relative)
    return str(Path(name).parent / relative)
