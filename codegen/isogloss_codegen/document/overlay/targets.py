"""Finds what the JSONPath of an action selects, and what its author may have meant where that is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import jsonpath_rfc9535 as jsonpath

from ..load import Document
from ..problem import Problem
from ..source import child
from ..values import as_list, as_map
from ..wording import nearest

Location = tuple[str | int, ...]


class Selected(NamedTuple):
    """The places that a JSONPath leads to in a document, each once and in order, or what is wrong with it."""

    locations: list[Location]
    problem: Problem | None = None


def select(overlay: Document, pointer: str, path: str, value: Any) -> Selected:
    """What the JSONPath at a pointer of an overlay selects in a value: at least one place, or else a problem."""
    try:
        query = jsonpath.compile(path)
        nodes = query.find(value)
    except jsonpath.JSONPathError as error:
        return Selected([], _invalid(overlay, pointer, path, error))
    if not nodes:
        message, help = _missed(query, value)
        return Selected([], overlay.problem("target-missing", pointer, message, help=help))
    return Selected(list(dict.fromkeys(tuple(node.location) for node in nodes)))


def pointer_of(location: Location) -> str:
    """A place as a JSON pointer."""
    pointer = ""
    for step in location:
        pointer = child(pointer, step)
    return pointer


def _invalid(overlay: Document, pointer: str, path: str, error: jsonpath.JSONPathError) -> Problem:
    """Says what is wrong with a JSONPath, with the caret where that is if it is written in one piece."""
    message = f"this is no JSONPath: {error.args[0]}"
    help = "a path begins with $, the document" if not path.startswith("$") else None
    problem = overlay.problem("target-invalid", pointer, message, help=help)
    at = problem.position
    start = problem.source.find(path, at.column - 1)
    if not path or start < 0 or error.token is None:
        return problem
    column = start + min(error.token.index, len(path) - 1) + 1
    return replace(problem, position=replace(at, column=column, width=1))


def _missed(query: jsonpath.JSONPathQuery, value: Any) -> tuple[str, str | None]:
    """The first step of a path that leads nowhere, and what is there instead."""
    parents: list[Any] = [value]
    for count, segment in enumerate(query.segments, 1):
        part = jsonpath.JSONPathQuery(env=query.env, segments=query.segments[:count])
        found = part.find(value)
        if not found:
            before = jsonpath.JSONPathQuery(env=query.env, segments=query.segments[: count - 1])
            return f"{segment} is not in {_readable(before)}", _meant(str(segment), parents)
        parents = [node.value for node in found]
    return f"{query} selects nothing", None


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
