"""Reads files of git revisions, named `git:REVISION:PATH`, from the repository of the working directory."""

from __future__ import annotations

import os
import posixpath

PREFIX = "git:"


class RevisionError(Exception):
    """Git cannot read the file. The message is the reason."""


def is_of_revision(name: str) -> bool:
    """True if a name is `git:REVISION:PATH`."""
    return name.startswith(PREFIX)


def path_of(name: str) -> str:
    """The path in the name of a file, with or without a revision."""
    return name.split(":", 2)[-1] if is_of_revision(name) else name


def beside(name: str, relative: str) -> str:
    """The name of a file of the same revision; `relative` is its path from the folder of the file `name`."""
    revision, _, path = name.removeprefix(PREFIX).partition(":")
    return f"{PREFIX}{revision}:{posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))}"


def is_under_folder_of(name: str, other: str) -> bool:
    """True if the file `other` is in the folder of the file `name`, or below it, in the same revision."""
    folder, path = posixpath.dirname(path_of(name)), path_of(other)
    return path.startswith(f"{folder}/") if folder else not path.startswith(("../", "/"))


def read(name: str) -> bytes:
    """The bytes of a file in a revision; raises RevisionError."""
    return _git("cat-file", "blob", _object(name))


def listed(folder: str) -> list[str]:
    """The names of the entries of a folder in a revision; empty if there is no such folder."""
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
    """The output of a git command. Git may not fetch objects that a partial clone does not have."""
    import subprocess  # every command imports this module, and few need git

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
