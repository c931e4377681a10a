"""Fetches the newest official SDK into a folder that goes with the process, and compares with that."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

SDK = "anthropic"


def compare_with_newest(command: Sequence[str]) -> int | None:
    """Runs `command` where the newest SDK is imported, and returns its exit code; None if the SDK cannot be fetched."""
    with TemporaryDirectory() as folder:
        if (reason := fetch(Path(folder))) is not None:
            sys.stderr.write(
                f"the newest {SDK} cannot be fetched from PyPI ({reason}): compared with the installed one\n"
            )
            return None
        path = os.pathsep.join([folder, *filter(None, [os.environ.get("PYTHONPATH")])])
        return subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=False).returncode


def fetch(folder: Path) -> str | None:
    """Installs the newest SDK into a folder; returns why that failed, if it did."""
    uv = which("uv")
    installer = [uv, "pip", "install", "--python", sys.executable] if uv else [sys.executable, "-m", "pip", "install"]
    options = ["-q", "--upgrade", "--target", str(folder), SDK]
    try:
        done = subprocess.run([*installer, *options], capture_output=True, text=True, timeout=300, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return None if done.returncode == 0 else (lines[-1].strip() if lines else f"exit code {done.returncode}")
