"""Where documents are: the spec that is worked on, and what an overlay extends."""

from __future__ import annotations

from pathlib import Path

from . import revisions

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


def beside(name: str, relative: str) -> str:
    """The name of a file or folder at a path, seen from the folder of a document, in the same revision."""
    if revisions.is_of_revision(name):
        return revisions.beside(name, relative)
    return str(Path(name).parent / relative)
