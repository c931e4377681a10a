"""LangChain's provider against the mock."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .environment import SAID, said, succeeded, variables

pytestmark = pytest.mark.interop
PROJECT = Path(__file__).parent / "cases" / "langchain"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The Python of an environment that has the packages as they are pinned."""
    folder = tmp_path_factory.mktemp("langchain") / "venv"
    executable = folder / "bin" / "python"
    requirements = str(PROJECT / "requirements.txt")
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [str(executable), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
    ):
        succeeded(subprocess.run(command, capture_output=True, text=True))
    yield executable
    shutil.rmtree(folder)


def test_a_message_a_stream_and_a_tool(python: Path, isogloss_server: str) -> None:
    command = [str(python), str(PROJECT / "client.py")]
    process = subprocess.run(command, env=variables(isogloss_server), capture_output=True, text=True)
    assert said(process) == SAID
