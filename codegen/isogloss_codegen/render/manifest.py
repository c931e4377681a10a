"""The MANIFEST of an output folder: the files of each package, with the checksums of what was written.

A file may be replaced or removed only if its present checksum is in the list of its package. While a run replaces
files, the list has both the old and the new checksum of a path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

NAME = "MANIFEST"
Checksums = dict[str, frozenset[str]]
"""The SHA-256 sums in hex that a file may have, by the file's path from the output folder."""

_HEAD = "# Files written by `isogloss generate`: only these are ever replaced or removed."
_PACKAGE = "# package "
_ENTRY = re.compile(r"(?P<path>[^\x00-\x1f\\]+)  (?P<checksum>[0-9a-f]{64})")


class ForeignManifestError(Exception):
    """A file MANIFEST was not written by `isogloss generate`. The message is the reason."""


def parse(data: bytes) -> dict[str, Checksums]:
    """The lists of a MANIFEST by package; raises ForeignManifestError."""
    try:
        head, *lines = data.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        raise ForeignManifestError("it is not text") from None
    if head != _HEAD:
        raise ForeignManifestError("its first line is different")
    lists: dict[str, Checksums] = {}
    listed: Checksums | None = None
    for number, line in enumerate(lines, 2):
        if line.startswith(_PACKAGE):
            listed = lists.setdefault(line.removeprefix(_PACKAGE), {})
            continue
        entry = _ENTRY.fullmatch(line)
        if listed is None or entry is None or not _is_inside(entry["path"]):
            raise ForeignManifestError(f"line {number} is not a path of a package with its SHA-256 sum")
        listed[entry["path"]] = listed.get(entry["path"], frozenset()) | {entry["checksum"]}
    return lists


def render(lists: Mapping[str, Checksums]) -> str:
    """The text of a MANIFEST with the lists of the packages, sorted."""
    lines = [_HEAD]
    for package, listed in sorted(lists.items()):
        lines.append(f"{_PACKAGE}{package}")
        lines += [f"{path}  {checksum}" for path in sorted(listed) for checksum in sorted(listed[path])]
    return "\n".join(lines) + "\n"


def _is_inside(path: str) -> bool:
    """True if a path stays below its folder; anybody can edit a MANIFEST."""
    pure = PurePosixPath(path)
    return str(pure) == path and not pure.is_absolute() and ".." not in pure.parts and path != "."
