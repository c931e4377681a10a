"""Clients that live in environments of their own, and what each has to say of the mock."""

from __future__ import annotations

import json
import os
from subprocess import CompletedProcess
from typing import Any

# The clients print this: a message, the same as a stream, the tokens of both, a call of a tool, what its result led to.
SAID = {
    "message": "You said: Name three rivers.",
    "streamed": "You said: Name three rivers.",
    "usage": [[4, 5], [4, 5]],
    "called": ["tool_use", "get_tide", {"harbour": "mock"}],
    "told": "The tool said: high at six",
}


def variables(base_url: str) -> dict[str, str]:
    """Environment variables that lead a client to the mock, and nowhere else."""
    others = ("ANTHROPIC_", "LANGCHAIN_", "LANGSMITH_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    return kept | {"ANTHROPIC_BASE_URL": base_url, "ANTHROPIC_API_KEY": "any"}


def succeeded(process: CompletedProcess[Any]) -> str:
    """What a process printed; one that fails says why."""
    assert process.returncode == 0, f"{process.stdout}\n{process.stderr}"
    return process.stdout


def said(process: CompletedProcess[Any]) -> Any:
    """What a client said."""
    return json.loads(succeeded(process))
