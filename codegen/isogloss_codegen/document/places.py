"""Where the spec is that is worked on, and what of this project's own spec comes with the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def packaged_spec() -> Path:
    """The `spec/` of this project: inside the package of a wheel, beside codegen/ in a checkout."""
    folders = (_PACKAGE / "spec", _PACKAGE.parents[1] / "spec")
    return next((folder for folder in folders if folder.is_dir()), folders[0])


def spec_folder() -> Path:
    """The `spec/` of the checkout that is worked in, or else the one that came with the package."""
    here = Path("spec")
    packaged = packaged_spec()
    return next((folder for folder in (here, packaged) if (folder / "openapi.yaml").is_file()), here)
