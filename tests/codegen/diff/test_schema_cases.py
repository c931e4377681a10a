"""Cases: two documents in, the findings of both directions out. Many began as counterexamples of the properties."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from isogloss_codegen.cli.diff import command

CASES = Path(__file__).parent / "schema_cases"
CONTENT = {"application/json": {"schema": {"$ref": "#/components/schemas/Root"}}}
PATHS = {
    f"/{direction}": {"post": {"responses": {"200": {"description": ""}}, **part}}
    for direction, part in {
        "request": {"requestBody": {"required": True, "content": CONTENT}},
        "response": {"responses": {"200": {"description": "", "content": CONTENT}}},
    }.items()
}


def findings(case: Path, folder: Path) -> str:
    """All findings of a case as text, a line each, with their witnesses: its root is sent, and it is answered."""
    for name in ("a.yaml", "b.yaml"):
        document = yaml.safe_load((case / name).read_text(encoding="utf-8"))
        whole = {"info": {"title": "Case", "version": "1"}, **document, "paths": PATHS}
        (folder / name).write_text(yaml.safe_dump(whole, sort_keys=False), encoding="utf-8")
    files = [str(folder / name) for name in ("a.yaml", "b.yaml")]
    result = CliRunner().invoke(command, [*files, "--format", "json", "--fail-on", "never"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    changes = sorted(json.loads(result.stdout)["changes"], key=lambda change: change["direction"])
    return "".join(f"{line}\n" for change in changes for line in _lines(change)) or "nothing\n"


def _lines(change: dict[str, Any]) -> list[str]:
    lines = [f"{change['level']}[{change['rule']}] {change['path'] or '(all)'}: {change['message']}"]
    lines += [f"    at {place}" for place in change["used_by"]]
    if (witness := change["witness"]) is not None:
        lines.append(f"    {witness['path'] or '(all)'} in {json.dumps(witness['body'])}")
    return lines


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_case(case: Path, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    golden(case / "findings.txt", findings(case, tmp_path))
