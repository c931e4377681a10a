"""A list of findings as every renderer takes it, whichever command found them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .finding import NOWHERE, Finding, Location

_PACKAGE = Path(__file__).parents[1]
_SPECS = (_PACKAGE / "spec", _PACKAGE.parents[1] / "spec")
"""The spec of this package in a wheel, and in a checkout."""

Paint = Callable[[str, str], str]
"""Gives a text a style: a level, a verdict, or "name", "soft", "gone" or "come"."""


@dataclass(frozen=True)
class Item:
    """A finding to be listed: `text` is the whole message for people, `at` the one place to show it at."""

    finding: Finding
    text: str
    at: Location = NOWHERE


@dataclass(frozen=True)
class Suite:
    """Something that was checked (a file, an operation, a request), and the findings about it."""

    name: str
    items: Sequence[Item] = ()


def plain(text: str, style: str) -> str:
    """The text without a style, for what no terminal shows."""
    return text


def relative(file: str) -> str:
    """The path of a file as reports show it: relative to the working directory if it is below that.

    A file of the spec that came with this package is shown as `isogloss:spec/...`, wherever the package is.
    """
    if not file or file.startswith("git:"):
        return file
    path = Path(os.path.normpath(Path.cwd() / file))
    if path.is_relative_to(Path.cwd()):
        return path.relative_to(Path.cwd()).as_posix()
    spec = next((folder for folder in _SPECS if path.is_relative_to(folder)), None)
    return os.path.normpath(file) if spec is None else f"isogloss:spec/{path.relative_to(spec).as_posix()}"


def best(locations: Iterable[Location]) -> Location:
    """The one place to show a comparison at: that in B, or else that in A; a file of a git revision is not there."""
    files = [location for location in locations if not location.file.startswith("git:")]
    return next((location for location in reversed(files) if location.side == "b"), next(iter(files), NOWHERE))
