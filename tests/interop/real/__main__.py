"""Makes packages of real public documents, uses them, and prints a line for each.

    python -m interop.real [--peers] [FOLDER]

Without a folder, the documents are those of a cache, which is filled with what npm and PyPI carry. `errors` are those
of `isogloss validate`, `breaks` the breaking findings of `isogloss diff` with an older revision, from FOLDER/older.
Exits 1 if a document gives no package, or none that can be imported. Each operation is called once, with values that
its schemas accept, against the package's own server; the answers are not part of the trial. `other` counts what did
not come out equal: the kinds are listed below the table, each with the first case. With `--peers`, other generators
get the same documents.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from . import peers
from .documents import CACHE, documents_in, fill, older_of
from .trial import Result, trial

_HEAD = (
    *("document", "errors", "breaks", "kept", "losses", "CPU s", "peak MB", "pyright"),
    *("examples", "other", "invalid", "calls", "other"),
)
_ROW = "{:26} {:>6} {:>6} {:>11} {:>6} {:>6} {:>7} {:>7} {:>8} {:>5} {:>7} {:>6} {:>5}"


def row(result: Result) -> str:
    """The line of a document."""
    made, used = result.made, result.used
    numbers: list[Any] = [result.errors, result.breaking]
    if made:
        numbers += [
            f"{made['kept']}/{made['operations']}" if "kept" in made else "models",
            sum(made["losses"].values()) if "losses" in made else None,
            *(f"{made['seconds']:.1f}", f"{made['megabytes']:.0f}", result.pyright),
        ]
    if used:
        numbers += [used["examples"]["equal"], _others(used["examples"]), used["invalid"]]
        numbers += [used["calls"]["equal"], _others(used["calls"])]
    numbers += [None] * (len(_HEAD) - 1 - len(numbers))
    line = _ROW.format(result.name, *("-" if each is None else each for each in numbers))
    return f"{line}  {result.problem}" if result.problem else line


def total(results: Iterable[Result]) -> str:
    """The line for all documents."""
    whole = Result("total", {"kept": 0, "operations": 0, "losses": {"all": 0}, "seconds": 0.0, "megabytes": 0.0})
    outcomes = {name: {"equal": 0, "others": {"all": {"count": 0}}} for name in ("examples", "calls")}
    whole.used, whole.pyright = {**outcomes, "invalid": 0}, 0
    for each in results:
        for name in ("kept", "operations", "seconds"):
            whole.made[name] += each.made.get(name, 0)
        whole.made["losses"]["all"] += sum(each.made.get("losses", {}).values())
        whole.made["megabytes"] = max(whole.made["megabytes"], each.made.get("megabytes", 0))
        whole.errors = (whole.errors or 0) + (each.errors or 0)
        whole.breaking = (whole.breaking or 0) + (each.breaking or 0)
        whole.pyright += each.pyright or 0
        whole.used["invalid"] += each.used.get("invalid", 0)
        for name in outcomes.keys() & each.used.keys():
            whole.used[name]["equal"] += each.used[name]["equal"]
            whole.used[name]["others"]["all"]["count"] += _others(each.used[name])
    return row(whole)


def kinds(results: Iterable[Result]) -> Iterator[str]:
    """What did not come out equal, by kind: the count, and the first case of each document."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for each in results:
        for name in ("examples", "calls"):
            for kind, other in each.used.get(name, {"others": {}})["others"].items():
                found[f"{name}: {kind}"].append((other["count"], f"{each.name}: {other['cases'][0]}"))
        for text in each.pyright_cases:
            found["pyright, the first three of each document"].append((1, f"{each.name}: {text}"))
    for kind, cases in sorted(found.items(), key=lambda entry: -sum(count for count, _ in entry[1])):
        yield f"\n{sum(count for count, _ in cases):5}  {kind}"
        yield from (f"       {count:4}  {case}" for count, case in cases)


def main(folder: Path | None, others: Sequence[peers.Peer] = ()) -> int:
    """Prints the table, with a line for each other generator; 1 if a document gives no package."""
    for line in fill(CACHE) if folder is None else ():
        print(line)
    home = folder or CACHE
    print(_ROW.format(_HEAD[0], *_HEAD[1:]))
    results: list[Result] = []
    for document in documents_in(home):
        with TemporaryDirectory() as made:
            results.append(trial(document, Path(made), older_of(document, home)))
        print(row(results[-1]), flush=True)
        for peer in others:
            with TemporaryDirectory() as made:
                print(row(peers.trial(peer, document, Path(made))), flush=True)
    print(total(results))
    print(*kinds(results), sep="\n")
    return 1 if not results or any(each.problem for each in results) else 0


def _others(outcome: dict[str, Any]) -> int:
    return sum(each["count"] for each in outcome["others"].values())


if __name__ == "__main__":
    folders = [Path(each) for each in sys.argv[1:] if each != "--peers"]
    if folders and not folders[0].is_dir():
        sys.exit(f"{folders[0]} is not a folder")
    sys.exit(main(folders[0] if folders else None, peers.PEERS if "--peers" in sys.argv else ()))
