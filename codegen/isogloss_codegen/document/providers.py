"""Finds the dialect that PROVIDER names on a command line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from . import revisions
from .load import Document
from .openapi import shared
from .overlay.assemble import assemble
from .overlay.extends import extended
from .places import beside, spec_folder
from .resolve import Dialect, resolve_document, resolve_overlay, try_overlay
from .wording import suggested

SUFFIX = ".overlay.yaml"


class UnknownProviderError(Exception):
    """No provider has that name. The message suggests the nearest name, or lists all."""


def load_base() -> Document:
    """The base document."""
    return shared(spec_folder() / "openapi.yaml")


def overlays(folder: Path | None = None) -> dict[str, Path]:
    """The overlays in a folder by `id@version`; by default those of the project's providers.

    The versions of a provider are sorted from oldest to newest. The folder may be in a git revision.
    """
    folder = spec_folder() / "providers" if folder is None else folder
    is_past = revisions.is_of_revision(str(folder))
    paths = map(Path, revisions.listed(str(folder))) if is_past else folder.iterdir() if folder.is_dir() else ()
    names = {path.name.removesuffix(SUFFIX): path for path in paths if path.name.endswith(SUFFIX)}
    return {name: names[name] for name in sorted(names, key=_age)}


def find_dialect(name: str, base: Document | None = None) -> Dialect:
    """The dialect of a PROVIDER: `base`, an `id` (its newest version), `id@version`, or a document.

    A document is the path of an overlay or of any OpenAPI document, or `git:REVISION:PATH`. With `base`, the base
    document is not read again.

    Raises:
        UnknownProviderError: there is no such provider and no such file.
        LoadError: a document cannot be read, or an overlay does not fit the document it extends.
    """
    if name == "base":
        document = base or load_base()
        return resolve_document(document, id="base")
    known = overlays()
    versions = [key for key in known if name in (key, key.partition("@")[0])]
    if versions:
        return _resolve(shared(known[versions[-1]]), base)
    if not revisions.is_of_revision(name) and not os.path.isfile(name):
        raise UnknownProviderError(_unknown(name, list(known)))
    return _resolve(shared(name), base)


def all_dialects() -> Iterator[Dialect]:
    """The dialects of all providers in all versions, sorted; raises LoadError."""
    base = load_base()
    for path in overlays().values():
        yield _resolve(shared(path), base)


def dialects_of_base(base: Document) -> Iterator[Dialect]:
    """The dialects of all providers on another base document; actions that do not fit it are left out.

    The overlays are those in `providers/` beside `base`, in the same revision; if there are none, the project's. Raises
    LoadError for an overlay that cannot be read.
    """
    for path in (overlays(Path(beside(base.path, "providers"))) or overlays()).values():
        dialect, _ = try_overlay(shared(path), base)
        yield dialect


def _resolve(document: Document, base: Document | None) -> Dialect:
    if "openapi" in document.value:
        return resolve_document(document)
    overlay = assemble(document, base)
    return resolve_overlay(overlay, extended(overlay.parts[-1], base))


def _age(name: str) -> tuple[str, list[int], str]:
    """The sort key of `id@version`: the provider, then the date of the version, so that 2026-9 comes before 2026-10."""
    provider, _, version = name.partition("@")
    return provider, [int(number) for number in re.findall(r"\d+", version)], version


def _unknown(name: str, known: list[str]) -> str:
    ids = ["base", *dict.fromkeys(key.partition("@")[0] for key in known)]
    hint = suggested(name, known if "@" in name else ids, 1) or f"known: {', '.join(ids)}"
    return f"there is no provider and no file `{name}`; {hint}"
