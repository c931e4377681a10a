"""Prints what the spec and the official SDK lack of each other, as a patch to the spec first.

Exits 1 if there are differences that nobody expects, or if something that is expected is no longer there. With
`--newest` the SDK is the newest of PyPI, else the one that is installed.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator
from importlib.metadata import version

from isogloss_codegen.document.load import Document
from isogloss_codegen.document.providers import load_base

from .compare import Comparison, Difference, compare, expectations
from .newest import compare_with_newest
from .patch import patch


def report(comparison: Comparison, document: Document) -> Iterator[str]:
    """The lines of the report."""
    expected = sum(map(len, comparison.expected.values()))
    counts = f"{len(comparison.unexpected)} unexpected, {len(comparison.stale)} out of date, {expected} expected"
    yield f"the spec and anthropic {version('anthropic')}: {counts}"
    if comparison.unexpected:
        yield from ("", "UNEXPECTED: change the spec, or write the reason into expected.yaml")
        yield from _rows(comparison.unexpected)
        yield from ("", "--- spec/openapi.yaml", f"+++ anthropic {version('anthropic')}")
        yield from patch(comparison, document)
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


def main(newest: bool = False) -> int:
    if newest and (code := compare_with_newest([sys.executable, "-m", __package__ or ""])) is not None:
        return code
    document = load_base()
    comparison = compare(document.value, expectations())
    sys.stdout.writelines(f"{line}\n" for line in report(comparison, document))
    return 1 if comparison.unexpected or comparison.stale else 0


if __name__ == "__main__":
    sys.exit(main("--newest" in sys.argv[1:]))
