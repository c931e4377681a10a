"""Reads files and judges what is in them, in this process or in several at once."""

from __future__ import annotations

import gc
import io
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import IO, TYPE_CHECKING, NamedTuple

from ..findings.finding import Evidence
from ..traffic.exchange import Exchange, Kind
from ..traffic.reading import LOGS, Item, Section, Unreadable, parts_of_log, read_items
from .checker import Checker
from .judgement import Judgement
from .streams import check_together

if TYPE_CHECKING:
    from concurrent.futures import Future

_BUFFER = 256 * 1024
Renamed = Callable[[str | None], str | None]


@dataclass(frozen=True)
class Part:
    """A file to be judged, or a part of a log from the line `first` on: the `lines`, or what is in the file from one
    byte to another. `done` is the share of the file behind it.
    """

    file: str
    first: int = 1
    lines: bytes | None = None
    done: float = 1.0
    span: tuple[int, int] | None = None


class Judged(NamedTuple):
    """The judgements about what begins at a `line` of a file, each with the name of its provider.

    `cut` counts the bodies that are not whole there, and so were not judged. What begins at the lines `also` is judged
    alike.
    """

    line: int
    judgements: tuple[tuple[str, Judgement], ...]
    cut: int = 0
    also: tuple[int, ...] = ()


Outcome = Judged | Unreadable


class Judging:
    """Judges parts of files by one or more dialects.

    Args:
        checkers: By whom, under the names that judgements go by.
        kind: What the files are; by default their content tells.
        renamed: The model to ask for instead of one that a request names.
    """

    def __init__(
        self, checkers: Mapping[str, Checker], *, kind: Kind | None = None, renamed: Renamed | None = None
    ) -> None:
        self._checkers = checkers
        self._first = next(iter(checkers.values()))
        self._kind: Kind | None = kind
        self._renamed = renamed

    def parts(self, files: Iterable[str]) -> Iterator[Part]:
        """The parts of files, in order: of a log some lines at a time, of any other file the whole."""
        for name in files:
            if not (name.endswith(LOGS) and os.path.isfile(name) and os.access(name, os.R_OK)):
                yield Part(name)
                continue
            with open(name, "rb") as file:
                size = max(1, os.fstat(file.fileno()).st_size)
                for first, span in parts_of_log(file, self._kind):
                    yield Part(name, first, done=file.tell() / size, span=span)

    def outcomes(self, part: Part) -> Iterator[Outcome]:
        """The judgements about a part, one after the other, and the places that cannot be read."""
        try:
            with _opened(part) as file:
                for item in read_items(_section(file, part), part.file, self._kind):
                    yield self._outcome(item, part.first - 1)
        except FileNotFoundError:
            yield Unreadable(1, "the file does not exist")
        except OSError as error:
            yield Unreadable(1, f"cannot be read: {(error.strerror or str(error)).lower()}")

    def in_processes(self, parts: Iterable[Part], jobs: int) -> Iterator[tuple[Part, Iterable[Outcome]]]:
        """Each part with its outcomes, in order, judged by several processes. Standard input is judged in this one."""
        # Importing these takes a while, and most checks need none.
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        waiting: deque[tuple[Part, Future[list[Outcome]]]] = deque()
        kept = _Kept()
        # A copy of this process has the checkers already; only a process without other threads can be copied.
        if sys.platform == "linux" and threading.active_count() == 1:
            context, begin = get_context("fork"), partial(_begin, self)
        else:
            context, begin = get_context("spawn"), partial(_again, tuple(self._checkers), self._kind, self._renamed)
        with ProcessPoolExecutor(jobs, context, begin) as pool:
            for part in parts:
                if part.file == "-":
                    yield from ((each, kept(future.result())) for each, future in waiting)
                    waiting.clear()
                    yield part, self.outcomes(part)
                    continue
                waiting.append((part, pool.submit(_work, part)))
                if len(waiting) > 2 * jobs:
                    first, future = waiting.popleft()
                    yield first, kept(future.result())
            yield from ((each, kept(future.result())) for each, future in waiting)

    def _outcome(self, item: Item | Unreadable, before: int) -> Outcome:
        if isinstance(item, Unreadable):
            return replace(item, line=item.line + before)
        try:
            return self._judged(item, item.line + before)
        except RecursionError:
            return Unreadable(item.line + before, "is nested too deeply")

    def _judged(self, item: Item, line: int) -> Judged:
        if item.capture is not None:
            rules = [checker.streams for checker in self._checkers.values()]
            return Judged(line, tuple(zip(self._checkers, check_together(rules, *item.capture), strict=True)))
        exchange = item.exchanged(self._first.kind_of) or Exchange()
        cut = len(exchange.cut)
        if self._renamed is not None and exchange.request is not None:
            model = self._renamed(exchange.request.model)
            if model is not None:
                exchange = exchange._replace(request=exchange.request.with_model(model))
        judgements = [
            (name, judgement)
            for name, checker in self._checkers.items()
            for judgement in checker.check_exchange(exchange, self._kind)
        ]
        return Judged(line, tuple(judgements), cut)


