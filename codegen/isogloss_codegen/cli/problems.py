"""Shows problems to people, to programs and to GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from isogloss_codegen.display import cells, visible
from isogloss_codegen.document.problem import Problem

_WINDOW = 100
_COLORS = {"error": "red", "warning": "yellow"}


def render(problems: Sequence[Problem], files: Sequence[str], format: str, *, color: bool = False) -> str:
    """The problems found in some files, as text, json or github; ends with a line break unless it is empty."""
    if format == "json":
        return _json(problems, files)
    if format == "github":
        return "".join(f"{_annotation(problem)}\n" for problem in problems)
    blocks = [_block(problem, color=color) for problem in problems]
    return "\n".join([*blocks, f"{_summary(problems, files)}\n"])


def _json(problems: Sequence[Problem], files: Sequence[str]) -> str:
    entries = [
        {
            "rule": problem.rule,
            "severity": problem.severity,
            "message": problem.message,
            "file": problem.file,
            "line": problem.position.line,
            "column": problem.position.column,
            "pointer": problem.pointer,
            "help": problem.help,
        }
        for problem in problems
    ]
    summary = {"files": len(files), "error": _count(problems, "error"), "warning": _count(problems, "warning")}
    report = {"schema_version": 1, "summary": summary, "problems": entries}
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def _annotation(problem: Problem) -> str:
    """A workflow command: GitHub shows it beside the line, if the path is one of the repository."""
    at = problem.position
    properties = {
        "title": problem.rule,
        "file": _in_repository(problem.file),
        "line": at.line,
        "col": at.column,
        "endColumn": at.column + at.width,
    }
    text = problem.message if problem.help is None else f"{problem.message}\nhelp: {problem.help}"
    listed = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    return f"::{problem.severity} {listed}::{_escaped(text)}"


def _escaped(text: str, also: str = "") -> str:
    for character in ("%", "\r", "\n", *also):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _in_repository(file: str) -> str:
    path = Path(file).absolute()
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else file


def _block(problem: Problem, *, color: bool) -> str:
    """The headline, the author's line with a caret below what is meant, and what to do about it."""
    at = problem.position
    mark = click.style(f"{problem.severity}[{problem.rule}]", fg=_COLORS[problem.severity], bold=True)
    lines = [f"{visible(problem.file)}:{at.line}:{at.column}: {mark} {visible(problem.message)}"]
    if problem.source.strip():
        text, before, width = _frame(problem)
        number = str(at.line)
        lines.append(f"{number:>5} | {text}")
        caret = click.style("^" * width, fg=_COLORS[problem.severity], bold=True)
        lines.append(f"{'':>5} | {' ' * before}{caret}")
    if problem.help is not None:
        lines.append(f"{click.style('help:', bold=True)} {visible(problem.help)}")
    block = "\n".join(lines) + "\n"
    return block if color else click.unstyle(block)


def _frame(problem: Problem) -> tuple[str, int, int]:
    """The part of the author's line around the place, and how many cells are before the caret and below it."""
    start = problem.position.column - 1
    end = start + problem.position.width
    left = 0 if len(problem.source) <= _WINDOW else max(0, start - _WINDOW // 2)
    right = min(len(problem.source), left + _WINDOW)
    ahead = "..." if left else ""
    behind = "..." if right < len(problem.source) else ""
    text = f"{ahead}{visible(problem.source[left:right])}{behind}"
    before = len(ahead) + cells(problem.source[left:start])
    return text, before, max(1, cells(problem.source[start : min(end, right)]))


def _summary(problems: Sequence[Problem], files: Sequence[str]) -> str:
    where = _number(len(files), "file")
    if not problems:
        return f"No problems in {where}."
    counts = [_number(count, name) for name in ("error", "warning") if (count := _count(problems, name))]
    return f"{' and '.join(counts)} in {where}."


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _count(problems: Iterable[Problem], severity: str) -> int:
    return sum(problem.severity == severity for problem in problems)
