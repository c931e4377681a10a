"""The environment of the peers: their newest releases, and what isogloss needs at run time, side by side."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from .measure import ROOT

FOLDER = ROOT / ".bench"
PYTHON = FOLDER / "peers" / "bin" / "python"
OURS = ROOT / ".venv" / "bin" / "python"
_MODULES = FOLDER / "npm" / "node_modules"
_DOCUMENTS = _MODULES / "@octokit" / "openapi" / "generated"

_PACKAGES = (
    "anthropic[aiohttp]",
    "fastapi",
    "uvicorn[standard]",
    "granian",
    "msgspec",
    "jsonschema-rs",
    "datamodel-code-generator",
    "openapi-python-client",
)
_NPM_PACKAGES = ("@octokit/openapi", "@redocly/cli")

LARGE = _DOCUMENTS / "api.github.com.json"
"""A document of 13 MB."""
LARGE_BEFORE = _DOCUMENTS / "ghes-3.19.json"
"""A relative of it with 11 MB."""


def install() -> None:
    """Brings the environment to the newest releases. It is outside of what `make` uses for anything else."""
    FOLDER.mkdir(exist_ok=True)
    python = str(PYTHON)
    if uv := shutil.which("uv"):
        if not PYTHON.exists():
            _run(uv, "venv", "-q", "--python", sys.executable, str(FOLDER / "peers"))
        _run(uv, "pip", "install", "-q", "--upgrade", "--python", python, *_PACKAGES)
    else:
        if not PYTHON.exists():
            _run(sys.executable, "-m", "venv", str(FOLDER / "peers"))
        _run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--upgrade", *_PACKAGES)
    if npm := shutil.which("npm"):
        packages = [f"{name}@latest" for name in _NPM_PACKAGES]
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
        _run(npm, "install", "--prefix", str(FOLDER / "npm"), *quiet, *packages)


def program(name: str) -> str:
    """The path of a program of the peers' environment."""
    return str(PYTHON.parent / name)


def redocly() -> str | None:
    """The path of the Redocly CLI, if it could be installed."""
    path = _MODULES / ".bin" / "redocly"
    return str(path) if path.exists() else None


def oasdiff() -> str | None:
    """The path of oasdiff, if this machine has it: it is a Go program that no package of PyPI or npm carries."""
    return shutil.which("oasdiff")


@cache
def version(distribution: str) -> str:
    """The release of a peer."""
    code = f"from importlib.metadata import version; print(version({distribution!r}))"
    return subprocess.run([PYTHON, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def npm_version(package: str) -> str:
    """The release of a package from npm."""
    found = json.loads((_MODULES / package / "package.json").read_text(encoding="utf-8"))
    return str(found["version"])


def environment() -> dict[str, str]:
    """What the peers' Python needs to import isogloss and the benchmark."""
    path = [ROOT / "generated", ROOT / "tests"]
    return {"PYTHONPATH": ":".join(map(str, path)), "PYTHONWARNINGS": "ignore"}


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def path_of(name: str) -> Path:
    """A path for something that the benchmark writes."""
    folder = FOLDER / "written"
    folder.mkdir(exist_ok=True)
    return folder / name
