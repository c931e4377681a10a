"""Reports of the command in a form that is short enough to be read, for the cases of comparisons."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner

from isogloss_codegen.cli.diff import command


def changes(a: str, b: str) -> list[dict[str, Any]]:
    """The findings about two documents or overlays of the working directory."""
    result = CliRunner().invoke(command, [a, b, "--format", "json", "--fail-on", "never"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return [_short(change) for change in json.loads(result.stdout)["changes"]]


def _short(change: dict[str, Any]) -> dict[str, Any]:
    """A finding without what is empty; of its sources and places only their names."""
    witness: dict[str, Any] = change["witness"] or {}
    entry: dict[str, Any] = {
        **{name: change[name] for name in ("rule", "level", "operation", "path", "from", "to", "message")},
        "witness": witness.get("body", witness.get("value")),
        "evidence": [f"{item['source']}: {item['says']}" for item in change["evidence"]],
        "at": [f"{place['side']} {place['file']}:{place['line']}" for place in change["locations"]],
        "used_by": change["used_by"],
        "conflicts": len(change.get("conflicts", [])),
    }
    return {key: value for key, value in entry.items() if value or (key == "witness" and value is not None)}
