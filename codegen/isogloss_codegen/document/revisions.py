"""Files of a git revision, called `git:REVISION:PATH`: read from the repository that is worked in."""

from __future__ import annotations

import os
import posixpath

PREFIX = "git:"


class RevisionError(Exception):
    """Git has no such file; the message is why."""


def is_of_revision(name: str) -> bool:
    """Whether a name is that of a file in a revision."""
    return name.startswith(PREFIX)


def path_of(name: str) -> str:
    """The path in the name of a file, be it one of a revision or not."""
    return name.split(":", 2)[-1] if is_of_revision(name) else name


def beside(name: str, relative: str) -> str:
    """The name of the file at a path, seen from the folder of another, in the same revision."""
    revision, _, path = name.removeprefix(PREFIX).partition(":")
    return f"{PREFIX}{revision}:{posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))}"


def is_under_folder_of(name: str, other: str) -> bool:
    """Whether a file of the same revision lies in the folder of the one called `name`, or below."""
    folder, path = posixpath.dirname(path_of(name)), path_of(other)
    return path.startswith(f"{folder}/") if folder else not path.startswith(("../", "/"))


def read(name: str) -> bytes:
    """What is in a file of a revision; raises RevisionError."""
    return _git("cat-file", "blob", _object(name))


def listed(folder: str) -> list[str]:
    """The names of what is in a folder of a revision; of one that is not there, none."""
    try:
        names = _git("ls-tree", "--full-tree", "--name-only", "-z", _object(folder)).decode("utf-8", errors="replace")
    except RevisionError:
        return []
    return [f"{folder}/{name}" for name in names.split("\0") if name]


def _object(name: str) -> str:
    revision, colon, path = name.removeprefix(PREFIX).partition(":")
    if not revision or not colon or not path or revision.startswith("-"):
        raise RevisionError(f"write {PREFIX}REVISION:PATH, as in {PREFIX}HEAD~1:spec/openapi.yaml")
    return f"{revision}:{path}"


def _git(*arguments: str) -> bytes:
    """What git prints, which is kept from fetching what a partial clone does not have."""
    import subprocess  # every command comes by here, and hardly one needs git

    try:
        done = subprocess.run(
            ["git", *arguments], capture_output=True, env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
        )
    except FileNotFoundError:
        raise RevisionError("git is not installed") from None
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
        raise RevisionError(lines[0].removeprefix("fatal: "))
    return done.stdout
