"""Counts how many recorded requests, of the project or of a user, send the subject of a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ..document.load import LoadError, read
from ..document.source import MAX_DEPTH
from ..document.values import as_list, as_map
from ..findings.finding import Finding, Location
from .sent import SentPlaces

if TYPE_CHECKING:
    from ..traffic.exchange import Request

FILE = "usage.yaml"
"""The requests of clients of the base, beside it in `spec/`."""


@dataclass(frozen=True)
class Usage:
    """The number of requests, of `total`, that use each place (`SentPlaces.sent`); 0 for missing places.

    `source` names the clients. `others` is the number of further requests, to operations that the document does not
    have.
    """

    total: int
    counts: Mapping[str, int]
    source: str
    others: int = 0

    def fits(self, document: Mapping[str, Any]) -> bool:
        """Tells whether a document has the operations that these requests were counted for."""
        paths = as_map(document.get("paths"))
        operations = [place.split("/") for place in self.counts if place.startswith("/paths/")]
        return all(parts[2].replace("~1", "/").replace("~0", "~") in paths for parts in operations)


@dataclass(frozen=True)
class Words:
    """Plain words for sentences: the name that people give a place (`called`: "images"), and the demand of a rule
    (`asks`).

    Rules go by the middle of their ids: of "request-models-unlisted" that is "models-unlisted".
    """

    called: Mapping[str, str] = field(default_factory=dict[str, str])
    asks: Mapping[str, str] = field(default_factory=dict[str, str])


def read_usage(spec: Path) -> tuple[Usage, Words] | None:
    """Reads the usage of the base from its folder; None if there is none. Raises LoadError."""
    path = spec / FILE
    if not path.is_file():
        return None
    value = read(path).value
    return Usage(value["requests"], value["sent"], value["source"]), Words(value["called"], value["asks"])


def count(document: dict[str, Any], requests: Iterable[Request], source: str) -> Usage:
    """Counts the places that requests use in a document. Raises RecursionError: a request is nested too deeply."""
    places = SentPlaces(document)
    counts: Counter[str] = Counter()
    total = others = 0
    for request in requests:
        used = places.sent(request)
        counts.update(used)
        total += bool(used)
        others += not used
    return Usage(total, counts, source, others)


def count_log(document: dict[str, Any], file: IO[bytes], name: str) -> Usage:
    """Counts the places that the requests of a log use; it may have any form that `read_items` reads.

    `name` is how the log is called. Raises LoadError: a part of it cannot be read, or there is no request for the
    document.
    """
    problems: list[Finding] = []
    usage = count(document, _requests(file, name, problems), f"of {name}")
    if problems:
        raise LoadError(problems)
    if not usage.total:
        message = "it has no request for an operation of the first document"
        raise LoadError([Finding("log-empty", "error", message, at=Location(name))])
    return usage


def _requests(file: IO[bytes], name: str, problems: list[Finding]) -> Iterator[Request]:
    """The complete requests of a log; unreadable ones go to `problems`."""
    # Most comparisons read no log.
    from ..traffic.exchange import Exchange
    from ..traffic.reading import EMPTY, Unreadable, read_items

    for item in read_items(file, name):
        if isinstance(item, Unreadable):
            if item.message != EMPTY:
                place = Location(name, item.line, item.column, source=item.source)
                problems.append(_problem("log-syntax", item.message, place))
            continue
        exchange = item.exchanged(lambda _: "request") or Exchange()
        request = exchange.request
        if request is None or "request" in exchange.cut:
            continue
        if _is_deep(request.body) or not (item.exchange or isinstance(request.body, dict)):
            message = f"a request must be an object with at most {MAX_DEPTH} levels of nesting"
            problems.append(_problem("log-entry", message, Location(name, item.line)))
        else:
            yield request


def _is_deep(value: Any) -> bool:
    """Tells whether a value nests deeper than one can walk through it."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for item in level for inner in (*as_map(item).values(), *as_list(item))]
        if not level:
            return False
    return True


def _problem(rule: str, message: str, place: Location) -> Finding:
    help = "a log holds recorded exchanges or bodies of requests: lines of JSON, JSON values or a HAR file"
    return Finding(rule, "error", message, help=help, at=place)
