"""Checks files one after the other, and counts what is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..limits import MAX_ERRORS
from ..project.settings import Settings
from ..traffic.exchange import Kind
from ..traffic.reading import Unreadable
from .adjust import Adjuster
from .checker import Checker
from .judgement import Judgement
from .judging import Judged, Judging, Renamed
from .summary import Tally


class Result(NamedTuple):
    """A judgement about what begins at a `line` of a file, by one provider."""

    file: str
    line: int
    provider: str
    judgement: Judgement


class ReadError(NamedTuple):
    """Something in a file that cannot be read, and so was not checked."""

    file: str
    line: int
    message: str


class Run:
    """One pass over some files, by one or more dialects.

    Args:
        checkers: By whom, under the names that results go by.
        kind: What the files are; by default their content tells.
        renamed: The model to ask for instead of one that a request names.
        settings: Which findings have another level, and which are left out.
        jobs: The number of processes that judge.

    `cut` counts the bodies that are not whole in a log, and so were not checked. `file` is the one that is checked
    now, `progress` the share of it that is done.
    """

    def __init__(
        self,
        checkers: Mapping[str, Checker],
        *,
        kind: Kind | None = None,
        renamed: Renamed | None = None,
        settings: Settings | None = None,
        jobs: int = 1,
    ) -> None:
        self.tallies = {name: Tally(checker.dialect) for name, checker in checkers.items()}
        self.levels: Counter[str] = Counter()
        self.has_errors = False
        self.cut = 0
        self.file = ""
        self.progress = 0.0
        self._judging = Judging(checkers, kind=kind, renamed=renamed)
        self._jobs = jobs
        dialects = {name: checker.dialect for name, checker in checkers.items()}
        self.adjuster = Adjuster(settings or Settings(), dialects)

    @property
    def undescribed(self) -> dict[str, int]:
        """The number of requests with a part that no document describes, by the part, the most frequent first."""
        first, *others = (tally.undescribed for tally in self.tallies.values())
        counts = {
            name: min(count, *(other[name] for other in others)) if others else count for name, count in first.items()
        }
        return {name: counts[name] for name in sorted(counts, key=lambda name: (-counts[name], name)) if counts[name]}

    def results(self, files: Sequence[str]) -> Iterator[Result | ReadError]:
        """The results of all files, in their order; `-` is standard input."""
        judging, parts = self._judging, self._judging.parts(files)
        judged = (
            judging.in_processes(parts, self._jobs)
            if self._jobs > 1
            else ((part, judging.outcomes(part)) for part in parts)
        )
        errors = _Errors("")
        for part, outcomes in judged:
            if part.first == 1:
                yield from errors.rest()
                errors = _Errors(part.file)
                self.file, self.progress = part.file, 0.0
            for outcome in outcomes:
                if isinstance(outcome, Judged):
                    yield from self._results(part.file, outcome)
                else:
                    self.has_errors = True
                    yield from errors.add(outcome)
            self.progress = part.done
        yield from errors.rest()

    def _results(self, name: str, judged: Judged) -> Iterator[Result]:
        self.cut += judged.cut
        for line in (judged.line, *judged.also):
            for provider, judgement in judged.judgements:
                if judgement.findings:
                    judgement = self.adjuster.adjusted(provider, judgement)
                    self.levels.update(finding.level for finding in judgement.findings)
                self.tallies[provider].add(judgement)
                yield Result(name, line, provider, judgement)


class _Errors:
    """The places of a file that cannot be read: the first ones are reported, the others counted."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._count = self._last = 0

    def add(self, place: Unreadable) -> Iterator[ReadError]:
        """Takes a place."""
        self._count, self._last = self._count + 1, place.line
        if self._count <= MAX_ERRORS:
            yield ReadError(self._file, place.line, place.message)

    def rest(self) -> Iterator[ReadError]:
        """Those that were only counted."""
        if self._count > MAX_ERRORS:
            message = f"this place and {self._count - MAX_ERRORS - 1} before it cannot be read either"
            yield ReadError(self._file, self._last, message)
