"""Finds what the JSONPath of an action selects, and what its author may have meant where that is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ...findings.finding import Finding
from ..load import Document
from ..values import as_list, as_map, child
from ..wording import nearest

if TYPE_CHECKING:
    import jsonpath_rfc9535 as jsonpath

Location = tuple[str | int, ...]

# Each `..` in a path multiplies the work by the depth of the document; nobody needs many.
_MAX_DESCENTS = 3


class Selected(NamedTuple):
    """The places that a JSONPath leads to in a document, each once and in order, or what is wrong with it."""

    locations: list[Location]
    problem: Finding | None = None


def select(overlay: Document, pointer: str, path: str, value: Any) -> Selected:
    """The values that the JSONPath at a pointer of an overlay selects: at least one place, or else a problem."""
    if path.count("..") > _MAX_DESCENTS:
        message = f"too many `..` selectors (at most {_MAX_DESCENTS})"
        return Selected([], overlay.problem("document-limits", pointer, message))
    import jsonpath_rfc9535 as jsonpath  # it takes a while, and documents without an overlay do not need it

    try:
        query = _query(path)
        nodes = query.find(value)
    except jsonpath.JSONPathError as error:
        return Selected([], _invalid(overlay, pointer, path, error))
    if not nodes:
        return Selected([], _missing(overlay, pointer, path, query, value))
    return Selected(list(dict.fromkeys(tuple(node.location) for node in nodes)))


@cache
def _query(path: str) -> jsonpath.JSONPathQuery:
    import jsonpath_rfc9535 as jsonpath

    return jsonpath.compile(path)


def pointer_of(location: Location) -> str:
    """A place as a JSON pointer."""
    pointer = ""
    for step in location:
        pointer = child(pointer, step)
    return pointer


def _invalid(overlay: Document, pointer: str, path: str, error: jsonpath.JSONPathError) -> Finding:
    message = f"this is not a JSONPath: {error.args[0]}"
    problem = overlay.problem("target-invalid", pointer, message, help=_advice(path))
    index = error.token.index if error.token else None
    return problem if index is None else _narrowed(problem, path, min(index, len(path) - 1), 1)


def _advice(path: str) -> str | None:
    """Advice for the mistakes in paths that people make most often."""
    if not path.startswith("$"):
        return "a path begins with $, the document"
    if name := re.search(r"\.([A-Za-z_]\w*[-/{][^.\[]*)", path):
        return f"a name with other characters than letters, digits and _ goes into brackets: ['{name[1]}']"
    return None


def _missing(overlay: Document, pointer: str, path: str, query: jsonpath.JSONPathQuery, value: Any) -> Finding:
    """Says which step of a path is the first that leads nowhere, and what is there instead."""
    import jsonpath_rfc9535 as jsonpath

    parents: list[Any] = [value]
    count = 0
    for count in range(1, len(query.segments) + 1):
        found = jsonpath.JSONPathQuery(env=query.env, segments=query.segments[:count]).find(value)
        if not found:
            break
        parents = [node.value for node in found]
    segment = query.segments[count - 1]
    before = jsonpath.JSONPathQuery(env=query.env, segments=query.segments[: count - 1])
    step = re.sub(r"^\['([^']*)'\]$", r'"\1"', str(segment))
    message = f"{step} is not in {_readable(before)}"
    problem = overlay.problem("target-missing", pointer, message, help=_meant(str(segment), parents))
    following = query.segments[count:]
    end = following[0].token.index if following else len(path)
    start = segment.token.index
    return _narrowed(problem, path, start, len(path[start:end].rstrip(".[")))


def _narrowed(problem: Finding, path: str, start: int, width: int) -> Finding:
    """The problem with its caret below a part of the path, if that is written as it is meant, without escapes."""
    at = problem.at
    found = at.source.find(path, at.column - 1) if path else -1
    if found < 0 or width < 1:
        return problem
    return problem._replace(at=replace(at, column=found + start + 1, width=width))


def _readable(query: jsonpath.JSONPathQuery) -> str:
    """A path as people write it: `$.components.schemas`."""
    return re.sub(r"\['([A-Za-z_]\w*)'\]", r".\1", str(query)) if query.segments else "the document"


def _meant(segment: str, parents: list[Any]) -> str | None:
    """The key or value of the parents that is nearest to one that the segment asks for."""
    asked = re.findall(r"'((?:[^'\\]|\\.)*)'", segment)
    known = dict.fromkeys(word for parent in parents for word in _words(parent, values="?" in segment))
    for word in reversed(asked):
        if word not in known and (help := nearest(word, known)):
            return help
    return None


def _words(parent: Any, *, values: bool) -> Iterator[str]:
    """The keys of a mapping; with `values`, the strings in its items or those of a list."""
    items = [*as_map(parent).values(), *as_list(parent)]
    if not values:
        yield from as_map(parent)
    for item in items if values else ():
        if isinstance(item, str):
            yield item
        yield from (text for text in as_map(item).values() if isinstance(text, str))
