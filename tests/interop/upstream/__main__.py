"""Prints what the spec and the official SDK lack of each other, unexpected differences first.

Exits 1 if there are any, or if something that is expected is no longer there.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator
from importlib.metadata import version

from isogloss_codegen.document.providers import load_base

from .compare import Comparison, Difference, compare, expectations


def report(comparison: Comparison) -> Iterator[str]:
    """The lines of the report."""
    expected = sum(map(len, comparison.expected.values()))
    counts = f"{len(comparison.unexpected)} unexpected, {len(comparison.stale)} out of date, {expected} expected"
    yield f"the spec and anthropic {version('anthropic')}: {counts}"
    if comparison.unexpected:
        yield from ("", "UNEXPECTED: change the spec, or write the reason into expected.yaml")
        yield from _rows(comparison.unexpected)
    if comparison.stale:
        yield from ("", "OUT OF DATE: in expected.yaml, but met by nothing")
        yield from (f"    {text}" for text in comparison.stale)
    for why, differences in comparison.expected.items():
        yield from ("", *textwrap.wrap(why, 100))
        yield from _rows(differences)
    for why, names in comparison.names.items():
        yield from ("", *textwrap.wrap(why, 100))
        yield from (f"    named         {name}" for name in names)


def _rows(differences: Iterable[Difference]) -> Iterator[str]:
    return (f"    {each.lacks + ' lacks':12}  {each.what}" for each in differences)


def main() -> int:
    comparison = compare(load_base().value, expectations())
    sys.stdout.writelines(f"{line}\n" for line in report(comparison))
    return 1 if comparison.unexpected or comparison.stale else 0


if __name__ == "__main__":
    sys.exit(main())
