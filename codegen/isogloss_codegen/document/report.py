"""The report of `validate` as JSON and as suites for the list formats."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..findings.finding import Finding
from ..findings.report import Item, Suite, relative


def as_json(problems: Sequence[Finding], files: Sequence[str]) -> str:
    """The problems of some files as JSON, as described in spec/validate.schema.json."""
    entries = [
        {
            "rule": problem.rule,
            "severity": problem.level,
            "message": problem.message,
            "file": relative(problem.at.file),
            "line": problem.at.line,
            "column": problem.at.column,
            "pointer": problem.pointer,
            "help": problem.help,
        }
        for problem in problems
    ]
    counts = {level: sum(problem.level == level for problem in problems) for level in ("error", "warning")}
    report = {"schema_version": 1, "summary": {"files": len(files), **counts}, "problems": entries}
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def suites(problems: Sequence[Finding], files: Sequence[str]) -> list[Suite]:
    """One suite for each file, with its problems."""
    named = dict.fromkeys((*files, *(problem.at.file for problem in problems)))
    return [Suite(relative(file), [_item(each) for each in problems if each.at.file == file]) for file in named]


def _item(problem: Finding) -> Item:
    text = problem.message if problem.help is None else f"{problem.message}\nhelp: {problem.help}"
    return Item(problem, text, problem.at)
