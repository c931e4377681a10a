"""Rows 11, 12 and 14: the commands on the documents of this project."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

from .. import peers
from ..measure import ROOT, Case, Cost, compare, process
from ..payloads import REQUEST, large_request, small_request
from ..row import Goal, Rows, absolute, times
from ..worker import workers

_REQUESTS = 100_000
# Where the time of a row goes, by its profile: shares do not change with the machine.
_OF_DIFF = "a third is the comparison; two thirds are Python, imports, YAML, and the overlays applied"
_OF_CHECK = "a sixth is JSON and the validator; the rest is Python's: the kind of a request, conditions, the report"
_OF_PROCESSES = "the start of the command is not shared: 1.76 is the most for a log of this length"
_PROVIDERS = sorted(path.name for path in (ROOT / "spec" / "providers").glob("*.overlay.yaml"))


def rows() -> Rows:
    """Generating, starting, checking."""
    yield from _generate()
    yield from _start()
    yield from _check()


def isogloss(*arguments: str) -> Case:
    """The command line of this checkout."""
    return Case("isogloss", process(str(peers.OURS), "-m", "isogloss_codegen", *arguments))


def _generate() -> Rows:
    documents: list[Path] = []
    for name in ("base", *(name.removesuffix(".overlay.yaml") for name in _PROVIDERS)):
        path = peers.path_of(f"{name}.yaml")
        isogloss("resolve", name, "-o", str(path)).run()
        documents.append(path)
    output = peers.path_of("generated")

    def cold() -> Cost:
        shutil.rmtree(output, ignore_errors=True)
        return isogloss("generate", "--output", str(output)).run()

    def each() -> Cost:
        model = ("--output-model-type", "pydantic_v2.BaseModel")
        written = ("--output", str(peers.path_of("models.py")))
        command = peers.program("datamodel-codegen")
        costs = [process(command, "--input", str(path), *model, *written)() for path in documents]
        return Cost(sum(cost.cpu for cost in costs), sum(cost.wall for cost in costs))

    peer = f"datamodel-code-generator {peers.version('datamodel-code-generator')}"
    ours, theirs = compare([Case("isogloss", cold), Case(peer, each)], 1, warm=False)
    work = f"{len(documents)} dialects: all of generated/, beside the models of each document in turn"
    yield times(11, "generate, all providers, cold", work, Goal("at most", 1 / 3), ours, theirs)


def _start() -> Rows:
    request = peers.path_of("request.json")
    request.write_bytes(small_request())
    bare = Case("python -c pass", process(str(peers.OURS), "-c", "pass"))
    diff = ("diff", "anthropic", "minimax", "--fail-on", "never")
    cases = [isogloss("--help"), isogloss(*diff), isogloss("check", str(request), "--fail-on", "never"), bare]
    *ours, beside = compare(cases, 7)
    work = "a whole process"
    subjects = {"--help": (0.1, ""), "diff of two providers": (0.35, _OF_DIFF), "check of one request": (0.3, "")}
    for (subject, (bound, note)), each in zip(subjects.items(), ours, strict=True):
        yield replace(absolute(12, subject, work, Goal("at most", bound, "s"), each, beside), note=note)


def _check() -> Rows:
    """Requests that differ; one in a hundred is a long conversation."""
    log = peers.path_of("requests.jsonl")
    with log.open("w", encoding="utf-8") as file:
        turns = json.loads(large_request())["messages"]
        for index in range(_REQUESTS):
            messages = turns[:20] if index % 100 == 0 else REQUEST["messages"]
            file.write(json.dumps({**REQUEST, "max_tokens": index + 1, "messages": messages}) + "\n")
    document = peers.path_of("base.yaml").with_suffix(".json")
    isogloss("resolve", "base", "--format", "json", "-o", str(document)).run()
    peer = f"jsonschema-rs {peers.version('jsonschema-rs')} loop"
    work = f"{_REQUESTS:,} requests of a log judged; the loop reads each line and asks one compiled validator"
    arguments = ("bench.work.requests:loop", str(log), str(document))
    with workers(peers.PYTHON, peers.environment(), {peer: arguments}) as (bare,):
        check = ("check", str(log), "--fail-on", "never")
        one, two, theirs = compare([isogloss(*check), isogloss(*check, "--jobs", "2"), bare], 3, warm=False)
    row = times(14, "check of 100,000 requests, one core", work, Goal("at most", 3), one, theirs)
    yield replace(row, note=_OF_CHECK)
    work = f"{_REQUESTS:,} requests of a log judged; time on the clock, which other work on the machine changes"
    row = times(14, "check of 100,000 requests, two cores", work, Goal("at least", 1.8), two, one)
    yield replace(row, peer="isogloss on one core", measured=row.wall_ratio, note=_OF_PROCESSES)
