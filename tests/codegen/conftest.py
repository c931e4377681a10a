"""Fixtures for tests of the generator."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from isogloss_codegen.generate import generate
from isogloss_codegen.render.write import write

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def imported(tmp_path: Path) -> Iterator[Callable[..., ModuleType]]:
    """Generates a package from a document into an empty folder and imports it."""
    packages: list[str] = []

    def generate_and_import(spec: Path, package: str) -> ModuleType:
        write(generate(spec, package=package).files, tmp_path / "output", package)
        packages.append(package)
        sys.path.insert(0, str(tmp_path / "output"))
        importlib.invalidate_caches()
        return importlib.import_module(package)

    yield generate_and_import
    for package in packages:
        sys.path.remove(str(tmp_path / "output"))
        for name in [name for name in sys.modules if name.partition(".")[0] == package]:
            del sys.modules[name]
