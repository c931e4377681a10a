"""One document: a package is generated, imported, checked by pyright, and used, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PACKAGE = "real_package"
_PYRIGHT = 900
"""Seconds."""
_LIMIT = 900
_PYTHON = Path(sys.executable)
_TESTS = Path(__file__).parents[2]
_IMPORT = """\
import importlib, pkgutil, sys
found = [each.name for each in pkgutil.walk_packages([sys.argv[1]], sys.argv[2] + ".")]
for name in found:
    importlib.import_module(name)
"""


@dataclass
class Result:
    """Numbers of a document. `problem` is the reason why there is no package, or why it could not be used.

    `errors` are those of `validate`, `breaking` the findings of `diff` with an older revision; None if there are none.
    """

    name: str
    made: dict[str, Any] = field(default_factory=dict[str, Any])
    used: dict[str, Any] = field(default_factory=dict[str, Any])
    pyright: int | None = None
    pyright_cases: tuple[str, ...] = ()
    problem: str = ""
    errors: int | None = None
    breaking: int | None = None


def trial(document: Path, folder: Path, older: Path | None = None) -> Result:
    """Does all with a document; the package goes into `folder`. `older` is an older revision to compare it with."""
    result = Result(document.stem)
    result.errors = _counted(folder, "error", "validate", str(document))
    if older is not None:
        result.breaking = _counted(folder, "breaking", "diff", str(older), str(document))
    made = run("-m", "interop.real.making", str(document), PACKAGE, str(folder), folder=folder)
    if isinstance(made, str):
        result.problem = f"no package: {made}"
        return result
    result.made = json.loads(made.stdout)
    result.problem = imported(folder, PACKAGE)
    if result.problem:
        return result
    used = run("-m", "interop.real.using", str(document), PACKAGE, folder=folder)
    if isinstance(used, str):
        result.problem = f"cannot be used: {used}"
    else:
        result.used = json.loads(used.stdout)
    check_types(folder, PACKAGE, result)
    return result


def imported(folder: Path, package: str, python: Path = _PYTHON) -> str:
    """The reason why a package and its modules cannot be imported by a Python; "" if they can."""
    done = run("-c", _IMPORT, str(folder / package), package, folder=folder, python=python)
    return f"cannot be imported: {done}" if isinstance(done, str) else ""


def _counted(folder: Path, level: str, *arguments: str) -> int | None:
    """The number of findings of a level that a command tells; None if it does not read its input."""
    done = run("-m", "isogloss_codegen", *arguments, "--format", "json", folder=folder, codes=(0, 1))
    return None if isinstance(done, str) else json.loads(done.stdout)["summary"][level]


def run(
    *arguments: str, folder: Path, python: Path = _PYTHON, codes: tuple[int, ...] = (0,)
) -> subprocess.CompletedProcess[str] | str:
    """A finished process of a Python, or the last line of its errors if its exit code is another."""
    path = os.pathsep.join((str(folder), str(_TESTS)))
    try:
        done = subprocess.run(
            [str(python), *arguments],
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            timeout=_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"not done after {_LIMIT} seconds"
    return done if done.returncode in codes else (done.stderr.strip().splitlines() or ["no reason"])[-1]


def check_types(folder: Path, package: str, result: Result, python: Path = _PYTHON) -> None:
    """Adds what pyright says about a package that a Python can import, in its basic mode."""
    settings = {"include": [package], "typeCheckingMode": "basic", "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", str(python), "-p", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PYRIGHT, check=False)
    except subprocess.TimeoutExpired:
        result.pyright_cases = (f"not done after {_PYRIGHT} seconds",)
        return
    report = json.loads(done.stdout)
    errors = [each for each in report["generalDiagnostics"] if each["severity"] == "error"]
    result.pyright = report["summary"]["errorCount"]
    result.pyright_cases = tuple(
        f"{each.get('rule', 'syntax')}: {Path(each['file']).name}:{each['range']['start']['line'] + 1}: "
        f"{each['message'].splitlines()[0]}"
        for each in errors[:3]
    )
