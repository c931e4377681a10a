"""Code that uses the package under a type checker: pyright in strict mode, on good and bad snippets."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "typing"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[int, str]]]:
    """The reports of pyright, as (line, message) by file name; one run for all snippets."""
    folder = tmp_path_factory.mktemp("snippets")
    for case in CASES.glob("*.py"):
        (folder / case.name).write_text(case.read_text())
    config = {"typeCheckingMode": "strict", "extraPaths": [str(ROOT / "generated")], "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(config))
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(folder)]
    output = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    found: dict[str, list[tuple[int, str]]] = {case.name: [] for case in CASES.glob("*.py")}
    for item in output["generalDiagnostics"]:
        found[Path(item["file"]).name].append((item["range"]["start"]["line"] + 1, item["message"]))
    return found


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.glob("*.py")))
def test_snippet(case: str, reports: dict[str, list[tuple[int, str]]]) -> None:
    """Lines marked `# error` are reported, and no others."""
    lines = (CASES / case).read_text().splitlines()
    expected = {number for number, line in enumerate(lines, 1) if "# error" in line}
    assert {line for line, _ in reports[case]} == expected, reports[case]
