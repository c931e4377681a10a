"""Asks PyPI and npm for releases, by the programs that people have for it."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from pathlib import Path
from shutil import which

_TIMEOUT = 900
# The Python that releases are chosen for: they are read, not run, and some are not for the one of this project.
_PYTHON = ["--python-version", "3.13"]


class NotFetchedError(Exception):
    """A registry did not answer, or its program is not installed. The message says which."""


def newest(package: str) -> str:
    """The newest release of `pypi:NAME` or `npm:NAME`.

    Raises:
        NotFetchedError: nobody answered.
    """
    registry, _, name = package.partition(":")
    if registry == "npm":
        return _run([_program("npm"), "view", name, "version"]).strip()
    if (uv := which("uv")) is not None:
        command = [uv, "pip", "compile", "-q", "--no-deps", "--no-header", "--no-annotate", *_PYTHON, "-"]
        answer, pattern = _run(command, text=name), r"==(\S+)"
    else:
        answer, pattern = _run([sys.executable, "-m", "pip", "index", "versions", *_PYTHON, name]), r"\(([^)]+)\)"
    match = re.search(pattern, answer)
    if match is None:
        raise NotFetchedError(f"{package}: no release in the answer")
    return match[1]


def fetch(package: str, release: str, folder: Path) -> None:
    """Unpacks a release into a folder; nothing of it is run.

    Raises:
        NotFetchedError: nobody answered, or there is no such release.
    """
    registry, _, name = package.partition(":")
    if registry == "npm":
        folder.mkdir(parents=True)
        _run([_program("npm"), "pack", "--silent", "--ignore-scripts", f"{name}@{release}"], folder=folder)
        for archive in folder.glob("*.tgz"):
            with tarfile.open(archive) as packed:
                packed.extractall(folder, [_without_folder(each) for each in packed.getmembers()], filter="data")
        return
    uv = which("uv")
    installer = [uv, "pip", "install", "--python", sys.executable] if uv else [sys.executable, "-m", "pip", "install"]
    options = ["-q", *_PYTHON, "--no-deps", "--only-binary", ":all:", "--target", str(folder)]
    _run([*installer, *options, f"{name}=={release}"])


def _without_folder(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A file of an archive of npm, without the folder that all of them are in."""
    return member.replace(name=member.name.partition("/")[2], deep=False)


def _program(name: str) -> str:
    found = which(name)
    if found is None:
        raise NotFetchedError(f"{name} is not installed")
    return found


def _run(command: list[str], *, text: str | None = None, folder: Path | None = None) -> str:
    try:
        done = subprocess.run(
            command, input=text, cwd=folder, capture_output=True, text=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotFetchedError(type(error).__name__) from error
    if done.returncode != 0:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise NotFetchedError(lines[-1] if lines else f"exit code {done.returncode}")
    return done.stdout
