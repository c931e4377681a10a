"""Counts how many recorded requests, of the project or of a user, send the subject of a finding."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..document.load import LoadError, read
from ..document.source import MAX_DEPTH
from ..document.values import as_list, as_map
from ..findings.finding import Finding, Location
from .sent import Request, Walker, as_request

FILE = "usage.yaml"
"""The requests of clients of the base, beside it in `spec/`."""


@dataclass(frozen=True)
class Usage:
    """Of `total` requests, how many send what stands at each place (`sent.Walker.sent`); missing places: none do.

    `source` says whose requests these are. `others` is how many more there were, to operations that the document does
    not have.
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
    """What people say in a sentence: what a place is `called` ("images"), and what a rule `asks` of a client.

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
    """Counts what requests send, in the words of a document."""
    walker = Walker(document)
    counts: Counter[str] = Counter()
    total = others = 0
    for request in requests:
        places = walker.sent(request)
        counts.update(places)
        total += bool(places)
        others += not places
    return Usage(total, counts, source, others)


def count_log(document: dict[str, Any], text: str, file: str) -> Usage:
    """Counts what the requests of a log send: JSON Lines, an exchange or a bare body each.

    `file` is how the log is called. Raises LoadError: a line cannot be read, or there is no request for the document.
    """
    requests: list[Request] = []
    problems: list[Finding] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                request = as_request(json.loads(line))
            except RecursionError:
                request = None
            except ValueError as error:
                column = getattr(error, "colno", 1)
                problems.append(_problem("log-syntax", "this line is not valid JSON", file, number, column, line))
                continue
            if request is None or _is_deep(request.body):
                message = f"a request must be an object with at most {MAX_DEPTH} levels of nesting"
                problems.append(_problem("log-entry", message, file, number, 1, line))
            else:
                requests.append(request)
    if problems:
        raise LoadError(problems)
    usage = count(document, requests, f"of {file}")
    if not usage.total:
        raise _wrong("log-empty", "it has no request for an operation of the first document", file)
    return usage


def _is_deep(value: Any) -> bool:
    """Tells whether a value nests deeper than one can walk through it."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for item in level for inner in (*as_map(item).values(), *as_list(item))]
        if not level:
            return False
    return True


def _wrong(rule: str, message: str, file: str) -> LoadError:
    return LoadError([Finding(rule, "error", message, at=Location(file))])


def _problem(rule: str, message: str, file: str, number: int, column: int, line: str) -> Finding:
    help = "each line of a log is a recorded exchange, or the body of a request"
    return Finding(rule, "error", message, help=help, at=Location(file, number, column, source=line))
