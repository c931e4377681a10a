"""Runs `isogloss` in this process: what it prints and exits with is the same, and it takes a fifth of the time.

What depends on a process of its own (pipes that close, signals, what is imported) is tested with one.
"""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

from click.testing import CliRunner

from isogloss_codegen.cli import main

ROOT = Path(__file__).parents[1]


def isogloss(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """The result of a command in a folder, on a terminal of 80 columns; an error that has no message is raised."""
    variables = {"NO_COLOR": None, "FORCE_COLOR": None, "COLUMNS": "80", **environment}
    with contextlib.chdir(cwd):
        result = CliRunner(env=variables).invoke(main, arguments, prog_name="isogloss", catch_exceptions=False)
    return subprocess.CompletedProcess(arguments, result.exit_code, result.stdout, result.stderr)
