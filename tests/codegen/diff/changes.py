"""Reports in a form that is short enough to be read, for the cases of comparisons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from isogloss_codegen.diff.compare import compare
from isogloss_codegen.diff.model import Change
from isogloss_codegen.document.providers import find_dialect


def changes(a: Path, b: Path, *, folder: Path) -> list[dict[str, Any]]:
    """What is different between two documents or overlays; files are named as seen from `folder`."""
    report = compare(find_dialect(str(a)), find_dialect(str(b)))
    return [_short(change, folder) for change in report.changes]


def _short(change: Change, folder: Path) -> dict[str, Any]:
    """A change without what is empty; of its sources and places only which they are."""
    places = [f"{place.side} {Path(place.file).relative_to(folder)}:{place.line}" for place in change.locations]
    entry: dict[str, Any] = {
        "rule": change.rule,
        "level": change.level,
        "operation": change.operation,
        "path": change.path,
        "from": change.before,
        "to": change.after,
        "message": change.message,
        "witness": change.witness.value if change.witness is not None else None,
        "evidence": [f"{item['source']}: {item['says']}" for item in change.evidence],
        "at": places,
        "used_by": list(change.used_by),
        "conflicts": len(change.conflicts),
    }
    return {key: value for key, value in entry.items() if value or (key == "witness" and value is not None)}
