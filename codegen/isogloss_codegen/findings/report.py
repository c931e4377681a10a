"""The list of findings that every renderer takes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .finding import NOWHERE, Finding, Location

_PACKAGE = Path(__file__).parents[1]
_SPECS = (_PACKAGE / "spec", _PACKAGE.parents[1] / "spec")
"""The packaged spec, in a wheel and in a checkout."""

Paint = Callable[[str, str], str]
"""Returns a text in a style: a level, a verdict, or "name", "soft", "gone" or "come"."""


@dataclass(frozen=True)
class Item:
    """A finding to list: `text` is the whole message, `at` the one location to show."""

    finding: Finding
    text: str
    at: Location = NOWHERE


@dataclass(frozen=True)
class Suite:
    """A checked thing (a file, an operation, a request) and its findings."""

    name: str
    items: Sequence[Item] = ()


def plain(text: str, style: str) -> str:
    """The text without a style, for output that is not a terminal."""
    return text


def relative(file: str) -> str:
    """The path of a file in reports: relative to the working directory.

    A file of the packaged spec that is not below it is `isogloss:spec/...`.
    """
    if not file or file.startswith("git:"):
        return file
    path = Path(os.path.normpath(Path.cwd() / file))
    if path.is_relative_to(Path.cwd()):
        return path.relative_to(Path.cwd()).as_posix()
    spec = next((folder for folder in _SPECS if path.is_relative_to(folder)), None)
    if spec is not None:
        return f"isogloss:spec/{path.relative_to(spec).as_posix()}"
    same_drive = path.drive == Path.cwd().drive
    return Path(os.path.relpath(path)).as_posix() if same_drive else path.as_posix()


def best(locations: Iterable[Location]) -> Location:
    """The one location to show for a comparison: that in B, else that in A. Files of git revisions have none."""
    files = [location for location in locations if not location.file.startswith("git:")]
    return next((location for location in reversed(files) if location.side == "b"), next(iter(files), NOWHERE))
