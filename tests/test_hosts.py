"""The action and the pre-commit hooks: their steps are run as their hosts run them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from commands import isogloss

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
OLD = """\
openapi: 3.1.0
info: {title: Tides, version: '1', description: Tides.}
paths:
  /tides:
    get: {operationId: tides, description: All., responses: {'200': {description: All.}}}
"""


class Repository:
    """A checkout with one commit, in which steps run with the variables that GitHub sets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "checkout"
        self.runner = folder / "runner"
        for each in (self.folder, self.runner):
            each.mkdir()
        self.spec = self.folder / "openapi.yaml"
        self.spec.write_text(OLD)
        self.git("init", "-q")
        self.commit()

    def git(self, *arguments: str) -> str:
        names = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **names},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self) -> None:
        self.git("add", ".")
        self.git("commit", "-qm", "tides")

    def run(self, inputs: dict[str, str], *, is_installed: bool = True) -> tuple[int, str]:
        """The steps of the action with some inputs: the code of the first that fails, and what is printed."""
        given = {name: entry.get("default", "") for name, entry in ACTION["inputs"].items()} | inputs
        variables = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "VIRTUAL_ENV"))},
            "RUNNER_TEMP": str(self.runner),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_STEP_SUMMARY": str(self.runner / "summary.md"),
            "GITHUB_OUTPUT": str(self.runner / "output"),
        }
        if is_installed:
            (self.runner / "isogloss").symlink_to(BIN.parent)
        printed = ""
        for step in ACTION["runs"]["steps"]:
            if (step["name"] == "install" and is_installed) or (
                "inputs.providers" in step.get("if", "") and not given["providers"]
            ):
                continue
            env = {name: _filled(value, given) for name, value in step.get("env", {}).items()}
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            done = subprocess.run(
                command, cwd=self.folder, env={**variables, **env}, capture_output=True, text=True, check=False
            )
            printed += done.stdout + done.stderr
            if done.returncode:
                return done.returncode, printed
        return 0, printed

    @property
    def summary(self) -> str:
        path = self.runner / "summary.md"
        return path.read_text(encoding="utf-8") if path.exists() else ""


def _filled(text: str, inputs: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], text)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_change_that_breaks_fails_and_is_shown(repository: Repository) -> None:
    repository.spec.write_text(OLD.replace("tides", "waves"))
    code, printed = repository.run({"spec": "openapi.yaml", "base": repository.git("rev-parse", "HEAD")})
    assert code == 1
    assert "::error title=request-operation-removed" in printed
    assert "An existing client keeps working if it does not call GET /tides." in repository.summary
    assert (repository.runner / "output").read_text() == f"sarif={repository.runner}/isogloss.sarif\n"
    assert '"version": "2.1.0"' in (repository.runner / "isogloss.sarif").read_text()


def test_the_level_that_fails_and_the_providers_are_inputs(repository: Repository) -> None:
    repository.spec.write_text(OLD.replace("tides", "waves"))
    inputs = {"spec": "openapi.yaml", "base": repository.git("rev-parse", "HEAD"), "fail-on": "never"}
    code, _ = repository.run({**inputs, "providers": "minimax infercom"})
    assert code == 0
    assert "that talks to MiniMax" in repository.summary
    assert "that talks to Infercom" in repository.summary


def test_a_document_with_errors_fails_at_its_line(repository: Repository) -> None:
    repository.spec.write_text(OLD.replace("responses:", "responses: {}, wrong:"))
    code, printed = repository.run({"spec": "openapi.yaml"})
    assert code == 1
    assert "file=openapi.yaml,line=5," in printed
    assert "::error" in printed


@pytest.mark.parametrize("base", ["", "0" * 40])
def test_without_a_base_that_is_said(base: str, repository: Repository) -> None:
    code, printed = repository.run({"spec": "openapi.yaml", "base": base})
    assert (code, "There is no revision to compare openapi.yaml with." in printed) == (0, True), printed


def test_a_new_document_is_not_compared(repository: Repository) -> None:
    (repository.folder / "new.yaml").write_text(OLD)
    code, printed = repository.run({"spec": "new.yaml", "base": repository.git("rev-parse", "HEAD")})
    assert (code, "new.yaml is new" in printed) == (0, True), printed


def test_the_action_installs_what_it_needs(repository: Repository) -> None:
    code, printed = repository.run(
        {"spec": "openapi.yaml", "base": repository.git("rev-parse", "HEAD")}, is_installed=False
    )
    assert code == 0, printed
    assert "No differences" in repository.summary


def test_the_hooks_run(repository: Repository) -> None:
    arguments = {
        "isogloss-validate": ["openapi.yaml"],
        "isogloss-generate": ["--spec", "openapi.yaml", "--package", "tides", "--output", "build"],
        "isogloss-diff": ["git:HEAD:openapi.yaml", "openapi.yaml"],
    }
    isogloss("generate", *arguments["isogloss-generate"], cwd=repository.folder)
    extras = re.findall(r"^(\w+) = \[", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert [hook["id"] for hook in HOOKS] == [*arguments]
    for hook in HOOKS:
        program, *command = shlex.split(hook["entry"])
        done = isogloss(*command, *arguments[hook["id"]], cwd=repository.folder)
        assert (program, done.returncode) == ("isogloss", 0), done.stderr
        assert hook["additional_dependencies"][0].strip(".[]") in extras
    assert re.search(HOOKS[0]["files"], "spec/openapi.yaml")
    assert re.search(HOOKS[0]["files"], "spec/providers/one@1.overlay.yaml")
    assert not re.search(HOOKS[0]["files"], "other.yaml")
