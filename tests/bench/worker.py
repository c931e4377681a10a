"""A process that does the same work each time it is told to, and says what that cost.

`python -m bench.worker MODULE:FUNCTION ARGUMENT...` calls the function once for the thing to repeat; each line of
standard input has it done once, and one line of output has its seconds of CPU and on the clock.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path

from .measure import Case, Cost


def _main(target: str, *arguments: str) -> None:
    module, _, name = target.partition(":")
    run = getattr(import_module(module), name)(*arguments)
    print("ready", flush=True)
    for _ in sys.stdin:
        cpu, wall = time.process_time(), time.perf_counter()
        run()
        print(time.process_time() - cpu, time.perf_counter() - wall, flush=True)
    # Some clients complain at the exit if their connections were not closed one by one.
    os._exit(0)


@contextmanager
def worker(name: str, python: Path, env: Mapping[str, str], *arguments: str) -> Generator[Case]:
    """A case that is run by a worker of its own."""
    command = [str(python), "-m", "bench.worker", *arguments]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=dict(env))
    assert process.stdin is not None
    assert process.stdout is not None
    instructions, results = process.stdin, process.stdout

    def run() -> Cost:
        print("run", file=instructions, flush=True)
        return Cost(*map(float, results.readline().split()))

    try:
        if results.readline() != "ready\n":
            raise RuntimeError(f"{name} did not start")
        yield Case(name, run)
    finally:
        instructions.close()
        process.wait()


@contextmanager
def workers(python: Path, env: Mapping[str, str], each: Mapping[str, Sequence[str]]) -> Generator[list[Case]]:
    """The cases of several workers, by name."""
    with ExitStack() as stack:
        yield [stack.enter_context(worker(name, python, env, *arguments)) for name, arguments in each.items()]


if __name__ == "__main__":
    _main(*sys.argv[1:])
