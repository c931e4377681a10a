"""Writes files whole or not at all; the next run overwrites the rest of a killed run."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl


@contextmanager
def replacing(path: Path, *, new: bool = False) -> Generator[IO[str]]:
    """Opens a text file that replaces the one at `path` at the end of the block; after an error, that one stays.

    A link stays a link, and its target is replaced. A device or a pipe is written to directly. Until the end, the text
    is in a hidden file beside the target. The name of that depends only on the target, so the next run reuses the rest
    of a killed run.

    Args:
        path: The file.
        new: If true, a file that already exists is an error.

    Raises:
        OSError: the file cannot be written; `filename` is `path`.
    """
    try:
        with _replacing(path, new=new) as out:
            yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


@contextmanager
def _replacing(path: Path, *, new: bool) -> Generator[IO[str]]:
    target = Path(os.path.realpath(path))
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
        return
    import hashlib  # much that is printed is written to no file

    part = target.with_name(f".isogloss-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]}")
    permissions = 0o666 if mode is None else stat.S_IMODE(mode)
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), permissions)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as out:
        if not lock(descriptor, part):
            raise OSError(errno.EBUSY, "another run of isogloss is writing it now")
        try:
            os.ftruncate(descriptor, 0)
            yield out
            out.flush()
            if mode is not None:
                os.chmod(part, permissions)
            _put(part, target, new=new)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            with suppress(OSError):
                out.close()  # the rest of the text is dropped
            raise


def _put(part: Path, target: Path, *, new: bool) -> None:
    if not new:
        os.replace(part, target)
        return
    # Creating an empty file fails if a file exists, and keeps others from creating one.
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        os.replace(part, target)
    except BaseException:
        target.unlink()
        raise


def lock(descriptor: int, path: Path) -> bool:
    """Locks a file that was just opened at `path`, until it is closed; False if another process has the lock.

    The lock ends with the process. False also if the file was removed meanwhile. On Windows there is no lock.
    """
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except (BlockingIOError, FileNotFoundError):
        return False


def _mode(path: Path) -> int | None:
    """The kind and permissions of the file at a path, links followed; None if there is none."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None
