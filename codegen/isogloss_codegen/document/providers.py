"""Finds what a PROVIDER on a command line means."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from .load import Document, load
from .places import spec_folder
from .resolve import Dialect, resolve_base, resolve_overlay

_SUFFIX = ".overlay.yaml"


class UnknownProviderError(Exception):
    """No provider goes by that name; the message lists those that there are."""


def load_base() -> Document:
    """The base document."""
    return load(spec_folder() / "openapi.yaml")


def find_dialect(name: str) -> Dialect:
    """The dialect called `base`, `id` (its newest version), `id@version`, or kept in the overlay at a path.

    Raises:
        UnknownProviderError: there is no such provider and no such file.
    """
    base = load_base()
    if name == "base":
        return resolve_base(base)
    folder = spec_folder() / "providers"
    overlays = {path.name.removesuffix(_SUFFIX): path for path in sorted(folder.glob(f"*{_SUFFIX}"))}
    if name in overlays:
        return resolve_overlay(overlays[name], base)
    versions = [key for key in overlays if key.partition("@")[0] == name]
    if versions:
        return resolve_overlay(overlays[versions[-1]], base)
    if Path(name).is_file():
        return resolve_overlay(Path(name), base)
    known = ["base", *dict.fromkeys(key.partition("@")[0] for key in overlays)]
    close = get_close_matches(name, known, n=1)
    hint = f"did you mean `{close[0]}`?" if close else f"known: {', '.join(known)}"
    raise UnknownProviderError(f"no provider and no file is called `{name}`; {hint}")
