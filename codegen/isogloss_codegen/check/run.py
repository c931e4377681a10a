"""Checks files one after the other, and counts the findings."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import IO, Any, cast

from ..limits import MAX_ERRORS
from ..project.settings import Settings
from ..traffic.exchange import Exchange, Kind
from ..traffic.reading import Item, Unreadable, read_items
from .adjust import Adjuster
from .checker import Checker
from .judgement import Judgement
from .streams import check_together
from .summary import Tally


@dataclass(frozen=True)
class Result:
    """The judgement of the item at a `line` of a file, by one provider."""

    file: str
    line: int
    provider: str
    judgement: Judgement


@dataclass(frozen=True)
class ReadError:
    """Something in a file that cannot be read, and so was not checked."""

    file: str
    line: int
    message: str


Renamed = Callable[[str | None], str | None]


class Run:
    """One pass over some files, by one or more dialects.

    Args:
        checkers: By whom, under the names that results go by.
        kind: What the files are; by default their content tells.
        renamed: The model to ask for instead of one that a request names.
        settings: Which findings have another level, and which are left out.

    `cut` counts the bodies that are not whole in a log, and so were not checked.
    """

    def __init__(
        self,
        checkers: Mapping[str, Checker],
        *,
        kind: Kind | None = None,
        renamed: Renamed | None = None,
        settings: Settings | None = None,
    ) -> None:
        self.tallies = {name: Tally(checker.dialect) for name, checker in checkers.items()}
        self.levels: Counter[str] = Counter()
        self.has_errors = False
        self.cut = 0
        self.file = ""
        self.progress = 0.0
        self._checkers = checkers
        self._first = next(iter(checkers.values()))
        self._kind: Kind | None = kind
        self._renamed = renamed
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
        """The results of all files, as they come; `-` is standard input."""
        for name in files:
            self.file = name
            try:
                yield from self._file(name)
            except OSError as error:
                self.has_errors = True
                is_missing = isinstance(error, FileNotFoundError)
                why = f"cannot be read: {(error.strerror or str(error)).lower()}"
                yield ReadError(name, 1, "the file does not exist" if is_missing else why)

    def _file(self, name: str) -> Iterator[Result | ReadError]:
        with nullcontext(sys.stdin.buffer) if name == "-" else open(name, "rb") as file:
            size = 0 if name == "-" else os.fstat(file.fileno()).st_size
            errors, last = 0, 1
            for number, item in enumerate(read_items(file, name, self._kind)):
                if size and number % 200 == 0:
                    self.progress = _position(file) / size
                message = item.message if isinstance(item, Unreadable) else ""
                if not isinstance(item, Unreadable):
                    try:
                        yield from self._results(name, item)
                    except RecursionError:
                        message = "is nested too deeply"
                if message:
                    self.has_errors = True
                    errors, last = errors + 1, item.line
                    if errors <= MAX_ERRORS:
                        yield ReadError(name, item.line, message)
            if errors > MAX_ERRORS:
                message = f"this place and {errors - MAX_ERRORS - 1} before it cannot be read either"
                yield ReadError(name, last, message)

    def _results(self, name: str, item: Item) -> Iterator[Result]:
        for provider, judgement in self._judged(item):
            judgement = self.adjuster.adjusted(provider, judgement)
            self.tallies[provider].add(judgement)
            self.levels.update(finding.level for finding in judgement.findings)
            yield Result(name, item.line, provider, judgement)

    def _judged(self, item: Item) -> Iterator[tuple[str, Judgement]]:
        if item.capture is not None:
            rules = [checker.streams for checker in self._checkers.values()]
            yield from zip(self._checkers, check_together(rules, *item.capture), strict=True)
            return
        exchange = item.exchanged(self._first.kind_of) or Exchange()
        self.cut += len(exchange.cut)
        if self._renamed is not None and exchange.request is not None:
            model = self._renamed(exchange.request.model)
            if model is not None:
                exchange = replace(exchange, request=exchange.request.with_model(model))
        for name, checker in self._checkers.items():
            for judgement in checker.check_exchange(exchange, self._kind):
                yield name, judgement


def _position(file: IO[bytes]) -> int:
    try:
        return file.tell()
    except OSError:  # a text that is read line by line cannot always say
        return cast(Any, file).raw.tell()
