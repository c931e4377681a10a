"""Uses the wheel in an empty environment for each extra: what works, and what says which extra to install.

    python -m interop.wheel               builds the wheel from the sdist, and tries it with this Python
    python -m interop.wheel --all         tries it with each Python from 3.11 to 3.14 that is found here
    python3.14 interop/wheel.py WHEEL     tries a wheel with this Python, which needs no packages

Exits 1 if something does not work, or fails in another way than its case says.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

RELEASES = ("3.11", "3.12", "3.13", "3.14")
EXTRAS = ("", "server", "docs", "cli", "codegen")
_LIMIT = 300
"""Seconds."""

_SHOP = """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: 'http://127.0.0.1:9'}]
paths:
  /pets/{pet_id}:
    get:
      operationId: pets.retrieve
      parameters: [{name: pet_id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200': {description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
components: {schemas: {Pet: {type: object, properties: {name: {type: string}}}}}
"""
_REQUEST = '{"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "hello"}]}'
_ASK = 'messages.create(model="m", max_tokens=9, messages=[{"role": "user", "content": "hello"}])'
_CALL = f"""\
import asyncio, httpx2, isogloss, isogloss.providers.minimax, isogloss.testing
transport = httpx2.ASGITransport(isogloss.testing.mock_app())
client = isogloss.AsyncClient(base_url="http://x", api_key="any", http_client=httpx2.AsyncClient(transport=transport))
assert isinstance(asyncio.run(client.{_ASK}), isogloss.Message)
"""
_SERVE = f"""\
import isogloss, isogloss.testing
with isogloss.testing.serving(isogloss.testing.mock_app()) as url:
    isogloss.Client(base_url=url, api_key="any").{_ASK}
"""
_SERVE_COMMAND = f"""\
import isogloss, subprocess, sys
command = [sys.executable, "-m", "isogloss_codegen", "serve", "--port", "0"]
with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
    url = server.stdout.readline().split()[-1]
    isogloss.Client(base_url=url, api_key="any").{_ASK}
    server.terminate()
"""
_FAST = 'import isogloss; isogloss.AsyncClient(base_url="http://x", api_key="any", transport="fast")'
_DOCS = "from isogloss.server import *; create_app(type('Service', (MessagesService,), {})(), docs=True)"
_SHOP_PACKAGE = 'import shop; shop.Client(base_url="http://x"); shop.Pet(name="Rex")'

_COMMANDS = ("server", "cli", "codegen")
_CASES = (
    (("python", "-c", _CALL), EXTRAS, ""),
    (("python", "-c", _SERVE), _COMMANDS, "No module named 'uvicorn'"),
    (("python", "-c", _FAST), EXTRAS, ""),
    (("python", "-c", _DOCS), ("docs",), "needs the files of Swagger UI: pip install flask-swagger-ui"),
)
"""Programs, the extras that they work with, and the end of the last line where they do not."""
_CLI = (
    ("diff", "base", "minimax", "--fail-on", "never"),
    ("diff", "shop.yaml", "shop.yaml"),
    ("--version",),
    ("check", "request.json", "--all-providers", "--fail-on", "never"),
    ("setup", "minimax"),
    ("probe", "http://127.0.0.1:9", "--dry-run"),
    ("matrix",),
    ("resolve", "minimax"),
    ("show", "CreateMessageRequest.temperature"),
    ("rules",),
    ("explain", "request-property-ignored"),
    ("init-provider", "acme", "--from", "generic"),
    ("completion", "bash"),
)
_CODEGEN = (
    ("validate",),
    ("validate", "shop.yaml"),
    ("generate", "--spec", "shop.yaml", "--package", "shop", "--output", "."),
)


def cases(extra: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The programs to run with an extra, each with the end of its error, which is empty if it works."""
    for program, extras, error in _CASES:
        yield program, "" if extra in extras else error
    if extra not in ("cli", "codegen"):
        yield ("isogloss", *_CLI[0]), ": pip install 'isogloss[cli]'"
        return
    for arguments in _CLI:
        yield ("isogloss", *arguments), ""
    yield ("python", "-c", _SERVE_COMMAND), ""
    for arguments in _CODEGEN:
        yield ("isogloss", *arguments), "" if extra == "codegen" else ": pip install 'isogloss[codegen]'"
    if extra == "codegen":
        yield ("python", "-c", _SHOP_PACKAGE), ""


def problems(wheel: Path, extra: str, folder: Path) -> Iterator[str]:
    """What is not as it should be in an environment with an extra."""
    _install(folder / "environment", f"{wheel}[{extra}]" if extra else str(wheel))
    (folder / "work").mkdir()
    (folder / "work" / "shop.yaml").write_text(_SHOP, encoding="utf-8")
    (folder / "work" / "request.json").write_text(_REQUEST, encoding="utf-8")
    for (name, *arguments), error in cases(extra):
        command = [str(folder / "environment" / "bin" / name), *arguments]
        done = _run(command, folder / "work")
        lines = (done.stderr.strip() or done.stdout.strip()).splitlines() or [""]
        is_one_line = name == "python" or len(lines) == 1
        if error and not (done.returncode and lines[-1].endswith(error) and is_one_line):
            yield f"{name} {' '.join(arguments)}: {lines[-1]} (expected: {error})"
        elif not error and done.returncode:
            yield f"{name} {' '.join(arguments)}: {lines[-1]}"


def try_wheel(wheel: Path, extras: tuple[str, ...] = EXTRAS) -> int:
    """Prints a line for each extra with this Python, and the problems; 1 if there is one."""
    failed = 0
    for extra in extras:
        with TemporaryDirectory() as made:
            found = list(problems(wheel, extra, Path(made)))
        number = len(list(cases(extra)))
        print(f"{sys.version.split()[0]:8} {extra or '(none)':8} {number - len(found)} of {number}", *found, sep="\n  ")
        failed += len(found)
    return 1 if failed else 0


def build(folder: Path) -> Path:
    """The wheel that is made from the sdist of this checkout."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    _run([*command, "-t", "sdist"], Path(__file__).parents[2]).check_returncode()
    (archive,) = folder.glob("*.tar.gz")
    shutil.unpack_archive(archive, folder, filter="data")
    _run([*command, "-t", "wheel"], folder / archive.name.removesuffix(".tar.gz")).check_returncode()
    (wheel,) = folder.glob("*.whl")
    return wheel


def interpreter(release: str) -> str | None:
    """The Python of a release, if this machine has it."""
    of_pyenv = sorted(Path.home().glob(f".pyenv/versions/{release}.*/bin/python"))
    for python in (shutil.which(f"python{release}"), *map(str, of_pyenv)):
        if python is not None and _run([python, "--version"]).returncode == 0:
            return python
    return None


def main(releases: tuple[str, ...]) -> int:
    """Tries releases of Python as far as they are found; 1 if one has a problem."""
    failed = 0
    with TemporaryDirectory() as made:
        wheel = build(Path(made))
        for release in releases:
            python = interpreter(release)
            if python is None:
                print(f"{release}: not on this machine")
                continue
            failed += subprocess.run([python, __file__, str(wheel)], check=False).returncode
    return 1 if failed else 0


def _install(environment: Path, requirement: str) -> None:
    python = str(environment / "bin" / "python")
    if (uv := shutil.which("uv")) is not None:
        _run([uv, "venv", "-q", "--python", sys.executable, str(environment)]).check_returncode()
        command = [uv, "pip", "install", "-q", "--python", python, requirement]
    else:
        venv.create(environment, with_pip=True)
        command = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", requirement]
    _run(command, environment).check_returncode()


def _run(command: list[str], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    # The package of the environment is used, not that of the caller.
    variables = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, timeout=_LIMIT, check=False
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--all"]:
            sys.exit(main(RELEASES))
        case [wheel]:
            sys.exit(try_wheel(Path(wheel)))
        case _:
            sys.exit(main((f"{sys.version_info[0]}.{sys.version_info[1]}",)))
