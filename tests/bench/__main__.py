"""Prints what isogloss costs beside the official SDK and FastAPI, as ratios of one run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from .measure import ROOT, Case, Result, compare, cpu_of_process, wall_of_process

_OVERLAYS = len(list((ROOT / "spec" / "providers").glob("*.overlay.yaml")))
_BASE = str(ROOT / "generated" / "openapi" / "base.3.1.yaml")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _install(folder)
        sys.path.append(folder)
        print(f"{'':<52}{'isogloss':>12}{'other':>12}{'ratio':>9}  goal")
        _imports()
        _clients()
        _servers()
        _commands(folder)


def _install(folder: str) -> None:
    """FastAPI is measured against and used by nothing: it is no part of the environment, which has what it needs."""
    requirements = str(Path(__file__).parent / "requirements.txt")
    command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--target", folder]
    subprocess.run([*command, "--no-deps", "-r", requirements], check=True, stderr=subprocess.DEVNULL)


def _imports() -> None:
    bare = Case("python", cpu_of_process("-c", "pass"))
    ours = "import isogloss; isogloss.Client(api_key='any'); isogloss.Message"
    theirs = "import anthropic; from anthropic.types import Message; anthropic.Anthropic(api_key='any')"
    cases = [Case("isogloss", cpu_of_process("-c", ours)), Case("anthropic", cpu_of_process("-c", theirs)), bare]
    _show("import, a client, Message (whole process)", compare(cases, 5), goal=">= 4.5")
    ours, theirs = "from isogloss import Message", "from anthropic.types import Message"
    cases = [Case("isogloss", cpu_of_process("-c", ours)), Case("anthropic", cpu_of_process("-c", theirs)), bare]
    _show("import of the response models (whole process)", compare(cases, 5), goal=">= 8")


def _clients() -> None:
    from .clients import calls, streams

    _show("create, JSON (per call)", compare(calls(300), 7), per=300, goal=">= 2.4")
    _show("stream, an event per piece (per event)", compare(streams(5000, None), 7), per=5000, goal=">= 2.5")
    _show("stream, 64 KiB pieces (per event)", compare(streams(5000, 65536), 7), per=5000, goal=">= 6.5")


def _servers() -> None:
    from .servers import behind_uvicorn, request_body, requests

    small, large = request_body(1), request_body(200, 220)
    _show("server, application alone (per request)", compare(requests(500, small), 7), per=500, goal=">= 3")
    with behind_uvicorn(2000, small) as cases:
        _show("server, behind uvicorn (per request)", compare(cases, 5), per=2000, goal=">= 3")
    name = f"server, {len(large) // 1000} kB request (per request)"
    _show(name, compare(requests(20, large), 7), per=20, goal=">= 1.25")


def _commands(folder: str) -> None:
    isogloss = ("-m", "isogloss_codegen")
    generate = Case("isogloss", wall_of_process(*isogloss, "generate", "--output", f"{folder}/generated"))
    models = ("-m", "datamodel_code_generator", "--input", _BASE, "--output", "/dev/null")
    other = Case("datamodel-codegen", wall_of_process(*models))
    _show(f"generate, {_OVERLAYS} overlays : datamodel-codegen, models only", compare([generate, other], 3))
    compared = ("diff", "anthropic@2023-06-01", "minimax", "--fail-on", "never")
    bare = Case("python", wall_of_process("-c", "pass"))
    diff = Case("isogloss", wall_of_process(*isogloss, *compared))
    _show("diff of two providers : python -c pass", compare([diff, bare], 7), goal="0.4 s")


def _show(name: str, result: Result, *, per: int = 1, goal: str = "") -> None:
    ours, theirs = (_time(seconds / per) for seconds in result.seconds[:2])
    print(f"{name:<52}{ours:>12}{theirs:>12}{result.ratios[0]:>8.2f}x  {goal}", flush=True)


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} us"


if __name__ == "__main__":
    main()
