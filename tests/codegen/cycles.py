"""Finds modules that import each other in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from .layering import imported


def circles(texts: Mapping[str, str], package: str) -> list[list[str]]:
    """The circles of modules in a package, each sorted; `texts` are the modules by their names below the package.

    Imports in functions count, those for the type checker alone do not.
    """
    graph = {name: set(_targets(name, text, texts, package)) for name, text in texts.items()}
    found: list[list[str]] = []
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle = sorted(set(error.args[1]))
            found.append(circle)
            for name in circle:
                graph[name] -= set(circle)
        else:
            return found


def _targets(name: str, text: str, known: Mapping[str, str], package: str) -> Iterator[str]:
    own = f"{package}.{name}"
    is_package = any(other.startswith(f"{name}.") for other in known)
    for _, target in imported(list(_at_run_time(ast.parse(text))), own, package=is_package):
        below = target.removeprefix(f"{package}.")
        for candidate in (below, below.rpartition(".")[0]):
            if candidate in known and candidate != name:
                yield candidate
                break


def _at_run_time(node: ast.AST) -> Iterator[ast.AST]:
    """All parts of a module but those that only a type checker sees."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            for each in child.orelse:
                yield from _at_run_time(each)
        else:
            yield from _at_run_time(child)