class _Kept:
    """Makes equal evidence that comes from other processes one object again: reports know it by its identity."""

    def __init__(self) -> None:
        self._known: dict[str, Evidence] = {}

    def __call__(self, outcomes: list[Outcome]) -> Iterator[Outcome]:
        met: dict[int, Evidence] = {}
        for outcome in outcomes:
            if isinstance(outcome, Unreadable) or not any(each.findings for _, each in outcome.judgements):
                yield outcome
                continue
            judgements = ((name, self._judgement(each, met)) for name, each in outcome.judgements)
            yield outcome._replace(judgements=tuple(judgements))

    def _judgement(self, judgement: Judgement, met: dict[int, Evidence]) -> Judgement:
        findings = tuple(each._replace(evidence=self._one(each.evidence, met)) for each in judgement.findings)
        return replace(judgement, findings=findings)

    def _one(self, evidence: Evidence, met: dict[int, Evidence]) -> Evidence:
        if id(evidence) not in met:
            met[id(evidence)] = self._known.setdefault(repr(evidence), evidence)
        return met[id(evidence)]


_judging: Judging | None = None


def _begin(judging: Judging) -> None:
    """Prepares a process. What it has now stays: garbage is looked for in what comes later only."""
    global _judging
    _judging = judging
    gc.freeze()


def _again(names: Sequence[str], kind: Kind | None, renamed: Renamed | None) -> None:
    """Prepares a process to which checkers cannot be sent: it makes them again."""
    _begin(Judging({name: Checker.of(name) for name in names}, kind=kind, renamed=renamed))


def _work(part: Part) -> list[Outcome]:
    """The outcomes of a part; neighbours without a finding are sent as one."""
    assert _judging is not None
    sent: list[Outcome] = []
    for judgements, group in groupby(_judging.outcomes(part), _without_findings):
        first, *others = group
        if judgements is not None and isinstance(first, Judged):
            sent.append(first._replace(also=tuple([each.line for each in others])))
        else:
            sent += (first, *others)
    return sent


def _without_findings(outcome: Outcome) -> tuple[tuple[str, Judgement], ...] | None:
    """The judgements, if there is nothing else to report."""
    if isinstance(outcome, Unreadable) or outcome.cut or any(judgement.findings for _, judgement in outcome.judgements):
        return None
    return outcome.judgements


def _opened(part: Part) -> AbstractContextManager[IO[bytes]]:
    if part.lines is not None:
        return io.BytesIO(part.lines)
    return nullcontext(sys.stdin.buffer) if part.file == "-" else open(part.file, "rb")


def _section(file: IO[bytes], part: Part) -> IO[bytes]:
    return file if part.span is None else io.BufferedReader(Section(file, *part.span), _BUFFER)
