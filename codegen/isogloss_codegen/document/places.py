"""Where documents are: the spec that is worked on, what an overlay extends, files of a git revision."""

from __future__ import annotations

import os
import posixpath
import subprocess
from pathlib import Path

from .load import Document, LoadError, load, parse
from .problem import Position, Problem

BASE = "isogloss:base"
"""What an overlay extends that is kept elsewhere: the base document of this project."""

_GIT = "git:"
_PACKAGE = Path(__file__).parents[1]


def packaged_spec() -> Path:
    """The `spec/` of this project: inside the package of a wheel, beside codegen/ in a checkout."""
    folders = (_PACKAGE / "spec", _PACKAGE.parents[1] / "spec")
    return next((folder for folder in folders if folder.is_dir()), folders[0])


def spec_folder() -> Path:
    """The `spec/` of the checkout that is worked in, or else the one that came with the package."""
    here = Path("spec")
    return next((folder for folder in (here, packaged_spec()) if (folder / "openapi.yaml").is_file()), here)


def open_document(name: str) -> Document:
    """Reads the document at a path, or at `git:REVISION:PATH` of the repository that is worked in; raises LoadError."""
    return parse(name, _show(name)) if name.startswith(_GIT) else load(name)


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
    name = _beside(overlay.path, extends)
    if base is not None and os.path.realpath(name) == os.path.realpath(base.path):
        return base
    try:
        document = open_document(name)
    except LoadError as error:
        if error.problems[0].rule != "unreadable":
            raise
        message = f"{extends} {error.problems[0].message}"
        raise LoadError([overlay.problem("extends-unresolved", "/extends", message)]) from None
    if "openapi" not in document.value:
        message = f"{extends} is an overlay itself"
        raise LoadError([overlay.problem("extends-unresolved", "/extends", message)])
    return document


def _unusable(overlay: Document, extends: object) -> Problem | None:
    """What keeps an overlay's `extends` from being a file that may be read."""
    help = f"write {BASE}, or the path of a file beside the overlay or in the folder above it"
    if not isinstance(extends, str):
        return overlay.problem("extends-unresolved", "/extends", "this has to be a string", help=help)
    path = posixpath.normpath(extends)
    if ":" in path.partition("/")[0] or path.startswith("/"):
        # A document must not be able to read what its user did not give it, nor anything from a network.
        what = "nothing is fetched from a network" if "://" in extends else "only a relative path can be followed"
        return overlay.problem("extends-unresolved", "/extends", what, help=help)
    if path.startswith("../../"):
        return overlay.problem("extends-unresolved", "/extends", "the file is too far from the overlay", help=help)
    return None


def _beside(name: str, relative: str) -> str:
    if not name.startswith(_GIT):
        return str(Path(name).parent / relative)
    revision, _, path = name.removeprefix(_GIT).partition(":")
    return f"{_GIT}{revision}:{posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))}"


def _show(name: str) -> str:
    """The text of a file in a revision; git is kept from fetching what a partial clone does not have."""
    revision, colon, path = name.removeprefix(_GIT).partition(":")
    if not revision or not colon or not path or revision.startswith("-"):
        raise _unreadable(name, f"write {_GIT}REVISION:PATH, as in {_GIT}HEAD~1:spec/openapi.yaml")
    try:
        shown = subprocess.run(
            ["git", "cat-file", "blob", f"{revision}:{path}"],
            capture_output=True,
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"},
        )
    except FileNotFoundError:
        raise _unreadable(name, "git is not installed") from None
    if shown.returncode:
        lines = shown.stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
        raise _unreadable(name, lines[0].removeprefix("fatal: "))
    return shown.stdout.decode("utf-8-sig", errors="replace")


def _unreadable(name: str, reason: str) -> LoadError:
    return LoadError([Problem("unreadable", "error", f"cannot be read: {reason}", name, Position(1, 1))])
