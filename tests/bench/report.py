"""Shows the rows: a line for each as it comes, then JSON, Markdown and a plot."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from .measure import Cost
from .row import Row

_HEAD = f"{'#':>2}  {'subject':<44}{'peer':<34}{'ours':>10}{'peer':>10}{'wall':>8}{'measured':>11}  goal"


def head() -> str:
    """The first line of the table on a terminal."""
    return _HEAD


def line(row: Row) -> str:
    """A row on a terminal."""
    ours, theirs = _amount(row, row.ours), _amount(row, row.theirs)
    wall = f"{row.wall_ratio:.2f}" if row.wall_ratio is not None else ""
    note = f" ({row.note})" if row.note else ""
    return (
        f"{row.number:>2}  {row.subject:<44}{row.peer:<34}{ours:>10}{theirs:>10}{wall:>8}{_measured(row):>11}"
        f"  {row.goal}: {_verdict(row)}{note}"
    )


def write(rows: Sequence[Row], folder: Path) -> None:
    """Writes `results.json`, `results.md` and `results.svg`."""
    values: list[dict[str, Any]] = [_value(row) for row in rows]
    folder.mkdir(exist_ok=True)
    folder.joinpath("results.json").write_text(json.dumps({"rows": values}, indent=2) + "\n", encoding="utf-8")
    folder.joinpath("results.md").write_text(_markdown(rows), encoding="utf-8")
    folder.joinpath("results.svg").write_text(_svg(rows), encoding="utf-8")


def _value(row: Row) -> dict[str, Any]:
    return {
        "row": row.number,
        "subject": row.subject,
        "peer": row.peer,
        "goal": str(row.goal),
        "measured": None if row.measured is None else round(row.measured, 4),
        "pass": row.is_met,
        "wall": None if row.wall_ratio is None else round(row.wall_ratio, 4),
        "work": row.work,
        "subject_cost": None if row.ours is None else _rounded(row.ours),
        "peer_cost": None if row.theirs is None else _rounded(row.theirs),
        "note": row.note,
    }


def _rounded(cost: Cost) -> dict[str, float]:
    values = {"cpu_seconds": cost.cpu, "wall_seconds": cost.wall, "memory_bytes": cost.memory}
    return {name: float(f"{value:.4g}") for name, value in values.items() if value}


def _amount(row: Row, cost: Cost | None) -> str:
    if cost is None:
        return ""
    return f"{cost.memory / 1e6:.3g} MB" if row.is_memory and cost.memory else _time(cost.cpu)


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.3g} s"
    return f"{seconds * 1e3:.3g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.3g} us"


def _measured(row: Row) -> str:
    return "-" if row.measured is None else f"{row.measured:.3g} {row.goal.unit}"


def _verdict(row: Row) -> str:
    if row.measured is None:
        return "not measured"
    return "stated" if row.goal.kind == "none" else "pass" if row.is_met else "short"


def _markdown(rows: Sequence[Row]) -> str:
    lines = [
        "# What isogloss costs, beside what its users would pick instead",
        "",
        "Written by `make bench`. All figures of a row come from one run, in turns; medians. Seconds are of the CPU,",
        "of the process that is measured. Compare ratios, not seconds: machines differ, and so do days.",
        "",
        "![each row as a part of its goal](results.svg)",
        "",
        "| # | subject | peer | subject costs | peer costs | measured | goal | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        cells = (
            str(row.number), row.subject, row.peer, _amount(row, row.ours), _amount(row, row.theirs), _measured(row),
            str(row.goal), _verdict(row) + (f": {row.note}" if row.note else ""),
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "What is done, by both alike:", ""]
    lines += [f"- {number}: {work}" for number, work in dict.fromkeys((row.number, row.work) for row in rows)]
    return "\n".join(lines) + "\n"


_LINE, _LEFT, _WIDTH, _MOST = 20, 360, 880, 2.0


def _svg(rows: Sequence[Row]) -> str:
    """Bars: how much of its goal each row reaches. The line is the goal."""
    drawn = [(row, score) for row in rows if (score := _score(row)) is not None]
    height = _LINE * (len(drawn) + 2)
    goal = _LEFT + (_WIDTH - _LEFT - 60) / _MOST
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
        'font-size="12" role="img" aria-label="Each row as a part of its goal">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="{goal}" y="14" text-anchor="middle" fill="#444">goal</text>',
    ]
    for index, (row, score) in enumerate(drawn, 1):
        top = index * _LINE
        width = min(score, _MOST) * (goal - _LEFT)
        color = "#3a7d5c" if row.is_met else "#b8863b"
        parts += [
            f'<text x="{_LEFT - 8}" y="{top + 14}" text-anchor="end" fill="#222">{row.number} '
            f"{escape(row.subject)}</text>",
            f'<rect x="{_LEFT}" y="{top + 3}" width="{width:.1f}" height="{_LINE - 6}" fill="{color}"/>',
            f'<text x="{_LEFT + width + 5:.1f}" y="{top + 14}" fill="#222">{_measured(row)}</text>',
        ]
    parts.append(
        f'<line x1="{goal}" x2="{goal}" y1="{_LINE}" y2="{height - _LINE}" stroke="#444" stroke-dasharray="3 3"/>'
    )
    return "\n".join([*parts, "</svg>", ""])


def _score(row: Row) -> float | None:
    """The part of its goal that a row reaches: 1 or more if it is met."""
    if row.measured is None or row.goal.kind == "none":
        return None
    return row.measured / row.goal.bound if row.goal.kind == "at least" else row.goal.bound / row.measured
