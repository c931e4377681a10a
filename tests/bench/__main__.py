"""Runs all rows, or those whose numbers are given, and writes the results of a whole run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from . import peers, report
from .measure import ROOT
from .row import Row, Rows
from .rows import clients, commands, documents, imports, servers, values

_GROUPS: tuple[tuple[Sequence[int], Callable[[], Rows]], ...] = (
    (range(1, 3), imports.rows),
    (range(3, 8), clients.rows),
    (range(8, 9), values.rows),
    (range(9, 11), servers.rows),
    ((11, 12, 14), commands.rows),
    ((13, 15), documents.rows),
)


def main(*numbers: str) -> None:
    """Prints a line for each row as soon as it is measured."""
    wanted = set(map(int, numbers))
    peers.install()
    print(report.head(), flush=True)
    found: list[Row] = []
    for group, rows in _GROUPS:
        if wanted and not wanted.intersection(group):
            continue
        for row in rows():
            print(report.line(row), flush=True)
            found.append(row)
    if not wanted:
        found.sort(key=lambda row: row.number)
        report.write(found, ROOT / "benchmarks")


if __name__ == "__main__":
    main(*sys.argv[1:])
