"""A provider's dialect as a document of its own: the base, its overlay, and what follows from its statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from .load import Document, LoadError, load
from .overlay.apply import apply_overlay
from .support import Statement, read_statements

Node = dict[str, Any]


@dataclass(frozen=True)
class Dialect:
    """What a provider speaks: `document` is the resolved OpenAPI document, `statements` its support by subject."""

    id: str
    version: str
    title: str
    document: Node = field(repr=False)
    statements: Mapping[str, Statement] = field(default_factory=dict[str, Statement])
    words: Mapping[str, Any] = field(default_factory=dict[str, Any])


def resolve_base(base: Document) -> Dialect:
    """The base itself, seen as a dialect without deviations."""
    return Dialect("base", str(base.value["info"]["version"]), str(base.value["info"]["title"]), base.value)


def resolve_overlay(path: Path, base: Document) -> Dialect:
    """The dialect that the overlay at `path` makes of `base`."""
    overlay = load(path)
    document, problems = apply_overlay(overlay, base.value)
    if problems:
        raise LoadError(problems)
    statements = read_statements(document)
    info = overlay.value["info"]
    words = info["x-provider"]
    for subject, statement in statements.items():
        if statement.status == "rejected":
            _remove(document, subject)
    return Dialect(words["id"], str(info["version"]), str(info["title"]), document, statements, words)


def _remove(document: Node, pointer: str) -> None:
    *parents, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    parent: Any = document
    for part in parents:
        parent = cast("list[Any]", parent)[int(part)] if isinstance(parent, list) else parent[part]
    if isinstance(parent, list):
        del parent[int(last)]
        return
    del parent[last]
