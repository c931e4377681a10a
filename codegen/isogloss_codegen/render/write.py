"""Writes a generated tree: everything is rendered before the first file is replaced, and only own files are touched."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "MANIFEST"
_MANIFEST_HEAD = "# Files written by `isogloss generate`: only these are ever replaced or removed.\n"


class WriteError(Exception):
    """The tree cannot be written without touching what is not ours; the message says which file and what to do."""


@dataclass(frozen=True)
class Changes:
    """What differs between a rendered tree and a folder, as paths relative to it."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


def compare(files: Mapping[str, str], root: Path) -> Changes:
    """What `write` would do, without doing it.

    Raises:
        WriteError: a file would be replaced that the manifest does not list.
    """
    owned = _owned(root)
    written: list[str] = []
    unchanged: list[str] = []
    for name, text in sorted(files.items()):
        path = root / name
        current = path.read_bytes() if path.is_file() else None
        if current == text.encode():
            unchanged.append(name)
            continue
        if path.exists() and name not in owned:
            raise WriteError(
                f"{path} exists and is not listed in {root / MANIFEST}: move it away, or choose another --output"
            )
        written.append(name)
    return Changes(
        tuple(written), tuple(unchanged), tuple(name for name in sorted(owned - set(files)) if (root / name).is_file())
    )


def write(files: Mapping[str, str], root: Path) -> Changes:
    """Makes `root` hold `files`; a run that is cut off leaves every file old or new, and the next run repairs.

    Raises:
        WriteError: a file would be replaced that the manifest does not list.
    """
    changes = compare(files, root)
    # While files change, the manifest lists old and new ones, so that a cut-off run leaves nothing unowned behind.
    if changes:
        owned = {name: _hash_of(root / name) for name in _owned(root)}
        _replace(root / MANIFEST, _manifest(owned | {name: _hash(text) for name, text in files.items()}))
    for name in changes.written:
        _replace(root / name, files[name])
    for name in changes.removed:
        (root / name).unlink()
        _remove_empty(root / name, root)
    final = _manifest({name: _hash(text) for name, text in files.items()})
    manifest = root / MANIFEST
    if not manifest.is_file() or manifest.read_text(encoding="utf-8") != final:
        _replace(manifest, final)
    return changes


def format_tree(files: Mapping[str, str], config: str) -> dict[str, str]:
    """`files` after one pass of ruff (imports sorted, unused ones gone, formatted) under the settings in `config`.

    How an author calls and describes things is no business of a linter: only what would not run is refused.

    Raises:
        SourceError: a module is no Python, or uses a name that it does not have.
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
        for problem in json.loads(checked.stdout or "[]"):
            name = Path(problem["filename"]).relative_to(root.resolve()).as_posix()
            is_syntax = problem["code"] in (None, "invalid-syntax")
            if is_syntax:
                raise SourceError("this is no Python", module=name)
            owner = definition_at(written[name], problem["location"]["row"])
            raise SourceError("this would not run", component=owner, module=name)
        if formatted.returncode:
            raise SourceError("this is no Python", module=next(iter(files)))
        return written


def _owned(root: Path) -> set[str]:
    manifest = root / MANIFEST
    if not manifest.is_file():
        return set()
    names = {
        line.split(maxsplit=1)[0]
        for line in manifest.read_text(encoding="utf-8").splitlines()
        if line[:1] not in ("", "#")
    }
    # A manifest is a file that anybody can edit: it may not lead out of its folder.
    return {name for name in names if ".." not in Path(name).parts and not Path(name).is_absolute()}


def _manifest(hashes: Mapping[str, str]) -> str:
    return _MANIFEST_HEAD + "".join(f"{name}  {digest}\n" for name, digest in sorted(hashes.items()))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _remove_empty(path: Path, root: Path) -> None:
    for folder in path.parents:
        if folder == root or any(folder.iterdir()):
            return
        folder.rmdir()
