"""The two commands on machines that are not as they should be: one clear line, and nothing half-made."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A fresh clone, with the files that the environment needs."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("codegen", "generated", "spec"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs make without uv, and without the environment that this test runs in."""
    folders = [f for f in os.environ["PATH"].split(os.pathsep) if not (Path(f) / "uv").exists()]
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "MAKEFLAGS")}
    return subprocess.run(
        ["make", *arguments],
        cwd=checkout,
        capture_output=True,
        text=True,
        env={**environment, "PATH": os.pathsep.join(folders)},
    )


def interpreter(folder: Path, refuses: str) -> Path:
    """A Python that fails at programs with the word `refuses` in them."""
    path = folder / "python"
    path.write_text(f'#!/bin/sh\ncase "$*" in *{refuses}*) exit 1;; esac\nexec {sys.executable} "$@"\n')
    path.chmod(0o755)
    return path


def lines(result: subprocess.CompletedProcess[str]) -> list[str]:
    """The output of make's recipes, without make's own closing line."""
    return [line for line in result.stderr.splitlines() if not re.match(r"make(\[\d+\])?: \*\*\* ", line)]


def test_an_old_python_is_refused_in_one_line(checkout: Path) -> None:
    python = interpreter(checkout, "version_info")
    result = make(checkout, "test", f"PYTHON={python}")
    assert result.returncode != 0
    assert lines(result) == [
        f"isogloss needs Python 3.11 or newer, and '{python}' is not: try 'make test PYTHON=python3.12'"
    ]
    assert not (checkout / ".venv").exists()


def test_a_python_without_venv_is_refused_in_one_line(checkout: Path) -> None:
    python = interpreter(checkout, "ensurepip")
    result = make(checkout, "generate", f"PYTHON={python}")
    assert result.returncode != 0
    assert lines(result) == [
        f"'{python}' has no venv module: install it (on Debian: apt-get install python3-venv), or install uv"
    ]
    assert not (checkout / ".venv").exists()


@pytest.mark.slow
def test_a_lock_that_was_tampered_with_leaves_no_environment(checkout: Path) -> None:
    lock = checkout / "requirements.lock"
    lock.write_text(re.sub(r"(--hash=sha256:)\w{8}", r"\g<1>00000000", lock.read_text()))
    result = make(checkout, "generate", f"PYTHON={sys.executable}")
    assert result.returncode != 0
    assert lines(result)[-1] == (
        "requirements.lock does not match the packages that were downloaded:"
        " restore it (git checkout requirements.lock)"
    )
    assert not (checkout / ".venv").exists()


@pytest.mark.slow
def test_a_half_made_environment_is_made_again(checkout: Path) -> None:
    stray = checkout / ".venv" / "bin" / "python"
    stray.parent.mkdir(parents=True)
    stray.write_text("not an interpreter")
    first = make(checkout, ".venv/.ready", f"PYTHON={sys.executable}")
    assert first.returncode == 0, first.stderr
    assert subprocess.run([stray.with_name("isogloss"), "--version"], check=True, capture_output=True).stdout
    assert make(checkout, "--question", ".venv/.ready").returncode == 0, "an environment that is whole is used as it is"


def test_help_lists_the_targets(checkout: Path) -> None:
    result = make(checkout, "help")
    listed = set(re.findall(r"^  make (\w+)", result.stdout, flags=re.MULTILINE))
    assert {"generate", "test", "check", "lint", "types", "drift", "serve", "upstream"} <= listed


def test_the_lock_names_no_address() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text()
