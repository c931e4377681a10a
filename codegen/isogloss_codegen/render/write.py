"""Writes a generated tree. All files are rendered before the first is replaced, and only own files are touched."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import manifest
from .folder import BusyFolderError, Folder, ObstacleError
from .manifest import Checksums, ForeignManifestError

_ADVICE = (
    "Delete what you do not need, move away what you want to keep, or choose another --output; then generate again. "
    "`git checkout` restores files that were edited."
)


class WriteError(Exception):
    """The tree cannot be written without touching foreign files. The message names them and says what to do."""


@dataclass(frozen=True)
class Changes:
    """The differences between a rendered tree and a folder, as paths relative to it.

    `edited` are files to write or remove that somebody changed: `write` refuses to touch them. `lists` is True if the
    MANIFEST has to change. `before` has the old texts of the files.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    edited: tuple[str, ...] = ()
    lists: bool = False
    before: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)

    def __bool__(self) -> bool:
        return bool(self.written or self.removed or self.lists)


def compare(files: Mapping[str, str], root: Path, package: str) -> Changes:
    """The changes that `write` would make. Edited files count as written or removed.

    Raises:
        WriteError: a file in the way was not written by `write`.
    """
    plan = _Plan(files, root, package)
    if plan.obstacles:
        raise plan.refusal()
    return plan.changes


def write(files: Mapping[str, str], root: Path, package: str) -> Changes:
    """Makes the folder `root` contain `files`, the tree of a package, beside the trees of other packages.

    If a run is interrupted, every file is old or new, and the next run completes it.

    Raises:
        WriteError: a file in the way was not written by `write`, or another run does not end. Nothing was written.
        OSError: for example, the disk is full; `filename` is the file. The next run completes it.
    """
    plan = _Plan(files, root, package)
    if plan.obstacles or plan.changes.edited:
        raise plan.refusal()
    if not plan.changes and not plan.folder.is_unfinished:
        return plan.changes
    try:
        with plan.folder.staging() as staging:
            # Another run may have changed the folder meanwhile.
            plan = _Plan(files, root, package)
            if plan.obstacles or plan.changes.edited:
                raise plan.refusal()
            if plan.changes:
                plan.carry_out(staging)
    except BusyFolderError:
        raise WriteError(f"another run of isogloss writes into {root}: wait for it, then generate again") from None
    except ObstacleError as error:
        raise WriteError(_refusal(root, {error.path: error.what})) from None
    return plan.changes


def format_tree(files: Mapping[str, str], config: str) -> dict[str, str]:
    """`files` after one pass of ruff with the settings in `config`: imports sorted, unused imports removed, formatted.

    Names and descriptions of an author are not linted: only code that would not run is refused.

    Raises:
        SourceError: a module is not valid Python, or uses an undefined name.
    """
    from ruff import find_ruff_bin  # pyright: ignore[reportMissingTypeStubs]

    from .audit import definition_at
    from .source import SourceError

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (root / "ruff.toml").write_text(config, encoding="utf-8")
        base = [find_ruff_bin()]
        options = ["--config", str(root / "ruff.toml"), "--no-cache", "--quiet", folder]
        subprocess.run([*base, "check", "--fix", "--exit-zero", *options], check=False, capture_output=True)
        formatted = subprocess.run([*base, "format", *options], check=False, capture_output=True, text=True)
        what = ["--select", "F", "--output-format", "json"]
        checked = subprocess.run([*base, "check", *what, *options], check=False, capture_output=True, text=True)
        written = {name: (root / name).read_text(encoding="utf-8") for name in files}
        broken: dict[str | None, str] = {}
        for problem in json.loads(checked.stdout or "[]"):
            name = Path(problem["filename"]).relative_to(root.resolve()).as_posix()
            if problem["code"] in (None, "invalid-syntax"):
                raise SourceError("this is not valid Python", module=name)
            broken.setdefault(definition_at(written[name], problem["location"]["row"]), name)
        if broken:
            (owner, name), *others = broken.items()
            named = [each for each, _ in others if each is not None]
            raise SourceError("this would not run", component=owner, module=name, others=named)
        if formatted.returncode:
            raise SourceError("this is not valid Python", module=next(iter(files)))
        return written


