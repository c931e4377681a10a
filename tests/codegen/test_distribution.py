"""`isogloss generate --project`: a package that can be built, installed, used as its README says, and published."""

from __future__ import annotations

import http.server
import re
import shutil
import subprocess
import sys
import threading
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from isogloss_codegen.cli.generate import command
from isogloss_codegen.render.distribution import DEPENDENCIES, EXTRAS, PYTHON, version_of

_DOCUMENT = """\
openapi: 3.1.0
info:
  title: Pets & <toys>
  version: 1.2.0-beta
  description: "Lists pets. And *more*.\\n\\n# Toys\\n\\n<b>None</b>."
  license: {name: Apache, identifier: apache-2.0}
servers:
  - {url: 'http://127.0.0.1:PORT/{version}', variables: {version: {default: v1, enum: [v1, v2]}}}
security: [{key: [], secret: []}]
paths:
  /pets:
    post: {operationId: addPet, responses: {'204': {description: Done.}}}
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: string, examples: [rex 1]}}]
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    secret: {type: apiKey, in: query, name: secret}
    user: {type: http, scheme: basic}
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string, default: 1}}}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[int, list[Any]]]:
    """A server that answers everything with a pet, and what it was asked."""
    seen: list[Any] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append((self.path, self.headers["x-key"]))
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(b'{"name": "Rex"}')

        def log_message(self, format: str, *args: Any) -> None: ...

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running.server_address[1], seen
    running.shutdown()
    running.server_close()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, server: tuple[int, list[Any]]) -> Path:
    folder = tmp_path_factory.mktemp("project")
    spec = folder / "pets.yaml"
    spec.write_text(_DOCUMENT.replace("PORT", str(server[0])), encoding="utf-8")
    given = ["--spec", str(spec), "--package", "pet_hall", "--output", str(folder / "hall"), "--project"]
    for more in ([], ["--check"]):
        result = CliRunner().invoke(command, [*given, *more])
        assert result.exit_code == 0, result.output
    return folder / "hall"


@pytest.fixture(scope="module")
def wheel(project: Path) -> Path:
    """The wheel that is built of the sdist."""
    build = [sys.executable, "-m", "hatchling", "build", "-d"]
    for kind, folder, output in (("sdist", project, project.parent), ("wheel", None, project.parent)):
        if folder is None:
            (made,) = project.parent.glob("*.tar.gz")
            shutil.unpack_archive(made, project.parent / "unpacked", filter="data")
            (folder,) = (project.parent / "unpacked").iterdir()
        done = subprocess.run(
            [*build, str(output), "-t", kind], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    (made,) = project.parent.glob("*.whl")
    return made


def test_the_settings_say_what_the_document_says(project: Path, server: tuple[int, list[Any]]) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    own = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert settings["project"] == {
        "name": "pet-hall",
        "version": "1.2.0b0",
        "description": "Lists pets.",
        "readme": "README.md",
        "requires-python": PYTHON,
        "license": "Apache-2.0",
        "classifiers": ["Typing :: Typed"],
        "dependencies": [*DEPENDENCIES],
        "optional-dependencies": EXTRAS,
    }
    assert (own["requires-python"], own["dependencies"]) == (PYTHON, [*DEPENDENCIES])
    assert {name: own["optional-dependencies"][name] for name in EXTRAS} == EXTRAS
    listed = (project / "MANIFEST").read_text(encoding="utf-8")
    assert all(f"\n{name}  " in listed for name in ("README.md", "pyproject.toml", "pet_hall/py.typed"))


def test_the_readme_says_how_to_use_it(project: Path, server: tuple[int, list[Any]]) -> None:
    text = (project / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# Pets & &lt;toys>\n\nA typed client and server for version 1.2.0-beta of the API.")
    assert "Lists pets. And *more*.\n\n### Toys\n\n&lt;b>None&lt;/b>.\n" in text
    assert f"- `http://127.0.0.1:{server[0]}/v1`\n" in text
    assert "- `version`: `v1` if not given, one of `v1`, `v2`\n" in text
    assert '| key | `credentials={"key": "..."}` | header `x-key` |' in text
    assert '| user | `basic_auth=("user", "password")` | header `authorization` |' in text
    assert "[LOSSES.md](pet_hall/LOSSES.md) lists what this package does not express of the document: 1 place" in text


def _use(python: str, project: Path, server: tuple[int, list[Any]], *options: str, path: str = "") -> None:
    """Runs the two examples of the README."""
    text = (project / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    server[1].clear()
    for example in examples:
        code = f"import sys\n{path}\n{example}\nimport pet_hall\nassert 'isogloss' not in sys.modules"
        done = subprocess.run([python, *options, "-c", code], capture_output=True, text=True, check=False)
        assert (done.stdout, done.returncode) == ("name='Rex'\n", 0), done.stderr
    assert server[1] == [("/v1/pets/rex%201?secret=...", "...")] * 2
    assert len(examples) == 2


def test_the_wheel_is_the_package_and_its_example_works(
    wheel: Path, project: Path, server: tuple[int, list[Any]]
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    files = {path.relative_to(project).as_posix() for path in (project / "pet_hall").rglob("*") if path.is_file()}
    assert (wheel.name, names) == ("pet_hall-1.2.0b0-py3-none-any.whl", files)
    _use(sys.executable, project, server, path=f"sys.path.insert(0, {str(wheel)!r})")


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment(
    wheel: Path, project: Path, server: tuple[int, list[Any]], tmp_path: Path
) -> None:
    python = str(tmp_path / "bin" / "python")
    if uv := shutil.which("uv"):
        commands = [[uv, "venv", "-q", "--python", sys.executable, str(tmp_path)]]
        commands += [[uv, "pip", "install", "-q", "--python", python, str(wheel)]]
    else:
        commands = [[sys.executable, "-m", "venv", str(tmp_path)]]
        commands += [[python, "-m", "pip", "install", "-q", "--disable-pip-version-check", str(wheel)]]
    for each in commands:
        subprocess.run(each, check=True, timeout=300)
    _use(python, project, server, "-I")


@pytest.mark.parametrize(
    ("given", "version"),
    [
        ("1.0.27-SNAPSHOT", "1.0.27"),
        ("v2", "2"),
        ("2022-11-28", "2022.11.28"),
        ("1.2.0-rc.1", "1.2.0rc1"),
        ("Version 3.1 (draft)", "3.1"),
        ("1!2", "1!2"),
        ("latest", "0"),
        ("", "0"),
    ],
)
def test_versions_are_those_of_python(given: str, version: str) -> None:
    assert version_of(given) == version
