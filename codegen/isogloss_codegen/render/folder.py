"""The folder that a package is written into. No link in it is followed, and only one run at a time writes there."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from ..files import lock

STAGING = ".isogloss-generate"
"""The folder inside the output folder for files that are not in their places yet."""

WAIT = 10.0
"""Maximum seconds to wait for another run in the same folder."""

_LOCK = "lock"
_STAGED = re.compile(r"\d+\.new")


class ObstacleError(Exception):
    """Something else is at the path of a file: `path` from the output folder, and `what` describes it."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path} {what}")
        self.path = path
        self.what = what


class BusyFolderError(Exception):
    """Another run writes into the folder and did not end in time."""


class Folder:
    """An output folder. It may be missing, or be a link itself; links in it are not followed.

    Args:
        path: The folder, as the user wrote it.
    """

    def __init__(self, path: Path) -> None:
        self.root = path

    @property
    def is_unfinished(self) -> bool:
        """True if a run writes into the folder now, or was killed while it did."""
        return os.path.lexists(self.root / STAGING)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None if it does not exist; raises ObstacleError."""
        return self._file(name).read_bytes() if self._is_there(name) else None

    def put(self, staged: Path, name: str) -> None:
        """Moves a staged file to its place and replaces the file there; raises ObstacleError."""
        self._is_there(name)
        self._file(name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged, self._file(name))

    def remove(self, name: str) -> None:
        """Removes a file and the folders that are then empty; raises ObstacleError."""
        if self._is_there(name):
            self._file(name).unlink()
        for folder in self._file(name).parents:
            if folder == self.root or any(folder.iterdir()):
                return
            folder.rmdir()

    @contextmanager
    def staging(self) -> Generator[Path]:
        """The folder for files that are not in their places yet. Only one run has it at a time.

        The rest of a killed run is removed first: its name and the names of all its files identify it.

        Raises:
            BusyFolderError: another run did not end in time.
            ObstacleError: something else has that name, or is in the folder.
        """
        path = self.root / STAGING
        descriptor = self._locked(path)
        try:
            self._clear(path)
            yield path
        finally:
            # The next run removes the files that cannot be removed now.
            with suppress(OSError, ObstacleError):
                self._clear(path)
                (path / _LOCK).unlink()
                path.rmdir()
            os.close(descriptor)

    def _locked(self, path: Path) -> int:
        until = time.monotonic() + WAIT
        os.makedirs(os.path.realpath(self.root), exist_ok=True)
        while True:
            with suppress(FileExistsError):
                path.mkdir()
            # The run before may be removing it at this moment.
            with suppress(FileNotFoundError):
                self._refuse_others(path)
                descriptor = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0))
                if lock(descriptor, path / _LOCK):
                    return descriptor
                os.close(descriptor)
            if time.monotonic() >= until:
                raise BusyFolderError
            time.sleep(0.05)

    def _clear(self, path: Path) -> None:
        for name in self._refuse_others(path):
            (path / name).unlink()

    def _refuse_others(self, path: Path) -> list[str]:
        """The names of the staged files; raises ObstacleError if there is anything else."""
        mode = path.lstat().st_mode
        if not stat.S_ISDIR(mode):
            raise ObstacleError(STAGING, _kind(path, mode))
        names = sorted(set(os.listdir(path)) - {_LOCK})
        for name in names:
            if not _STAGED.fullmatch(name) or not stat.S_ISREG((path / name).lstat().st_mode):
                raise ObstacleError(f"{STAGING}/{name}", "was not made by isogloss")
        return names

    def _is_there(self, name: str) -> bool:
        """True if there is a file of that name, in folders that are not links; raises ObstacleError."""
        for part in (*reversed(PurePosixPath(name).parents[:-1]), PurePosixPath(name)):
            path = self.root / part
            try:
                mode = path.lstat().st_mode
            except FileNotFoundError:
                return False
            is_last = str(part) == name
            if not (stat.S_ISREG(mode) if is_last else stat.S_ISDIR(mode)):
                raise ObstacleError(str(part), _kind(path, mode))
        return True

    def _file(self, name: str) -> Path:
        return self.root / name


def _kind(path: Path, mode: int) -> str:
    """Describes a thing that is not the expected file or folder."""
    if stat.S_ISLNK(mode):
        return f"is a link to {os.readlink(path)}: links are not followed"
    if stat.S_ISDIR(mode):
        return "is a folder, but must be a file"
    return "is a file, but must be a folder" if stat.S_ISREG(mode) else "is not a file"
