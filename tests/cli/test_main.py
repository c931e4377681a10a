"""The command as a whole: what it lists, how fast it starts, how it completes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from commands import isogloss
from isogloss_codegen.cli import COMMANDS

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return isogloss(*arguments)


def test_help_lists_finished_commands_only() -> None:
    command = [sys.executable, "-m", "isogloss_codegen", "--help"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (0, run("--help").stdout)
    listed = result.stdout.partition("Commands:\n")[2].partition("\n\n")[0].split("\n")
    assert [line.split()[0] for line in listed] == [name for name, line in sorted(COMMANDS.items()) if line]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself_with_examples(name: str) -> None:
    result = run(name, "--help")
    assert result.returncode == 0
    assert f"Usage: isogloss {name}" in result.stdout
    assert f"Examples:\n    isogloss {name}" in result.stdout


_IMPORTED = """
import sys
from isogloss_codegen.cli import COMMANDS, main
heavy = {"pydantic", "jinja2", "jsonschema", "jsonschema_rs", "openapi_spec_validator", "httpx2"}
for name in ("", *sorted(COMMANDS)):
    # `serve` lists the faults of the mock, which takes importing it.
    if name != "serve":
        try:
            main([*name.split(), "--help"])
        except SystemExit:
            pass
        for each in sorted(heavy & sys.modules.keys()):
            print(f"isogloss {name} --help imports {each}", file=sys.stderr)
"""


def test_help_imports_nothing_heavy() -> None:
    result = subprocess.run([sys.executable, "-c", _IMPORTED], capture_output=True, text=True, check=True)
    assert result.stderr == ""
    assert result.stdout.count("Usage: ") == len(COMMANDS)


_WITH_THE_EXTRA = """
import sys
from isogloss_codegen.cli import main
# Only `isogloss[codegen]` brings these.
for name in ("datamodel_code_generator", "jinja2", "openapi_spec_validator", "ruff"):
    sys.modules[name] = None
for arguments in (
    ["check", sys.argv[1]],
    ["diff", "base", "minimax", "--fail-on", "never"],
    ["resolve", "minimax"],
    ["setup", "minimax"],
):
    try:
        main(arguments)
    except SystemExit as end:
        print(arguments[0], end.code, file=sys.stderr)
"""


def test_traffic_and_comparisons_need_the_smaller_extra_only(tmp_path: Path) -> None:
    """A module that is None in `sys.modules` cannot be imported."""
    request = tmp_path / "request.json"
    request.write_text('{"model": "any", "max_tokens": 1, "messages": [{"role": "user", "content": "Hello"}]}')
    command = [sys.executable, "-c", _WITH_THE_EXTRA, str(request)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stderr == "check 0\ndiff 0\nresolve 0\nsetup 0\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    result = run("completion", shell)
    assert result.returncode == 0
    assert "_ISOGLOSS_COMPLETE" in result.stdout


def test_a_mistyped_command_is_met_with_the_nearest() -> None:
    result = run("generat")
    assert result.returncode == 2
    assert "generate" in result.stderr


@pytest.mark.parametrize(
    ("missing", "arguments", "subject", "extra"),
    [
        ("click", ["--help"], "isogloss", "cli"),
        ("jinja2", ["generate"], "isogloss generate", "codegen"),
        ("jsonschema_rs", ["diff", "base", "minimax"], "isogloss diff", "cli"),
    ],
)
def test_an_extra_that_is_not_installed_is_one_line(
    missing: str, arguments: list[str], subject: str, extra: str
) -> None:
    code = f"import sys\nsys.modules[{missing!r}] = None\nsys.argv[1:] = {arguments!r}\n"
    code += "from isogloss_codegen.__main__ import main\nmain()"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    message = f"{subject} needs {missing}: pip install 'isogloss[{extra}]'\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", message)
