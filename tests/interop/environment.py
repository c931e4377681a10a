"""Clients that live in environments of their own, and how they are led to the mock."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

CASES = Path(__file__).parent / "cases"


def pinned(case: str) -> tuple[str, str]:
    """The packages of a case as they are pinned, for `python_environment`."""
    return "-r", str(CASES / case / "requirements.txt")


def python_environment(folder: Path, *requirements: str) -> Path:
    """The Python of a new environment with these packages."""
    executable = folder / "bin" / "python"
    if uv := shutil.which("uv"):
        commands = (
            [uv, "venv", "--quiet", "--python", sys.executable, str(folder)],
            [uv, "pip", "install", "--quiet", "--python", str(executable), *requirements],
        )
    else:
        commands = (
            [sys.executable, "-m", "venv", str(folder)],
            [str(executable), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements],
        )
    for command in commands:
        succeeded(subprocess.run(command, capture_output=True, text=True))
    return executable


def variables(base_url: str) -> dict[str, str]:
    """Environment variables that lead a client to the mock, and nowhere else."""
    others = ("ANTHROPIC_", "LANGCHAIN_", "LANGSMITH_", "LITELLM_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    # LiteLLM would ask the network for a table of prices.
    led = {"ANTHROPIC_BASE_URL": base_url, "ANTHROPIC_API_KEY": "any", "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    return kept | led


def succeeded(process: CompletedProcess[Any]) -> str:
    """The output of a process; raises with the reason if it fails."""
    assert process.returncode == 0, f"{process.stdout}\n{process.stderr}"
    return process.stdout


def said(process: CompletedProcess[Any]) -> Any:
    """The output of a client."""
    return json.loads(succeeded(process))
