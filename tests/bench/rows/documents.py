"""Rows 13 and 15: documents of 11 to 13 MB."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from .. import peers
from ..measure import Case, Cost, Measured, compare, process
from ..row import Goal, Row, Rows, missing, times
from .commands import isogloss

_COPIES = (1, 2, 4)
# Where the time or the memory of a row goes, by its profile: shares do not change with the machine.
_OF_DIFF = "a third is the comparison, a third JSON and the objects in it, a sixth references"
_OF_MEMORY = "a third are the models of datamodel-code-generator, all of them at once; half is the document"


def rows() -> Rows:
    """Comparing two, copies of two, and generating from one."""
    work = f"{_named(peers.LARGE_BEFORE)} compared with {_named(peers.LARGE)}; whole processes"
    if not peers.LARGE.exists():
        yield missing(13, "diff of large documents", "redocly", work, Goal("at most", 0.4), "npm is not installed")
        return
    yield from _diff(work)
    yield from _copies()
    yield from _generate()


def _named(path: Path) -> str:
    return f"{path.name} ({path.stat().st_size / 1e6:.0f} MB)" if path.exists() else path.name


def _diff(work: str) -> Rows:
    pair = (str(peers.LARGE_BEFORE), str(peers.LARGE))
    cases = [isogloss("diff", *pair, "--fail-on", "never")]
    programs = {
        f"redocly {peers.npm_version('@redocly/cli')}": (peers.redocly(), "diff"),
        "oasdiff": (peers.oasdiff(), "breaking"),
    }
    for name, (program, command) in programs.items():
        if program is not None:
            cases.append(Case(name, process(program, command, *pair, statuses=(0, 1))))
        else:
            goal = Goal("at most", 0.4)
            yield missing(13, "diff of large documents", name, work, goal, "not on this machine: no package has it")
    ours, *others = compare(cases, 3, warm=False)
    for theirs in others:
        row = times(13, "diff of large documents, time", work, Goal("at most", 0.4), ours, theirs)
        yield replace(row, note=_OF_DIFF)
        yield times(13, "diff of large documents, memory", work, Goal("at most", 0.6), ours, theirs, memory=True)


def _copies() -> Rows:
    """The work of four copies, as a multiple of what one copy costs for each."""
    measured: list[Measured] = []
    for count in _COPIES:
        pair = [str(_copied(path, count)) for path in (peers.LARGE_BEFORE, peers.LARGE)]
        measured += compare([isogloss("diff", *pair, "--fail-on", "never")], 1, warm=False)
    one, *_, most = measured
    work = f"the same with {_COPIES[-1]} copies of all paths, beside {_COPIES[-1]} times the work of one"
    each = Measured(
        f"{_COPIES[-1]} x one copy", tuple(Cost(*(figure * _COPIES[-1] for figure in cost)) for cost in one.rounds)
    )
    yield times(13, f"diff of {_COPIES[-1]} copies, time", work, Goal("at most", 1.1), most, each)


def _copied(path: Path, count: int) -> Path:
    """The document with all its paths `count` times; schemas are shared."""
    document = json.loads(path.read_text(encoding="utf-8"))
    paths = document["paths"]
    document["paths"] = {
        (f"/copy{index}{name}" if index else name): _renamed(item, index)
        for index in range(count)
        for name, item in paths.items()
    }
    copy = peers.path_of(f"{path.stem}.{count}.json")
    copy.write_text(json.dumps(document), encoding="utf-8")
    return copy


def _renamed(item: dict[str, dict[str, object]], index: int) -> dict[str, object]:
    if not index:
        return dict(item)
    return {
        method: {**operation, "operationId": f"{operation['operationId']}-{index}"}
        if "operationId" in operation
        else operation
        for method, operation in item.items()
    }


def _generate() -> Rows:
    work = f"models, client and server of {_named(peers.LARGE)}, beside models and client; whole processes"
    output = str(peers.path_of("large"))
    peer = f"openapi-python-client {peers.version('openapi-python-client')}"
    other = ("--meta", "none", "--overwrite", "--output-path", str(peers.path_of("large_other")))
    # It formats with the ruff that was installed with it, if that is on the path, as it is for its users.
    path = {"PATH": f"{peers.PYTHON.parent}:{os.environ['PATH']}"}
    command = (peers.program("openapi-python-client"), "generate", "--path", str(peers.LARGE), *other)
    theirs = Case(peer, process(*command, env=path))
    generate = isogloss("generate", "--spec", str(peers.LARGE), "--package", "large", "--output", output)
    goal = Goal("at most", 1)
    try:
        ours, measured = compare([generate, theirs], 1, warm=False)
    except RuntimeError:
        yield Row(15, "generate for a large document", peer, work, goal, None, note="isogloss refuses this document")
        return
    yield times(15, "generate for a large document, time", work, goal, ours, measured)
    row = times(15, "generate for a large document, memory", work, goal, ours, measured, memory=True)
    yield replace(row, note=_OF_MEMORY)
