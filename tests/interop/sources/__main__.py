"""Says which evidence points at code that is another in the newest release.

Exits 1 if there is any, or evidence that points at nothing; else 3 if a release could not be fetched. Names of
providers on the command line limit it to them.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.providers import overlays

from . import packages
from .compare import Compared, Evidence, compare, evidence_of

_SHOWN = 12


def compared(overlay: Path, folder: Path, releases: dict[str, str], *, every: bool = False) -> Iterator[Compared | str]:
    """What became of each place that an overlay points at; a text for each package that is as it was read.

    Args:
        overlay: The overlay.
        folder: Where releases are unpacked, each once.
        releases: The newest release of each package; filled on the way.
        every: Whether to look also where the newest release is the one that was read.
    """
    by_package: dict[tuple[str, str], list[Evidence]] = {}
    for each in evidence_of(load(overlay)):
        by_package.setdefault((each.package, each.release), []).append(each)
    for (package, release), evidence in by_package.items():
        if package not in releases:
            releases[package] = packages.newest(package)
        newest = releases[package]
        if newest == release and not every:
            yield f"{package} {release} is the newest: {len(evidence)} places as they were read"
            continue
        yield f"{package} {release} was read, {newest} is the newest"
        read, now = (_unpacked(package, each, folder) for each in (release, newest))
        yield from (compare(each, read, now) for each in evidence)


def _unpacked(package: str, release: str, folder: Path) -> Path:
    target = folder / f"{package}@{release}".replace("/", "+").replace(":", "+")
    if not target.exists():
        packages.fetch(package, release, target)
    return target


def report(overlay: Path, results: Sequence[Compared | str]) -> Iterator[str]:
    """The lines about an overlay."""
    yield overlay.name
    yield from (f"  {each}" for each in results if isinstance(each, str))
    places = [each for each in results if isinstance(each, Compared)]
    told: dict[tuple[str, str], list[Compared]] = {}
    for each in places:
        if each.state != "same":
            told.setdefault((each.evidence.path, each.evidence.where), []).append(each)
    for (path, where), group in told.items():
        lines = ", ".join(str(each.evidence.line) for each in group)
        yield f"  {group[0].state}: {where} in {path}; evidence in line {lines}"
        yield from _difference(group[0])
    same = sum(each.state == "same" for each in places)
    if places:
        yield f"  {same} of {len(places)} places unchanged"


def _difference(result: Compared) -> Iterator[str]:
    if result.state != "changed":
        return
    both = result.before.splitlines(), result.after.splitlines()
    lines = [
        line for line in difflib.unified_diff(*both, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))
    ]
    yield from (f"      {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"      ... {len(lines) - _SHOWN} more lines"


def main(names: Sequence[str], *, every: bool = False) -> int:
    releases: dict[str, str] = {}
    is_changed = is_unfetched = False
    with TemporaryDirectory() as folder:
        for name, path in overlays().items():
            if names and name not in names and name.partition("@")[0] not in names:
                continue
            try:
                results = list(compared(path, Path(folder), releases, every=every))
            except packages.NotFetchedError as error:
                sys.stderr.write(f"{path.name}: not compared, a release could not be fetched ({error})\n")
                is_unfetched = True
                continue
            if results:
                sys.stdout.writelines(f"{line}\n" for line in report(path, results))
            is_changed |= any(isinstance(each, Compared) and each.state != "same" for each in results)
    return 1 if is_changed else 3 if is_unfetched else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