class _Plan:
    """The changes that make a folder contain the tree of a package, and the files in the way."""

    def __init__(self, files: Mapping[str, str], root: Path, package: str) -> None:
        self.folder = Folder(root)
        self.obstacles: dict[str, str] = {}
        self._root = root
        self._files = files
        self._package = package
        self._lists = self._read_lists()
        self._owned = self._lists.get(package, {})
        self._new = {name: frozenset({_checksum(text.encode())}) for name, text in files.items()}
        self._present: dict[str, bytes] = {}
        self._edited: dict[str, str] = {}
        self.changes = self._compare()

    def refusal(self) -> WriteError:
        """An error that names all files in the way."""
        return WriteError(_refusal(self._root, {**self._edited, **self.obstacles}))

    def carry_out(self, staging: Path) -> None:
        """Writes and removes files. All are complete in `staging` before the first is replaced."""
        old = {name: frozenset({_checksum(data)}) for name, data in self._present.items()}
        # Meanwhile the manifest lists old and new files, so that all files of an interrupted run have an owner.
        both = {name: old.get(name, frozenset()) | self._new.get(name, frozenset()) for name in {*old, *self._new}}
        texts = [(name, self._files[name]) for name in self.changes.written]
        staged = [
            (self._staged(staging / f"{number}.new", name, text), name)
            for number, (name, text) in enumerate([self._manifest(both), *texts, self._manifest(self._new)])
        ]
        *first, last = staged
        for path, name in first:
            self.folder.put(path, name)
        for name in self.changes.removed:
            self.folder.remove(name)
        self.folder.put(*last)

    def _manifest(self, listed: Checksums) -> tuple[str, str]:
        """The name and text of the MANIFEST with a new list for this package."""
        others = {
            package: {name: checksums for name, checksums in others.items() if name not in self._files}
            for package, others in self._lists.items()
        }
        return manifest.NAME, manifest.render({**others, self._package: listed})

    def _staged(self, path: Path, name: str, text: str) -> Path:
        try:
            path.write_bytes(text.encode())
        except OSError as error:
            error.filename = str(self._root / name)
            raise
        return path

    def _read_lists(self) -> dict[str, Checksums]:
        try:
            data = self.folder.read(manifest.NAME)
            return manifest.parse(data) if data is not None else {}
        except ObstacleError as error:
            self.obstacles[error.path] = error.what
        except ForeignManifestError as error:
            self.obstacles[manifest.NAME] = f"was not written by isogloss: {error}"
        return {}

    def _compare(self) -> Changes:
        written = tuple(name for name in sorted(self._files) if not self._is_current(name))
        gone = sorted(self._owned.keys() - self._files.keys())
        return Changes(
            written,
            tuple(sorted(self._files.keys() - set(written))),
            tuple(name for name in gone if self._read(name) is not None),
            tuple(sorted(self._edited)),
            self._owned != self._new,
            {name: data.decode(errors="replace") for name, data in self._present.items()},
        )

    def _is_current(self, name: str) -> bool:
        """True if a file needs no change; notes obstacles."""
        data = self._read(name)
        if data is None or name in self._owned:
            return data == self._files[name].encode()
        owner = next((package for package, listed in self._lists.items() if name in listed), None)
        if owner is not None:
            self.obstacles[name] = f"is a file of the package {owner}"
        elif data != self._files[name].encode():
            self.obstacles[name] = "was not written by isogloss: the MANIFEST does not list it"
        return name not in self.obstacles

    def _read(self, name: str) -> bytes | None:
        """The bytes of a file, None if it does not exist; notes if it was edited."""
        try:
            data = self.folder.read(name)
        except ObstacleError as error:
            self.obstacles[error.path] = error.what
            return None
        if data is None:
            return None
        self._present[name] = data
        ours = self._owned.get(name, frozenset()) | self._new.get(name, frozenset())
        if name in self._owned and _checksum(data) not in ours:
            self._edited[name] = "was edited after isogloss wrote it"
        return data


def _refusal(root: Path, obstacles: Mapping[str, str]) -> str:
    lines = [f"  {root / name} {what}" for name, what in sorted(obstacles.items())]
    what = "something is" if len(lines) == 1 else f"{len(lines)} things are"
    return "\n".join([f"{what} in the way, and nothing was written:", *lines, _ADVICE])


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
